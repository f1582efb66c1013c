; Hooks of electron-builder's installer (nsis.include). `npm test -- packages` compiles them with a stand-in payload.
; Exit codes of a silent run: 3 an older version over a newer one, 4 the policy file beside the installer was refused.
!include "LogicLib.nsh"
!include "WordFunc.nsh"

!define SEAT_PROGRAM "hn12369-seat.exe"
!define SEAT_FOLDER "hn12369-seat"

; By number: 2052 is zh-CN, 1033 is en-US.
!macro customHeader
  !ifdef BUILD_UNINSTALLER
    LangString seatAskRemove 2052 "本机当前用户的来电数据都已送达省中心。要连同数据一起删除吗？选“否”则保留。"
    LangString seatAskRemove 1033 "The center has received every call of this user of the PC. Remove the data, too? No keeps it."
    LangString seatAskAgain 2052 "数据库、审计链和密钥删除后无法恢复。确定删除？"
    LangString seatAskAgain 1033 "Database, audit chain and key cannot be brought back once removed. Remove them for good?"
  !else
    LangString seatOlder 2052 "本机已装有更新的版本 $R0，不能装回 ${VERSION}。"
    LangString seatOlder 1033 "This PC has the newer version $R0; ${VERSION} is not installed over it."
    LangString seatPolicy 2052 "安装程序旁的 policy.json 有误，没有采用。请用 --check-policy 查看原因。"
    LangString seatPolicy 1033 "The policy.json beside the installer was refused. --check-policy tells why."
  !endif
!macroend

!macro customInit
  ReadRegStr $R0 HKLM "${UNINSTALL_REGISTRY_KEY}" "DisplayVersion"
  ${If} $R0 != ""
    ${VersionCompare} "${VERSION}" "$R0" $R1
    ${If} $R1 == 2
      MessageBox MB_OK|MB_ICONSTOP "$(seatOlder)" /SD IDOK
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${EndIf}
!macroend

; The folder of the policy is made in any case, so that nobody but an administrator ever writes in it.
!macro customInstall
  SetShellVarContext all
  CreateDirectory "$APPDATA\${SEAT_FOLDER}"
  nsExec::Exec 'icacls "$APPDATA\${SEAT_FOLDER}" /inheritance:r /grant *S-1-5-18:(OI)(CI)F /grant *S-1-5-32-544:(OI)(CI)F /grant *S-1-5-32-545:(OI)(CI)RX'
  Pop $R0
  ${If} ${FileExists} "$EXEDIR\policy.json"
    ExecWait '"$INSTDIR\${SEAT_PROGRAM}" --check-policy "$EXEDIR\policy.json"' $R0
    ${If} $R0 == 0
      CopyFiles /SILENT "$EXEDIR\policy.json" "$APPDATA\${SEAT_FOLDER}\policy.json"
    ${Else}
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(seatPolicy)" /SD IDOK
      SetErrorLevel 4
    ${EndIf}
  ${EndIf}
!macroend

; A silent uninstall and one that makes room for a newer version always keep the data. Else it is asked twice, and only
; where the program itself says that nothing is owed (exit code 0 of --owes; locked or unknown counts as owed).
!macro customUnInstall
  ${IfNot} ${Silent}
  ${AndIfNot} ${isUpdated}
    ExecWait '"$INSTDIR\${SEAT_PROGRAM}" --owes' $R0
    ${If} $R0 == 0
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(seatAskRemove)" /SD IDNO IDNO seatKeep
      MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(seatAskAgain)" /SD IDNO IDNO seatKeep
      SetShellVarContext current
      RMDir /r "$LOCALAPPDATA\${SEAT_FOLDER}"
      SetShellVarContext all
      seatKeep:
    ${EndIf}
  ${EndIf}
!macroend
