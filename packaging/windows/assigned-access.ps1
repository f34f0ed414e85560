# Hands assigned-access.xml to Windows 11 Pro. It has to run as SYSTEM:  psexec -i -s powershell.exe -ExecutionPolicy Bypass -File assigned-access.ps1 [-Remove]
param([switch]$Remove)
$ErrorActionPreference = "Stop"
$access = Get-CimInstance -Namespace "root\cimv2\mdm\dmmap" -ClassName "MDM_AssignedAccess"
$words = Get-Content -Raw -Encoding UTF8 (Join-Path $PSScriptRoot "assigned-access.xml")
$access.Configuration = if ($Remove) { $null } else { [System.Net.WebUtility]::HtmlEncode($words) }
Set-CimInstance -CimInstance $access
