#!/bin/sh
# Makes Haversack.app and a disk image. Run on the release machine, a Mac, after `make setup`. OLLAMA names the engine that is packed;
# IDENTITY the certificate that signs. Without one the application is signed ad hoc, for trying out on this Mac: the hardened runtime
# would refuse libraries that no team has signed.
set -eu
cd "$(dirname "$0")/../.."
python=.tools/packaging-venv/bin/python
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
app=dist/Haversack.app
sign() { codesign --force --sign "${IDENTITY:--}" ${IDENTITY:+--options runtime --timestamp} "$@"; }

python3 -m venv .tools/packaging-venv
$python -m pip install --require-hashes --no-deps -r packaging/requirements.lock
$python -m setup.package.icons build/haversack.icns
HAVERSACK_ICON=$PWD/build/haversack.icns $python -m PyInstaller --noconfirm --distpath dist packaging/haversack.spec
cp "${OLLAMA:-.tools/bin/ollama}" "$app/Contents/MacOS/ollama"
$python -m setup.package.finishing macos "$app"

find "$app" -type f \( -name '*.dylib' -o -name '*.so' \) | while read -r library; do sign "$library"; done
for program in ollama haversack; do
    sign --entitlements packaging/macos/entitlements.plist "$app/Contents/MacOS/$program"
done
sign --entitlements packaging/macos/entitlements.plist "$app"
codesign --verify --deep --strict "$app"

rm -rf build/image && mkdir -p build/image && cp -R "$app" build/image && ln -s /Applications build/image/Applications
hdiutil create -volname Haversack -srcfolder build/image -ov -format UDZO "dist/haversack-$version.dmg"
