.POSIX:

# Every macro can be set: make CC=clang CFLAGS=-g PREFIX=/usr DESTDIR=/tmp/root install
CC       = cc
CONFINE  = 1
CPPFLAGS = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -DCONFINE=$(CONFINE)
WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
           -Wmissing-prototypes -Wvla
CFLAGS   = -O2 $(WARN) -fstack-protector-strong -fPIE
LDFLAGS  = -pie -Wl,-z,relro,-z,now -Wl,-z,noexecstack
LDLIBS   =
TLS      =
BEARSSL  = -l:libbearssl.a
MUSLCC   = musl-gcc
PREFIX   = /usr/local
FUZZTIME = 60

all: proxy

# TLS=1 with BearSSL, TLS=0 without; empty: with it if it is installed
HAS_TLS  = { case '$(TLS)' in 0) false;; 1) true;; \
    *) echo 'int main(void) { return 0; }' >.tls.c; $(CC) -include bearssl.h -o .tls .tls.c $(BEARSSL) 2>/dev/null; s=$$?; \
       rm -f .tls .tls.c; [ $$s = 0 ];; esac; }

proxy: proxy.c
	if $(HAS_TLS); then set -- -DTLS=1; libs='$(BEARSSL)'; else set --; libs=; fi; \
	$(CC) -std=c11 $(CPPFLAGS) $(CFLAGS) "$$@" $(LDFLAGS) -o $@ proxy.c $$libs $(LDLIBS)

static: proxy-static

proxy-static: proxy.c
	if $(HAS_TLS); then set -- -DTLS=1; libs=$$($(CC) -print-file-name=libbearssl.a); else set --; libs=; fi; \
	set -- "$$@" -idirafter /usr/include -idirafter /usr/include/$$($(CC) -print-multiarch); \
	$(MUSLCC) -std=c11 -Os -DCONFINE=$(CONFINE) $(WARN) "$$@" -fstack-protector-strong -static -no-pie -fno-pie -s \
	    -fno-asynchronous-unwind-tables -fno-unwind-tables \
	    -Wl,-z,relro -Wl,-z,noexecstack -o $@ proxy.c $$libs $(LDLIBS)

install: proxy
	mkdir -p $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1
	cp -f proxy $(DESTDIR)$(PREFIX)/bin/proxy
	chmod 755 $(DESTDIR)$(PREFIX)/bin/proxy
	cp -f proxy.1 $(DESTDIR)$(PREFIX)/share/man/man1/proxy.1
	chmod 644 $(DESTDIR)$(PREFIX)/share/man/man1/proxy.1

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/proxy $(DESTDIR)$(PREFIX)/share/man/man1/proxy.1

check test: proxy
	CC="$(CC)" ./tests.sh

fuzz:
	./tests.sh fuzz $(FUZZTIME)

bench: proxy
	CC="$(CC)" ./tests.sh bench

lint: lint-text lint-cppcheck lint-clang

lint-text:
	mandoc -Tlint -Wwarning proxy.1
	sh -n tests.sh

lint-cppcheck:
	cppcheck --std=c11 --enable=warning,performance,portability --inline-suppr \
	    --error-exitcode=1 --quiet proxy.c

lint-clang:
	if $(HAS_TLS); then set -- -DTLS=1; else set --; fi; \
	clang --analyze -std=c11 "$$@" -Xclang -analyzer-werror -Xclang -analyzer-output=text proxy.c

clean:
	rm -f proxy proxy-static proxy-asan fuzz-* crash-* *.o *.plist

.PHONY: all static install uninstall check test fuzz bench lint lint-text lint-cppcheck lint-clang clean
