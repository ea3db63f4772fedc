#!/bin/sh
# Takes away what after_install.sh made, when the program goes for good. Libraries are the users' own and stay.
set -e
case "$1" in
    remove | purge | 0)
        if [ -e /etc/apparmor.d/haversack ]; then
            apparmor_parser --remove /etc/apparmor.d/haversack || true
            rm -f /etc/apparmor.d/haversack
        fi
        ;;
esac
