node24 server.ts > /tmp/port & S=$!
sleep 0.5; export U=http://127.0.0.1:$(grep -o '[0-9]*' /tmp/port)/articles
for c in pw http fetch; do for v in live fast wire wire-listen; do node24 micro.mjs $v $c; done; done
kill $S
