#!/bin/sh
# Makes target/installer/DoctorGLM-VERSION.dmg from the runnable folder: a jlinked runtime, the program, the demo model, the disease library.
# Not run yet: written on Linux. Needs: JDK 25, Maven, the Xcode command line tools. Usage: installer/macos/build.sh [--no-build]
set -eu
root=$(cd -- "$(dirname -- "$0")/../.." && pwd)
cd "$root"

jdk=
for candidate in "${JAVA_HOME:-}" "$(/usr/libexec/java_home -v 25 2>/dev/null)"; do
  if [ -x "$candidate/bin/jpackage" ] && "$candidate/bin/java" -version 2>&1 | grep -qE '"(2[5-9]|[3-9][0-9])'; then jdk=$candidate; break; fi
done
[ -n "$jdk" ] || { echo "A JDK 25 with jpackage is needed: set JAVA_HOME." >&2; exit 1; }

[ "${1:-}" = "--no-build" ] || mvn -q package -DskipTests
version=$(sed -n 's/^version=//p' target/classes/org/doctorglm/platform/version.properties)
out=target/installer
rm -rf "$out"
mkdir -p "$out"

"$jdk/bin/jlink" --add-modules "$(paste -sd, installer/common/modules.txt)" --strip-debug --no-header-files --no-man-pages \
  --compress zip-6 --include-locales en,zh --generate-cds-archive --output "$out/runtime"

# The archive of loaded classes belongs to one runtime: it is made anew for the one that is shipped.
app=target/doctorglm
rm -f "$app/doctorglm.jsa"
"$out/runtime/bin/java" -XX:ArchiveClassesAtExit="$app/doctorglm.jsa" -Xlog:disable @installer/common/java-options.txt \
  -Dglass.platform=Headless -Dprism.order=sw "-Ddoctorglm.app=$app" "-Donnxruntime.native.path=$app/native" "-Dorg.sqlite.lib.path=$app/native" \
  "-Djava.library.path=$app/native" -cp "$app/lib/doctorglm.jar" 'org.doctorglm.app.ClassArchive$Start'

# The launcher has no shell around it, so the environment variable is set by the program itself before the engine's library is used.
set --
while IFS= read -r option; do set -- "$@" --java-options "$option"; done < installer/common/java-options.txt
"$jdk/bin/jpackage" --type dmg @installer/macos/jpackage.txt --app-version "$version" --dest "$out" \
  --input "$app" --main-jar lib/doctorglm.jar --main-class org.doctorglm.Main --runtime-image "$out/runtime" "$@" \
  --java-options '-XX:SharedArchiveFile=$APPDIR/doctorglm.jsa' --java-options --enable-native-access=ALL-UNNAMED --java-options '-Ddoctorglm.app=$APPDIR' --java-options '-Donnxruntime.native.path=$APPDIR/native' \
  --java-options '-Dorg.sqlite.lib.path=$APPDIR/native' --java-options '-Djava.library.path=$APPDIR/native'
ls -l "$out"/*.dmg
