Attribute VB_Name = "Bridge"
Option Explicit
Option Private Module

' From a click to Python: by the mailbox where `lotbook attach` works, else by starting Python.
' Only the button's id and the workbook's name leave Excel. No text from a workbook is ever carried out.

Private Const MOST_SECONDS_FOR_HELPER As Single = 1.5
Private Const MOST_SECONDS_FOR_PYTHON As Single = 10
Private Const FRESH_SECONDS As Long = 5
Private Const FIRST_WORD As String = "lotbook started"

Private busy As Boolean

Public Sub Press(ByVal controlId As String)
    Dim trouble As String
    If busy Then Exit Sub
    busy = True
    On Error GoTo Failed
    trouble = Refusal(controlId)
    If trouble = "" Then trouble = Carried(controlId)
    busy = False
    If trouble <> "" Then Tell trouble
    Exit Sub
Failed:
    trouble = Err.Description
    busy = False
    Tell "Lotbook could not start: " & trouble & "." & vbLf & vbLf & AskDoctor()
End Sub

' Why this click cannot be carried out at all; empty when it can.
Private Function Refusal(ByVal controlId As String) As String
    If Not IsControlId(controlId) Then
        Refusal = "This button is not one of Lotbook's. In a terminal, type: lotbook addin install"
    ElseIf ActiveWorkbook Is Nothing Then
        If InProtectedView() Then
            Refusal = "This workbook is open in Protected View, where nothing may be changed." & vbLf & _
                      "Click Enable Editing in the yellow bar, then press the button again."
        Else
            Refusal = "No workbook is open. Open your Lotbook workbook, then press the button again."
        End If
    ElseIf InStr(ActiveWorkbook.Name, "=") > 0 Then
        Refusal = "The name of this workbook has an equals sign in it: " & ActiveWorkbook.Name & vbLf & _
                  "It cannot be handed over like that. Save the workbook under a name without =, then press again."
    End If
End Function

' Hands the click over; what went wrong, or empty.
Private Function Carried(ByVal controlId As String) As String
    Dim mark As String
    mark = Stamp()
    If IsTaken(controlId, mark) Then
        Carried = TurnedAway(ReadText(MailboxFolder() & Separator() & mark & ".answer"))
    Else
        Carried = PythonStarted(controlId)
    End If
End Function

' Leaves a request in the mailbox and waits until the helper took it. False when no helper is there or none came.
Private Function IsTaken(ByVal controlId As String, ByVal mark As String) As Boolean
    Dim folder As String, request As String, began As Single
    On Error GoTo NoMailbox
    folder = MailboxFolder()
    If Not IsFresh(folder & Separator() & "attach.alive", FRESH_SECONDS) Then Exit Function
    request = folder & Separator() & mark
    SaveText request & ".part", RequestText(controlId, ActiveWorkbook.Name, WindowNumber())
    GiveName request & ".part", request & ".request"
    began = Timer
    Do While FileThere(request & ".request")
        If SecondsSince(began) > MOST_SECONDS_FOR_HELPER Then Exit Do
        Breathe
    Loop
    ' A request that cannot be withdrawn is gone: the helper took it in the last moment.
    IsTaken = Not Withdrawn(request & ".request")
NoMailbox:
End Function

' Starts Python and waits for its first word; what went wrong, or empty.
Private Function PythonStarted(ByVal controlId As String) As String
    Dim interpreter As String, mark As String, log As String, began As Single
    interpreter = Setting(InterpreterKey())
    PythonStarted = InterpreterTrouble(interpreter)
    If PythonStarted <> "" Then Exit Function
    If Setting("LOTBOOK_DOOR") = "runpython" Then
        PythonStarted = StartRunPython(interpreter, controlId, ActiveWorkbook.Name)
        Exit Function
    End If
    mark = Stamp()
    log = LogsFolder() & Separator() & mark & ".log"
    Application.StatusBar = "Lotbook: starting ..."
    PythonStarted = StartBridge(interpreter, controlId, Escaped(ActiveWorkbook.Name), mark)
    began = Timer
    Do While PythonStarted = "" And InStr(ReadText(log), FIRST_WORD) = 0
        If SecondsSince(began) > MOST_SECONDS_FOR_PYTHON Then PythonStarted = NoSign(log)
        Breathe
    Loop
    Application.StatusBar = False
    If PythonStarted <> "" Then PythonStarted = PythonStarted & vbLf & vbLf & AskDoctor()
End Function

Private Function NoSign(ByVal log As String) As String
    NoSign = "Python gave no sign of life within " & MOST_SECONDS_FOR_PYTHON & " seconds." & vbLf & _
             "Its log: " & log & vbLf & Right$(ReadText(log), 600)
End Function

Private Function InterpreterTrouble(ByVal interpreter As String) As String
    If interpreter = "" Then
        InterpreterTrouble = "Lotbook does not know which Python to start; its settings file does not say." & vbLf & _
                             SettingsFile() & vbLf & "In a terminal, type: lotbook addin install"
    ElseIf Not IsWholePath(interpreter) Then
        InterpreterTrouble = "The Python in Lotbook's settings file is no whole path: " & interpreter & vbLf & _
                             SettingsFile() & vbLf & "In a terminal, type: lotbook addin install"
    ElseIf Not ProgramThere(interpreter) Then
        InterpreterTrouble = "The Python that Lotbook was installed with is gone: " & interpreter & vbLf & _
                             "In a terminal, type: lotbook addin install. " & AskDoctor()
    End If
End Function

Private Function MailboxFolder() As String
    MailboxFolder = Setting("LOTBOOK_MAILBOX")
    If MailboxFolder = "" Then MailboxFolder = StateFolder() & Separator() & "mailbox"
End Function

Private Function LogsFolder() As String
    LogsFolder = StateFolder() & Separator() & "logs"
End Function

' One setting of the user's own settings file. A sheet or a file beside the workbook is never asked.
Private Function Setting(ByVal key As String) As String
    Setting = SettingIn(ReadText(SettingsFile()), key)
End Function

' Midnight sets the clock of Timer back to zero.
Private Function SecondsSince(ByVal began As Single) As Single
    SecondsSince = Timer - began
    If SecondsSince < 0 Then SecondsSince = SecondsSince + 86400
End Function

Private Function AskDoctor() As String
    AskDoctor = "To see what is wrong, type in a terminal: lotbook doctor"
End Function

Private Sub Tell(ByVal message As String)
    MsgBox message, vbExclamation, "Lotbook"
End Sub
