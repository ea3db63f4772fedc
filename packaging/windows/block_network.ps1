# For an administrator: lets Windows' firewall refuse every connection of the program and of its engine that leaves the machine.
# Loopback is not filtered by it, so the program and its engine still reach each other. With -Remove the rules are taken away again.
param([string]$Folder = "$env:LOCALAPPDATA\Programs\Haversack", [switch]$Remove)

foreach ($name in "haversack.exe", "haversack-window.exe", "ollama.exe") {
    $program = Join-Path $Folder $name
    foreach ($direction in "Outbound", "Inbound") {
        $rule = "Haversack: no network ($name, $direction)"
        Remove-NetFirewallRule -DisplayName $rule -ErrorAction SilentlyContinue
        if (-not $Remove) {
            New-NetFirewallRule -DisplayName $rule -Direction $direction -Program $program -Action Block -Profile Any | Out-Null
        }
    }
}
