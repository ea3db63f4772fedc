# Before the .rpm is installed. The folders are those that every system of its kind has.
step "the .rpm"
mkdir -p /opt /usr/share/applications /usr/share/icons /usr/share/metainfo
rm -f /tmp/apparmor && . /trial/apparmor.sh
files >/tmp/before
