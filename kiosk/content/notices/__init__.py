"""Notices: what stands in the folder's notices/, and alerts in the Common Alerting Protocol."""
