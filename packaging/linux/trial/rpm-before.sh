# Before the .rpm is installed.
step "the .rpm"
rm -f /tmp/apparmor && . /trial/apparmor.sh
files >/tmp/before
