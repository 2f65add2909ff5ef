#!/bin/sh
# Makes the certificates of the TLS tests again, for a hundred years. They are worth nothing: every key lies here.
set -eu
cd "$(dirname "$0")"

request='openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes'
$request -x509 -days 36500 -subj '/CN=Test authority' -keyout authority-key.pem -out authority.pem

for name in server client; do
  $request -subj "/CN=$name" -keyout "$name-key.pem" -out "$name.csr"
  printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' > extensions
  openssl x509 -req -in "$name.csr" -CA authority.pem -CAkey authority-key.pem -CAcreateserial \
    -days 36500 -extfile extensions -out "$name.pem"
done
rm -f authority-key.pem authority.srl extensions ./*.csr
