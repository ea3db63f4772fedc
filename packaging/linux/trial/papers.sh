# Whether a stick carried everything as it was made: checksums, and their signature by a key that the trial made.
step "checksums and signature"
(cd /dist && sha256sum --check --quiet SHA256SUMS)
check() { minisign -V -p "/trial/$1.pub" -x "/trial/$2.minisig" -m "/trial/$3"; }
cp /dist/SHA256SUMS /trial/altered && sed -i '1s/^./x/' /trial/altered
check ours ours ours
refused "Signature verification failed" check ours ours altered
refused "Signature key id" check other ours ours
refused "Signature key id" check ours other ours
if [ -e /dist/SHA256SUMS.minisig ]; then minisign -V -p /dist/haversack.pub -m /dist/SHA256SUMS; fi
