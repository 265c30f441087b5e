Attribute VB_Name = "Ribbon"
Option Explicit

' The one callback of every button. It never changes: what a button does is decided in Python, by the button's id.
Public Sub LotbookOnAction(control As IRibbonControl)
    Press control.ID
End Sub
