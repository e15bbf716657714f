# Makes target\installer\DoctorGLM-VERSION.msi from the runnable folder. Not run yet: written on Linux.
# Needs: JDK 25, Maven, WiX Toolset. Usage: installer\windows\build.ps1 [-PerUser]
param([switch]$PerUser)
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")
mvn -q package -DskipTests
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
$version = (Select-String -Path target\classes\org\doctorglm\platform\version.properties -Pattern "^version=(.*)$").Matches[0].Groups[1].Value
Remove-Item -Recurse -Force target\installer -ErrorAction Ignore
New-Item -ItemType Directory target\installer | Out-Null
$modules = (Get-Content installer\common\modules.txt) -join ","
& "$env:JAVA_HOME\bin\jlink" --add-modules $modules --strip-debug --no-header-files --no-man-pages --compress zip-6 --include-locales en,zh --generate-cds-archive --output target\installer\runtime
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
$options = Get-Content installer\common\java-options.txt | ForEach-Object { "--java-options"; $_ }
$scope = if ($PerUser) { @("--win-per-user-install") } else { @() }
Get-Content installer\windows\jpackage.txt | Where-Object { $_ -notmatch "^#" } | Set-Content target\installer\jpackage.txt
& "$env:JAVA_HOME\bin\jpackage" --type msi "@target\installer\jpackage.txt" --app-version $version --dest target\installer `
  --input target\doctorglm --main-jar lib\doctorglm.jar --main-class org.doctorglm.Main --runtime-image target\installer\runtime @options @scope `
  --java-options --enable-native-access=ALL-UNNAMED --java-options '-Ddoctorglm.app=$APPDIR' --java-options '-Donnxruntime.native.path=$APPDIR\native' `
  --java-options '-Dorg.sqlite.lib.path=$APPDIR\native' --java-options '-Djava.library.path=$APPDIR\native'
exit $LASTEXITCODE
