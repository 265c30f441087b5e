Attribute VB_Name = "Host"
Option Explicit
Option Private Module

' What differs between Excel for Mac and all other Excel, and the only lines that start a program.

Private Const SANDBOX As String = "/Library/Containers/com.microsoft.Excel/Data"

Public Function Separator() As String
    #If Mac Then
        Separator = "/"
    #Else
        Separator = "\"
    #End If
End Function

Public Function InterpreterKey() As String
    #If Mac Then
        InterpreterKey = "INTERPRETER_MAC"
    #Else
        InterpreterKey = "INTERPRETER_WIN"
    #End If
End Function

Public Function SettingsFile() As String
    #If Mac Then
        SettingsFile = HomeOfExcel() & "/lotbook.conf"
    #Else
        SettingsFile = Environ("USERPROFILE") & "\.lotbook\lotbook.conf"
    #End If
End Function

' Where mailbox and logs lie.
Public Function StateFolder() As String
    #If Mac Then
        StateFolder = HomeOfExcel() & "/lotbook"
    #Else
        StateFolder = Environ("LOCALAPPDATA") & "\Lotbook"
    #End If
End Function

#If Mac Then
' The folder that Excel's sandbox lets it read and write without asking.
Private Function HomeOfExcel() As String
    HomeOfExcel = Environ("HOME")
    If InStr(HomeOfExcel, "/Containers/") = 0 Then HomeOfExcel = HomeOfExcel & SANDBOX
End Function
#End If

' Excel for Mac may not look outside its sandbox without asking; there the script tells what is missing.
Public Function ProgramThere(ByVal path As String) As Boolean
    #If Mac Then
        ProgramThere = True
    #Else
        ProgramThere = FileThere(path)
    #End If
End Function

Public Function WindowNumber() As String
    #If Mac Then
        WindowNumber = "0"
    #Else
        WindowNumber = CStr(Application.Hwnd)
    #End If
End Function

Public Function InProtectedView() As Boolean
    #If Mac Then
        InProtectedView = False
    #Else
        InProtectedView = Application.ProtectedViewWindows.Count > 0
    #End If
End Function

' Lets Excel work while a click waits.
Public Sub Breathe()
    DoEvents
End Sub

' Lotbook's own door. Returns at once; what went wrong, or empty.
Public Function StartBridge(ByVal interpreter As String, ByVal controlId As String, ByVal workbookName As String, _
                            ByVal mark As String) As String
    #If Mac Then
        StartBridge = Scripted(controlId, workbookName, mark)
    #Else
        StartBridge = Started(Quoted(interpreter) & " -E -P -X utf8 -m lotbook.doors.bridge " & controlId & " " & _
            Quoted("--book=" & workbookName) & " --from_xl=1 --hwnd=" & WindowNumber() & " --log=" & mark)
    #End If
End Function

' The same click by the protocol of xlwings' RunPython; on a Mac there is but Lotbook's own door.
Public Function StartRunPython(ByVal interpreter As String, ByVal controlId As String, _
                               ByVal workbookName As String) As String
    #If Mac Then
        StartRunPython = Scripted(controlId, Escaped(workbookName), Stamp())
    #Else
        StartRunPython = Started(Quoted(interpreter) & " -E -P -X utf8 -B -c " & _
            Quoted("import lotbook.doors.ribbon as r; r.click('" & controlId & "')") & " " & _
            Quoted("--wb=" & workbookName) & " --from_xl=1 " & _
            Quoted("--app=" & Application.Path & "\" & Application.Name) & " --hwnd=" & WindowNumber())
    #End If
End Function

#If Mac Then
' The script holds the path of Python itself and starts nothing else; see lotbook.applescript.
Private Function Scripted(ByVal controlId As String, ByVal workbookName As String, ByVal mark As String) As String
    On Error GoTo NoScript
    Scripted = AppleScriptTask("lotbook.applescript", "startLotbook", _
        "1" & vbLf & controlId & vbLf & workbookName & vbLf & mark)
    If Scripted = "started" Then Scripted = ""
    Exit Function
NoScript:
    Scripted = "Excel could not use Lotbook's script (" & Err.Description & ")." & vbLf & _
               "In a terminal, type: lotbook addin install"
End Function
#Else
' One program, started without any prompt between, its window hidden.
Private Function Started(ByVal words As String) As String
    On Error GoTo Refused
    Shell words, vbHide
    Exit Function
Refused:
    Started = "Python was not started (" & Err.Description & ")." & vbLf & _
              "Where a rule of your IT keeps Excel from starting programs, type in a terminal: lotbook attach"
End Function
#End If
