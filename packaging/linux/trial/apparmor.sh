# An AppArmor of the newest kind, as far as the package sees it: its folder, and a parser that notes what it is asked.
mkdir -p /etc/apparmor.d/abi && touch /etc/apparmor.d/abi/4.0
printf '#!/bin/sh\necho "$@" >>/tmp/apparmor\ntest -s "$2"\n' >/usr/sbin/apparmor_parser
chmod 755 /usr/sbin/apparmor_parser
