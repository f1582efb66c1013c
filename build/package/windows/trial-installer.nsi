; The hooks in a bare installer with a stand-in payload: what electron-builder's templates give them is named here, and
; nothing else. Compiled twice, as electron-builder does: with BUILD_UNINSTALLER and without.
Unicode true
Name "seat trial"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\seat-trial"
RequestExecutionLevel admin

!define UNINSTALL_REGISTRY_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\seat-trial"
!include "FileFunc.nsh"
!include "LogicLib.nsh"

!macro _isUpdated _a _b _t _f
  ${GetParameters} $R8
  ${GetOptions} "$R8" "--updated" $R9
  IfErrors `${_f}` `${_t}`
!macroend
!define isUpdated `"" isUpdated ""`

!include "installer.nsh"

LoadLanguageFile "${NSISDIR}\Contrib\Language files\SimpChinese.nlf"
LoadLanguageFile "${NSISDIR}\Contrib\Language files\English.nlf"
!insertmacro customHeader

!ifdef BUILD_UNINSTALLER
  Section "install"
    SetOutPath $INSTDIR
    WriteUninstaller "$INSTDIR\uninstall.exe"
  SectionEnd
  Section "un.install"
    !insertmacro customUnInstall
    RMDir /r "$INSTDIR"
  SectionEnd
!else
  Function .onInit
    !insertmacro customInit
  FunctionEnd
  Section "install"
    SetOutPath $INSTDIR
    File "${PAYLOAD}"
    !insertmacro customInstall
  SectionEnd
!endif
