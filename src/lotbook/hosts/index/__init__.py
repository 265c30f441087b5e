"""A derived file beside the journal that answers a recall of an unchanged workbook without reading the workbook."""
