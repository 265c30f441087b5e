Attribute VB_Name = "Files"
Option Explicit
Option Private Module

' Every touch of the disk. The folders are the user's own; nothing is written beside a workbook.

Public Function FileThere(ByVal path As String) As Boolean
    On Error GoTo Missing
    FileThere = FileLen(path) >= 0
Missing:
End Function

' Whether a file was written within the last seconds. A clock that was set back does not count as fresh for ever.
Public Function IsFresh(ByVal path As String, ByVal seconds As Long) As Boolean
    On Error GoTo Missing
    IsFresh = Abs(DateDiff("s", FileDateTime(path), Now)) <= seconds
Missing:
End Function

' The text of a file of plain letters; empty when there is none.
Public Function ReadText(ByVal path As String) As String
    Dim number As Integer, line As String
    If Not FileThere(path) Then Exit Function
    On Error GoTo Unreadable
    number = FreeFile
    Open path For Input Access Read Shared As #number
    Do While Not EOF(number)
        Line Input #number, line
        ReadText = ReadText & line & vbLf
    Loop
Unreadable:
    Close #number
End Function

' Writes plain ASCII, byte for byte, so that lines end alike everywhere.
Public Sub SaveText(ByVal path As String, ByVal text As String)
    Dim number As Integer, i As Long, content() As Byte
    ReDim content(0 To Len(text) - 1)
    For i = 1 To Len(text)
        content(i - 1) = Asc(Mid$(text, i, 1))
    Next i
    number = FreeFile
    Open path For Binary Access Write As #number
    Put #number, , content
    Close #number
End Sub

Public Sub GiveName(ByVal path As String, ByVal target As String)
    Name path As target
End Sub

' Deletes a file; False when it was no longer there.
Public Function Withdrawn(ByVal path As String) As Boolean
    On Error GoTo Gone
    Kill path
    Withdrawn = True
Gone:
End Function
