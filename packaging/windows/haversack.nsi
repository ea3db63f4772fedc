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
InstallDir "$LOCALAPPDATA\Programs\Haversack"
InstallDirRegKey HKCU "Software\Haversack" "Folder"

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

Section "Haversack"
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
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
SectionEnd

Section "Uninstall"
  Delete "$SMPROGRAMS\Haversack.lnk"
  Delete "$INSTDIR\haversack.exe"
  Delete "$INSTDIR\haversack-window.exe"
  Delete "$INSTDIR\ollama.exe"
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\lib"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${KEY}"
  DeleteRegKey HKCU "Software\Haversack"
SectionEnd
