@echo off
rem Starts DoctorGLM from the folder that this script lies in. Needs Java 25, unless the folder has a runtime of its own.
setlocal EnableDelayedExpansion
set "HERE=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%HERE%\runtime\bin\java.exe" set "JAVA=%HERE%\runtime\bin\java.exe"
set ORT_DISABLE_TELEMETRY=1
set "OPTIONS="
for /f "usebackq delims=" %%o in ("%HERE%\java-options.txt") do set "OPTIONS=!OPTIONS! %%o"
if exist "%HERE%\doctorglm.jsa" set "OPTIONS=!OPTIONS! -XX:SharedArchiveFile="%HERE%\doctorglm.jsa""
rem Long jobs are worth the second compiler, which the window and short commands start and stay leaner without.
rem Options such as --home may stand before the command.
for %%v in (import verify gate search export perplexity) do (
  if "%~1 %~2"=="model %%v" set "OPTIONS=!OPTIONS! -XX:TieredStopAtLevel=4"
  if "%~2 %~3"=="model %%v" set "OPTIONS=!OPTIONS! -XX:TieredStopAtLevel=4"
  if "%~3 %~4"=="model %%v" set "OPTIONS=!OPTIONS! -XX:TieredStopAtLevel=4"
  if "%~4 %~5"=="model %%v" set "OPTIONS=!OPTIONS! -XX:TieredStopAtLevel=4"
  if "%~5 %~6"=="model %%v" set "OPTIONS=!OPTIONS! -XX:TieredStopAtLevel=4"
)
"%JAVA%" %OPTIONS% %DOCTORGLM_JAVA_OPTIONS% "-Ddoctorglm.app=%HERE%" "-Donnxruntime.native.path=%HERE%\native" "-Dorg.sqlite.lib.path=%HERE%\native" "-Djava.library.path=%HERE%\native" -jar "%HERE%\lib\doctorglm.jar" %*
exit /b %ERRORLEVEL%
