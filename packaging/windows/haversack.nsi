; Installs Haversack for one user, with no administrator. Compile on the release machine, after PyInstaller:
;   makensis /DVERSION=0.1.0 /DTREE=dist\haversack /DOUTPUT=haversack-0.1.0-setup.exe packaging\windows\haversack.nsi
Unicode true
ManifestSupportedOS all
ManifestLongPathAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma

!include "MUI2.nsh"
!include "LogicLib.nsh"

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Haversack"

Name "Haversack"
OutFile "${OUTPUT}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Haversack"
VIAddVersionKey "CompanyName" "The Haversack project"
VIAddVersionKey "FileDescription" "Installs Haversack for one user"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "Licensed under the Apache License, Version 2.0"
InstallDir "$LOCALAPPDATA\Programs\Haversack"
InstallDirRegKey HKCU "Software\Haversack" "Folder"

!ifdef ICON
  !define MUI_ICON "${ICON}"
!endif
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Function .onVerifyInstDir
  ; A folder on a server (\\host\share) may be gone when the program starts, and a program there may not run.
  StrCpy $0 "$INSTDIR" 2
  ${If} $0 == "\\"
    Abort
  ${EndIf}
FunctionEnd

; Windows does not let go of a program that runs: nothing is changed while one does.
!macro StopWhereItRuns
  ${If} ${FileExists} "$INSTDIR\haversack-window.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\haversack-window.exe" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "Haversack is running. Close its window, then try again." /SD IDOK
      Abort
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Section "Haversack"
  !insertmacro StopWhereItRuns
  ; What an older build left would be loaded beside the new one. Libraries and settings lie elsewhere.
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\lib"
  SetOutPath "$INSTDIR"
  File /r "${TREE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Haversack.lnk" "$INSTDIR\haversack-window.exe"
  WriteRegStr HKCU "Software\Haversack" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "DisplayName" "Haversack"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "Publisher" "The Haversack project"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\haversack-window.exe"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

; Libraries and settings lie in the user's own folder, %LOCALAPPDATA%\haversack, and stay.
Section "Uninstall"
  !insertmacro StopWhereItRuns
  Delete "$SMPROGRAMS\Haversack.lnk"
  Delete "$INSTDIR\haversack.exe"
  Delete "$INSTDIR\haversack-window.exe"
  Delete "$INSTDIR\ollama.exe"
  Delete "$INSTDIR\policy.toml.sample"
  Delete "$INSTDIR\block_network.ps1"
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\lib"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${KEY}"
  DeleteRegKey HKCU "Software\Haversack"
SectionEnd
