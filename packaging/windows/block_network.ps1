# For an administrator: lets Windows' firewall refuse every connection of the program and of its engine that leaves the machine.
# Loopback is not filtered by it, so the program and its engine still reach each other.
param([string]$Folder = "$env:LOCALAPPDATA\Programs\Haversack")

foreach ($name in "haversack.exe", "haversack-window.exe", "ollama.exe") {
    $program = Join-Path $Folder $name
    foreach ($direction in "Outbound", "Inbound") {
        New-NetFirewallRule -DisplayName "Haversack: no network ($name, $direction)" -Direction $direction `
            -Program $program -Action Block -Profile Any | Out-Null
    }
}
