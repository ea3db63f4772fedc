"""From words with boxes to text in reading order, for PDF pages and for recognised pictures alike."""
