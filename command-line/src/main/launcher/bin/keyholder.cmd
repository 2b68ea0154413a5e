@echo off
rem Runs the keyholder program. JAVA_HOME and JAVA_OPTS are honoured.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -XX:+UseSerialGC -Djdk.console=java.base %JAVA_OPTS% -jar "%~dp0..\lib\keyholder.jar" %*
exit /b %ERRORLEVEL%
