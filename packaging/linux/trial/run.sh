# The .run, for one user with no administrator; /tmp allows no programs, and is too small to unpack into.
mount -t tmpfs -o size=400m,noexec,mode=1777 none /tmp

removed() { # remove what lies in the folder $1; the libraries stay as they are
    kept >/tmp/libraries
    as_ann sh "$1/opt/haversack/uninstall.sh"
    kept | cmp - /tmp/libraries
}

step "install, and again over itself"
as_ann sh /dist/haversack-*.run
as_ann sh /dist/haversack-*.run
for file in applications/haversack.desktop icons/hicolor/scalable/apps/haversack.svg man/man1/haversack.1.gz; do
    test -s $ann/.local/share/$file
done
as_ann $ann/.local/bin/haversack self-test
as_ann $ann/.local/bin/haversack documents | grep -q kp-40
window offscreen QT_QPA_PLATFORM=offscreen PATH=$ann/.local/bin:/usr/bin:/bin haversack-window
removed $ann/.local
left=$(find $ann/.local -path $home -prune -o ! -type d -print)
[ -z "$left" ] || fail "left: $left"

step "into a folder with spaces"
spaced="$ann/my own programs"
as_ann "PREFIX=$spaced" sh /dist/haversack-*.run
as_ann "$spaced/bin/haversack" search "relief valve" --limit 1 | grep -qi kp-40
grep -q "^Exec=\"$spaced/opt/haversack/haversack-window\" %F" "$spaced/share/applications/haversack.desktop"
window offscreen QT_QPA_PLATFORM=offscreen "$spaced/bin/haversack-window"
removed "$spaced"
left=$(find "$spaced" -mindepth 1)
[ -z "$left" ] || fail "left: $left"

step "onto a disk that is too small: refused, and nothing is left"
mkdir -p /small && mount -t tmpfs -o size=100m,mode=1777 none /small
refused "MB are needed" as_ann PREFIX=/small/place sh /dist/haversack-*.run
left=$(find /small -mindepth 1)
[ -z "$left" ] || fail "left: $left"
umount /small && rmdir /small

step "the tarball, by hand"
mkdir $ann/unpacked && tar -xzf /dist/haversack-*.tar.gz -C $ann/unpacked --strip-components=1 && chown -R 1000:1000 $ann/unpacked
as_ann sh $ann/unpacked/install.sh
as_ann $ann/.local/bin/haversack documents | grep -q kp-40
removed $ann/.local
rm -r $ann/unpacked
umount /tmp
