"""Events from Markdown and calendar files, with recurrence."""
