"""Numbers and dates as spreadsheets show them."""
