"""The harbour's ledger: entries.csv holds the bookings, tables.toml the accounts, partners and fuel."""
