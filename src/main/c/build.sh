#!/bin/sh
# Builds the kernels for Linux and Windows (x86-64) into src/main/resources/native. Needs gcc and gcc-mingw-w64-x86-64.
set -eu
cd -- "$(dirname -- "$0")"
out=../resources/native
flags="-std=c11 -O3 -Wall -Wextra -Werror -ffp-contract=off -fno-math-errno -fno-stack-protector"

build() { # compiler, extra flags, target file, link flags
  work=$(mktemp -d)
  $1 $flags $2 -mavx2 -mfma -mf16c -DLEVEL=avx2 -c kernels.c -o "$work/avx2.o"
  $1 $flags $2 -mavx2 -mfma -mf16c -mavx512f -mavx512vl -mavx512bw -mavx512vnni -mprefer-vector-width=256 -DVNNI -DLEVEL=vnni -c kernels.c -o "$work/vnni.o"
  $1 $flags $2 -c dispatch.c -o "$work/dispatch.o"
  mkdir -p "$(dirname "$3")"
  $1 -shared -s $4 "$work/avx2.o" "$work/vnni.o" "$work/dispatch.o" -o "$3"
  rm -r "$work"
}
build gcc "-fPIC -fvisibility=hidden" "$out/linux-x64/libdoctorglm-kernels.so" "-Wl,-z,noexecstack -Wl,--build-id=none"
# GCC keeps the stack at 16 bytes on Windows, so 32-byte vectors there must be moved by unaligned instructions.
build x86_64-w64-mingw32-gcc "-Wa,-muse-unaligned-vector-move" "$out/win-x64/doctorglm-kernels.dll" "-static-libgcc -Wl,--no-insert-timestamp"
