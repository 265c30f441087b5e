Attribute VB_Name = "Host"
Option Explicit
Option Private Module

' Stands for Host.bas where LibreOffice runs the add-in's other modules: Linux paths, and a start that is only written down.

Public Function Separator() As String
    Separator = "/"
End Function

Public Function InterpreterKey() As String
    InterpreterKey = "INTERPRETER_LINUX"
End Function

Public Function SettingsFile() As String
    SettingsFile = Environ("LOTBOOK_TRIAL") & "/lotbook.conf"
End Function

Public Function StateFolder() As String
    StateFolder = Environ("LOTBOOK_TRIAL")
End Function

Public Function ProgramThere(ByVal path As String) As Boolean
    ProgramThere = FileThere(path)
End Function

Public Function WindowNumber() As String
    WindowNumber = "0"
End Function

Public Function InProtectedView() As Boolean
    InProtectedView = False
End Function

Public Sub Breathe()
    DoEvents
End Sub

Public Function StartBridge(ByVal interpreter As String, ByVal controlId As String, ByVal workbookName As String, _
                            ByVal mark As String) As String
    SaveText StateFolder() & "/started.part", interpreter & vbLf & controlId & vbLf & workbookName & vbLf & mark & vbLf
    GiveName StateFolder() & "/started.part", StateFolder() & "/started.txt"
End Function

Public Function StartRunPython(ByVal interpreter As String, ByVal controlId As String, _
                               ByVal workbookName As String) As String
    StartRunPython = StartBridge(interpreter, controlId, workbookName, "runpython")
End Function
