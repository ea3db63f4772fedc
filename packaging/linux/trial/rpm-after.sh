# After the .rpm was removed.
grep -q "^--remove " /tmp/apparmor
unchanged
as_ann test -d $home/libraries
