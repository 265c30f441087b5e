-- Lotbook's way from Excel for Mac to Python: interface 1.
-- Excel can run it with AppleScriptTask, because it lies in ~/Library/Application Scripts/com.microsoft.Excel/.
-- It starts one program, the Python below, and always Lotbook's own door. What Excel hands over is a button's id, a
-- workbook's name in plain letters and a mark of digits; anything else is refused. Excel cannot write this folder, so
-- no workbook and no macro can change which Python it is. `lotbook addin install` fills in the line below.

property lotbookInterpreter : ""
property smallLetters : "abcdefghijklmnopqrstuvwxyz-"
property markLetters : "0123456789-"
property nameLetters : "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ._-()\\"

-- message: four lines: interface, id of the button, name of the workbook, mark of the log. Answers "started" or what is wrong.
on startLotbook(message)
	set theLines to textItems(message, linefeed)
	if (count of theLines) is not 4 or item 1 of theLines is not "1" then
		return "The add-in and Lotbook's script do not belong together. In a terminal, type: lotbook addin install"
	end if
	set {interfaceNumber, controlId, workbookName, logMark} to theLines
	if lotbookInterpreter is "" then
		return "Lotbook's script does not know its Python. In a terminal, type: lotbook addin install"
	end if
	if not (isMadeOf(controlId, smallLetters) and isMadeOf(workbookName, nameLetters) and isMadeOf(logMark, markLetters)) then
		return "The click was refused: the button's or the workbook's name has letters that cannot be."
	end if
	set fixedWords to {lotbookInterpreter, "-E", "-P", "-X", "utf8", "-m", "lotbook.doors.bridge"}
	set clickWords to {controlId, "--book=" & workbookName, "--from_xl=1", "--hwnd=0", "--log=" & logMark}
	try
		do shell script quotedWords(fixedWords & clickWords) & " > /dev/null 2>&1 &"
		return "started"
	on error errorText
		return "Python was not started (" & errorText & ")."
	end try
end startLotbook

on quotedWords(theWords)
	set quotedText to ""
	repeat with aWord in theWords
		set quotedText to quotedText & quoted form of (contents of aWord) & " "
	end repeat
	return quotedText
end quotedWords

on isMadeOf(theText, theLetters)
	if theText is "" then return false
	considering case
		repeat with aLetter in characters of theText
			if theLetters does not contain (contents of aLetter) then return false
		end repeat
	end considering
	return true
end isMadeOf

on textItems(theText, theDelimiter)
	set oldDelimiters to AppleScript's text item delimiters
	set AppleScript's text item delimiters to theDelimiter
	set theItems to text items of theText
	set AppleScript's text item delimiters to oldDelimiters
	return theItems
end textItems
