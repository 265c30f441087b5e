"""What every command is made with: arguments, session, workbook, selection, and how it tells what it found."""
