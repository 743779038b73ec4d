"""What the parts of a Word document mean: numbers, styles, paragraphs, tables. It knows XML, no files and no archives."""
