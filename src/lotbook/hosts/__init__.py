"""The programs and files a workbook lives in. Commands speak to a host; a host never knows a rule of the shop."""
