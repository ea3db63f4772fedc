# The .rpm while it is installed, from outside: a Debian has no need of its tools.
grep -q "^--replace " /tmp/apparmor
sh /trial/after_remove.sh 1 # what an update calls when the older build goes
test -e /etc/apparmor.d/haversack || fail "the profile went with the older build"
test -s /usr/share/doc/haversack/policy.toml.sample
as_ann haversack documents | grep -q kp-40
as_ann haversack search "relief valve" --limit 1 | grep -qi kp-40
as_ann haversack self-test
window offscreen QT_QPA_PLATFORM=offscreen haversack-window
