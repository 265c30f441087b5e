Attribute VB_Name = "Words"
Option Explicit
Option Private Module

' Text in, text out: what leaves Excel is plain ASCII that means nothing to a shell.

Private Const PLAIN As String = "[A-Za-z0-9 ._()-]"
Private Const SMALL As String = "[a-z-]"

' An id of a button: small letters and hyphens, at most 40.
Public Function IsControlId(ByVal text As String) As Boolean
    Dim i As Long
    If Len(text) = 0 Or Len(text) > 40 Then Exit Function
    For i = 1 To Len(text)
        If Not (Mid$(text, i, 1) Like SMALL) Then Exit Function
    Next i
    IsControlId = True
End Function

' Every character but plain ones becomes \uXXXX, one for each UTF-16 unit.
Public Function Escaped(ByVal text As String) As String
    Dim i As Long, letter As String
    For i = 1 To Len(text)
        letter = Mid$(text, i, 1)
        If Not (letter Like PLAIN) Then letter = "\u" & Right$("000" & Hex$(AscW(letter)), 4)
        Escaped = Escaped & letter
    Next i
End Function

' The four lines of a request; the helper accepts nothing else.
Public Function RequestText(ByVal controlId As String, ByVal workbookName As String, ByVal window As String) As String
    RequestText = "lotbook=1" & vbLf & "control=" & controlId & vbLf & _
                  "workbook=" & Escaped(workbookName) & vbLf & "hwnd=" & window & vbLf
End Function

' Why the helper did not take a click, as its answer says; empty when it is at work on it and has not answered yet.
Public Function TurnedAway(ByVal answer As String) As String
    Dim start As String
    start = "state=failed" & vbLf & "message="
    answer = Replace(answer, vbCr, "")
    If Left$(answer, Len(start)) = start Then TurnedAway = Replace(Mid$(answer, Len(start) + 1), vbLf, "")
End Function

' What a click is called in the mailbox and in the logs: day, time and six digits.
Public Function Stamp() As String
    Dim moment As Date
    moment = Now
    Randomize
    Stamp = CStr(Year(moment)) & Digits(Month(moment), 2) & Digits(Day(moment), 2) & "-" & Digits(Hour(moment), 2) & _
            Digits(Minute(moment), 2) & Digits(Second(moment), 2) & "-" & Digits(Int(Rnd * 1000000), 6)
End Function

Private Function Digits(ByVal number As Long, ByVal places As Long) As String
    Digits = Right$(String$(places, "0") & CStr(number), places)
End Function

' The value of a key in a text of lines "KEY","value"; empty when it is not there. The first counts.
Public Function SettingIn(ByVal text As String, ByVal key As String) As String
    Dim line As Variant, start As String
    start = """" & key & ""","""
    For Each line In Split(Replace(text, vbCr, ""), vbLf)
        If Left$(line, Len(start)) = start And Right$(line, 1) = """" And Len(line) > Len(start) Then
            SettingIn = Mid$(line, Len(start) + 1, Len(line) - Len(start) - 1)
            Exit Function
        End If
    Next line
End Function

' A path from the root that cannot end its own quotation marks.
Public Function IsWholePath(ByVal path As String) As Boolean
    If InStr(path, """") > 0 Then Exit Function
    IsWholePath = Mid$(path, 2, 2) = ":\" Or Left$(path, 2) = "\\" Or Left$(path, 1) = "/"
End Function

' One argument of a program; backslashes before its closing mark would eat that mark.
Public Function Quoted(ByVal text As String) As String
    Do While Right$(text, 1) = "\"
        text = Left$(text, Len(text) - 1)
    Loop
    Quoted = """" & Replace(text, """", "") & """"
End Function
