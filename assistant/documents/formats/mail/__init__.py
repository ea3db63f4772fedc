"""Mail: each message told once, whatever its faults; what is attached are documents of their own."""
