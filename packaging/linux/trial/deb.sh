# The .deb: installed, used for everything, changed, updated over an older library, purged.
program=/opt/haversack
share=/usr/share
samples=$program/_internal/resources/samples
mkdir -p $ann && chown 1000:1000 $ann
files >/tmp/before

step "install, where AppArmor asks for a profile"
. /trial/apparmor.sh
dpkg --install /dist/haversack_*.deb
grep -q "^--replace " /tmp/apparmor
for file in applications/haversack.desktop icons/hicolor/scalable/apps/haversack.svg man/man1/haversack.1.gz \
    metainfo/org.haversack.Haversack.metainfo.xml doc/haversack/copyright doc/haversack/policy.toml.sample \
    doc/haversack/sbom.cdx.json doc/haversack/THIRD-PARTY-NOTICES.txt; do
    as_ann test -s $share/$file || fail "there is no $share/$file"
done

step "self-test, with no display"
as_ann haversack self-test
step "add, recognise text, ask, summarise, export"
as_ann haversack add $samples/kp-40-maintenance-manual.pdf $samples/supply-briefing.pptx $samples/incident-report-scan.pdf
as_ann haversack search "Form H-12 Harbour Office incident report" --limit 1 | grep -q "Form H-12"
as_ann haversack ask "At what pressure does the relief valve open?" --conversation Valve
as_ann haversack summarise $samples/supply-briefing.pptx
as_ann haversack export Valve --out $ann/valve.pdf
head -c 5 $ann/valve.pdf | grep -q "%PDF-"
step "prove it"
as_ann haversack prove-offline --report $ann/proof.json

step "the sample of a policy is one, and is followed"
install -D -m 644 $share/doc/haversack/policy.toml.sample /etc/haversack/policy.toml
as_ann haversack policy
as_ann haversack export Valve --out $ann/allowed.pdf
sed -i 's/^export = true/export = false/' /etc/haversack/policy.toml
refused "Set by your administrator" as_ann haversack export Valve --out $ann/refused.pdf
rm -r /etc/haversack

step "the window, with no display and on Xvfb; the self-test there"
window offscreen QT_QPA_PLATFORM=offscreen haversack-window
Xvfb :7 -screen 0 1280x800x24 -nolisten tcp 2>/dev/null &
server=$!
window on_the_display DISPLAY=:7 haversack-window
as_ann DISPLAY=:7 haversack self-test

step "another build of a Qt library in its place is the one that is loaded"
library=$program/_internal/PySide6/Qt/lib/libQt6Widgets.so.6
cp $library /tmp/ours.so && printf ours >>/tmp/ours.so
mv /tmp/ours.so $library && chmod 644 $library
window on_the_display DISPLAY=:7 haversack-window
grep -q " $(stat -c %i $library) *$library" /tmp/maps || fail "the window did not load the library that was put in"
kill $server

step "install a newer build over it: library and settings are kept"
as_ann haversack models use SmolLM2-135M-Instruct
cp $home/settings.toml /tmp/settings.toml
kept >/tmp/libraries
dpkg --install /trial/newer.deb
cmp $home/settings.toml /tmp/settings.toml
test -e /etc/apparmor.d/haversack || fail "the profile went with the older build"
kept | cmp - /tmp/libraries
as_ann haversack documents | grep -q kp-40

step "a library of the first program: copied as it is, brought to the newest form, searched by words and by meaning"
cp -R /trial/older $home/libraries/older && chown -R 1000:1000 $home/libraries/older
before=$(sha256sum <$home/libraries/older/library.db)
as_ann haversack documents --library older | grep -q valve.txt
as_ann haversack search "when is the grebe valve opened" --library older --limit 1 | grep -q "Thursdays"
schema() { od -An -tu1 -j60 -N4 "$1" | awk '{ print ((($1 * 256 + $2) * 256) + $3) * 256 + $4 }'; }
[ "$(schema $home/libraries/older/library.db)" = "$(cat /trial/newest-schema)" ] || fail "the library was not brought to the newest form"
[ "$(schema $home/libraries/older/library.db.schema-1)" = 1 ] || fail "the copy is not of the first form"
[ "$(sha256sum <$home/libraries/older/library.db.schema-1)" = "$before" ] || fail "the copy is not the library as it was"

step "purge"
kept >/tmp/libraries
dpkg --purge haversack
grep -q "^--remove " /tmp/apparmor
[ ! -e /etc/apparmor.d/haversack ] || fail "the profile is left"
rm -r /etc/apparmor.d /usr/sbin/apparmor_parser
unchanged
kept | cmp - /tmp/libraries
echo "nothing is left but the user's own folder"
