#!/bin/sh
# Makes Haversack.app and a disk image. Run on the release machine, a Mac, after `make setup`; IDENTITY names the signing certificate,
# OLLAMA the engine that is packed.
set -eu
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
app=dist/Haversack.app

python3 -m venv .tools/packaging-venv
.tools/packaging-venv/bin/python -m pip install --require-hashes --no-deps -r packaging/requirements.lock
.tools/packaging-venv/bin/python -m PyInstaller --noconfirm --distpath dist packaging/haversack.spec
cp "${OLLAMA:-.tools/bin/ollama}" "$app/Contents/MacOS/ollama"

find "$app" -type f \( -name '*.dylib' -o -name '*.so' -o -perm -u+x \) -print0 |
    xargs -0 -n 1 codesign --force --options runtime --timestamp=none --sign "${IDENTITY:--}"
codesign --force --options runtime --timestamp=none --entitlements packaging/macos/entitlements.plist --sign "${IDENTITY:--}" "$app"
codesign --verify --deep --strict "$app"
hdiutil create -volname Haversack -srcfolder "$app" -ov -format UDZO "dist/haversack-$version.dmg"
