# Makes the kiosk the shell of one user, by Shell Launcher (Windows 11 Enterprise, Education, IoT Enterprise). Run as administrator:
#   powershell.exe -ExecutionPolicy Bypass -File shell-launcher.ps1 [-Remove]
# PowerShell 7 has no [wmiclass].
#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -RunAsAdministrator
# pythonw.exe opens no console window, as kiosk.exe would.
param(
    [string]$User = "kiosk",
    [string]$Folder = "C:\exhibition",
    [string]$Program = "C:\kiosk\python\Scripts\pythonw.exe",
    [switch]$Remove
)
$ErrorActionPreference = "Stop"
$space = "root\standardcimv2\embedded"
# -All: the feature that it belongs to, Device Lockdown, is off at first too.
Enable-WindowsOptionalFeature -Online -NoRestart -All -FeatureName Client-EmbeddedShellLauncher | Out-Null
$sid = (New-Object System.Security.Principal.NTAccount($User)).Translate([System.Security.Principal.SecurityIdentifier]).Value
$launcher = [wmiclass]"\\localhost\${space}:WESL_UserSetting"
if ($Remove) {
    $launcher.RemoveCustomShell($sid) | Out-Null
    return
}
# 0: restart the shell, whatever it returned; 3: do nothing, when staff have ended it (76).
# Every other user keeps the desktop.
$launcher.SetDefaultShell("explorer.exe", 0) | Out-Null
$launcher.SetCustomShell($sid, "`"$Program`" -P -m kiosk supervise `"$Folder`"", @(76), @(3), 0) | Out-Null
$launcher.SetEnabled($true) | Out-Null
