/* proxy - forward HTTP messages between clients and origin servers
 *
 *   user agent <---- outbound ---- proxy ---- inbound ----> origin       (RFC 9110, 3.7)
 *
 *    1 platform    os_ lot_ __
 *    2 basics      slice_ text_ num_ addr_ cidr_ block_ time_ hash_ bit_ chance_ must_ file_ octet_lower
 *                  log_fd_takes say warn die usage all_digits
 *    3 http        head_ field_ frame_ chunk_ authority_ target_ reference_ label_ addr_ path_
 *                  status_ proxy_header_ socks_ octet_is hex_value slice_all
 *    4 options     opt_ conf_ type_ log_op_
 *    5 judge       policy_ rule_ term_ list_ set_ range_ glob_ login_ hash_ digest_ word_ lines_
 *                  grow_ where_ server_ name_ rate_ guess_
 *    6 tls         der_ pem_ cert_ certs_ octets_ pair_ ca_ store_ anchor_
 *                  anchors_ verify_ session_ tls_
 *    7 net         slot_ conn_ hot_ deadline_ crowd_ listener_ addr_ control_ call_ name_
 *    8 upstream    route_ member_ turns_ choose_ parent_ origin_ pool_ dial_ unix_ upstream_
 *                  client_reclaim
 *    9 cache       cache_ cc_ sf_ date_ index_ entry_ keeping_ vary_
 *   10 log         log_ tally_ metrics_ member_ show_ seen_ json_ field_ slice_is_utf8
 *   11 exchange    xchg_ flow_ login_ socks_ client_ upstream_ listener_ addr_ field_is_hop edits_
 *                  why_ name_answered
 *   12 loop        loop_
 *   13 process     proc_ helper_ dry_ probe_
 *   14 main        main
 *
 * A room calls only rooms above it. To read, start at main() and go up; to change, find the
 * room by the prefix of its names. Words are those of RFC 9110 and 9112; "upstream" is always
 * where requests are forwarded to.
 */

/* ==== 1. platform: what systems differ in; every #ifdef, but that for what needs BearSSL ==== os_ lot_ __ ==== */

#if defined(__linux__)
#define _GNU_SOURCE                     /* accept4, memfd_create, dlopen */
#elif defined(__APPLE__)
#define _DARWIN_C_SOURCE
#endif

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <ifaddrs.h>
#include <limits.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifndef TLS
#define TLS 0
#endif
#if TLS
#include <bearssl.h>
#define TLS_SAID ", TLS by BearSSL"
#define TLS_HINT "; -M DIR reads it"
#define TLS_WORD "bearssl"
#else
#define TLS_SAID " (without TLS)"
#define TLS_HINT ""
#define TLS_WORD "no"
#endif
#if defined(__linux__) && !defined(NO_EPOLL)
#include <sys/epoll.h>
#define HAVE_EPOLL 1
#endif
#ifdef __linux__
#include <sys/ioctl.h>
#endif
#ifdef __GLIBC__
#include <dlfcn.h>
#endif
#ifndef CONFINE
#define CONFINE 1                       /* 0: processes are not confined (os_confine) */
#endif
#if defined(__has_feature)              /* the sanitizers look into the process by means that it would not have */
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#if defined(__linux__) && CONFINE && !defined(SANITIZED) && !defined(__SANITIZE_ADDRESS__) && defined(__has_include) \
    && (defined(__x86_64__) || defined(__aarch64__))
#if __has_include(<asm/types.h>) && __has_include(<linux/landlock.h>) && __has_include(<linux/seccomp.h>)
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#define HAVE_CONFINEMENT 1
#endif
#endif
#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0                  /* SIGPIPE is ignored as well */
#endif
#ifndef SMALL_OCTETS
#define SMALL_OCTETS (16 << 10)         /* a test builds with few, so that every head outgrows its block */
#endif
#ifndef MSG_MORE
#define MSG_MORE 0
#endif
#ifndef POLLRDHUP
#define POLLRDHUP 0                     /* that the other end sends no more is not told with data unread */
#endif
#ifndef MAP_ANONYMOUS
#define MAP_ANONYMOUS MAP_ANON
#endif

enum { LOT_BATCH = 64 };                /* descriptors the parking lot reports at once */

/* Give a descriptor of ours the two properties every one of ours has. */
static int os_own(int fd)
{
    if (fd != -1) {
        (void)fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
        (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
    }
    return fd;
}

static int os_accept(int fd, struct sockaddr *sa, socklen_t *n)
{
#ifdef __linux__
    return accept4(fd, sa, n, SOCK_NONBLOCK | SOCK_CLOEXEC);
#else
    return os_own(accept(fd, sa, n));
#endif
}

static int os_socket(int family, int type)
{
#ifdef __linux__
    return socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
#else
    return os_own(socket(family, type, 0));
#endif
}

/* Memory that all our processes share; zeroed. NULL: errno says why. */
static void *os_shared(size_t n)
{
    void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

/* How many processors this process may run on. */
static unsigned os_processors(void)
{
#ifdef __linux__
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
        return (unsigned)CPU_COUNT(&set);
#endif
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (unsigned)n : 1;
}

/* Let several sockets listen at one address, the kernel spreading connections over them. false: it
 * does not do that here, and one socket has to serve all workers. */
static bool os_share_port(int fd)
{
    int one = 1;
#if defined(SO_REUSEPORT_LB)
    return setsockopt(fd, SOL_SOCKET, SO_REUSEPORT_LB, &one, sizeof one) == 0;
#elif defined(__linux__)
    return setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one) == 0;
#else
    (void)fd, (void)one;
    return false;
#endif
}

/* Be the only one of this network to hold a name: sockets that share a port would let any program of
 * the same user join them. A descriptor, which holds it until it is closed; -1: errno says why; -2:
 * there is nothing of the kind here. */
static int os_claim(const char *name, size_t n)
{
#ifdef __linux__
    struct sockaddr_un un = { .sun_family = AF_UNIX };      /* Linux's abstract names end with their socket */
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (n > sizeof un.sun_path - 1)
        n = sizeof un.sun_path - 1;
    memcpy(un.sun_path + 1, name, n);
    if (fd != -1 && bind(fd, (struct sockaddr *)&un, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + n)) == -1) {
        int e = errno;
        (void)close(fd);
        errno = e;
        return -1;
    }
    return fd;
#else
    (void)name, (void)n;
    return -2;
#endif
}

/* Does the kernel still hold octets that the other end has not taken? Where it does not tell: no. */
static bool os_holds_octets(int fd)
{
    int n = 0;
#ifdef __linux__
    (void)ioctl(fd, TIOCOUTQ, &n);
#else
    (void)fd;
#endif
    return n > 0;
}

/* Was this program started from that file? Where the system does not tell: yes. */
static bool os_is_program(const char *path)
{
    struct stat named, ours;
    return access(path, X_OK) == 0 && stat(path, &named) == 0 && S_ISREG(named.st_mode)
        && (stat("/proc/self/exe", &ours) == -1 || (ours.st_dev == named.st_dev && ours.st_ino == named.st_ino));
}

/* The name by which this program was started (argv[0]), as a path that is good from everywhere: so that another file
 * may take it, or a symbolic link lead to another. */
static char *os_program(const char *given)
{
    char path[PATH_MAX], dir[PATH_MAX];
    const char *search = strchr(given, '/') ? NULL : getenv("PATH");
    if (*given == '/' && os_is_program(given))
        return strdup(given);
    if (!search && strchr(given, '/') && getcwd(dir, sizeof dir)
        && (size_t)snprintf(path, sizeof path, "%s/%s", dir, given) < sizeof path && os_is_program(path))
        return strdup(path);
    for (size_t n; search && *search; search += n + (search[n] == ':')) {
        n = strcspn(search, ":");
        size_t full = (size_t)snprintf(path, sizeof path, "%.*s/%s", (int)n, search, given);
        if (*search == '/' && full < sizeof path && os_is_program(path))
            return strdup(path);
    }
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    path[n > 0 ? n : 0] = '\0';
    return strdup(n > 0 ? path : given);
}

/* A file without a name, to be mapped here and sent to another process; -1: errno says why. */
static int os_nameless_file(void)
{
#ifdef __linux__
    return memfd_create("proxy", MFD_CLOEXEC);
#else
    char name[] = P_tmpdir "/proxy-XXXXXX";
    int fd = mkstemp(name);
    if (fd != -1) {
        (void)unlink(name);
        (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
    }
    return fd;
#endif
}

static void os_random(void *p, size_t n)
{
    if (getentropy(p, n) == -1)
        abort();                        /* no secret of ours may be guessable */
}

/* crypt(3) where the system has it. It is looked for when first needed: linking it would cost
 * every start the loading of a library. NULL: this system cannot compute that hash. */
static const char *os_crypt(const char *key, const char *salt)
{
#ifdef __GLIBC__
    static char *(*fn)(const char *, const char *);
    static bool looked;
    if (!looked) {
        void *lib = dlopen("libcrypt.so.1", RTLD_NOW);
        void *sym = lib ? dlsym(lib, "crypt") : NULL;
        memcpy(&fn, &sym, sizeof fn);   /* POSIX asks for this form: a void * is no function */
        looked = true;
    }
    const char *r = fn ? fn(key, salt) : NULL;
#else
    extern char *crypt(const char *, const char *) __attribute__((weak));     /* some have none */
    const char *r = crypt ? crypt(key, salt) : NULL;
#endif
    return r && r[0] != '*' ? r : NULL;
}

#if TLS && defined(__linux__) && !defined(__GLIBC__)
/* Debian builds BearSSL for glibc with FORTIFY, whose checked functions musl has not got. */
void *__memcpy_chk(void *to, const void *from, size_t n, size_t room);
void *__memmove_chk(void *to, const void *from, size_t n, size_t room);
void *__memset_chk(void *to, int c, size_t n, size_t room);

void *__memcpy_chk(void *to, const void *from, size_t n, size_t room)
{
    if (n > room)
        abort();
    return memcpy(to, from, n);
}

void *__memmove_chk(void *to, const void *from, size_t n, size_t room)
{
    if (n > room)
        abort();
    return memmove(to, from, n);
}

void *__memset_chk(void *to, int c, size_t n, size_t room)
{
    if (n > room)
        abort();
    return memset(to, c, n);
}
#endif

/* The parking lot: descriptors that are seldom ready are watched here for input, or for room for output, so that
 * poll() scans only those that are busy. It is one descriptor in poll's array, or -1 where the system
 * has nothing of the kind: then `hot_` scans the parked ones itself, seldom. What is ready is
 * reported until that is used. Tokens are ours and come back as they went in. */
static int lot_open(void)
{
#ifdef HAVE_EPOLL
    return epoll_create1(EPOLL_CLOEXEC);
#else
    return -1;
#endif
}

static int lot_add(int lot, int fd, short events, uint64_t token)
{
#ifdef HAVE_EPOLL
    struct epoll_event e = { .events = events == POLLOUT ? EPOLLOUT : EPOLLIN, .data.u64 = token };
    return epoll_ctl(lot, EPOLL_CTL_ADD, fd, &e);
#else
    (void)lot, (void)fd, (void)events, (void)token;
    return 0;
#endif
}

static void lot_remove(int lot, int fd)
{
#ifdef HAVE_EPOLL
    (void)epoll_ctl(lot, EPOLL_CTL_DEL, fd, NULL);
#else
    (void)lot, (void)fd;
#endif
}

/* Up to n tokens of descriptors that have something; returns how many. */
static int lot_ready(int lot, uint64_t *tokens, int n)
{
#ifdef HAVE_EPOLL
    struct epoll_event e[LOT_BATCH];
    int got = epoll_wait(lot, e, n < LOT_BATCH ? n : LOT_BATCH, 0);
    for (int i = 0; i < got; i++)
        tokens[i] = e[i].data.u64;
    return got;
#else
    (void)lot, (void)tokens, (void)n;
    return 0;
#endif
}

/* No core dump holds what clients sent. */
static struct rlimit os_core;

static void os_keep_secrets(void)
{
    (void)getrlimit(RLIMIT_CORE, &os_core);
    struct rlimit none = { 0, os_core.rlim_max };
    (void)setrlimit(RLIMIT_CORE, &none);
}

/* A program of the user's may dump core as it could before. */
static void os_dump_core(void)
{
    (void)setrlimit(RLIMIT_CORE, &os_core);
}

/* ---- what a process that deals with strangers gives up, for good ---- */

enum os_use { USE_READ, USE_ALL };      /* what is there is read; or made, written, moved and removed as well */

/* A directory that is still needed, and all below it. */
struct os_place {
    int fd;                     /* the place; -1: it is at path */
    const char *path;
    enum os_use use;
};

#if HAVE_CONFINEMENT

/* Files, by Landlock: what is open stays open, and no others but at these places. Before its second version files could
 * not be moved between directories at all. */
static void os_confine_files(const struct os_place *places, unsigned n)
{
    const long version = syscall(__NR_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    const uint64_t refer = UINT64_C(1) << 13, truncate = version < 3 ? 0 : UINT64_C(1) << 14;   /* headers may be older */
    const uint64_t reads = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    const uint64_t all = reads | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR
        | LANDLOCK_ACCESS_FS_REMOVE_FILE | refer | truncate;
    struct landlock_ruleset_attr attr = { .handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1 + refer + truncate };
    if (version < 2)
        return;
    int rules = (int)syscall(__NR_landlock_create_ruleset, &attr, sizeof attr, 0);
    for (unsigned i = 0; i < n && rules != -1; i++) {
        const struct os_place *p = &places[i];
        struct landlock_path_beneath_attr rule = {
            .allowed_access = p->use == USE_READ ? reads : all,
            .parent_fd = p->fd != -1 ? p->fd : open(p->path, O_PATH | O_CLOEXEC),
        };
        struct stat st;
        if (rule.parent_fd == -1)
            continue;
        if (fstat(rule.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
            rule.allowed_access &= LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | truncate;
        (void)syscall(__NR_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
        if (p->fd == -1)
            (void)close(rule.parent_fd);
    }
    if (rules != -1) {
        (void)syscall(__NR_landlock_restrict_self, rules, 0);
        (void)close(rules);
    }
}

/* System calls, by a filter: what only somebody would ask for who has taken the process over is not permitted (EPERM). */
static void os_confine_calls(bool sockets)
{
    static const int never[] = {
#ifdef __x86_64__
        __NR_fork, __NR_vfork, __NR_mknod, __NR_ioperm, __NR_iopl, __NR_chmod, __NR_chown, __NR_lchown,
#endif
        __NR_clone, __NR_clone3, __NR_execve, __NR_execveat, __NR_ptrace, __NR_process_vm_readv, __NR_process_vm_writev, __NR_kcmp,
        __NR_listen, __NR_mknodat, __NR_mount, __NR_umount2, __NR_pivot_root, __NR_chroot, __NR_unshare, __NR_setns,
        __NR_setuid, __NR_setgid, __NR_setreuid, __NR_setregid, __NR_setresuid, __NR_setresgid, __NR_setgroups, __NR_capset,
        __NR_init_module, __NR_finit_module, __NR_delete_module, __NR_kexec_load, __NR_reboot, __NR_swapon, __NR_swapoff,
        __NR_acct, __NR_settimeofday, __NR_clock_settime, __NR_bpf, __NR_perf_event_open, __NR_userfaultfd, __NR_keyctl,
        __NR_add_key, __NR_request_key, __NR_open_by_handle_at, __NR_personality, __NR_io_uring_setup, __NR_memfd_create,
        __NR_fsopen, __NR_fsmount, __NR_fspick, __NR_open_tree, __NR_move_mount, __NR_fchmod, __NR_fchmodat, __NR_fchown,
        __NR_fchownat, __NR_setxattr, __NR_lsetxattr, __NR_fsetxattr, __NR_removexattr, __NR_lremovexattr, __NR_fremovexattr,
        __NR_sethostname, __NR_setdomainname,
    };
    static const int no_sockets[] = { __NR_socket, __NR_connect, __NR_accept, __NR_accept4 };
    enum { NEVER = sizeof never / sizeof *never, NO_SOCKETS = sizeof no_sockets / sizeof *no_sockets };
    struct sock_filter code[8 + NEVER + NO_SOCKETS];
    const unsigned denied = NEVER + (sockets ? 0 : NO_SOCKETS);
#ifdef __x86_64__
    const uint32_t arch = AUDIT_ARCH_X86_64;
#else
    const uint32_t arch = AUDIT_ARCH_AARCH64;
#endif
    unsigned at = 0;
    code[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    code[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, arch, 1, 0);
    code[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
    code[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    code[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, (uint8_t)(denied + 1), 0);    /* x32 */
    for (unsigned i = 0; i < denied; i++) {
        const uint32_t nr = (uint32_t)(i < NEVER ? never[i] : no_sockets[i - NEVER]);
        code[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, nr, (uint8_t)(denied - i), 0);
    }
    code[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    code[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
    struct sock_fprog program = { .len = (unsigned short)at, .filter = code };
    (void)syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program);
}

/* Nothing is started or listened on any more, no file is opened but at these places and, without `sockets`, nobody is
 * spoken to who is not yet. What the system does not have of it is left out; what is open stays open. */
static void os_confine(const struct os_place *places, unsigned n, bool sockets)
{
    struct rlimit none = { 0, 0 };
    (void)setrlimit(RLIMIT_NPROC, &none);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
        return;
    os_confine_files(places, n);
    os_confine_calls(sockets);
}

#else

static void os_confine(const struct os_place *places, unsigned n, bool sockets)
{
    (void)places, (void)n, (void)sockets;
}

#endif

/* Octets of memory that this process has in use; 0: the system does not tell. */
static int64_t os_resident(void)
{
    long pages = 0;
#ifdef __linux__
    char line[128];
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd == -1 ? -1 : read(fd, line, sizeof line - 1);
    if (n > 0) {
        line[n] = '\0';
        (void)sscanf(line, "%*d %ld", &pages);
    }
    if (fd != -1)
        (void)close(fd);
#endif
    return (int64_t)pages * sysconf(_SC_PAGESIZE);
}

/* When a file was changed, in ns. */
static int64_t os_changed(const struct stat *st)
{
#if defined(__APPLE__)
    return st->st_mtimespec.tv_sec * INT64_C(1000000000) + st->st_mtimespec.tv_nsec;
#else
    return st->st_mtim.tv_sec * INT64_C(1000000000) + st->st_mtim.tv_nsec;
#endif
}

/* Hold a directory, or file, for this program alone, until the last process that has it open ends. false: another does. */
static bool os_lock(int fd)
{
    return flock(fd, LOCK_EX | LOCK_NB) == 0;
}

/* CRC-32C (Castagnoli; RFC 3720, appendix B.4) of n more octets, eight at a time by table. */
static uint32_t os_crc32c_portable(uint32_t crc, const char *p, size_t n)
{
    static uint32_t table[8][256];
    if (!table[0][1]) {
        for (uint32_t i = 0; i < 256; i++) {
            uint32_t c = i;
            for (int k = 0; k < 8; k++)
                c = c & 1 ? c >> 1 ^ 0x82f63b78U : c >> 1;
            table[0][i] = c;
        }
        for (uint32_t i = 0; i < 256; i++)
            for (int k = 1; k < 8; k++)
                table[k][i] = table[k - 1][i] >> 8 ^ table[0][table[k - 1][i] & 255];
    }
    crc = ~crc;
    for (; n >= 8; p += 8, n -= 8) {
        const unsigned char *b = (const unsigned char *)p;
        uint32_t lo = crc ^ (b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24);
        crc = table[7][lo & 255] ^ table[6][lo >> 8 & 255] ^ table[5][lo >> 16 & 255] ^ table[4][lo >> 24]
            ^ table[3][b[4]] ^ table[2][b[5]] ^ table[1][b[6]] ^ table[0][b[7]];
    }
    for (; n; n--)
        crc = crc >> 8 ^ table[0][(crc ^ (unsigned char)*p++) & 255];
    return ~crc;
}

#if defined(__x86_64__) && defined(__GNUC__)
/* By the instruction that is made for it. */
__attribute__((target("sse4.2"))) static uint32_t os_crc32c_sse(uint32_t crc, const char *p, size_t n)
{
    uint64_t c = (uint32_t)~crc, v;
    for (; n >= sizeof v; p += sizeof v, n -= sizeof v) {
        memcpy(&v, p, sizeof v);
        c = __builtin_ia32_crc32di(c, v);
    }
    for (; n; n--)
        c = __builtin_ia32_crc32qi((uint32_t)c, (unsigned char)*p++);
    return ~(uint32_t)c;
}
#endif

static uint32_t os_crc32c(uint32_t crc, const char *p, size_t n)
{
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("sse4.2"))
        return os_crc32c_sse(crc, p, n);
#endif
    return os_crc32c_portable(crc, p, n);
}

/* ==== 2. basics: octets, numbers, addresses, time, diagnostics ==== slice_ text_ num_ addr_ cidr_ block_
 * time_ hash_ bit_ chance_ must_ file_ octet_lower log_fd_takes say warn die usage all_digits ==== */

/* Limits, each with its unit and reason. */
enum {
    FIELDS_MAX = 128,               /* field lines a section: bounds the work a peer can ask for */
    TARGET_MAX = 8192,              /* octets of a request target (RFC 9112, 3 asks for 8000) */
    METHOD_MAX = 64,                /* octets of a method */
    HOST_MAX = 255,                 /* octets of a host name (RFC 1035, 2.3.4) */
    HEAD_DEFAULT = 64 << 10,        /* octets of a head, unless --max header= says otherwise */
    CHUNK_EXT_MAX = 16 << 10,       /* octets of chunk extensions a message */
    INTERIM_MAX = 16,               /* interim answers a request */
    ADDRS_MAX = 16,                 /* addresses kept of a name */
    SMALL = SMALL_OCTETS,           /* octets of a block for heads */
    BULK = 68 << 10,                /* octets of a block for content: 64 KiB and a head */
    LINE_MAX_LOG = PIPE_BUF,        /* octets of a log line: longer ones may be torn by a pipe */
};

/* Octets somebody else owns. Never NUL-terminated; may hold NUL. */
struct slice {
    const char *p;
    size_t n;
};
#define SLICE(lit) ((struct slice){ lit, sizeof lit - 1 })

static struct slice slice_of(const char *s)
{
    return (struct slice){ s, strlen(s) };
}

static struct slice slice_from(struct slice s, size_t at)
{
    return (struct slice){ s.p + at, s.n - at };
}

static bool slice_eq(struct slice a, struct slice b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static unsigned char octet_lower(char c)
{
    unsigned char u = (unsigned char)c;
    return u >= 'A' && u <= 'Z' ? (unsigned char)(u | 0x20) : u;
}

static bool slice_eq_nocase(struct slice a, struct slice b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (octet_lower(a.p[i]) != octet_lower(b.p[i]))
            return false;
    return true;
}

static bool slice_starts(struct slice s, struct slice prefix)
{
    return s.n >= prefix.n && memcmp(s.p, prefix.p, prefix.n) == 0;
}

static bool slice_ends(struct slice s, struct slice suffix)
{
    return s.n >= suffix.n && memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0;
}

/* Where c first stands in s; s.n: nowhere. */
static size_t slice_find(struct slice s, char c)
{
    const char *at = s.n ? memchr(s.p, c, s.n) : NULL;
    return at ? (size_t)(at - s.p) : s.n;
}

/* Take what stands before the next sep (or all) off the front of *rest. */
static struct slice slice_cut(struct slice *rest, char sep)
{
    size_t at = slice_find(*rest, sep);
    struct slice head = { rest->p, at };
    *rest = at < rest->n ? slice_from(*rest, at + 1) : slice_from(*rest, at);
    return head;
}

/* Without the SP and HTAB at both ends (RFC 9110, 5.6.3: OWS). */
static struct slice slice_trim(struct slice s)
{
    while (s.n && (*s.p == ' ' || *s.p == '\t'))
        s.p++, s.n--;
    while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
        s.n--;
    return s;
}

/* Digits only, at most max. false: not that, and *out is untouched. */
static bool num_parse(struct slice s, int64_t max, int64_t *out)
{
    int64_t v = 0;
    if (s.n == 0)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        int d = s.p[i] - '0';
        if (d < 0 || d > 9 || v > (max - d) / 10)
            return false;
        v = v * 10 + d;
    }
    *out = v;
    return true;
}

static bool all_digits(struct slice s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0;
}

/* A place to write octets into, of fixed size: what does not fit is left out and `cut` says so. */
struct text {
    char *p;                /* lent */
    size_t n, cap;
    bool cut;
};
#define TEXT(array) ((struct text){ .p = array, .cap = sizeof array })

static void text_add(struct text *t, const char *p, size_t n)
{
    if (n > t->cap - t->n) {
        n = t->cap - t->n;
        t->cut = true;
    }
    if (n) {
        memcpy(t->p + t->n, p, n);
        t->n += n;
    }
}

static void text_slice(struct text *t, struct slice s)
{
    text_add(t, s.p, s.n);
}

static void text_str(struct text *t, const char *s)
{
    text_add(t, s, strlen(s));
}

static void text_char(struct text *t, char c)
{
    text_add(t, &c, 1);
}

static void text_num(struct text *t, int64_t v)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do
        digits[--at] = (char)('0' + u % 10);
    while (u /= 10);
    if (v < 0)
        digits[--at] = '-';
    text_add(t, digits + at, sizeof digits - at);
}

static const char hex_digits[] = "0123456789abcdef";

static void text_hex(struct text *t, uint64_t v)
{
    char digits[16];
    size_t at = sizeof digits;
    do
        digits[--at] = hex_digits[v & 15];
    while (v >>= 4);
    text_add(t, digits + at, sizeof digits - at);
}

static void text_hex_octets(struct text *t, const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        text_char(t, hex_digits[p[i] >> 4]);
        text_char(t, hex_digits[p[i] & 15]);
    }
}

static void text_escape(struct text *t, unsigned char c)
{
    char e[4] = { '\\', 'x', hex_digits[c >> 4], hex_digits[c & 15] };
    text_add(t, e, sizeof e);
}

/* Octets from the network as they may stand in a log or on a terminal: nothing that moves a
 * cursor, ends a line or closes a quote. */
static void text_escaped(struct text *t, struct slice s)
{
    size_t plain = 0;                   /* where what is copied as it is begins */
    if (s.n == 0)
        return;                         /* there may be no s.p */
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\')
            continue;
        text_add(t, s.p + plain, i - plain);
        if (c == '"' || c == '\\')
            text_add(t, (char[]){ '\\', (char)c }, 2);
        else
            text_escape(t, c);
        plain = i + 1;
    }
    text_add(t, s.p + plain, s.n - plain);
}

static struct slice text_all(const struct text *t)
{
    return (struct slice){ t->p, t->n };
}

__attribute__((format(printf, 2, 3)))
static void text_printf(struct text *t, const char *fmt, ...)
{
    char line[1024];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    if (n > 0)
        text_add(t, line, (size_t)n < sizeof line ? (size_t)n : sizeof line - 1);
}

/* Diagnostics, in the Unix form: "proxy: what: why". Nothing on stderr may block us (a pipe
 * nobody reads), so it is asked first, and what cannot be written is dropped. */
static bool log_fd_takes(int fd)
{
    struct pollfd p = { .fd = fd, .events = POLLOUT };
    return poll(&p, 1, 0) == 1 && (p.revents & POLLOUT);
}

static void say(int err, const char *fmt, va_list ap)
{
    char line[1024];
    int n = snprintf(line, sizeof line, "proxy: ");
    int m = vsnprintf(line + n, sizeof line - 200 - (size_t)n, fmt, ap);
    n += m < (int)sizeof line - 201 - n ? m : (int)sizeof line - 201 - n;
    if (err)
        n += snprintf(line + n, 190, ": %s", strerror(err));
    line[n++] = '\n';
    if (log_fd_takes(STDERR_FILENO))
        (void)!write(STDERR_FILENO, line, (size_t)n);
}

/* And go on; err 0: no system error to add. */
__attribute__((format(printf, 2, 3)))
static void warn(int err, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    say(err, fmt, ap);
    va_end(ap);
}

/* Could not run: exit 1. Only before the loop runs. */
__attribute__((format(printf, 2, 3), noreturn))
static void die(int err, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    say(err, fmt, ap);
    va_end(ap);
    exit(1);
}

/* Called wrongly: exit 2. The text names the flag, the value and the mend. */
__attribute__((format(printf, 1, 2), noreturn))
static void usage(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    say(0, fmt, ap);
    va_end(ap);
    exit(2);
}

/* Memory at start-up, where there is nobody yet to answer 503 to. */
static void *must_alloc(size_t n, size_t size)
{
    void *p = calloc(n ? n : 1, size);
    if (!p)
        die(ENOMEM, "starting");
    return p;
}

/* Make room for one more in a growing array at start-up. */
static void *must_grow(void *p, size_t n, size_t size)
{
    if ((n & (n - 1)) == 0 && !(p = realloc(p, (n ? n * 2 : 1) * size)))
        die(ENOMEM, "starting");
    return p;
}

/* What is in a file, with a NUL behind it, the caller's to free. NULL: errno says why. */
static char *file_read(const char *name, size_t *n)
{
    enum { MOST = 64 << 20 };           /* nobody means a larger one; /dev/zero has no end */
    size_t cap = 4096, got = 0;
    char *p = NULL;
    int fd = open(name, O_RDONLY | O_CLOEXEC);
    ssize_t r = -1;
    if (fd != -1)
        do {
            char *larger = realloc(p, cap *= 2);
            if (!larger) {
                r = -1;
                break;
            }
            p = larger;
            while (got < cap - 1 && (r = read(fd, p + got, cap - 1 - got)) > 0)
                got += (size_t)r;
        } while (r > 0 && cap < MOST);
    int e = r > 0 ? EFBIG : errno;
    if (fd != -1)
        (void)close(fd);
    if (r != 0) {
        free(p);
        errno = e;
        return NULL;
    }
    p[got] = '\0';
    *n = got;
    return p;
}

/* A copy of s with a NUL behind it, for as long as the program lives. */
static char *must_copy(struct slice s)
{
    static struct kept { struct kept *next; char text[]; } *kept;
    struct kept *k = must_alloc(sizeof *k + s.n + 1, 1);
    memcpy(k->text, s.p, s.n);
    k->next = kept;
    kept = k;
    return k->text;
}

/* Time: micro- and milliseconds of a clock that only goes forward, and the wall's seconds; read once a turn. */
static int64_t now_us;
static int64_t now_ms;
static int64_t now_s;

/* Time that this process has worked, in us: what others on the machine do does not count. */
static int64_t time_worked_us(void)
{
    struct timespec ts = { 0 };
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
    return ts.tv_sec * INT64_C(1000000) + ts.tv_nsec / 1000;
}

static int64_t time_us(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void time_read(void)
{
    now_us = time_us();
    now_ms = now_us / 1000;
    now_s = (int64_t)time(NULL);
}

/* A block holds received octets [r, w) of data. Blocks of the two common sizes come from lists
 * (the last given back is the first taken: it is still in the processor's cache); a connection
 * with nothing to say holds none. */
struct block {
    struct block *next;         /* in a list of free ones */
    uint32_t cap, r, w;
    char data[];
};

static struct {
    struct block *free;
    unsigned n;
} block_lists[2];
enum { BLOCKS_KEPT = 256 };     /* free ones of each size; more go back to the system */

/* A block of at least n octets, empty. NULL: no memory. */
static struct block *block_get(size_t n)
{
    int which = n <= SMALL ? 0 : n <= BULK ? 1 : 2;
    struct block *b;
    if (which < 2 && (b = block_lists[which].free)) {
        block_lists[which].free = b->next;
        block_lists[which].n--;
    } else {
        size_t cap = which == 0 ? SMALL : which == 1 ? BULK : n;
        if (cap > UINT32_MAX || !(b = malloc(sizeof *b + cap)))
            return NULL;
        b->cap = (uint32_t)cap;
    }
    b->next = NULL;
    b->r = b->w = 0;
    return b;
}

/* One of just this size: for what is kept. */
static struct block *block_exact(size_t n)
{
    struct block *b = n <= UINT32_MAX ? malloc(sizeof *b + n) : NULL;
    if (b)
        *b = (struct block){ .cap = (uint32_t)n };
    return b;
}

/* Give *at back, if there is one, and forget it. */
static void block_put(struct block **at)
{
    struct block *b = *at;
    *at = NULL;
    if (!b)
        return;
    int which = b->cap == SMALL ? 0 : b->cap == BULK ? 1 : 2;
    if (which == 2 || block_lists[which].n >= BLOCKS_KEPT) {
        free(b);
        return;
    }
    b->next = block_lists[which].free;
    block_lists[which].free = b;
    block_lists[which].n++;
}

/* Move what is unread to the front. false: that makes no room. */
static bool block_compact(struct block *b)
{
    if (b->r == 0)
        return false;
    memmove(b->data, b->data + b->r, b->w - b->r);
    b->w -= b->r;
    b->r = 0;
    return true;
}

/* SipHash-1-3 (Aumasson, Bernstein 2012): a table's buckets cannot be aimed at from outside. */
static uint64_t hash_key[2];

static uint64_t hash_octets(const char *p, size_t n)
{
    uint64_t v0 = hash_key[0] ^ 0x736f6d6570736575U, v1 = hash_key[1] ^ 0x646f72616e646f6dU;
    uint64_t v2 = hash_key[0] ^ 0x6c7967656e657261U, v3 = hash_key[1] ^ 0x7465646279746573U;
    uint64_t last = (uint64_t)n << 56;
#define ROTL(x, b) ((x) << (b) | (x) >> (64 - (b)))
#define ROUND() (v0 += v1, v1 = ROTL(v1, 13) ^ v0, v0 = ROTL(v0, 32), v2 += v3, v3 = ROTL(v3, 16) ^ v2, \
                 v0 += v3, v3 = ROTL(v3, 21) ^ v0, v2 += v1, v1 = ROTL(v1, 17) ^ v2, v2 = ROTL(v2, 32))
    for (; n >= 8; p += 8, n -= 8) {
        uint64_t m = 0;
        memcpy(&m, p, 8);
        v3 ^= m;
        ROUND();
        v0 ^= m;
    }
    for (size_t i = 0; i < n; i++)
        last |= (uint64_t)(unsigned char)p[i] << (8 * i);
    v3 ^= last;
    ROUND();
    v0 ^= last;
    v2 ^= 0xff;
    ROUND();
    ROUND();
    ROUND();
#undef ROUND
#undef ROTL
    return v0 ^ v1 ^ v2 ^ v3;
}

/* The same in every process on every machine (FNV-1a, its bits then mixed as in splitmix64): for what
 * replicas have to agree on, and only for that. */
static uint64_t hash_plain(uint64_t h, const char *p, size_t n)
{
    h ^= 0xcbf29ce484222325U;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)p[i]) * 0x100000001b3U;
    h = (h ^ h >> 30) * 0xbf58476d1ce4e5b9U;
    h = (h ^ h >> 27) * 0x94d049bb133111ebU;
    return h ^ h >> 31;
}

/* The place of the lowest bit that is set; one is. */
static unsigned bit_first(uint64_t bits)
{
    return (unsigned)__builtin_ctzll(bits);
}

/* A number below n, by chance (xorshift64*): for spreading, not for secrets. */
static uint32_t chance_below(uint32_t n)
{
    static uint64_t state;
    while (!state)
        os_random(&state, sizeof state);
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (uint32_t)((state * 0x2545f4914f6cdd1dU >> 32) * n >> 32);
}

/* An Internet address and port. There is one form: IPv4 is held as IPv4-mapped IPv6. */
struct addr {
    uint8_t ip[16];
    uint16_t port;          /* host order */
    uint8_t kind;           /* ADDR_NONE, ADDR_IP, ADDR_UNIX (a peer on this machine without address) */
};
enum { ADDR_NONE, ADDR_IP, ADDR_UNIX };

/* A range of addresses: those whose first `bits` bits are those of ip. */
struct cidr {
    uint8_t ip[16];
    uint8_t bits;
};

static const uint8_t addr_v4_prefix[12] = { [10] = 0xff, [11] = 0xff };

static bool addr_is_v4(const struct addr *a)
{
    return memcmp(a->ip, addr_v4_prefix, 12) == 0;
}

static bool addr_same_ip(const struct addr *a, const struct addr *b)
{
    return a->kind == b->kind && memcmp(a->ip, b->ip, 16) == 0;
}

static bool cidr_has(const struct cidr *c, const uint8_t ip[16])
{
    unsigned whole = c->bits / 8, rest = c->bits % 8;
    return memcmp(c->ip, ip, whole) == 0
        && (rest == 0 || ((c->ip[whole] ^ ip[whole]) >> (8 - rest)) == 0);
}

/* An address written out: dotted quad or IPv6 (without brackets, without zone). */
static bool addr_parse(struct slice s, struct addr *a)
{
    char z[INET6_ADDRSTRLEN];
    if (s.n == 0 || s.n >= sizeof z || memchr(s.p, 0, s.n))
        return false;
    memcpy(z, s.p, s.n);
    z[s.n] = '\0';
    *a = (struct addr){ .kind = ADDR_IP };
    memcpy(a->ip, addr_v4_prefix, 12);
    return inet_pton(AF_INET, z, a->ip + 12) == 1 || inet_pton(AF_INET6, z, a->ip) == 1;
}

/* ADDRESS or ADDRESS/BITS, with no bit set past BITS. */
static bool cidr_parse(struct slice s, struct cidr *c)
{
    struct addr a;
    struct slice rest = s, ip = slice_cut(&rest, '/');
    int64_t bits, most;
    if (!addr_parse(ip, &a))
        return false;
    most = addr_is_v4(&a) && slice_find(ip, ':') == ip.n ? 32 : 128;
    bits = most;
    if (ip.n < s.n && !num_parse(rest, most, &bits))
        return false;
    memcpy(c->ip, a.ip, 16);
    c->bits = (uint8_t)(bits + 128 - most);
    for (unsigned i = c->bits; i < 128; i++)
        if (c->ip[i / 8] & (0x80 >> i % 8))
            return false;
    return true;
}

static void text_ip(struct text *t, const struct addr *a)
{
    if (a->kind != ADDR_IP)
        text_str(t, a->kind == ADDR_UNIX ? "unix:" : "-");
    else if (addr_is_v4(a)) {
        char quad[16];
        size_t n = 0;
        for (int i = 12; i < 16; i++) {
            unsigned v = a->ip[i];
            if (v >= 100)
                quad[n++] = (char)('0' + v / 100);
            if (v >= 10)
                quad[n++] = (char)('0' + v / 10 % 10);
            quad[n++] = (char)('0' + v % 10);
            quad[n++] = '.';
        }
        text_add(t, quad, n - 1);
    } else {
        char z[INET6_ADDRSTRLEN];
        text_str(t, inet_ntop(AF_INET6, a->ip, z, sizeof z));
    }
}

/* As in an authority: IPv6 in brackets, with the port. */
static void text_addr(struct text *t, const struct addr *a)
{
    bool v6 = a->kind == ADDR_IP && !addr_is_v4(a);
    if (v6)
        text_char(t, '[');
    text_ip(t, a);
    if (v6)
        text_char(t, ']');
    if (a->kind == ADDR_IP) {
        text_char(t, ':');
        text_num(t, a->port);
    }
}

static struct addr addr_from_sockaddr(const struct sockaddr *sa)
{
    struct addr a = { .kind = ADDR_NONE };
    if (sa->sa_family == AF_INET) {
        struct sockaddr_in s4;
        memcpy(&s4, sa, sizeof s4);
        a.kind = ADDR_IP;
        memcpy(a.ip, addr_v4_prefix, 12);
        memcpy(a.ip + 12, &s4.sin_addr, 4);
        a.port = ntohs(s4.sin_port);
    } else if (sa->sa_family == AF_INET6) {
        struct sockaddr_in6 s6;
        memcpy(&s6, sa, sizeof s6);
        a.kind = ADDR_IP;
        memcpy(a.ip, &s6.sin6_addr, 16);
        a.port = ntohs(s6.sin6_port);
    } else if (sa->sa_family == AF_UNIX)
        a.kind = ADDR_UNIX;
    return a;
}

/* Returns the length of what was written to *ss. */
static socklen_t addr_to_sockaddr(const struct addr *a, struct sockaddr_storage *ss)
{
    memset(ss, 0, sizeof *ss);
    if (addr_is_v4(a)) {
        struct sockaddr_in s4 = { .sin_family = AF_INET, .sin_port = htons(a->port) };
        memcpy(&s4.sin_addr, a->ip + 12, 4);
        memcpy(ss, &s4, sizeof s4);
        return sizeof s4;
    }
    struct sockaddr_in6 s6 = { .sin6_family = AF_INET6, .sin6_port = htons(a->port) };
    memcpy(&s6.sin6_addr, a->ip, 16);
    memcpy(ss, &s6, sizeof s6);
    return sizeof s6;
}

/* What kind of place an address is. Forward mode goes to ADDR_PUBLIC and ADDR_PRIVATE only. */
enum addr_class {
    ADDR_PUBLIC,
    ADDR_PRIVATE,           /* RFC 1918, ULA, 100.64/10 */
    ADDR_LINK,              /* link-local, and the metadata services of clouds wherever they are */
    ADDR_LOOPBACK,
    ADDR_UNSPECIFIED,
    ADDR_MULTICAST,         /* and broadcast */
};

/* Where clouds tell an instance its secrets, beside the link-local addresses. */
static const uint8_t addr_metadata_v4[][4] = { { 100, 100, 100, 200 }, { 168, 63, 129, 16 }, { 192, 0, 0, 192 } };
static const uint8_t addr_metadata_v6[][16] = {
    { 0xfd, 0x00, 0x0e, 0xc2, [14] = 0x02, 0x54 }, { 0xfd, 0x20, 0x00, 0xce, [14] = 0x02, 0x54 },
    { 0xfd, 0x00, 0x00, 0xc1, [12] = 0xa9, 0xfe, 0xa9, 0xfe },
};

static enum addr_class addr_class_v4(const uint8_t *b)
{
    for (size_t i = 0; i < sizeof addr_metadata_v4 / sizeof *addr_metadata_v4; i++)
        if (memcmp(b, addr_metadata_v4[i], 4) == 0)
            return ADDR_LINK;
    if (b[0] == 0)
        return ADDR_UNSPECIFIED;
    if (b[0] == 127)
        return ADDR_LOOPBACK;
    if (b[0] == 169 && b[1] == 254)
        return ADDR_LINK;
    if (b[0] >= 224 && (b[0] < 240 || (b[0] == 255 && b[1] == 255 && b[2] == 255 && b[3] == 255)))
        return ADDR_MULTICAST;
    if (b[0] == 10 || (b[0] == 172 && (b[1] & 0xf0) == 16) || (b[0] == 192 && b[1] == 168)
        || (b[0] == 100 && (b[1] & 0xc0) == 64))
        return ADDR_PRIVATE;
    return ADDR_PUBLIC;
}

/* The IPv4 address that an IPv6 one leads to: mapped and compatible (RFC 4291), translated (RFC 2765),
 * NAT64 (RFC 6052, RFC 8215), 6to4 (RFC 3056), Teredo (RFC 4380, where it is stored inverted). false:
 * it is just IPv6. */
static bool addr_embedded_v4(const uint8_t ip[16], uint8_t v4[4])
{
    static const uint8_t zero[12], nat64[12] = { 0x00, 0x64, 0xff, 0x9b }, siit[12] = { [8] = 0xff, [9] = 0xff };
    static const uint8_t nat64_local[6] = { 0x00, 0x64, 0xff, 0x9b, 0x00, 0x01 };
    if (memcmp(ip, addr_v4_prefix, 12) == 0 || memcmp(ip, nat64, 12) == 0 || memcmp(ip, siit, 12) == 0
        || memcmp(ip, nat64_local, 6) == 0
        || (memcmp(ip, zero, 12) == 0 && (ip[12] || ip[13] || ip[14] || ip[15] > 1)))
        memcpy(v4, ip + 12, 4);
    else if (ip[0] == 0x20 && ip[1] == 0x02)
        memcpy(v4, ip + 2, 4);
    else if (ip[0] == 0x20 && ip[1] == 0x01 && ip[2] == 0 && ip[3] == 0)
        for (int i = 0; i < 4; i++)
            v4[i] = (uint8_t)~ip[12 + i];
    else
        return false;
    return true;
}

static enum addr_class addr_classify(const struct addr *a)
{
    uint8_t v4[4];
    static const uint8_t zero[15];
    const uint8_t *b = a->ip;
    if (addr_embedded_v4(b, v4))
        return addr_class_v4(v4);
    if (memcmp(b, zero, 15) == 0)
        return b[15] ? ADDR_LOOPBACK : ADDR_UNSPECIFIED;
    if (b[0] == 0xff)
        return ADDR_MULTICAST;
    if (b[0] == 0xfe && (b[1] & 0xc0) == 0x80)
        return ADDR_LINK;
    if (b[0] == 0xfe && (b[1] & 0xc0) == 0xc0)      /* once site-local (RFC 3879) */
        return ADDR_PRIVATE;
    for (size_t i = 0; i < sizeof addr_metadata_v6 / sizeof *addr_metadata_v6; i++)
        if (memcmp(b, addr_metadata_v6[i], 16) == 0)
            return ADDR_LINK;
    return (b[0] & 0xfe) == 0xfc ? ADDR_PRIVATE : ADDR_PUBLIC;
}

/* `private` in rules and --trust: every address that is not of the Internet at large. */
static bool addr_is_private(const struct addr *a)
{
    enum addr_class c = addr_classify(a);
    return c == ADDR_PRIVATE || c == ADDR_LINK || c == ADDR_LOOPBACK;
}

/* ==== 3. http: octets in, parsed messages out; no I/O ==== head_ field_ frame_ chunk_ authority_ target_
 * reference_ label_ addr_ path_ status_ proxy_header_ socks_ octet_is hex_value slice_all ==== */

/* Every failure has a name: one table maps it to the status a client gets, the word in the log
 * and the sentence in the answer's content. Status 0: there is nobody left to answer to. */
enum why {
    WHY_NONE,
    WHY_BAD_REQUEST_LINE, WHY_BAD_TARGET, WHY_BAD_HOST, WHY_BAD_FIELD, WHY_BAD_LENGTH,
    WHY_BAD_CODING, WHY_BAD_CHUNK, WHY_BAD_PATH, WHY_BAD_TRACE, WHY_UNKNOWN_CODING, WHY_METHOD_LONG,
    WHY_VERSION, WHY_EXPECT, WHY_TARGET_LONG, WHY_HEAD_LARGE, WHY_HEAD_LATE, WHY_BODY_LATE,
    WHY_HEAD_CUT, WHY_BODY_CUT, WHY_BODY_LARGE, WHY_DENIED, WHY_GUARDED, WHY_REBINDING, WHY_PORT, WHY_AMBIGUOUS_PATH,
    WHY_LOGIN, WHY_LOGIN_PROXY, WHY_LOOP, WHY_OWN_LISTENER, WHY_NO_ROUTE, WHY_MISDIRECTED,
    WHY_NO_CONNECT, WHY_NOT_PROXY, WHY_ONLY_IF_CACHED, WHY_NOT_RECORDED, WHY_PURGE, WHY_PROXY_HEADER, WHY_PLAIN_ON_TLS,
    WHY_UNTRUSTED,
    WHY_SOCKS, WHY_NO_FILE, WHY_CONNECTIONS, WHY_PER_CLIENT, WHY_RATE, WHY_GUESSES, WHY_ADMIN, WHY_METHOD,
    WHY_NAME_UNKNOWN, WHY_NAME_LATE, WHY_CONNECT, WHY_CONNECT_LATE, WHY_UPSTREAM_CLOSED,
    WHY_UPSTREAM_RESET, WHY_TLS_CLIENT, WHY_TLS_DISTRUST, WHY_TLS_FAILED, WHY_TLS_UNTRUSTED, WHY_TLS_EXPIRED, WHY_TLS_NAME,
    WHY_NO_ANCHORS, WHY_PARENT_TLS_FAILED, WHY_PARENT_TLS_UNTRUSTED, WHY_PARENT_TLS_EXPIRED, WHY_PARENT_TLS_NAME,
    WHY_PARENT, WHY_RESPONSE_LATE, WHY_BAD_RESPONSE, WHY_CUT, WHY_RESPONSE_STALL,
    WHY_NO_MEMBER, WHY_QUEUE_FULL, WHY_QUEUE_LATE, WHY_BUSY, WHY_CLIENT_GONE, WHY_CLIENT_SLOW, WHY_TUNNEL_IDLE, WHY_DRAIN,
    WHY_MAX
};

static const struct {
    int status;
    const char *word, *text;
} whys[WHY_MAX] = {
    [WHY_NONE] = { 0, "-", "" },
    [WHY_BAD_REQUEST_LINE] = { 400, "bad-request-line", "the request line is malformed" },
    [WHY_BAD_TARGET] = { 400, "bad-target", "the request target is malformed" },
    [WHY_BAD_HOST] = { 400, "bad-host", "the Host field is missing, doubled or malformed" },
    [WHY_BAD_FIELD] = { 400, "bad-field", "a field line is malformed" },
    [WHY_BAD_LENGTH] = { 400, "bad-length", "Content-Length is malformed, doubled or in conflict" },
    [WHY_BAD_CODING] = { 400, "bad-coding", "Transfer-Encoding is malformed or not allowed here" },
    [WHY_BAD_CHUNK] = { 400, "bad-chunk", "the chunked content is malformed" },
    [WHY_BAD_PATH] = { 400, "bad-path", "the path has dot segments, a backslash or a malformed escape" },
    [WHY_BAD_TRACE] = { 400, "bad-trace", "a TRACE request has no content" },
    [WHY_UNKNOWN_CODING] = { 501, "unknown-coding", "this transfer coding is not implemented" },
    [WHY_METHOD_LONG] = { 501, "method-long", "the method is too long" },
    [WHY_VERSION] = { 505, "version", "only HTTP/1.x is spoken here" },
    [WHY_EXPECT] = { 417, "expect", "this expectation cannot be met" },
    [WHY_TARGET_LONG] = { 414, "target-long", "the request target is too long" },
    [WHY_HEAD_LARGE] = { 431, "head-large", "the header section is too large" },
    [WHY_HEAD_LATE] = { 408, "head-late", "the request did not arrive in time" },
    [WHY_BODY_LATE] = { 408, "body-late", "the content did not arrive in time" },
    [WHY_HEAD_CUT] = { 400, "head-cut", "the request ended early" },
    [WHY_BODY_CUT] = { 400, "body-cut", "the content ended early" },
    [WHY_BODY_LARGE] = { 413, "body-large", "the content is too large" },
    [WHY_DENIED] = { 403, "denied", "a rule denies this request" },
    [WHY_GUARDED] = { 403, "guarded", "this address is not reachable through the proxy" },
    [WHY_REBINDING] = { 403, "rebinding", "this name leads to the proxy's own machine" },
    [WHY_PORT] = { 403, "port", "tunnels to this port are not allowed" },
    [WHY_AMBIGUOUS_PATH] = { 403, "ambiguous-path", "the path can be read in more than one way" },
    [WHY_LOGIN] = { 401, "login", "a user name and password are required" },
    [WHY_LOGIN_PROXY] = { 407, "login", "a user name and password are required" },
    [WHY_LOOP] = { 508, "loop", "the request has been here before" },
    [WHY_OWN_LISTENER] = { 508, "own-listener", "the request leads back to the proxy" },
    [WHY_NO_ROUTE] = { 404, "no-route", "nothing is served here" },
    [WHY_MISDIRECTED] = { 421, "misdirected", "this host is not served here" },
    [WHY_NO_CONNECT] = { 405, "no-connect", "tunnels are not made here" },
    [WHY_NOT_PROXY] = { 400, "not-for-proxy", "this is a forward proxy: send the whole URL as the target, "
                        "or start it with -r for a reverse proxy" },
    [WHY_ONLY_IF_CACHED] = { 504, "only-if-cached", "nothing that is stored fits" },
    [WHY_NOT_RECORDED] = { 504, "not-recorded", "nothing that was recorded fits" },
    [WHY_PURGE] = { 403, "purge", "only this machine may purge" },
    [WHY_PLAIN_ON_TLS] = { 400, "plain-on-tls", "this port speaks HTTPS; the URL is to begin with https://" },
    [WHY_PROXY_HEADER] = { 400, "proxy-header", "the connection does not begin with a PROXY header" },
    [WHY_UNTRUSTED] = { 403, "untrusted", "this peer's PROXY header is not believed" },
    [WHY_SOCKS] = { 400, "socks", "the SOCKS handshake is malformed, or asks for more than a connection" },
    [WHY_CONNECTIONS] = { 503, "connections", "too many connections are open" },
    [WHY_PER_CLIENT] = { 429, "per-client", "this client has too many connections open" },
    [WHY_METHOD] = { 405, "method", "this method does nothing here" },
    [WHY_RATE] = { 429, "rate", "this client asks too often" },
    [WHY_GUESSES] = { 429, "login-wait", "too many logins failed; wait before the next" },
    [WHY_ADMIN] = { 403, "admin", "this is for the machine itself, or for those with a login" },
    [WHY_NO_FILE] = { 404, "no-file", "the file is not there" },
    [WHY_NAME_UNKNOWN] = { 502, "name-unknown", "the name does not resolve" },
    [WHY_NAME_LATE] = { 504, "name-late", "the name did not resolve in time" },
    [WHY_CONNECT] = { 502, "connect-failed", "the server cannot be connected to" },
    [WHY_CONNECT_LATE] = { 504, "connect-late", "the server did not accept a connection in time" },
    [WHY_UPSTREAM_CLOSED] = { 502, "upstream-closed", "the server closed the connection without an answer" },
    [WHY_UPSTREAM_RESET] = { 502, "upstream-reset", "the server broke the connection off" },
    [WHY_PARENT] = { 502, "parent-refused", "the parent proxy refused" },
    [WHY_RESPONSE_LATE] = { 504, "response-late", "the server did not answer in time" },
    [WHY_BAD_RESPONSE] = { 502, "bad-response", "the server's answer is malformed" },
    [WHY_TLS_FAILED] = { 502, "tls-failed", "the server and we found no way to speak TLS" },
    [WHY_TLS_UNTRUSTED] = { 502, "tls-untrusted", "the server's certificate leads to nobody who is trusted" },
    [WHY_TLS_EXPIRED] = { 502, "tls-expired", "the server's certificate has expired, or is not good yet" },
    [WHY_TLS_CLIENT] = { 0, "tls-client", "the TLS handshake with the client failed" },
    [WHY_TLS_DISTRUST] = { 0, "tls-distrust", "the client does not trust our certificate" },
    [WHY_PARENT_TLS_FAILED] = { 502, "parent-tls-failed", "the parent and we found no way to speak TLS" },
    [WHY_PARENT_TLS_UNTRUSTED] = { 502, "parent-untrusted", "the parent's certificate leads to nobody who is trusted" },
    [WHY_PARENT_TLS_EXPIRED] = { 502, "parent-expired", "the parent's certificate is not good at this time" },
    [WHY_PARENT_TLS_NAME] = { 502, "parent-name", "the parent's certificate is for another name" },
    [WHY_TLS_NAME] = { 502, "tls-name", "the server's certificate is for another name" },
    [WHY_NO_ANCHORS] = { 502, "no-anchors", "there is no list of authorities to verify servers by" },
    [WHY_CUT] = { 502, "cut", "the server's answer ended early" },
    [WHY_RESPONSE_STALL] = { 504, "response-stall", "the server's answer stopped" },
    [WHY_NO_MEMBER] = { 503, "no-member", "no server is available" },
    [WHY_QUEUE_FULL] = { 503, "queue-full", "too many requests wait for a server already" },
    [WHY_QUEUE_LATE] = { 503, "queue-late", "no server had room for another connection in time" },
    [WHY_BUSY] = { 503, "busy", "too much is going on; try again" },
    [WHY_CLIENT_GONE] = { 0, "client-gone", "" },
    [WHY_CLIENT_SLOW] = { 0, "client-slow", "" },
    [WHY_TUNNEL_IDLE] = { 0, "tunnel-idle", "" },
    [WHY_DRAIN] = { 0, "drain", "" },
};

/* Fields that something here looks at; all others are FIELD_OTHER. */
enum field_id {
    FIELD_OTHER,
    FIELD_TE, FIELD_VIA, FIELD_DATE, FIELD_FROM, FIELD_HOST, FIELD_EXPECT, FIELD_SERVER, FIELD_COOKIE,
    FIELD_UPGRADE, FIELD_TRAILER, FIELD_LOCATION, FIELD_FORWARDED, FIELD_X_REAL_IP, FIELD_CONNECTION,
    FIELD_KEEP_ALIVE, FIELD_SET_COOKIE, FIELD_MAX_FORWARDS, FIELD_AUTHORIZATION, FIELD_CACHE_CONTROL,
    FIELD_CONTENT_LENGTH, FIELD_HTTP2_SETTINGS, FIELD_X_FORWARDED_FOR, FIELD_CONTENT_LOCATION,
    FIELD_WWW_AUTHENTICATE, FIELD_PROXY_CONNECTION, FIELD_X_FORWARDED_HOST, FIELD_TRANSFER_ENCODING,
    FIELD_X_FORWARDED_PROTO, FIELD_PROXY_AUTHENTICATE, FIELD_PROXY_AUTHORIZATION, FIELD_CONTENT_TYPE,
    FIELD_REFERER, FIELD_USER_AGENT, FIELD_X_FORWARDED, FIELD_MAX
};

/* One field line of a header or trailer section; offsets from head.base. */
struct field {
    uint32_t name, name_n;
    uint32_t value, value_n;
    uint8_t id;                 /* enum field_id */
    bool drop;                  /* is not passed on */
};

/* A parsed head. `base` may move with the block it lies in, so all inside are offsets. */
struct head {
    const char *base;           /* first octet of the start line; borrowed */
    uint32_t size;              /* octets up to and with the empty line; 0: not whole yet */
    uint32_t line;              /* parsing: where the next line begins */
    uint32_t seen;              /* parsing: octets already searched for its end */
    uint32_t method_n;          /* request: length of the method, which is at 0 */
    uint32_t target, target_n;  /* request */
    uint16_t status;            /* response */
    uint32_t reason, reason_n;  /* response */
    uint8_t minor;              /* HTTP/1.minor as received */
    uint8_t fields_n;
    uint8_t first[FIELD_MAX];   /* 1 + index of the first field with that id; 0: none */
    struct field fields[FIELDS_MAX];
};

static struct slice head_name(const struct head *h, const struct field *f)
{
    return (struct slice){ h->base + f->name, f->name_n };
}

static struct slice head_value(const struct head *h, const struct field *f)
{
    return (struct slice){ h->base + f->value, f->value_n };
}

/* Classes of octets: of a token (RFC 9110, 5.6.2), of a field value (5.5), visible ASCII, of
 * what a URL never needs to escape (RFC 3986, 2.3), hexadecimal digits. */
enum { IS_TOKEN = 1, IS_VALUE = 2, IS_VISIBLE = 4, IS_UNRESERVED = 8, IS_HEX = 16 };
static const uint8_t octet_class[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    2, 7, 6, 7, 7, 7, 7, 7, 6, 6, 7, 7, 6, 15, 15, 6,
    31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 6, 6, 6, 6, 6, 6,
    6, 31, 31, 31, 31, 31, 31, 15, 15, 15, 15, 15, 15, 15, 15, 15,
    15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 6, 6, 6, 7, 15,
    7, 31, 31, 31, 31, 31, 31, 15, 15, 15, 15, 15, 15, 15, 15, 15,
    15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 6, 7, 6, 15, 0,
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
};

static bool octet_is(char c, unsigned classes)
{
    return octet_class[(unsigned char)c] & classes;
}

/* Are all octets of s of that class? */
static bool slice_all(struct slice s, unsigned class)
{
    for (size_t i = 0; i < s.n; i++)
        if (!octet_is(s.p[i], class))
            return false;
    return true;
}

static int hex_value(char c)
{
    return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

static const struct {
    const char *name;
    enum field_id id;
} field_names[] = {         /* in order of length */
    { "te", FIELD_TE }, { "via", FIELD_VIA }, { "date", FIELD_DATE }, { "from", FIELD_FROM }, { "host", FIELD_HOST },
    { "expect", FIELD_EXPECT }, { "server", FIELD_SERVER }, { "cookie", FIELD_COOKIE },
    { "upgrade", FIELD_UPGRADE }, { "trailer", FIELD_TRAILER }, { "referer", FIELD_REFERER },
    { "location", FIELD_LOCATION }, { "forwarded", FIELD_FORWARDED }, { "x-real-ip", FIELD_X_REAL_IP },
    { "connection", FIELD_CONNECTION }, { "keep-alive", FIELD_KEEP_ALIVE }, { "set-cookie", FIELD_SET_COOKIE },
    { "user-agent", FIELD_USER_AGENT }, { "max-forwards", FIELD_MAX_FORWARDS },
    { "content-type", FIELD_CONTENT_TYPE }, { "authorization", FIELD_AUTHORIZATION },
    { "cache-control", FIELD_CACHE_CONTROL }, { "content-length", FIELD_CONTENT_LENGTH },
    { "http2-settings", FIELD_HTTP2_SETTINGS }, { "x-forwarded-for", FIELD_X_FORWARDED_FOR },
    { "content-location", FIELD_CONTENT_LOCATION }, { "www-authenticate", FIELD_WWW_AUTHENTICATE },
    { "proxy-connection", FIELD_PROXY_CONNECTION }, { "x-forwarded-host", FIELD_X_FORWARDED_HOST },
    { "transfer-encoding", FIELD_TRANSFER_ENCODING }, { "x-forwarded-proto", FIELD_X_FORWARDED_PROTO },
    { "proxy-authenticate", FIELD_PROXY_AUTHENTICATE }, { "proxy-authorization", FIELD_PROXY_AUTHORIZATION },
};

static enum field_id field_recognise(struct slice name)
{
    /* where in field_names those of a length begin: 2, 3, ... 19, 20 */
    static const uint8_t begin[] = { 0, 0, 0, 1, 2, 5, 5, 8, 11, 12, 14, 18, 18, 20, 22, 24, 25, 29, 31, 32, 33 };
    if (name.n < 2 || name.n > 19)
        return FIELD_OTHER;
    for (unsigned i = begin[name.n]; i < begin[name.n + 1]; i++)
        if (octet_lower(*name.p) == (unsigned char)*field_names[i].name
            && slice_eq_nocase(name, (struct slice){ field_names[i].name, name.n }))
            return field_names[i].id;
    return FIELD_OTHER;
}

/* The first field of that id, or the one after `after`; NULL: no more. */
static const struct field *head_next(const struct head *h, enum field_id id, const struct field *after)
{
    unsigned i = after ? (unsigned)(after - h->fields) + 1 : h->first[id] ? h->first[id] - 1U : h->fields_n;
    for (; i < h->fields_n; i++)
        if (h->fields[i].id == id)
            return &h->fields[i];
    return NULL;
}

/* The value of the first field of that id; n 0: there is none. */
static struct slice head_get(const struct head *h, enum field_id id)
{
    return h->first[id] ? head_value(h, &h->fields[h->first[id] - 1]) : (struct slice){ "", 0 };
}

/* The first field of a name that has no id; NULL: there is none. */
static const struct field *head_find(const struct head *h, const char *name)
{
    struct slice n = slice_of(name);
    for (unsigned i = 0; i < h->fields_n; i++)
        if (h->fields[i].name_n == n.n && slice_eq_nocase(head_name(h, &h->fields[i]), n))
            return &h->fields[i];
    return NULL;
}

/* Its value; n 0: there is none, or it is empty. */
static struct slice head_find_value(const struct head *h, const char *name)
{
    const struct field *f = head_find(h, name);
    return f ? head_value(h, f) : (struct slice){ "", 0 };
}

static void head_drop(struct head *h, enum field_id id)
{
    for (unsigned i = h->first[id] ? h->first[id] - 1U : h->fields_n; i < h->fields_n; i++)
        if (h->fields[i].id == id)
            h->fields[i].drop = true;
}

static void head_begin(struct head *h)
{
    h->size = h->line = h->seen = h->method_n = 0;
    h->status = 0;
    h->fields_n = 0;
    memset(h->first, 0, sizeof h->first);
}

static struct slice head_method(const struct head *h)
{
    return (struct slice){ h->base, h->method_n };
}

static struct slice head_target(const struct head *h)
{
    return (struct slice){ h->base + h->target, h->target_n };
}

static struct slice head_start_line(const struct head *h)
{
    size_t end = slice_find((struct slice){ h->base, h->size }, '\r');
    return (struct slice){ h->base, end };
}

/* method SP request-target SP HTTP-version (RFC 9112, 3), with nothing more and nothing less. */
static enum why head_request_line(struct head *h, struct slice line)
{
    size_t m = 0, t, end;
    while (m < line.n && octet_is(line.p[m], IS_TOKEN))
        m++;
    if (m > METHOD_MAX)
        return WHY_METHOD_LONG;
    if (m == 0 || m == line.n || line.p[m] != ' ')
        return WHY_BAD_REQUEST_LINE;
    for (t = end = m + 1; end < line.n && octet_is(line.p[end], IS_VISIBLE); end++)
        ;
    if (end - t > TARGET_MAX)
        return WHY_TARGET_LONG;
    if (end == t || end == line.n || line.p[end] != ' ')
        return end < line.n && end > t ? WHY_BAD_TARGET : WHY_BAD_REQUEST_LINE;
    struct slice v = slice_from(line, end + 1);
    if (v.n != 8 || memcmp(v.p, "HTTP/", 5) != 0 || v.p[5] < '0' || v.p[5] > '9' || v.p[6] != '.'
        || v.p[7] < '0' || v.p[7] > '9')
        return WHY_BAD_REQUEST_LINE;
    if (v.p[5] != '1')
        return WHY_VERSION;
    h->minor = (uint8_t)(v.p[7] - '0');
    h->method_n = (uint32_t)m;
    h->target = (uint32_t)t;
    h->target_n = (uint32_t)(end - t);
    return WHY_NONE;
}

/* HTTP-version SP status-code SP [ reason-phrase ] (RFC 9112, 4) */
static enum why head_status_line(struct head *h, struct slice line)
{
    if (line.n < 13 || memcmp(line.p, "HTTP/1.", 7) != 0 || line.p[7] < '0' || line.p[7] > '9' || line.p[8] != ' '
        || line.p[12] != ' ' || line.p[9] < '1' || line.p[9] > '5')
        return WHY_BAD_RESPONSE;
    for (int i = 10; i < 12; i++)
        if (line.p[i] < '0' || line.p[i] > '9')
            return WHY_BAD_RESPONSE;
    h->minor = (uint8_t)(line.p[7] - '0');
    h->status = (uint16_t)((line.p[9] - '0') * 100 + (line.p[10] - '0') * 10 + (line.p[11] - '0'));
    h->reason = 13;
    h->reason_n = (uint32_t)(line.n - 13);
    return slice_all(slice_from(line, 13), IS_VALUE) ? WHY_NONE : WHY_BAD_RESPONSE;
}

/* field-name ":" OWS field-value OWS (RFC 9112, 5). Blanks before the colon are refused in a
 * request and removed from a response, as 5.1 asks. */
static enum why head_field(struct head *h, struct slice line, bool response)
{
    const enum why bad = response ? WHY_BAD_RESPONSE : WHY_BAD_FIELD;
    size_t n = 0, colon;
    if (h->fields_n == FIELDS_MAX)
        return response ? WHY_BAD_RESPONSE : WHY_HEAD_LARGE;
    while (n < line.n && octet_is(line.p[n], IS_TOKEN))
        n++;
    for (colon = n; response && colon < line.n && (line.p[colon] == ' ' || line.p[colon] == '\t'); colon++)
        ;
    if (n == 0 || colon == line.n || line.p[colon] != ':')
        return bad;
    struct slice value = slice_trim(slice_from(line, colon + 1));
    if (!slice_all(value, IS_VALUE))
        return bad;
    struct field *f = &h->fields[h->fields_n++];
    f->name = (uint32_t)(line.p - h->base);
    f->name_n = (uint32_t)n;
    f->value = (uint32_t)(value.p - h->base);
    f->value_n = (uint32_t)value.n;
    f->id = (uint8_t)field_recognise((struct slice){ line.p, n });
    f->drop = false;
    if (!h->first[f->id])
        h->first[f->id] = h->fields_n;
    return WHY_NONE;
}

enum head_kind { HEAD_REQUEST, HEAD_RESPONSE, HEAD_TRAILER };

/* Parse as much of a head (or a trailer section) as base[0..n) holds; call again with more.
 * Lines end with CRLF only: another reader might take a bare CR or LF for something else
 * (RFC 9112, 2.2). WHY_NONE with h->size 0: needs more; with h->size: whole; else malformed. */
static enum why head_parse(struct head *h, enum head_kind kind, const char *base, size_t n, size_t limit)
{
    const bool response = kind == HEAD_RESPONSE;
    const enum why large = response ? WHY_BAD_RESPONSE : WHY_HEAD_LARGE;
    h->base = base;
    for (;;) {
        const char *lf = n > h->seen ? memchr(base + h->seen, '\n', n - h->seen) : NULL;
        size_t end = lf ? (size_t)(lf - base) : n;
        bool first = h->line == 0 && kind != HEAD_TRAILER;
        if (first && !response && end > METHOD_MAX + TARGET_MAX + 16) {
            size_t sp = slice_find((struct slice){ base, METHOD_MAX + 1 }, ' ');
            return sp <= METHOD_MAX ? WHY_TARGET_LONG : WHY_METHOD_LONG;
        }
        if (end >= limit)
            return large;
        const enum why bad = response ? WHY_BAD_RESPONSE : first ? WHY_BAD_REQUEST_LINE : WHY_BAD_FIELD;
        if (!lf) {                          /* a bare CR is known without the rest of its line */
            const char *cr = n > h->line ? memchr(base + h->line, '\r', n - h->line) : NULL;
            h->seen = (uint32_t)n;
            return cr && cr + 1 < base + n ? bad : WHY_NONE;
        }
        struct slice line = { base + h->line, end - h->line };
        enum why why;
        if (line.n == 0 || line.p[line.n - 1] != '\r')
            return bad;
        line.n--;
        if (line.n == 0 && !first) {
            h->size = (uint32_t)end + 1;
            return WHY_NONE;
        }
        why = !first ? head_field(h, line, response)
            : response ? head_status_line(h, line) : head_request_line(h, line);
        if (why)
            return why;
        h->line = h->seen = (uint32_t)end + 1;
    }
}

/* ---- framing: one function a direction decides where a message's content ends ---- */

enum framing {
    FRAME_NONE,             /* no content */
    FRAME_LENGTH,           /* Content-Length octets */
    FRAME_CHUNKED,
    FRAME_CLOSE,            /* until the connection ends; also the octets of a tunnel */
};

/* Transfer-Encoding as the only coding we know. In a request anything else is an error of one
 * of two kinds: a coding we do not have, or a list no reader can be sure of (RFC 9112, 6.1). */
static enum why frame_coding(const struct head *h)
{
    const struct field *f = head_next(h, FIELD_TRANSFER_ENCODING, NULL);
    struct slice rest = head_value(h, f);
    enum why why = WHY_NONE;
    bool chunked = false;
    if (head_next(h, FIELD_TRANSFER_ENCODING, f) || rest.n == 0 || rest.p[rest.n - 1] == ',')
        return WHY_BAD_CODING;
    while (rest.n) {
        struct slice coding = slice_trim(slice_cut(&rest, ','));
        if (coding.n == 0 || chunked)       /* an empty element, or something after chunked */
            return WHY_BAD_CODING;
        if (slice_eq_nocase(coding, SLICE("chunked")))
            chunked = true;
        else
            why = WHY_UNKNOWN_CODING;
    }
    return why;
}

/* One Content-Length, in digits (RFC 9112, 6.3). */
static bool frame_length(const struct head *h, int64_t *length)
{
    const struct field *f = head_next(h, FIELD_CONTENT_LENGTH, NULL);
    return !head_next(h, FIELD_CONTENT_LENGTH, f) && num_parse(head_value(h, f), INT64_MAX - 1, length);
}

static enum why frame_request(const struct head *h, enum framing *framing, int64_t *length)
{
    *framing = FRAME_NONE;
    *length = 0;
    if (h->first[FIELD_TRANSFER_ENCODING]) {
        if (h->minor == 0)
            return WHY_BAD_CODING;
        if (h->first[FIELD_CONTENT_LENGTH])
            return WHY_BAD_LENGTH;
        *framing = FRAME_CHUNKED;
        return frame_coding(h);
    }
    if (h->first[FIELD_CONTENT_LENGTH]) {
        if (!frame_length(h, length))
            return WHY_BAD_LENGTH;
        *framing = FRAME_LENGTH;
    }
    return WHY_NONE;
}

/* The rules of RFC 9112, 6.3 in their order; a contradiction is never resolved by a guess. */
static enum why frame_response(const struct head *h, bool to_head, enum framing *framing, int64_t *length)
{
    *framing = FRAME_NONE;
    *length = -1;
    if (h->status < 200 || h->status == 204)
        return WHY_NONE;
    if (h->first[FIELD_TRANSFER_ENCODING]) {
        if (h->minor == 0 || h->first[FIELD_CONTENT_LENGTH] || frame_coding(h))
            return WHY_BAD_RESPONSE;
        *framing = FRAME_CHUNKED;
    } else if (h->first[FIELD_CONTENT_LENGTH]) {
        if (!frame_length(h, length))
            return WHY_BAD_RESPONSE;
        *framing = FRAME_LENGTH;
    } else
        *framing = FRAME_CLOSE;
    if (to_head || h->status == 304)
        *framing = FRAME_NONE;
    return WHY_NONE;
}

/* The chunked coding (RFC 9112, 7.1), octet by octet. */
enum chunk_state {
    CHUNK_SIZE, CHUNK_SIZE_BWS, CHUNK_EXT, CHUNK_EXT_NAME, CHUNK_EXT_NAME_BWS, CHUNK_EXT_VALUE, CHUNK_EXT_TOKEN,
    CHUNK_EXT_QUOTED, CHUNK_EXT_ESCAPED, CHUNK_EXT_END, CHUNK_SIZE_LF, CHUNK_DATA, CHUNK_DATA_CR, CHUNK_DATA_LF,
    CHUNK_TRAILER,          /* the last chunk is in: a trailer section or an empty line follows */
};
struct chunk {
    int64_t left;           /* octets of this chunk's data still to come; while reading the size: its value */
    uint32_t ext;           /* octets of extensions so far */
    uint8_t state, digits;
};

static bool chunk_line_octet(struct chunk *c, char o)
{
    bool bws = o == ' ' || o == '\t';
    if (c->state != CHUNK_SIZE && ++c->ext > CHUNK_EXT_MAX)
        return false;
    switch (c->state) {
    case CHUNK_SIZE:
        if (octet_is(o, IS_HEX)) {
            if (c->left > (INT64_MAX >> 4) || ++c->digits > 16)
                return false;
            c->left = c->left * 16 + hex_value(o);
            return true;
        }
        if (!c->digits)
            return false;
        /* fall through */
    case CHUNK_SIZE_BWS:
        if (o == '\r' && c->state == CHUNK_SIZE)
            c->state = CHUNK_SIZE_LF;
        else
            c->state = bws ? CHUNK_SIZE_BWS : CHUNK_EXT;
        return bws || o == ';' || c->state == CHUNK_SIZE_LF;
    case CHUNK_EXT:
        c->state = bws ? CHUNK_EXT : CHUNK_EXT_NAME;
        return bws || octet_is(o, IS_TOKEN);
    case CHUNK_EXT_NAME:
        if (octet_is(o, IS_TOKEN))
            return true;
        /* fall through */
    case CHUNK_EXT_NAME_BWS:
        if (o == '=')
            c->state = CHUNK_EXT_VALUE;
        else if (o == ';')
            c->state = CHUNK_EXT;
        else if (o == '\r' && c->state == CHUNK_EXT_NAME)
            c->state = CHUNK_SIZE_LF;
        else
            c->state = CHUNK_EXT_NAME_BWS;
        return bws || o == '=' || o == ';' || c->state == CHUNK_SIZE_LF;
    case CHUNK_EXT_VALUE:
        c->state = bws ? CHUNK_EXT_VALUE : o == '"' ? CHUNK_EXT_QUOTED : CHUNK_EXT_TOKEN;
        return bws || o == '"' || octet_is(o, IS_TOKEN);
    case CHUNK_EXT_QUOTED:
        c->state = o == '"' ? CHUNK_EXT_END : o == '\\' ? CHUNK_EXT_ESCAPED : CHUNK_EXT_QUOTED;
        return octet_is(o, IS_VALUE);
    case CHUNK_EXT_ESCAPED:
        c->state = CHUNK_EXT_QUOTED;
        return octet_is(o, IS_VALUE);
    case CHUNK_EXT_TOKEN:
        if (octet_is(o, IS_TOKEN))
            return true;
        /* fall through */
    case CHUNK_EXT_END:
        c->state = o == ';' ? CHUNK_EXT : o == '\r' ? CHUNK_SIZE_LF : CHUNK_EXT_END;
        return o == ';' || o == '\r';
    case CHUNK_SIZE_LF:
        c->state = c->left ? CHUNK_DATA : CHUNK_TRAILER;
        return o == '\n';
    case CHUNK_DATA_CR:
        c->state = CHUNK_DATA_LF;
        return o == '\r';
    case CHUNK_DATA_LF:
        c->state = CHUNK_SIZE;
        c->digits = 0;
        return o == '\n';
    }
    return false;
}

/* Decode in[0..n) in place: the content stands together at in + *at, *content octets of it.
 * Returns the octets consumed (all, or up to the trailer section); -1: malformed, and what was
 * decoded before must not be made to look whole. */
static ssize_t chunk_decode(struct chunk *c, char *in, size_t n, size_t *at, size_t *content)
{
    size_t i = 0;
    *at = *content = 0;
    while (i < n && c->state != CHUNK_TRAILER) {
        if (c->state != CHUNK_DATA) {
            if (!chunk_line_octet(c, in[i++]))
                return -1;
            continue;
        }
        size_t m = n - i;
        if ((int64_t)m > c->left)
            m = (size_t)c->left;
        if (*content == 0)
            *at = i;
        else
            memmove(in + *at + *content, in + i, m);
        *content += m;
        i += m;
        if ((c->left -= (int64_t)m) == 0)
            c->state = CHUNK_DATA_CR;
    }
    return (ssize_t)i;
}

/* ---- Connection (RFC 9110, 7.6.1) ---- */

struct persist {
    bool close, keep_alive, upgrade;
    bool too_many;          /* options: each is compared with each field, so they are bounded as those are */
};

static bool field_may_be_nominated(enum field_id id)
{
    switch (id) {           /* framing, routing and identity are decided by the message, not by a wish */
    case FIELD_HOST: case FIELD_CONTENT_LENGTH: case FIELD_TRANSFER_ENCODING: case FIELD_AUTHORIZATION:
    case FIELD_COOKIE: case FIELD_CACHE_CONTROL: case FIELD_VIA: case FIELD_X_FORWARDED_FOR: case FIELD_FORWARDED:
    case FIELD_X_FORWARDED_HOST: case FIELD_X_FORWARDED_PROTO:
        return false;
    default:
        return true;
    }
}

/* Read the options and mark the fields they name, so that these are not passed on. */
static struct persist head_connection(struct head *h)
{
    struct persist p = { .close = false };
    unsigned n = 0;
    for (const struct field *f = NULL; (f = head_next(h, FIELD_CONNECTION, f));) {
        struct slice rest = head_value(h, f);
        while (rest.n) {
            struct slice option = slice_trim(slice_cut(&rest, ','));
            if (++n > FIELDS_MAX) {
                p.too_many = true;
                return p;
            }
            if (slice_eq_nocase(option, SLICE("close")))
                p.close = true;
            else if (slice_eq_nocase(option, SLICE("keep-alive")))
                p.keep_alive = true;
            else if (slice_eq_nocase(option, SLICE("upgrade")))
                p.upgrade = true;
            else if (option.n)
                for (unsigned i = 0; i < h->fields_n; i++)
                    if (field_may_be_nominated(h->fields[i].id) && slice_eq_nocase(head_name(h, &h->fields[i]), option))
                        h->fields[i].drop = true;
        }
    }
    return p;
}

/* ---- URLs (RFC 3986, RFC 9112, 3.2) ---- */

/* An authority without userinfo. */
struct authority {
    char host[HOST_MAX + 1];    /* the comparing form: lower case, no brackets, no final dot, addresses
                                   in their one spelling; NUL-terminated */
    uint16_t host_n;
    uint16_t port;              /* 0: not given */
    struct addr ip;             /* kind ADDR_IP: the host is an address */
    bool pinned;                /* the host is a name, but is to be reached at ip all the same */
};

static struct slice authority_host(const struct authority *a)
{
    return (struct slice){ a->host, a->host_n };
}

/* The host as it stands in a URL, and the port unless it is the default. */
static void text_authority(struct text *t, const struct authority *a, unsigned usual)
{
    bool v6 = a->ip.kind == ADDR_IP && memchr(a->host, ':', a->host_n);
    if (v6)
        text_char(t, '[');
    text_slice(t, authority_host(a));
    if (v6)
        text_char(t, ']');
    if (a->port && a->port != usual) {
        text_char(t, ':');
        text_num(t, a->port);
    }
}

/* IPv4 as inet_aton(3) would read it: one to four numbers, decimal, octal or hexadecimal. Other
 * programs do read it so, hence "0x7f.1" must be known for what it is. */
static bool addr_parse_odd_v4(struct slice s, struct addr *a)
{
    uint64_t parts[4], value = 0;
    unsigned n = 0;
    while (s.n || n == 0) {
        struct slice part = slice_cut(&s, '.');
        unsigned base = part.n > 1 && part.p[0] == '0' ? 8 : 10, i = 0;
        if (n == 4 || part.n == 0 || part.n > 12)
            return false;
        if (part.n > 1 && part.p[0] == '0' && (part.p[1] == 'x' || part.p[1] == 'X'))
            base = 16, i = 2;
        for (parts[n] = 0; i < part.n; i++) {
            unsigned d = octet_is(part.p[i], IS_HEX) ? (unsigned)hex_value(part.p[i]) : 99;
            if (d >= base)
                return false;
            parts[n] = parts[n] * base + d;
        }
        n++;
    }
    for (unsigned i = 0; i < n; i++) {
        unsigned width = i == n - 1 ? 8 * (5 - n) : 8;
        if (parts[i] >> width)
            return false;
        value = value << width | parts[i];
    }
    *a = (struct addr){ .kind = ADDR_IP };
    memcpy(a->ip, addr_v4_prefix, 12);
    for (int i = 0; i < 4; i++)
        a->ip[12 + i] = (uint8_t)(value >> (24 - 8 * i));
    return true;
}

/* Is this a name of the machine itself (RFC 6761, 6.3)? */
static bool label_is_localhost(struct slice host)
{
    return slice_eq(host, SLICE("localhost")) || slice_ends(host, SLICE(".localhost"));
}

/* Is the last label of a host one that inet_aton(3) takes for a number? Then the host is an
 * address or nothing: "3com" is a name, "1234" and "0x7f" are not. */
static bool label_is_number(struct slice host)
{
    size_t at = host.n;
    while (at && host.p[at - 1] != '.')
        at--;
    struct slice label = slice_from(host, at);
    if (label.n > 1 && label.p[0] == '0' && octet_lower(label.p[1]) == 'x')
        return slice_all(slice_from(label, 2), IS_HEX);
    for (size_t i = 0; i < label.n; i++)
        if (label.p[i] < '0' || label.p[i] > '9')
            return false;
    return label.n > 0;
}

/* uri-host [ ":" port ]. Of reg-name only unreserved characters are taken: no name that can be
 * looked up has others, and each of the others is a separator to somebody. */
static bool authority_parse(struct slice s, struct authority *a)
{
    struct slice host, port;
    struct text t = { .p = a->host, .cap = HOST_MAX };
    a->port = 0;
    a->ip.kind = ADDR_NONE;
    a->pinned = false;
    if (s.n && s.p[0] == '[') {
        size_t end = slice_find(s, ']');
        host = (struct slice){ s.p + 1, end - 1 };
        if (end == s.n || slice_find(host, ':') == host.n || !addr_parse(host, &a->ip))
            return false;
        port = slice_from(s, end + 1);
        text_ip(&t, &a->ip);
    } else {
        size_t colon = slice_find(s, ':');
        host = (struct slice){ s.p, colon };
        port = slice_from(s, colon);
        if (host.n && host.p[host.n - 1] == '.')
            host.n--;
        if (host.n == 0 || host.n > HOST_MAX || !slice_all(host, IS_UNRESERVED))
            return false;
        for (size_t i = 0; i < host.n; i++)             /* no label is empty */
            if (host.p[i] == '.' && (i == 0 || i + 1 == host.n || host.p[i + 1] == '.'))
                return false;
        if (label_is_number(host) && !addr_parse_odd_v4(host, &a->ip))
            return false;
        if (a->ip.kind == ADDR_IP)
            text_ip(&t, &a->ip);
        else
            for (size_t i = 0; i < host.n; i++)
                text_char(&t, (char)octet_lower(host.p[i]));
    }
    a->host_n = (uint16_t)t.n;
    a->host[t.n] = '\0';
    if (port.n > 1) {
        int64_t v;
        if (port.p[0] != ':' || !num_parse(slice_from(port, 1), 65535, &v) || v == 0)
            return false;
        a->port = (uint16_t)v;
    } else if (port.n == 1 && port.p[0] != ':')
        return false;
    return true;
}

/* Octets of "http://" or "https://" at the start of a URL, in any case (RFC 9110, 4.2.3); 0: neither is there. */
static size_t reference_scheme(struct slice url, bool *https)
{
    const struct slice schemes[] = { SLICE("http://"), SLICE("https://") };
    for (int i = 0; i < 2; i++)
        if (url.n >= schemes[i].n && slice_eq_nocase((struct slice){ url.p, schemes[i].n }, schemes[i])) {
            *https = i == 1;
            return schemes[i].n;
        }
    *https = false;
    return 0;
}

enum form { FORM_ORIGIN, FORM_ABSOLUTE, FORM_AUTHORITY, FORM_ASTERISK };

/* A request target taken apart; slices lie in the target. */
struct target {
    enum form form;
    struct authority authority; /* absolute- and authority-form */
    bool https;                 /* absolute-form: the scheme */
    struct slice path;          /* from "/" up to the query, as received; n 0: none was given */
    struct slice query;         /* with its "?"; n 0: none */
};

static enum why target_parse(struct slice t, struct slice method, struct target *out)
{
    bool connect = slice_eq(method, SLICE("CONNECT")), options = slice_eq(method, SLICE("OPTIONS"));
    out->path = out->query = (struct slice){ "", 0 };
    out->https = false;
    if (slice_find(t, '#') < t.n)
        return WHY_BAD_TARGET;
    if (connect) {
        out->form = FORM_AUTHORITY;
        return authority_parse(t, &out->authority) && out->authority.port ? WHY_NONE : WHY_BAD_TARGET;
    }
    if (slice_eq(t, SLICE("*"))) {
        out->form = FORM_ASTERISK;
        return options ? WHY_NONE : WHY_BAD_TARGET;
    }
    out->form = t.p[0] == '/' ? FORM_ORIGIN : FORM_ABSOLUTE;
    if (out->form == FORM_ABSOLUTE) {
        const size_t scheme = reference_scheme(t, &out->https);
        if (!scheme || (out->https && !TLS))
            return WHY_BAD_TARGET;
        struct slice rest = slice_from(t, scheme);
        size_t end = 0;
        while (end < rest.n && rest.p[end] != '/' && rest.p[end] != '?')
            end++;
        if (!authority_parse((struct slice){ rest.p, end }, &out->authority))
            return WHY_BAD_TARGET;          /* userinfo too: "@" is not of a host */
        t = slice_from(rest, end);
    }
    size_t q = slice_find(t, '?');
    out->path = (struct slice){ t.p, q };
    out->query = slice_from(t, q);
    return WHY_NONE;
}

/* A URI reference taken apart (RFC 3986, 4.1 and appendix B). Slices into it; what is absent has n 0. */
struct reference {
    struct slice scheme, authority;
    bool has_authority;
    struct slice path, query;   /* the query with its "?" */
};

static void reference_parse(struct slice s, struct reference *r)
{
    *r = (struct reference){ .scheme = { s.p, 0 }, .authority = { s.p, 0 } };
    s.n = slice_find(s, '#');
    size_t colon = slice_find(s, ':');
    if (colon < s.n && slice_find(s, '/') > colon && slice_find(s, '?') > colon) {
        r->scheme = (struct slice){ s.p, colon };
        s = slice_from(s, colon + 1);
    }
    if (slice_starts(s, SLICE("//"))) {
        size_t end = 2;
        while (end < s.n && s.p[end] != '/' && s.p[end] != '?')
            end++;
        r->authority = (struct slice){ s.p + 2, end - 2 };
        r->has_authority = true;
        s = slice_from(s, end);
    }
    size_t q = slice_find(s, '?');
    r->path = (struct slice){ s.p, q };
    r->query = slice_from(s, q);
}

/* The comparing form of a path: escapes of unreserved characters decoded, other escapes in
 * upper case, nothing else (RFC 3986, 6.2.2). out has room for in.n octets; returns the length.
 * A malformed escape stays as it is. */
static size_t path_fold(struct slice in, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < in.n; i++) {
        if (in.p[i] != '%' || i + 2 >= in.n || !octet_is(in.p[i + 1], IS_HEX) || !octet_is(in.p[i + 2], IS_HEX)) {
            out[n++] = in.p[i];
            continue;
        }
        char c = (char)(hex_value(in.p[i + 1]) << 4 | hex_value(in.p[i + 2]));
        if (octet_is(c, IS_UNRESERVED))
            out[n++] = c;
        else {
            out[n++] = '%';
            out[n++] = (char)(in.p[i + 1] & (in.p[i + 1] >= 'a' ? ~0x20 : ~0));
            out[n++] = (char)(in.p[i + 2] & (in.p[i + 2] >= 'a' ? ~0x20 : ~0));
        }
        i += 2;
    }
    return n;
}

/* How many octets of the path as received make up the first n of its comparing form. */
static size_t path_unfold(struct slice raw, size_t n)
{
    size_t i = 0;
    for (size_t made = 0; made < n && i < raw.n;) {
        bool escape = raw.p[i] == '%' && i + 2 < raw.n && octet_is(raw.p[i + 1], IS_HEX) && octet_is(raw.p[i + 2], IS_HEX);
        char c = escape ? (char)(hex_value(raw.p[i + 1]) << 4 | hex_value(raw.p[i + 2])) : raw.p[i];
        made += escape && !octet_is(c, IS_UNRESERVED) ? 3 : 1;
        i += escape ? 3 : 1;
    }
    return i;
}

/* Would every reader find the same resource at this path, as it was received? Not with "." and
 * ".." segments, however their dots and the slashes around them are written, backslashes, NUL or
 * malformed escapes ("/%%61" would turn into one that looks well-formed). */
static bool path_is_plain(struct slice raw)
{
    size_t octets = 0, dots = 0;            /* of the segment so far */
    for (size_t i = 0; i <= raw.n; i++) {
        char c = i < raw.n ? raw.p[i] : '/';
        if (c == '%') {
            if (i + 2 >= raw.n || !octet_is(raw.p[i + 1], IS_HEX) || !octet_is(raw.p[i + 2], IS_HEX))
                return false;
            c = (char)(hex_value(raw.p[i + 1]) << 4 | hex_value(raw.p[i + 2]));
            i += 2;
        }
        if (c == '\\' || c == '\0')
            return false;
        octets++;
        dots += c == '.';
        if (c == '/') {
            if (octets - 1 == dots && (dots == 1 || dots == 2))
                return false;
            octets = dots = 0;
        }
    }
    return true;
}

/* Without "." and ".." segments (RFC 3986, 5.2.4), in place; p begins with a slash. Returns the length. */
static size_t path_undot(char *p, size_t n)
{
    size_t out = 0;
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && p[end] != '/';)
            end++;
        struct slice segment = { p + i, end - i };
        bool up = slice_eq(segment, SLICE("/.."));
        while (up && out > 0 && p[--out] != '/')
            ;
        if (up || slice_eq(segment, SLICE("/."))) {
            if (end == n)
                p[out++] = '/';
            continue;
        }
        memmove(p + out, p + i, end - i);
        out += end - i;
    }
    return out;
}

/* The path and query that a reference leads to from those of the target URI (RFC 3986, 5.2), the path in the
 * comparing form. Returns the length of the path. */
static size_t text_resolved(struct text *t, const struct reference *r, struct slice path, struct slice query)
{
    if (r->has_authority || (r->path.n && r->path.p[0] == '/'))
        text_slice(t, r->path.n ? r->path : SLICE("/"));
    else {
        size_t keep = path.n;
        while (r->path.n && keep > 0 && path.p[keep - 1] != '/')
            keep--;
        text_slice(t, keep ? (struct slice){ path.p, keep } : SLICE("/"));
        text_slice(t, r->path);
    }
    size_t n = t->n = path_undot(t->p, path_fold(text_all(t), t->p));
    text_slice(t, r->has_authority || r->path.n || r->query.n ? r->query : query);
    return n;
}

/* Is prefix ("/api", no final slash; n 0: every path) one of path, on a segment boundary? */
static bool path_under(struct slice path, struct slice prefix)
{
    return slice_starts(path, prefix) && (path.n == prefix.n || prefix.n == 0 || path.p[prefix.n] == '/');
}

/* ---- before HTTP: the PROXY header (haproxy's proxy-protocol.txt), versions 1 and 2 ---- */

struct proxy_header {
    struct addr from;           /* the client; kind ADDR_NONE: none is named that we could use */
    uint32_t size;              /* octets of the header */
};

static const char proxy_header_2[12] = "\r\n\r\n\0\r\nQUIT\n";

/* "PROXY" SP ( "TCP4" / "TCP6" ) SP source SP destination SP port SP port, or "UNKNOWN" (2.1) */
static bool proxy_header_line(struct slice line, struct proxy_header *p)
{
    struct slice rest = slice_from(line, 6), family = slice_cut(&rest, ' '), ips[2], ports[2];
    struct addr to;
    int64_t port[2];
    if (slice_eq(family, SLICE("UNKNOWN")))
        return true;
    bool v6 = slice_eq(family, SLICE("TCP6"));
    if (!v6 && !slice_eq(family, SLICE("TCP4")))
        return false;
    for (int i = 0; i < 2; i++)
        ips[i] = slice_cut(&rest, ' ');
    ports[0] = slice_cut(&rest, ' ');
    ports[1] = rest;
    for (int i = 0; i < 2; i++)
        if (!addr_parse(ips[i], i ? &to : &p->from) || (slice_find(ips[i], ':') < ips[i].n) != v6
            || !num_parse(ports[i], 65535, &port[i]) || (ports[i].n > 1 && *ports[i].p == '0'))
            return false;
    p->from.port = (uint16_t)port[0];
    return true;
}

/* Signature, version and command, family, length; addresses (2.2). As proxy_header_parse. */
static int proxy_header_binary(struct slice in, struct proxy_header *p)
{
    if (in.n < 16)
        return 0;
    const unsigned char *b = (const unsigned char *)in.p;
    unsigned length = (unsigned)b[14] << 8 | b[15], command = b[12] & 15, family = b[13];
    unsigned ip_n = family == 0x11 ? 4 : family == 0x21 ? 16 : 0;
    if (b[12] >> 4 != 2 || command > 1 || family >> 4 > 3 || (family & 15) > 2)
        return -1;
    p->size = 16 + length;
    if (command == 0 || !ip_n)      /* LOCAL: its sender speaks for itself, as in a health check */
        return 1;
    if (length < 2 * ip_n + 4)
        return -1;
    if (in.n < 16 + 2 * ip_n + 4)
        return 0;
    p->from = (struct addr){ .kind = ADDR_IP };
    if (ip_n == 4)
        memcpy(p->from.ip, addr_v4_prefix, 12);
    memcpy(p->from.ip + 16 - ip_n, b + 16, ip_n);
    p->from.port = (uint16_t)(b[16 + 2 * ip_n] << 8 | b[17 + 2 * ip_n]);
    return 1;
}

/* 1: understood; p->size octets are to be passed over, of which not all may be in `in` yet. 0: needs
 * more. -1: this is no PROXY header. */
static int proxy_header_parse(struct slice in, struct proxy_header *p)
{
    enum { LINE_MOST = 107 };       /* of version 1 with its CRLF */
    *p = (struct proxy_header){ .from.kind = ADDR_NONE };
    if (in.n && in.p[0] == proxy_header_2[0]) {
        size_t n = in.n < sizeof proxy_header_2 ? in.n : sizeof proxy_header_2;
        return memcmp(in.p, proxy_header_2, n) ? -1 : proxy_header_binary(in, p);
    }
    size_t lf = slice_find(in, '\n'), n = in.n < 6 ? in.n : 6;
    if (memcmp(in.p, "PROXY ", n) != 0 || lf >= LINE_MOST || (lf == in.n && in.n >= LINE_MOST))
        return -1;
    if (lf == in.n)
        return 0;
    p->size = (uint32_t)lf + 1;
    return in.p[lf - 1] == '\r' && lf > 6 && proxy_header_line((struct slice){ in.p, lf - 1 }, p) ? 1 : -1;
}

/* ---- before HTTP: SOCKS 5 (RFC 1928, RFC 1929) and 4A ---- */

/* What the parsers return other than the octets consumed. */
enum { SOCKS_MORE = 0, SOCKS_BAD = -1, SOCKS_COMMAND = -2, SOCKS_ADDRESS_TYPE = -3 };

/* Replies (RFC 1928, 6), with what they mean here; the first that fits is sent. */
enum {
    REPLY_SUCCEEDED, REPLY_GENERAL_FAILURE, REPLY_NOT_ALLOWED, REPLY_NETWORK_UNREACHABLE, REPLY_HOST_UNREACHABLE,
    REPLY_CONNECTION_REFUSED, REPLY_TTL_EXPIRED, REPLY_COMMAND, REPLY_ADDRESS_TYPE
};
static const struct { uint8_t reply; uint8_t why; } socks_replies[] = {
    { REPLY_SUCCEEDED, WHY_NONE }, { REPLY_NOT_ALLOWED, WHY_DENIED }, { REPLY_NOT_ALLOWED, WHY_GUARDED },
    { REPLY_NOT_ALLOWED, WHY_REBINDING }, { REPLY_NOT_ALLOWED, WHY_PORT }, { REPLY_NOT_ALLOWED, WHY_OWN_LISTENER },
    { REPLY_NOT_ALLOWED, WHY_LOOP }, { REPLY_HOST_UNREACHABLE, WHY_NAME_UNKNOWN },
    { REPLY_CONNECTION_REFUSED, WHY_CONNECT }, { REPLY_NETWORK_UNREACHABLE, WHY_CONNECT },
    { REPLY_HOST_UNREACHABLE, WHY_CONNECT }, { REPLY_TTL_EXPIRED, WHY_CONNECT_LATE }, { REPLY_TTL_EXPIRED, WHY_NAME_LATE },
};
enum { SOCKS_REPLIES = sizeof socks_replies / sizeof *socks_replies };

static uint8_t socks_reply(enum why why)
{
    for (unsigned i = 0; i < SOCKS_REPLIES; i++)
        if (socks_replies[i].why == why)
            return socks_replies[i].reply;
    return REPLY_GENERAL_FAILURE;
}

/* A parent's reply, which is not that it succeeded. */
static enum why socks_why(uint8_t reply)
{
    for (unsigned i = 0; i < SOCKS_REPLIES; i++)
        if (socks_replies[i].reply == reply && reply >= REPLY_NETWORK_UNREACHABLE && socks_replies[i].why != WHY_NAME_UNKNOWN)
            return socks_replies[i].why;
    return WHY_PARENT;
}

enum { SOCKS_NO_AUTH = 1, SOCKS_USERPASS = 2 };   /* methods: no authentication; user name and password */

/* VER, NMETHODS, METHODS (RFC 1928, 3) */
static int socks_methods(struct slice in, unsigned *offered)
{
    *offered = 0;
    if (in.n < 2 || in.n < 2U + (unsigned char)in.p[1])
        return SOCKS_MORE;
    for (unsigned i = 0; i < (unsigned char)in.p[1]; i++)
        *offered |= in.p[2 + i] == 0 ? SOCKS_NO_AUTH : in.p[2 + i] == 2 ? SOCKS_USERPASS : 0U;
    return 2 + (unsigned char)in.p[1];
}

/* VER, ULEN, UNAME, PLEN, PASSWD (RFC 1929, 2); slices lie in `in`. */
static int socks_login(struct slice in, struct slice *name, struct slice *password)
{
    if (in.n && in.p[0] != 1)
        return SOCKS_BAD;
    for (int i = 0; i < 2; i++) {
        struct slice *s = i ? password : name;
        size_t at = i ? 2 + name->n : 1;
        if (in.n < at + 1 || in.n < at + 1 + (unsigned char)in.p[at])
            return SOCKS_MORE;
        *s = (struct slice){ in.p + at + 1, (unsigned char)in.p[at] };
    }
    return (int)(3 + name->n + password->n);
}

/* A host as SOCKS has it, and the port's two octets, as an authority. false: no name has such octets. */
static bool text_socks(struct text *t, struct slice host, const char *port)
{
    struct addr ip;
    bool literal = addr_parse(host, &ip), v6 = literal && slice_find(host, ':') < host.n;
    if (host.n == 0 || (!literal && !slice_all(host, IS_UNRESERVED)))
        return false;
    text_str(t, v6 ? "[" : "");
    text_slice(t, host);
    text_str(t, v6 ? "]:" : ":");
    text_num(t, (unsigned char)port[0] << 8 | (unsigned char)port[1]);
    return !t->cut;
}

/* VER, CMD, RSV, ATYP, DST.ADDR, DST.PORT (RFC 1928, 4); the destination goes to *to as an authority. */
static int socks_request(struct slice in, struct text *to)
{
    char made[64];
    struct text t = TEXT(made);
    struct addr a = { .kind = ADDR_IP };
    if (in.n < 5)
        return SOCKS_MORE;
    bool v4 = in.p[3] == 1, name = in.p[3] == 3;
    size_t at = name ? 5 : 4, n = v4 ? 4 : name ? (unsigned char)in.p[4] : 16;
    if (in.p[0] != 5 || in.p[2] != 0)
        return SOCKS_BAD;
    if (!v4 && !name && in.p[3] != 4)
        return SOCKS_ADDRESS_TYPE;
    if (in.n < at + n + 2)
        return SOCKS_MORE;
    if (in.p[1] != 1)
        return SOCKS_COMMAND;       /* BIND and UDP ASSOCIATE are not for HTTP */
    struct slice host = { in.p + at, n };
    if (!name) {
        if (v4)
            memcpy(a.ip, addr_v4_prefix, 12);
        memcpy(a.ip + 16 - n, host.p, n);
        text_ip(&t, &a);
        host = text_all(&t);
    }
    return text_socks(to, host, in.p + at + n) ? (int)(at + n + 2) : SOCKS_BAD;
}

/* VN, CD, DSTPORT, DSTIP, USERID, NULL; and for a DSTIP 0.0.0.x a name, NULL (SOCKS 4A). */
static int socks_request_4(struct slice in, struct text *to)
{
    enum { TEXT_MOST = 256 };       /* octets of the user id, and of the name */
    char made[64];
    struct text t = TEXT(made);
    if (in.n < 9)
        return SOCKS_MORE;
    struct slice rest = slice_from(in, 8), host;
    size_t id = slice_find(rest, '\0');
    if (id > TEXT_MOST)
        return SOCKS_BAD;
    if (id == rest.n)
        return SOCKS_MORE;
    size_t n = 8 + id + 1;
    if (in.p[4] == 0 && in.p[5] == 0 && in.p[6] == 0 && in.p[7] != 0) {
        rest = slice_from(in, n);
        host = (struct slice){ rest.p, slice_find(rest, '\0') };
        if (host.n > TEXT_MOST)
            return SOCKS_BAD;
        if (host.n == rest.n)
            return SOCKS_MORE;
        n += host.n + 1;
    } else {
        struct addr a = { .kind = ADDR_IP };
        memcpy(a.ip, addr_v4_prefix, 12);
        memcpy(a.ip + 12, in.p + 4, 4);
        text_ip(&t, &a);
        host = text_all(&t);
    }
    if (in.p[1] != 1)
        return SOCKS_COMMAND;
    return text_socks(to, host, in.p + 2) ? (int)n : SOCKS_BAD;
}

/* IMF-fixdate (RFC 9110, 5.6.7), 29 octets. */
static void text_date(struct text *t, int64_t when)
{
    static const char days[] = "ThuFriSatSunMonTueWed", months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    time_t seconds = (time_t)when;
    struct tm tm;
    if (!gmtime_r(&seconds, &tm))
        return;
    text_printf(t, "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT", days + 3 * ((when / 86400) % 7), tm.tm_mday,
                months + 3 * tm.tm_mon, tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

/* The reason phrase of a status we make ourselves. */
static const char *status_phrase(int status)
{
    static const struct { int status; const char *phrase; } phrases[] = {
        { 100, "Continue" }, { 200, "OK" }, { 201, "Created" }, { 202, "Accepted" }, { 204, "No Content" },
        { 206, "Partial Content" }, { 301, "Moved Permanently" }, { 302, "Found" }, { 303, "See Other" },
        { 304, "Not Modified" }, { 307, "Temporary Redirect" }, { 308, "Permanent Redirect" },
        { 400, "Bad Request" }, { 401, "Unauthorized" }, { 403, "Forbidden" }, { 404, "Not Found" },
        { 405, "Method Not Allowed" }, { 407, "Proxy Authentication Required" }, { 408, "Request Timeout" },
        { 409, "Conflict" }, { 410, "Gone" }, { 413, "Content Too Large" }, { 414, "URI Too Long" },
        { 417, "Expectation Failed" }, { 418, "I'm a teapot" }, { 421, "Misdirected Request" },
        { 422, "Unprocessable Content" }, { 429, "Too Many Requests" }, { 431, "Request Header Fields Too Large" },
        { 451, "Unavailable For Legal Reasons" }, { 500, "Internal Server Error" }, { 501, "Not Implemented" },
        { 502, "Bad Gateway" }, { 503, "Service Unavailable" }, { 504, "Gateway Timeout" },
        { 505, "HTTP Version Not Supported" }, { 508, "Loop Detected" },
    };
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (phrases[i].status == status)
            return phrases[i].phrase;
    return "";
}

/* ==== 4. options: the command line and what it means ==== opt_ conf_ type_ log_op_ ==== */

/* One -l. */
struct listen_conf {
    const char *given;
    bool both;              /* every interface, by both kinds of address: addr holds the port alone */
    struct addr addr;
    const char *path;       /* unix: of the socket; else NULL */
    int fd;                 /* fd: which is open already; else -1 */
    bool proxy;             /* every connection begins with a PROXY header */
    bool tls;               /* https:// */
    bool redirect;          /* to the same URL by https */
    const char *client_ca;  /* clients show a certificate that leads to one in this file; NULL: they need not */
    bool admin;             /* -A: it is about us, not for traffic */
    struct slice host;      /* as given; n 0: none */
};

enum { CERTS_MAX = 256 };

/* One -c. */
struct cert_conf {
    const char *file;
    const char *key;        /* NULL: it is in the same file */
};

/* What a target does with a request. */
enum to { TO_SERVER, TO_CANNED, TO_FILE, TO_ECHO };

/* One TARGET of a route. */
struct target_conf {
    enum to to;
    const char *given;
    struct authority at;    /* TO_SERVER: port set; ip kind ADDR_UNIX: a socket at unix_path */
    const char *unix_path;
    struct slice path;      /* TO_SERVER: what the matched prefix is replaced by, no final slash */
    bool has_path, path_slash;  /* a path was given; it ended with a slash */
    struct slice host;      /* TO_SERVER: the Host sent; n 0: the client's */
    struct slice auth;      /* TO_SERVER: the Authorization sent; n 0: the client's */
    bool tls;               /* TO_SERVER: https:// */
    bool proxy;             /* TO_SERVER: connections begin with a PROXY header */
    bool each;              /* TO_SERVER: every address of the name is a member of its own */
    int weight;             /* 1-256 */
    bool backup;
    int64_t max;            /* TO_SERVER: connections at once; 0: no limit */
    int status;             /* TO_CANNED */
    struct slice text;      /* TO_CANNED: content or, for 3xx, Location; TO_FILE: the file's name */
    const char *type;       /* TO_CANNED, TO_FILE: Content-Type */
};

/* One MATCH and the targets that share it. */
struct route_conf {
    struct slice match;     /* as given, for messages */
    struct slice host;      /* comparing form; n 0: every host */
    bool below;             /* any name below host */
    struct slice path;      /* comparing form without final slash; n 0: every path */
    struct target_conf *targets;
    unsigned targets_n;
};

/* -b: how a member is chosen, and by what of the request a hash. */
enum balance { BALANCE_TURN, BALANCE_LEAST, BALANCE_RANDOM, BALANCE_FIRST, BALANCE_HASH };
enum hash_of { HASH_IP, HASH_URI, HASH_HEADER, HASH_COOKIE };

/* --health */
struct health_conf {
    const char *given;      /* NULL: no checks */
    struct slice path;      /* n 0: connecting is enough */
    int64_t interval;       /* ms: between checks, and the most one may take */
    int64_t fall, rise;     /* so many in a row bring it down, and up again */
    int64_t least, most;    /* status codes that are good */
};

/* One -x: whom it is for, and the parent that this goes through. */
enum parent_kind { PARENT_DIRECT, PARENT_HTTP, PARENT_SOCKS };
struct parent_conf {
    enum parent_for { FOR_ALL, FOR_HOST, FOR_CIDR, FOR_PRIVATE } whom;
    struct slice host;      /* FOR_HOST: this name and all below, in the comparing form */
    struct cidr cidr;       /* FOR_CIDR */
    enum parent_kind kind;
    bool tls;               /* PARENT_HTTP: https:// */
    struct authority at;    /* the port is set */
    struct slice user, password;    /* user.n 0: it wants none */
    struct slice basic;     /* the same as Basic credentials */
};

/* A piece of a log format: octets as they are, or a directive with its argument in braces. */
struct log_op {
    char what;              /* 0: as they are; else the directive's letter */
    struct slice arg;
};

/* How -C is used: as RFC 9111 says; ask always and store whatever comes; only what is stored; ask for what is not. */
enum cache_mode { CACHE_NORMAL, CACHE_RECORD, CACHE_REPLAY, CACHE_FILL };

/* One -H or -R. */
struct edit {
    struct slice name, value;
    bool remove;            /* take the field away and add nothing */
};
struct edits {
    struct edit *list;
    unsigned n;
};

enum timeout {
    T_CONNECT, T_HEAD, T_RESPONSE, T_IDLE, T_KEEPALIVE, T_POOL, T_TUNNEL, T_DRAIN, T_WAIT, T_MAX
};
static const struct {
    const char *name;
    int64_t ms;             /* unless -t says otherwise */
} timeouts[T_MAX] = {
    [T_CONNECT] = { "connect", 5000 }, [T_HEAD] = { "head", 10000 }, [T_RESPONSE] = { "response", 60000 },
    [T_IDLE] = { "idle", 60000 }, [T_KEEPALIVE] = { "keepalive", 60000 }, [T_POOL] = { "pool", 4000 },
    [T_TUNNEL] = { "tunnel", 600000 }, [T_DRAIN] = { "drain", 30000 },
    [T_WAIT] = { "wait", 0 },
};

/* One --expect: how many requests must have matched. */
struct expect_conf {
    const char *given;
    int64_t least, most;
    char *rule;
};
enum {
    EXPECTS_MAX = 64, WORKERS_MAX = 64,
    LISTENERS_MAX = 256,    /* conn.listener is an octet */
    MEMBERS_MAX = 64,       /* of a route: xchg.wish.tried has a bit for each */
};

struct words {              /* values of a flag that repeats, as given */
    char **list;
    size_t n;
};

/* What the command line says; read-only once it is read. */
struct config {
    struct cert_conf *certs;
    unsigned certs_n;
    const char *ca;         /* whom servers are to lead to; NULL: whom the system trusts */
    bool insecure;          /* they are not verified */
    struct listen_conf *listens;
    unsigned listens_n;
    struct route_conf *routes;
    unsigned routes_n;
    bool forward;           /* -f, or nothing said of -r */
    struct parent_conf *parents;
    unsigned parents_n;
    bool parents_by_addr;   /* some look at addresses */
    const char *mitm;       /* -M: the directory; NULL: tunnels are not looked into */
    struct slice *excepts;  /* but for these hosts and all below, in the comparing form */
    unsigned excepts_n;
    enum balance balance;   /* -b */
    enum hash_of hash_of;
    struct slice hash_name; /* of the field or cookie */
    int64_t retries;
    struct health_conf health;
    struct listen_conf admin;   /* -A; given NULL: none */
    struct route_conf mirror;   /* --mirror: its one target; targets_n 0: none */
    int64_t rate_ns;        /* --rate: nanoseconds a request; 0: no limit */
    int64_t rate_burst;     /* requests at once */
    struct words allow, deny, logins;
    int64_t max_body;       /* octets; -1: no limit */
    int64_t max_header;     /* octets */
    int64_t max_connections, max_per_client;    /* 0: no limit */
    bool cors;
    bool report_only;
    struct slice request_id;    /* the field's name; n 0: none */
    struct cidr *trust;
    unsigned trust_n;
    bool trust_private, trust_unix;
    const char *cache_path; /* -C; NULL: no cache */
    int64_t cache_size, cache_object;   /* octets: in all, of one response */
    int64_t cache_stale;    /* seconds; -1: as the response says */
    enum cache_mode cache_mode;
    struct edits up, down;  /* -H, -R */
    bool private;
    int64_t timeout[T_MAX]; /* ms; 0: never */
    int verbose;            /* -v: heads; -vv: content as text; -vvv: in hex */
    struct words show;
    bool show_secrets;
    bool quiet;
    const char *log_file;
    enum log_kind { LOG_AUTO, LOG_HUMAN, LOG_COMBINED, LOG_JSON, LOG_FORMAT } log_kind;
    struct log_op *log_ops; /* LOG_FORMAT, taken apart */
    unsigned log_ops_n;
    unsigned log_outs;      /* how many of them want a field of the response */
    unsigned workers;       /* -w; at least 1 */
    bool workers_auto;
    struct {                /* -U */
        const char *given;  /* NULL: we stay who we are */
        const char *user;   /* whose groups are taken; NULL: of GROUP alone */
        uid_t uid;
        gid_t gid;
        const char *root;   /* chroot=; NULL: none */
    } run_as;
    bool daemon;
    const char *pidfile;
    int64_t requests;       /* -n; 0: no limit */
    int64_t requests_idle;  /* -n idle=, ms; 0: none */
    struct expect_conf *expects;
    unsigned expects_n;
    struct words expect_rules;  /* their rules again, as the judge takes them */
    bool dry_run;
    const char *probe;      /* --probe: the URL */
    bool probe_tls;         /* it begins with https:// */
    char **command;         /* -- COMMAND ARG...; NULL: none */
    int64_t passed;         /* sockets that systemd passed, from 3 on */
    uint64_t given;         /* bits of the flags that do not repeat, by their place in opts */
};
static struct config conf;

/* A flag as the user wrote it, and its value; every error names both. */
struct arg {
    char flag[40];
    char *value;            /* in memory of ours */
};

__attribute__((format(printf, 2, 3), noreturn))
static void opt_bad(struct arg a, const char *fmt, ...)
{
    char why[512];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(why, sizeof why, fmt, ap);
    va_end(ap);
    usage("%s %s: %s", a.flag, a.value, why);
}

/* 10, 10s, 500ms, 5m, 2h; a bare number is seconds. */
static bool opt_duration(struct slice s, int64_t *ms)
{
    static const struct { const char *unit; int64_t ms; } units[] = {
        { "ms", 1 }, { "s", 1000 }, { "m", 60000 }, { "h", 3600000 }, { "", 1000 },
    };
    size_t digits = 0;
    int64_t n;
    while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9')
        digits++;
    if (!num_parse((struct slice){ s.p, digits }, INT64_C(1) << 31, &n))
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (slice_eq(slice_from(s, digits), slice_of(units[i].unit))) {
            *ms = n * units[i].ms;
            return *ms <= INT64_C(1000) * 3600000;
        }
    return false;
}

/* 64k, 10M, 1G; a bare number is octets. */
static bool opt_size(struct slice s, int64_t *octets)
{
    int shift = 0;
    if (s.n)
        switch (octet_lower(s.p[s.n - 1])) {
        case 'k': shift = 10; break;
        case 'm': shift = 20; break;
        case 'g': shift = 30; break;
        }
    if (shift)
        s.n--;
    return num_parse(s, (INT64_MAX - 1) >> shift, octets) && ((*octets = *octets << shift), true);
}

/* The content of a file a flag names, NUL-terminated; a file that cannot be read ends the program. */
static char *conf_file(struct arg a, const char *name, size_t *n)
{
    const char *blank = *a.flag && *a.value ? " " : "";
    if (!*name)
        usage("%s%s%s: the name of the file is empty", a.flag, blank, a.value);
    char *p = file_read(name, n);
    if (!p)
        die(errno, "%s%s%s", a.flag, blank, a.value);
    return p;
}

/* A leading "~/" is the home directory's. */
static char *conf_path(struct slice s)
{
    const char *home = getenv("HOME");
    if (!home || s.n < 2 || s.p[0] != '~' || s.p[1] != '/')
        return must_copy(s);
    char path[PATH_MAX];
    struct text t = TEXT(path);
    text_str(&t, home);
    text_slice(&t, slice_from(s, 1));
    return must_copy(text_all(&t));
}

/* The path of a Unix socket, which has to fit into its address. */
static const char *opt_socket(struct arg a, struct slice s)
{
    struct sockaddr_un un;
    const char *path = conf_path(s);
    if (!*path)
        opt_bad(a, "the path of the socket is missing; say unix:/PATH");
    if (strlen(path) >= sizeof un.sun_path)
        opt_bad(a, "the path of a socket has at most %d octets", (int)sizeof un.sun_path - 1);
    return path;
}

/* The host of a listener. A name is only -A's: by it others ask for what is there. */
static void opt_listen_host(struct arg a, struct slice host, struct listen_conf *l)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE }, *list = NULL;
    uint16_t port = l->addr.port;
    l->host = host;
    if (slice_eq_nocase(host, SLICE("localhost")))
        (void)addr_parse(SLICE("127.0.0.1"), &l->addr);
    else if (slice_eq(host, SLICE("*")))
        opt_bad(a, "every interface is written :%d", (int)port);
    else if (!addr_parse(host, &l->addr)) {
        int error = l->admin ? getaddrinfo(must_copy(host), NULL, &hints, &list) : EAI_NONAME;
        if (error && l->admin)
            die(0, "%s %s: %s", a.flag, a.value, gai_strerror(error));
        if (error)
            opt_bad(a, "%.*s is not an address; say e.g. 127.0.0.1:%d", (int)host.n, host.p, (int)port);
        l->addr = addr_from_sockaddr(list->ai_addr);
        freeaddrinfo(list);
    }
    l->addr.port = port;
}

/* Refuse what only a build with TLS can do. */
static void opt_need_tls(struct arg a)
{
    if (!TLS)
        opt_bad(a, "this build has no TLS; use http://, or make TLS=1 with BearSSL installed");
}

/* [http://|https://][HOST]:PORT, or PORT alone; unix:PATH; fd:N */
static void opt_listen_at(struct arg a, struct slice s, struct listen_conf *l)
{
    int64_t port;
    l->given = a.value;
    l->addr.kind = ADDR_IP;
    l->fd = -1;
    if ((l->tls = slice_starts(s, SLICE("https://")))) {
        opt_need_tls(a);
        if (l->admin)
            opt_bad(a, "the admin listener is http://");
        s = slice_from(s, 8);
        if (slice_starts(s, SLICE("unix:")))
            opt_bad(a, "a Unix socket has no TLS; say %.*s", (int)s.n, s.p);
    }
    if (slice_starts(s, SLICE("unix:"))) {
        l->path = opt_socket(a, slice_from(s, 5));
        l->addr.kind = ADDR_UNIX;
        return;
    }
    if (slice_starts(s, SLICE("fd:"))) {
        if (!num_parse(slice_from(s, 3), INT_MAX, &port))
            opt_bad(a, "say fd:N with the number of an open listening socket");
        l->fd = (int)port;
        return;
    }
    if (slice_starts(s, SLICE("http://")))
        s = slice_from(s, 7);
    struct addr bare;
    if (strstr(a.value, "://") && s.p == a.value)
        opt_bad(a, "not a scheme to listen with; use http:// or https://");
    if (s.n && s.p[s.n - 1] == '/')
        opt_bad(a, "leave the slash at the end out");
    if (slice_find(s, '/') < s.n)
        opt_bad(a, "the port is not a number from 0 to 65535; a Unix socket is written unix:%.*s", (int)s.n, s.p);
    if (addr_parse(s, &bare) && !addr_is_v4(&bare))
        opt_bad(a, "an IPv6 address is written in brackets; say [%s]:8080", a.value);
    if (addr_parse(s, &bare) || (s.n > 2 && s.p[0] == '[' && s.p[s.n - 1] == ']'))
        opt_bad(a, "the port is missing; say %s:8080", a.value);
    size_t colon = s.n;
    while (colon && s.p[colon - 1] != ':')
        colon--;
    if (!num_parse(slice_from(s, colon), 65535, &port))
        opt_bad(a, "the port is not a number from 0 to 65535; say e.g. %s 8080", a.flag);
    struct slice host = { s.p, colon ? colon - 1 : 0 };
    if (host.n > 1 && host.p[0] == '[' && host.p[host.n - 1] == ']')
        host = (struct slice){ host.p + 1, host.n - 2 };
    else if (host.n && host.p[0] == '[')
        opt_bad(a, "the bracket is not closed; say e.g. [::1]:8080");
    else if (slice_find(host, ':') < host.n)
        opt_bad(a, "an IPv6 address is written in brackets; say [%.*s]:%d", (int)host.n, host.p, (int)port);
    l->both = colon == 1;
    l->addr.port = (uint16_t)port;
    if (colon != 1)
        opt_listen_host(a, colon ? host : SLICE("localhost"), l);
}

/* ADDRESS[,proxy][,redirect][,client-ca=FILE] */
static void opt_listen(struct arg a)
{
    struct slice options = slice_of(a.value), s = slice_cut(&options, ',');
    if (conf.listens_n == LISTENERS_MAX)
        opt_bad(a, "there are %d listeners already, which is the most", LISTENERS_MAX);
    conf.listens = must_grow(conf.listens, conf.listens_n, sizeof *conf.listens);
    struct listen_conf *l = &conf.listens[conf.listens_n];
    *l = (struct listen_conf){ .given = a.value };
    while (s.n < strlen(a.value)) {
        struct slice o = slice_cut(&options, ',');
        if (slice_starts(o, SLICE("client-ca=")) && o.n > 10) {
            if (l->client_ca)
                opt_bad(a, "client-ca is given twice; put all of them in one file");
            l->client_ca = conf_path(slice_from(o, 10));
            if (o.p + o.n == a.value + strlen(a.value))
                break;
            continue;
        }
        bool *which = slice_eq(o, SLICE("proxy")) ? &l->proxy : slice_eq(o, SLICE("redirect")) ? &l->redirect : NULL;
        if (!which)
            opt_bad(a, "%.*s is not an option of a listener; there are proxy, redirect and client-ca=FILE", (int)o.n, o.p);
        if (*which)
            opt_bad(a, "%.*s is given twice", (int)o.n, o.p);
        *which = true;
        if (o.p + o.n == a.value + strlen(a.value))
            break;
    }
    for (unsigned i = 0; i < conf.listens_n; i++)
        if (strcmp(conf.listens[i].given, a.value) == 0 && !slice_ends(s, SLICE(":0")) && !slice_eq(s, SLICE("0")))
            opt_bad(a, "given twice; one listener is enough there");
    opt_listen_at(a, s, l);
    if (l->client_ca && !l->tls)
        opt_bad(a, "client-ca is for an https:// listener");
    if (l->tls && l->redirect)
        opt_bad(a, "redirect is for an http:// listener beside an https:// one");
    conf.listens_n++;
}

/* FILE */
static void opt_ca(struct arg a)
{
    opt_need_tls(a);
    conf.ca = conf_path(slice_of(a.value));
}

static void opt_insecure(struct arg a)
{
    if (!TLS)
        usage("%s: this build has no TLS, so there is nothing to verify; drop it", a.flag);
    conf.insecure = true;
}

/* FILE[,key=FILE] */
static void opt_cert(struct arg a)
{
    struct slice options = slice_of(a.value), file = slice_cut(&options, ',');
    opt_need_tls(a);
    struct cert_conf c = { .file = conf_path(file) };
    if (slice_starts(options, SLICE("key=")))
        c.key = conf_path(slice_from(options, 4));
    else if (file.n < strlen(a.value))
        opt_bad(a, "%.*s: is not an option of a certificate; there is key=FILE", (int)options.n, options.p);
    if (!*c.file || (c.key && !*c.key))
        opt_bad(a, "the name of the file is missing; say %s FILE[,key=FILE]", a.flag);
    if (conf.certs_n == CERTS_MAX)
        opt_bad(a, "there are %d certificates already, which is the most", CERTS_MAX);
    conf.certs = must_grow(conf.certs, conf.certs_n, sizeof c);
    conf.certs[conf.certs_n++] = c;
}

/* ADDRESS */
static void opt_admin(struct arg a)
{
    struct slice s = slice_of(a.value);
    conf.admin.admin = true;
    if (slice_find(s, ',') < s.n)
        opt_bad(a, "the admin listener has no options; it is written [HOST]:PORT");
    opt_listen_at(a, s, &conf.admin);
}

static const char *type_of_file(struct slice name)
{
    static const struct { const char *ending, *type; } types[] = {
        { ".html", "text/html" }, { ".htm", "text/html" },
        { ".css", "text/css" }, { ".js", "text/javascript" },
        { ".mjs", "text/javascript" }, { ".json", "application/json" },
        { ".txt", "text/plain" }, { ".md", "text/markdown" },
        { ".xml", "application/xml" }, { ".svg", "image/svg+xml" }, { ".png", "image/png" },
        { ".jpg", "image/jpeg" }, { ".jpeg", "image/jpeg" }, { ".gif", "image/gif" }, { ".webp", "image/webp" },
        { ".ico", "image/x-icon" }, { ".pdf", "application/pdf" }, { ".wasm", "application/wasm" },
        { ".woff2", "font/woff2" }, { ".zip", "application/zip" }, { ".gz", "application/gzip" },
        { ".csv", "text/csv" }, { ".mp4", "video/mp4" },
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (slice_ends(name, slice_of(types[i].ending)))
            return types[i].type;
    return "application/octet-stream";
}

/* STATUS[:TEXT] or STATUS:@FILE; all to the end is TEXT. */
static void opt_canned(struct arg a, struct slice s, struct target_conf *t)
{
    int64_t status = 0;
    (void)num_parse((struct slice){ s.p, 3 }, 999, &status);
    t->to = TO_CANNED;
    t->status = (int)status;
    if (status < 200)
        opt_bad(a, "a canned answer has a final status, 200 to 599; a port is written :%d", (int)status);
    if (s.n > 3)
        t->text = slice_from(s, 4);
    if (t->text.n && t->text.p[0] == '@') {
        size_t n;
        t->text = slice_from(t->text, 1);
        if (t->text.n == 0 || t->text.p[0] != '@') {
            char *name = conf_path(t->text), *content = conf_file(a, name, &n);
            t->type = type_of_file(t->text);
            t->text = (struct slice){ content, n };
        }
    }
    if (!t->type)
        t->type = t->text.n && (t->text.p[0] == '{' || t->text.p[0] == '[') ? "application/json"
                                                                         : "text/plain";
    if ((status == 204 || status == 304) && t->text.n)
        opt_bad(a, "an answer with status %d has no content; leave the text out", (int)status);
    if (status / 100 == 3 && status != 304 && !slice_all(t->text, IS_VISIBLE))
        opt_bad(a, "the text after a 3xx is the Location: a URL without blanks");
}

static void text_base64(struct text *t, struct slice s)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < s.n; i += 3) {
        uint32_t v = 0;
        for (unsigned k = 0; k < 3; k++)
            v = v << 8 | (i + k < s.n ? (unsigned char)s.p[i + k] : 0U);
        for (unsigned k = 0; k < 4; k++)
            text_char(t, i + k > s.n ? '=' : digits[v >> (18 - 6 * k) & 63]);
    }
}

/* Basic credentials (RFC 7617, 2) of user-id ":" password, kept for good. */
static struct slice opt_basic(struct slice pair)
{
    struct text t = { .cap = pair.n * 4 / 3 + 16 };
    t.p = must_alloc(t.cap, 1);
    text_str(&t, "Basic ");
    text_base64(&t, pair);
    return text_all(&t);
}

/* The first line of FILE: user:password, or a whole field value: a word, a blank, and more. */
static struct slice opt_credentials(struct arg a, struct slice file)
{
    size_t n;
    if (file.n < 2 || *file.p != '@') {
        memset(a.value + (file.p - a.value), '*', file.n);
        opt_bad(a, "auth= takes @FILE, so that no password stands in the list of processes");
    }
    char *content = conf_file(a, conf_path(slice_from(file, 1)), &n);
    struct slice rest = { content, n }, line = slice_cut(&rest, '\n');
    if (line.n && line.p[line.n - 1] == '\r')
        line.n--;
    line = slice_trim(line);
    line = (struct slice){ must_copy(line), line.n };
    explicit_bzero(content, n);
    free(content);
    size_t blank = slice_find(line, ' ');
    if (line.n == 0 || !slice_all(line, IS_VALUE))
        opt_bad(a, "the first line of the file is not user:password, and no field value");
    if (blank < line.n && slice_all((struct slice){ line.p, blank }, IS_TOKEN))
        return line;
    if (slice_find(line, ':') == line.n)
        opt_bad(a, "the first line of the file is neither user:password nor a whole value such as Bearer TOKEN");
    return opt_basic(line);
}

/* The Host sent is the target's own. */
static void opt_host_of_target(struct target_conf *t)
{
    char host[HOST_MAX + 16];
    struct text text = TEXT(host);
    text_authority(&text, &t->at, t->tls ? 443 : 80);
    t->host = slice_of(must_copy(text_all(&text)));
}

/* weight=N, backup, max=N, each, proxy, auth=@FILE, host=client|target|NAME */
static void opt_target_option(struct arg a, struct slice o, struct target_conf *t, unsigned *seen)
{
    static const char *const names[] = { "weight", "max", "backup", "each", "proxy", "auth", "host" };
    enum { WEIGHT, MOST, BACKUP, EACH, PROXY, AUTH, HOST, OPTIONS };
    struct slice name = slice_cut(&o, '=');
    struct authority at = { .port = 0 };
    int which = 0;
    int64_t n;
    while (which < OPTIONS && !slice_eq(name, slice_of(names[which])))
        which++;
    if (which == OPTIONS)
        opt_bad(a, "%.*s is not an option of a target; there are weight=, backup, max=, each, proxy, auth= and host=",
                (int)name.n, name.p);
    if (*seen & 1U << which)
        opt_bad(a, "%s is given twice", names[which]);
    *seen |= 1U << which;
    if (which >= BACKUP && which <= PROXY && (o.n || name.p[name.n] == '='))
        opt_bad(a, "%s takes no value", names[which]);
    switch (which) {
    case WEIGHT:
        if (!num_parse(o, 256, &n) || n == 0)
            opt_bad(a, "weight= is a number from 1 to 256");
        t->weight = (int)n;
        break;
    case MOST:
        if (!num_parse(o, 1 << 20, &t->max) || t->max == 0)
            opt_bad(a, "max= is a number of connections from 1 to %d", 1 << 20);
        break;
    case BACKUP: t->backup = true; break;
    case EACH:
        if (t->at.ip.kind != ADDR_NONE)
            opt_bad(a, "each is for a name, whose addresses become members; this is one address");
        t->each = true;
        break;
    case PROXY:
        if (t->tls)
            opt_bad(a, "proxy is for an http:// target: the header would have to come before the handshake");
        t->proxy = true;
        break;
    case AUTH: t->auth = opt_credentials(a, o); break;
    case HOST:
        if (slice_eq(o, SLICE("client")))
            t->host = (struct slice){ "", 0 };
        else if (slice_eq(o, SLICE("target"))) {
            opt_host_of_target(t);
        } else if (authority_parse(o, &at))
            t->host = o;
        else
            opt_bad(a, "host= is client, target or a name");
    }
}

/* A login in a URL would stand in the list of processes. */
static void opt_no_login(struct arg a, struct slice url)
{
    size_t sign = slice_find(url, '@');
    if (sign < url.n && sign < slice_find(url, '?')) {
        char *info = a.value + (url.p - a.value), *slashes = strstr(info, "://");
        info = slashes && slashes < url.p + sign ? slashes + 3 : info;
        memset(info, '*', (size_t)(url.p + sign - info));       /* it is not to be repeated */
        opt_bad(a, "a target has no user:password@; say auth=@FILE");
    }
}

/* A path that ends in =STATUS[:TEXT] is a MATCH with what only a target has: a scheme, or a port. */
static void opt_no_match(struct arg a, const struct authority *at, struct slice path)
{
    struct slice rest = path, status;
    (void)slice_cut(&rest, '=');
    status = slice_cut(&rest, ':');
    if (status.n == 3 && all_digits(status))
        opt_bad(a, "before = stands a HOST or /PATH, without scheme and port; say -r %.*s%.*s", (int)at->host_n, at->host,
                (int)path.n, path.p);
}

/* [http://|https://]HOST[:PORT][/PATH], :PORT or PORT, then options. */
static void opt_server(struct arg a, struct slice s, struct target_conf *t)
{
    struct slice options = s, url = slice_cut(&options, ',');
    bool local = false;
    int64_t port;
    t->to = TO_SERVER;
    if (slice_starts(url, SLICE("unix:"))) {        /* unix:PATH[:/PATH] */
        struct slice socket_path = slice_from(url, 5);
        for (size_t i = 0; i + 1 < socket_path.n; i++)
            if (socket_path.p[i] == ':' && socket_path.p[i + 1] == '/') {
                url = slice_from(socket_path, i + 1);
                socket_path.n = i;
                break;
            }
        if (url.p[0] != '/')
            url.n = 0;
        t->unix_path = opt_socket(a, socket_path);
        (void)authority_parse(SLICE("localhost"), &t->at);
        t->at.ip = (struct addr){ .kind = ADDR_UNIX };
        t->at.port = 80;
    }
    if (!t->unix_path)
        opt_no_login(a, url);
    const size_t scheme = reference_scheme(url, &t->tls);
    if (t->tls)
        opt_need_tls(a);
    url = slice_from(url, scheme);
    if (!scheme && !t->unix_path && url.n && url.p[0] != '[') {
        size_t colon = slice_find(url, ':'), slash = slice_find(url, '/');
        if (colon + 2 < url.n && colon < slash && url.p[colon + 1] == '/' && url.p[colon + 2] == '/')
            opt_bad(a, "%.*s: is not a scheme for a target; use http:// or https://", (int)colon, url.p);
        local = colon == 0 || all_digits((struct slice){ url.p, slash });
    }
    size_t slash = slice_find(url, '/');
    struct slice authority = { url.p, slash }, path = slice_from(url, slash);
    if (authority.n == 0 && !t->unix_path)
        opt_bad(a, "the TARGET is missing; say %s %.*s=http://HOST:PORT", a.flag, (int)path.n, path.p);
    if (local) {
        if (authority.n && authority.p[0] == ':')
            authority = slice_from(authority, 1);
        if (!num_parse(authority, 65535, &port) || port == 0)
            opt_bad(a, "the port is not a number from 1 to 65535");
        (void)authority_parse(SLICE("127.0.0.1"), &t->at);
        t->at.port = (uint16_t)port;
    } else if (!t->unix_path && (slice_starts(url, SLICE("./")) || slice_starts(url, SLICE("../"))))
        opt_bad(a, "a Unix socket is written unix:%.*s", (int)url.n, url.p);
    else if (!t->unix_path && !authority_parse(authority, &t->at))
        opt_bad(a, "%.*s is not HOST or HOST:PORT", (int)authority.n, authority.p);
    if (!t->at.port)
        t->at.port = t->tls ? 443 : 80;
    if (t->tls && t->at.ip.kind == ADDR_NONE)
        opt_host_of_target(t);          /* a server that shows a certificate for its name expects that name */
    if (path.n) {
        if (!slice_all(path, IS_VISIBLE) || slice_find(path, '?') < path.n || slice_find(path, '#') < path.n
            || !path_is_plain(path))
            opt_bad(a, "%.*s is not a plain path", (int)path.n, path.p);
        opt_no_match(a, &t->at, path);
        t->has_path = true;
        t->path_slash = path.p[path.n - 1] == '/';
        t->path = (struct slice){ path.p, path.n - t->path_slash };
    }
    unsigned seen = 0;
    while (options.p < s.p + s.n) {
        struct slice o = slice_cut(&options, ',');
        opt_target_option(a, o, t, &seen);
        if (options.n == 0)
            break;
    }
}

/* HOST, /PATH or HOST/PATH, with *.x (or .x) for any name below x. */
static void opt_match(struct arg a, struct slice m, struct route_conf *r)
{
    size_t slash = slice_find(m, '/');
    struct slice host = { m.p, slash }, path = slice_from(m, slash);
    struct authority at = { .port = 0 };
    r->match = m;
    if (slice_starts(host, SLICE("*.")))
        host = slice_from(host, 1);
    if (host.n > 1 && host.p[0] == '.') {
        r->below = true;
        host = slice_from(host, 1);
    }
    if (host.n) {
        if (!authority_parse(host, &at) || at.port)
            opt_bad(a, "%.*s is not a host name; MATCH is HOST, /PATH or HOST/PATH", (int)host.n, host.p);
        r->host = slice_of(must_copy(authority_host(&at)));
    }
    char *folded = must_alloc(path.n, 1);
    size_t n = path_fold(path, folded);
    if (!slice_all(path, IS_VISIBLE) || !path_is_plain(path))
        opt_bad(a, "%.*s is not a plain path", (int)path.n, path.p);
    if (slice_find(path, '*') < path.n)
        opt_bad(a, "%.*s: the path of a route has no *; /api is /api and all below it", (int)path.n, path.p);
    if (n && folded[n - 1] == '/')
        n--;
    r->path = (struct slice){ folded, n };
}

/* [MATCH=]TARGET */
static void opt_reverse(struct arg a)
{
    struct slice target = slice_of(a.value), match = { "", 0 };
    for (size_t i = 0; i < target.n && !strchr(":,?@ \t", target.p[i]); i++)
        if (target.p[i] == '=') {
            match = (struct slice){ target.p, i };
            target = slice_from(target, i + 1);
            break;
        }
    struct route_conf r = { .match = match }, *route = NULL;
    opt_match(a, match, &r);
    for (unsigned i = 0; i < conf.routes_n; i++)
        if (slice_eq(conf.routes[i].host, r.host) && conf.routes[i].below == r.below
            && slice_eq(conf.routes[i].path, r.path))
            route = &conf.routes[i];
    if (route)
        free((char *)(uintptr_t)r.path.p);
    else {
        conf.routes = must_grow(conf.routes, conf.routes_n, sizeof r);
        route = &conf.routes[conf.routes_n++];
        *route = r;
    }
    if (route->targets_n == MEMBERS_MAX)
        opt_bad(a, "there are %d targets for this MATCH already, which is the most", MEMBERS_MAX);
    route->targets = must_grow(route->targets, route->targets_n, sizeof *route->targets);
    struct target_conf *t = &route->targets[route->targets_n++];
    *t = (struct target_conf){ .given = target.p, .weight = 1 };
    if (target.n == 0)
        opt_bad(a, "a TARGET is missing; say e.g. %s http://127.0.0.1:3000", a.flag);
    if (target.n >= 3 && target.p[0] >= '1' && target.p[0] <= '5' && target.p[1] >= '0' && target.p[1] <= '9'
        && target.p[2] >= '0' && target.p[2] <= '9' && (target.n == 3 || target.p[3] == ':'))
        opt_canned(a, target, t);
    else if (slice_starts(target, SLICE("file:"))) {
        t->to = TO_FILE;
        t->text = slice_of(conf_path(slice_from(target, 5)));
        t->type = type_of_file(t->text);
    } else if (slice_eq(target, SLICE("echo")))
        t->to = TO_ECHO;
    else if (slice_starts(target, SLICE("echo,"))
             || (target.n > 3 && target.p[3] == ',' && all_digits((struct slice){ target.p, 3 })))
        opt_bad(a, "an answer of our own takes no options");
    else
        opt_server(a, target, t);
}

/* TARGET, a server */
static void opt_mirror(struct arg a)
{
    static struct target_conf to;
    to = (struct target_conf){ .given = a.value, .weight = 1 };
    const struct slice any = { "", 0 };
    conf.mirror = (struct route_conf){ .match = any, .host = any, .path = any, .targets = &to, .targets_n = 1 };
    opt_server(a, slice_of(a.value), &to);
    if (to.weight != 1 || to.backup || to.max || to.each)
        opt_bad(a, "a mirror is one server that gets everything: weight=, backup, max= and each are for members of a group");
}

static void opt_forward(struct arg a)
{
    (void)a;
    conf.forward = true;
}

/* Octets of userinfo, percent-decoded (RFC 3986, 3.2.1), kept for good. false: malformed. */
static bool opt_userinfo(struct slice s, struct slice *out)
{
    char made[256];
    struct text t = { .p = made, .cap = sizeof made - 1 };
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '%')
            text_char(&t, s.p[i]);
        else if (i + 2 < s.n && octet_is(s.p[i + 1], IS_HEX) && octet_is(s.p[i + 2], IS_HEX)) {
            text_char(&t, (char)(hex_value(s.p[i + 1]) << 4 | hex_value(s.p[i + 2])));
            i += 2;
        } else
            return false;
    *out = (struct slice){ must_copy(text_all(&t)), t.n };
    explicit_bzero(made, sizeof made);
    return !t.cut && slice_find(*out, '\0') == out->n;
}

/* A host that stands for all below as well, into the comparing form; *. or . before it says the same. */
static bool opt_domain(struct slice s, struct slice *host)
{
    struct authority at = { .port = 0 };
    s = slice_from(s, slice_starts(s, SLICE("*.")) ? 2 : slice_starts(s, SLICE(".")));
    if (!authority_parse(s, &at) || at.port)
        return false;
    *host = slice_of(must_copy(authority_host(&at)));
    return true;
}

/* Whom a parent is for: HOST, CIDR or private. */
static void opt_parent_whom(struct arg a, struct slice whom, struct parent_conf *p)
{
    p->whom = slice_eq(whom, SLICE("private")) ? FOR_PRIVATE : cidr_parse(whom, &p->cidr) ? FOR_CIDR : FOR_HOST;
    if (p->whom != FOR_HOST) {
        conf.parents_by_addr = true;
        return;
    }
    if (!opt_domain(whom, &p->host))
        opt_bad(a, "what is before = is neither a host name nor ADDRESS[/BITS] nor private");
}

static bool opt_same_whom(const struct parent_conf *a, const struct parent_conf *b)
{
    return a->whom == b->whom && slice_eq(a->host, b->host)
        && (a->whom != FOR_CIDR || (a->cidr.bits == b->cidr.bits && memcmp(a->cidr.ip, b->cidr.ip, 16) == 0));
}

/* A parent as it may be repeated: without what is, or may be meant for, a password. */
static char *opt_parent_masked(const char *value)
{
    const char *from = value, *mark, *at_sign = strrchr(value, '@');
    if ((mark = strrchr(value, '=')))
        from = mark + 1;
    for (mark = value; (mark = strstr(mark, "://")); mark += 3)
        from = mark + 3;
    if (at_sign && at_sign < from)
        from = value;
    const char *colon = strchr(from, ':'), *end = at_sign && at_sign > from ? at_sign : value + strlen(value);
    if (end != at_sign && *from != '[' && colon && !all_digits((struct slice){ colon + 1, strcspn(colon + 1, "/") }))
        end = NULL;                     /* user:password alone, perhaps */
    char made[1024];
    struct text t = TEXT(made);
    text_add(&t, value, (size_t)(from - value));
    text_str(&t, end && end != at_sign ? from : "***");
    text_str(&t, end && end == at_sign ? end : "");
    return must_copy(text_all(&t));
}

/* userinfo of a parent's URL: user [ ":" password ] */
static bool opt_parent_login(struct slice info, struct parent_conf *p)
{
    char pair[512];
    struct text t = TEXT(pair);
    struct slice password = info, user = slice_cut(&password, ':');
    if (!opt_userinfo(user, &p->user) || !opt_userinfo(password, &p->password) || p->user.n == 0
        || slice_find(p->user, ':') < p->user.n)
        return false;
    text_slice(&t, p->user);
    text_char(&t, ':');
    text_slice(&t, p->password);
    p->basic = opt_basic(text_all(&t));
    explicit_bzero(pair, sizeof pair);
    return true;
}

/* [HOST|CIDR=]URL, URL http://, https://, socks5:// or direct */
static void opt_parent(struct arg a)
{
    static const struct { const char *scheme; enum parent_kind kind; uint16_t port; bool tls; } schemes[] = {
        { "http://", PARENT_HTTP, 80, false }, { "https://", PARENT_HTTP, 443, true },
        { "socks5://", PARENT_SOCKS, 1080, false }, { "socks5h://", PARENT_SOCKS, 1080, false },
    };
    enum { SCHEMES = sizeof schemes / sizeof *schemes };
    struct slice url = slice_of(a.value), whom = { "", 0 };
    struct parent_conf p = { .whom = FOR_ALL };
    a.value = opt_parent_masked(url.p);
    size_t scheme = 0, equals;                                  /* the scheme begins after the last = before it */
    while (scheme + 2 < url.n && memcmp(url.p + scheme, "://", 3) != 0)
        scheme++;
    equals = slice_ends(url, SLICE("=direct")) ? url.n - 6 : scheme + 2 < url.n ? scheme : 0;
    while (equals && url.p[equals - 1] != '=')
        equals--;
    if (equals) {
        whom = (struct slice){ url.p, equals - 1 };
        url = slice_from(url, equals);
        if (whom.n == 0)
            opt_bad(a, "the HOST before = is missing");
        opt_parent_whom(a, whom, &p);
    }
    if (slice_starts(url, SLICE("https://")))
        opt_need_tls(a);
    unsigned i = 0;
    while (i < SCHEMES && !slice_starts(url, slice_of(schemes[i].scheme)))
        i++;
    if (i < SCHEMES) {
        struct slice rest = slice_from(url, strlen(schemes[i].scheme));
        size_t at = rest.n;
        while (at && rest.p[at - 1] != '@')
            at--;
        if (at && !opt_parent_login((struct slice){ rest.p, at - 1 }, &p))
            opt_bad(a, "user:password before @ is malformed; octets such as : @ / in it are written %%3A %%40 %%2F");
        rest = slice_from(rest, at);
        rest.n -= rest.n && rest.p[rest.n - 1] == '/';
        if (!authority_parse(rest, &p.at))
            opt_bad(a, "after %s comes HOST or HOST:PORT, a login before it as user:password@", schemes[i].scheme);
        p.kind = schemes[i].kind;
        p.tls = schemes[i].tls;
        p.at.port = p.at.port ? p.at.port : schemes[i].port;
    } else if (!slice_eq(url, SLICE("direct")))
        opt_bad(a, "the parent is http://HOST:PORT, https://HOST:PORT, socks5://HOST:PORT or direct");
    for (unsigned k = 0; k < conf.parents_n; k++)
        if (opt_same_whom(&conf.parents[k], &p))
            opt_bad(a, "there is a parent for %s already", p.whom == FOR_ALL ? "all the rest" : "the same");
    conf.parents = must_grow(conf.parents, conf.parents_n, sizeof p);
    conf.parents[conf.parents_n++] = p;
}

/* DIR[,except=HOST]... */
static void opt_mitm(struct arg a)
{
    struct slice options = slice_of(a.value), dir = slice_cut(&options, ',');
    opt_need_tls(a);
    if (!dir.n)
        opt_bad(a, "the directory is missing; say %s DIR", a.flag);
    conf.mitm = conf_path(dir);
    for (const char *end = a.value + strlen(a.value); dir.p + dir.n < end;) {
        struct slice host, whole = slice_cut(&options, ','), value = whole, name = slice_cut(&value, '=');
        if (!slice_eq(name, SLICE("except")))
            opt_bad(a, "%.*s is not an option of it; there is except=HOST", (int)whole.n, whole.p);
        if (!opt_domain(value, &host))
            opt_bad(a, "except=%.*s: not a host, which has no port", (int)value.n, value.p);
        conf.excepts = must_grow(conf.excepts, conf.excepts_n, sizeof host);
        conf.excepts[conf.excepts_n++] = host;
        dir = whole;                            /* a comma at the end has something missing behind it */
    }
}

/* POLICY[,retries=N] */
static void opt_balance(struct arg a)
{
    static const struct { const char *name; enum balance balance; enum hash_of of; } policies[] = {
        { "rr", BALANCE_TURN, HASH_IP }, { "least", BALANCE_LEAST, HASH_IP }, { "random", BALANCE_RANDOM, HASH_IP },
        { "first", BALANCE_FIRST, HASH_IP }, { "hash:ip", BALANCE_HASH, HASH_IP }, { "hash:uri", BALANCE_HASH, HASH_URI },
        { "hash:header", BALANCE_HASH, HASH_HEADER }, { "hash:cookie", BALANCE_HASH, HASH_COOKIE },
    };
    enum { POLICIES = sizeof policies / sizeof *policies };
    struct slice s = slice_of(a.value), policy = slice_cut(&s, ','), of = policy, name = slice_cut(&of, '=');
    unsigned i = 0;
    while (i < POLICIES && !slice_eq(name, slice_of(policies[i].name)))
        i++;
    if (i == POLICIES)
        opt_bad(a, "%.*s is not a policy; there are rr, least, random, first, hash:ip, hash:uri, hash:header=NAME and "
                "hash:cookie=NAME", (int)policy.n, policy.p);
    conf.balance = policies[i].balance;
    conf.hash_of = policies[i].of;
    conf.hash_name = of;
    bool named = conf.balance == BALANCE_HASH && conf.hash_of >= HASH_HEADER;
    if (named ? !of.n || !slice_all(of, IS_TOKEN) : name.n < policy.n)
        opt_bad(a, named ? "say %.*s=NAME" : "%.*s takes no value", (int)name.n, name.p);
    if (policy.n == strlen(a.value))
        return;
    name = slice_cut(&s, '=');
    if (!slice_eq(name, SLICE("retries")) || !num_parse(s, 10, &conf.retries))
        opt_bad(a, "say %s %.*s,retries=N with N from 0 to 10", a.flag, (int)policy.n, policy.p);
}

/* N or N-M, of status codes */
static bool opt_statuses(struct slice s, int64_t *least, int64_t *most)
{
    struct slice first = slice_cut(&s, '-');
    bool range = s.p > first.p + first.n;
    if (!num_parse(first, 599, least) || (range && !num_parse(s, 599, most)))
        return false;
    if (!range)
        *most = *least;
    return *least >= 100 && *least <= *most;
}

/* PATH|tcp[,interval=DUR,fall=N,rise=N,status=N-M] */
static void opt_health(struct arg a)
{
    struct health_conf *h = &conf.health;
    struct slice s = slice_of(a.value), what = slice_cut(&s, ',');
    *h = (struct health_conf){ .given = a.value, .interval = 2000, .fall = 3, .rise = 2, .least = 200, .most = 399 };
    if (what.n && *what.p == '/' && slice_all(what, IS_VISIBLE) && slice_find(what, '#') == what.n)
        h->path = what;
    else if (!slice_eq(what, SLICE("tcp")))
        opt_bad(a, "say which path is asked for, such as %s /healthz, or tcp", a.flag);
    unsigned seen = 0;
    if (slice_ends(slice_of(a.value), SLICE(",")))
        opt_bad(a, "leave the comma at the end out");
    for (bool more = what.n < strlen(a.value); more; more = s.n) {
        static const char *const names[] = { "interval", "fall", "rise", "status" };
        struct slice value = slice_cut(&s, ','), name = slice_cut(&value, '=');
        unsigned i = 0;
        while (i < 4 && !slice_eq(name, slice_of(names[i])))
            i++;
        if (i == 4)
            opt_bad(a, "%.*s is not known here; there are interval=, fall=, rise= and status=", (int)name.n, name.p);
        if (seen & 1U << i)
            opt_bad(a, "%s= is given twice", names[i]);
        seen |= 1U << i;
        if (i == 0 && (!opt_duration(value, &h->interval) || h->interval < 10))
            opt_bad(a, "interval= is a duration of at least 10ms, such as 2s");
        if ((i == 1 || i == 2) && (!num_parse(value, 1000, i == 1 ? &h->fall : &h->rise) || !(i == 1 ? h->fall : h->rise)))
            opt_bad(a, "%s= is a number of checks from 1 to 1000", names[i]);
        if (i == 3 && (!h->path.n || !opt_statuses(value, &h->least, &h->most)))
            opt_bad(a, h->path.n ? "status= is N or N-M, from 100 to 599" : "tcp sees no status; name a path instead");
    }
}

/* N[/s|/m|/h][,burst=N] */
static void opt_rate(struct arg a)
{
    enum { MOST = 1000000 };
    struct slice s = slice_of(a.value), rate = slice_cut(&s, ','), unit = rate, number = slice_cut(&unit, '/');
    int64_t n, seconds = number.n == rate.n || slice_eq(unit, SLICE("s")) ? 1 : slice_eq(unit, SLICE("m")) ? 60
        : slice_eq(unit, SLICE("h")) ? 3600 : 0;
    if (!num_parse(number, MOST, &n) || n == 0 || seconds == 0)
        opt_bad(a, "say a number of requests up to %d, and per what: 10/s, 100/m or 1000/h", MOST);
    conf.rate_ns = seconds * 1000000000 / n;
    conf.rate_burst = n;
    if (rate.n == strlen(a.value))
        return;
    struct slice name = slice_cut(&s, '=');
    if (!slice_eq(name, SLICE("burst")) || !num_parse(s, MOST, &conf.rate_burst) || conf.rate_burst == 0)
        opt_bad(a, "after the comma comes burst=N: how many at once, from 1 to %d", MOST);
}

static void opt_word(struct words *w, struct arg a)
{
    w->list = must_grow(w->list, w->n, sizeof *w->list);
    w->list[w->n++] = a.value;
}

static void opt_allow(struct arg a)
{
    opt_word(&conf.allow, a);
}

static void opt_deny(struct arg a)
{
    opt_word(&conf.deny, a);
}

static void opt_user(struct arg a)
{
    const char *password = *a.value == '@' ? NULL : strchr(a.value, ':');
    static const char *const hashes[] = { "$apr1$", "$1$", "$2", "$5$", "$6$", "$y$" };
    for (size_t i = 0; password && i < sizeof hashes / sizeof *hashes; i++)
        if (slice_starts(slice_of(password + 1), slice_of(hashes[i])))
            usage("%s: a hash is taken from a file only; put the line into one, and say %s @FILE", a.flag, a.flag);
    opt_word(&conf.logins, a);
}

/* body=SIZE,header=SIZE,connections=N,per-client=N */
static void opt_max(struct arg a)
{
    static const struct { const char *name; int64_t *to, least, most; bool size; } limits[] = {
        { "body", &conf.max_body, 0, INT64_MAX, true }, { "header", &conf.max_header, 1024, 16 << 20, true },
        { "connections", &conf.max_connections, 1, 1 << 20, false }, { "per-client", &conf.max_per_client, 1, 1 << 20, false },
    };
    enum { LIMITS = sizeof limits / sizeof *limits };
    struct slice s = slice_of(a.value);
    unsigned seen = 0;
    do {
        struct slice value = slice_cut(&s, ','), name = slice_cut(&value, '=');
        unsigned i = 0;
        while (i < LIMITS && !slice_eq(name, slice_of(limits[i].name)))
            i++;
        if (i == LIMITS)
            opt_bad(a, "%.*s is not a limit; there are body=, header=, connections= and per-client=", (int)name.n, name.p);
        if (seen & 1U << i)
            opt_bad(a, "%s= is given twice", limits[i].name);
        seen |= 1U << i;
        if (limits[i].size ? !opt_size(value, limits[i].to) : !num_parse(value, INT64_MAX, limits[i].to))
            opt_bad(a, limits[i].size ? "%s= takes a size such as 64k or 10M" : "%s= takes a number", limits[i].name);
        if (*limits[i].to < limits[i].least || *limits[i].to > limits[i].most)
            opt_bad(a, "%s= is from %lld to %lld", limits[i].name, (long long)limits[i].least, (long long)limits[i].most);
    } while (s.n);
}

/* CIDR, private or unix */
static void opt_trust(struct arg a)
{
    struct slice s = slice_of(a.value);
    if (slice_eq(s, SLICE("private")))
        conf.trust_private = true;
    else if (slice_eq(s, SLICE("unix")))
        conf.trust_unix = true;
    else {
        conf.trust = must_grow(conf.trust, conf.trust_n, sizeof *conf.trust);
        if (!cidr_parse(s, &conf.trust[conf.trust_n++]))
            opt_bad(a, "not ADDRESS or ADDRESS/BITS with no bit set past BITS, private or unix");
    }
}

/* 'Name: value' sets, 'Name:' removes, 'Name;' sends it empty. */
static void opt_edit(struct arg a, struct edits *e)
{
    static const struct { enum field_id id; const char *instead; } fixed[] = {
        { FIELD_HOST, "host= of -r says which Host is sent" },
        { FIELD_CONTENT_LENGTH, "the framing is ours" }, { FIELD_TRANSFER_ENCODING, "the framing is ours" },
        { FIELD_CONNECTION, "connections are ours; -t says how long they are kept" },
        { FIELD_KEEP_ALIVE, "connections are ours; -t says how long they are kept" },
        { FIELD_PROXY_CONNECTION, "connections are ours; -t says how long they are kept" },
        { FIELD_TE, "the framing is ours" }, { FIELD_TRAILER, "the framing is ours" },
        { FIELD_UPGRADE, "an Upgrade is the client's to ask for" }, { FIELD_HTTP2_SETTINGS, "only HTTP/1.1 is sent" },
        { FIELD_EXPECT, "an expectation is the client's" },
        { FIELD_VIA, "every proxy adds its own; -p leaves it out" },
        { FIELD_PROXY_AUTHORIZATION, "it is between neighbours" },
    };
    struct slice s = slice_of(a.value);
    size_t n = 0;
    while (n < s.n && octet_is(s.p[n], IS_TOKEN))
        n++;
    struct edit edit = { .name = { s.p, n } };
    if (n == 0 || n == s.n || (s.p[n] != ':' && s.p[n] != ';') || (s.p[n] == ';' && n + 1 != s.n))
        opt_bad(a, "say 'Name: value' to set, 'Name:' to remove, 'Name;' to send it empty");
    if (s.p[n] == ':') {
        edit.value = slice_trim(slice_from(s, n + 1));
        edit.remove = edit.value.n == 0;
    }
    if (!slice_all(edit.value, IS_VALUE))
        opt_bad(a, "a field value has no control characters");
    enum field_id id = field_recognise(edit.name);
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (fixed[i].id == id)
            opt_bad(a, "%.*s cannot be set: %s", (int)n, s.p, fixed[i].instead);
    e->list = must_grow(e->list, e->n, sizeof *e->list);
    e->list[e->n++] = edit;
}

/* One NAME=VALUE of -C. *seen has a bit for each that was given. */
static void opt_cache_part(struct arg a, struct slice part, unsigned *seen)
{
    static const char *const names[] = { "size", "object", "stale", "mode" };
    static const char *const modes[] = {
        [CACHE_NORMAL] = "", [CACHE_RECORD] = "record", [CACHE_REPLAY] = "replay", [CACHE_FILL] = "fill",
    };
    struct slice value = part, name = slice_cut(&value, '=');
    unsigned which = 0, mode = CACHE_RECORD;
    int64_t ms;
    while (which < 4 && !slice_eq(name, slice_of(names[which])))
        which++;
    if (part.n == 0)
        opt_bad(a, "there is nothing behind a comma; leave the comma out");
    if (which == 4)
        opt_bad(a, "%.*s is not an option of the cache; there are size=, object=, stale= and mode=", (int)name.n, name.p);
    if (*seen & 1U << which)
        opt_bad(a, "%.*s is given twice", (int)name.n, name.p);
    *seen |= 1U << which;
    switch (which) {
    case 2:
        if (!opt_duration(value, &ms))
            opt_bad(a, "stale= takes a duration such as 1h");
        conf.cache_stale = ms / 1000;
        return;
    case 3:
        while (mode <= CACHE_FILL && !slice_eq(value, slice_of(modes[mode])))
            mode++;
        if (mode > CACHE_FILL)
            opt_bad(a, "mode=%.*s is none; there are mode=record, mode=replay and mode=fill", (int)value.n, value.p);
        conf.cache_mode = (enum cache_mode)mode;
        return;
    default:
        if (!opt_size(value, which ? &conf.cache_object : &conf.cache_size))
            opt_bad(a, "%.*s= takes a size such as 64M", (int)name.n, name.p);
    }
}

/* DIR[,size=SIZE,object=SIZE,stale=DUR,mode=MODE] */
static void opt_cache(struct arg a)
{
    struct slice s = slice_of(a.value), dir = slice_cut(&s, ',');
    unsigned seen = 0;
    conf.cache_path = conf_path(dir);
    if (dir.n == 0 || slice_starts(dir, SLICE("size=")) || slice_starts(dir, SLICE("object="))
        || slice_starts(dir, SLICE("stale=")) || slice_starts(dir, SLICE("mode=")))
        opt_bad(a, "the directory is missing");
    for (bool more = a.value[dir.n] == ','; more;) {
        size_t at = slice_find(s, ',');
        more = at < s.n;
        opt_cache_part(a, slice_cut(&s, ','), &seen);
    }
    if (conf.cache_size < 64 << 10)
        opt_bad(a, "size= is 64k at least");
    if (conf.cache_object == 0)
        opt_bad(a, "object= is 1 at least");
    if (!(seen & 2) && conf.cache_object > conf.cache_size / 2)
        conf.cache_object = conf.cache_size / 2;
    if (conf.cache_object > conf.cache_size)
        opt_bad(a, "object= is larger than size=");
}

static void opt_header(struct arg a)
{
    opt_edit(a, &conf.up);
}

static void opt_response_header(struct arg a)
{
    opt_edit(a, &conf.down);
}

static void opt_cors(struct arg a)
{
    (void)a;
    conf.cors = true;
}

static void opt_report_only(struct arg a)
{
    (void)a;
    conf.report_only = true;
}

static void opt_request_id(struct arg a)
{
    conf.request_id = slice_of(a.value);
    if (!slice_all(conf.request_id, IS_TOKEN) || field_recognise(conf.request_id) != FIELD_OTHER)
        opt_bad(a, "say the name of a field of its own, such as X-Request-Id");
}

static void opt_private(struct arg a)
{
    (void)a;
    conf.private = true;
}

/* NAME=DUR,...; a bare DUR is response */
static void opt_timeout(struct arg a)
{
    struct slice s = slice_of(a.value);
    unsigned seen = 0;
    do {
        struct slice duration = slice_cut(&s, ','), name = SLICE("response");
        if (slice_find(duration, '=') < duration.n)
            name = slice_cut(&duration, '=');
        unsigned i = 0;
        while (i < T_MAX && !slice_eq(name, slice_of(timeouts[i].name)))
            i++;
        if (i == T_MAX)
            opt_bad(a, "%.*s is not a timeout; there are connect, head, response, idle, keepalive, pool, wait, tunnel, drain",
                    (int)name.n, name.p);
        if (seen & 1U << i)
            opt_bad(a, "%s is given twice", timeouts[i].name);
        seen |= 1U << i;
        if (!opt_duration(duration, &conf.timeout[i]))
            opt_bad(a, "%.*s is not a duration; say e.g. 500ms, 10s, 5m or 0 for never", (int)duration.n, duration.p);
    } while (s.n);
}

static void opt_verbose(struct arg a)
{
    if (++conf.verbose > 3)
        usage("%s: given four times; three show everything", a.flag);
}

static void opt_show(struct arg a)
{
    opt_word(&conf.show, a);
}

static void opt_show_secrets(struct arg a)
{
    (void)a;
    conf.show_secrets = true;
}

static void opt_quiet(struct arg a)
{
    (void)a;
    conf.quiet = true;
}

static void opt_log(struct arg a)
{
    conf.log_file = conf_path(slice_of(a.value));
}

static void log_op_add(char what, struct slice arg)
{
    conf.log_ops = must_grow(conf.log_ops, conf.log_ops_n, sizeof *conf.log_ops);
    conf.log_ops[conf.log_ops_n++] = (struct log_op){ what, arg };
    conf.log_outs += what == 'o';
}

/* What may stand in the braces of a directive. */
static bool log_op_is_known(char what, struct slice arg)
{
    static const char *const of_x[] = { "upstream", "tries", "name", "connect", "first", "total", "why", "rule", "cache",
        "SSL_CLIENT_S_DN" };
    switch (what) {
    case 'i': case 'o':
        return arg.n && slice_all(arg, IS_TOKEN);
    case 'x':
        for (size_t i = 0; i < sizeof of_x / sizeof *of_x; i++)
            if (slice_eq(arg, slice_of(of_x[i])))
                return true;
        return false;
    case 'T':
        return arg.n == 0 || slice_eq(arg, SLICE("s")) || slice_eq(arg, SLICE("ms")) || slice_eq(arg, SLICE("us"));
    case 'a':
        return arg.n == 0 || slice_eq(arg, SLICE("c"));
    case 't':
        return true;
    default:
        return arg.n == 0 && what && strchr("hlurtsbBDTmUqHvVpPAkLIOX", what);
    }
}

/* Apache's % directives, and ours: %{NAME}x. */
static void opt_format(struct arg a)
{
    char *p = must_copy(slice_of(a.value)), *to = p, *literal = p;
    for (const char *from = a.value; *from; from++) {
        if (*from == '\\' && from[1] && strchr("nt\\\"", from[1])) {
            from++;
            *to++ = *from == 'n' ? '\n' : *from == 't' ? '\t' : *from;
            continue;
        }
        if (*from != '%' || from[1] == '%') {
            from += *from == '%';
            *to++ = *from;
            continue;
        }
        if (to > literal)
            log_op_add(0, (struct slice){ literal, (size_t)(to - literal) });
        struct slice arg = { "", 0 }, all_of_it = { from, 1 };
        from++;
        from += *from == '>' || *from == '<';
        if (*from == '{') {
            const char *end = strchr(from, '}');
            if (!end)
                opt_bad(a, "the brace of %s is not closed", all_of_it.p);
            arg = slice_of(must_copy((struct slice){ from + 1, (size_t)(end - from - 1) }));
            from = end + 1;
        }
        all_of_it.n = (size_t)(from - all_of_it.p) + (*from != 0);
        if (!*from || !log_op_is_known(*from, arg))
            opt_bad(a, "%.*s is not a directive that is known here; see LOG in the manual", (int)all_of_it.n, all_of_it.p);
        log_op_add(*from, arg);
        literal = to;
    }
    if (to > literal)
        log_op_add(0, (struct slice){ literal, (size_t)(to - literal) });
    if (conf.log_outs > 8)
        opt_bad(a, "there are at most 8 fields of the response");
}

static void opt_log_format(struct arg a)
{
    conf.log_kind = strcmp(a.value, "human") == 0 ? LOG_HUMAN : strcmp(a.value, "combined") == 0 ? LOG_COMBINED
        : strcmp(a.value, "json") == 0 ? LOG_JSON : LOG_FORMAT;
    if (conf.log_kind != LOG_FORMAT)
        return;
    if (!strchr(a.value, '%'))
        opt_bad(a, "the format is human, combined, json or one with %% directives");
    opt_format(a);
}

/* N or auto */
static void opt_workers(struct arg a)
{
    int64_t n = os_processors();
    if (strcmp(a.value, "auto") != 0 && (!num_parse(slice_of(a.value), WORKERS_MAX, &n) || n == 0))
        opt_bad(a, "say a number of processes from 1 to %d, or auto: one for each processor", WORKERS_MAX);
    conf.workers = n < WORKERS_MAX ? (unsigned)n : WORKERS_MAX;
    conf.workers_auto = strcmp(a.value, "auto") == 0;
}

/* USER[:GROUP][,chroot=DIR], names or numbers */
static void opt_run_as(struct arg a)
{
    struct slice options = slice_of(a.value), group = slice_cut(&options, ','), user = slice_cut(&group, ':');
    const char *name = must_copy(user), *of = must_copy(group);
    int64_t n;
    conf.run_as.given = a.value;
    if (user.n == 0 || (group.n == 0 && strchr(a.value, ':')))
        opt_bad(a, "say USER or USER:GROUP, by name or number");
    if (strchr(a.value, ',')
        && (!slice_starts(options, SLICE("chroot=")) || options.n == 7 || slice_find(options, ',') < options.n))
        opt_bad(a, "after the comma comes chroot=DIR");
    if (options.n)
        conf.run_as.root = conf_path(slice_from(options, 7));
    errno = 0;                              /* these leave it as it is where there is no such name */
    const struct passwd *p = getpwnam(name);
    if (!p && num_parse(user, INT32_MAX, &n)) {
        p = getpwuid((uid_t)n);
        conf.run_as.uid = (uid_t)n;
        if (!p && !group.n)
            opt_bad(a, "user %s has no group that is known; say %s:GROUP", name, name);
    } else if (!p)
        die(0, "%s %s: there is no user %s", a.flag, a.value, name);
    if (p) {
        conf.run_as.user = must_copy(slice_of(p->pw_name));
        conf.run_as.uid = p->pw_uid;
        conf.run_as.gid = p->pw_gid;
    }
    const struct group *g = group.n ? getgrnam(of) : NULL;
    if (g)
        conf.run_as.gid = g->gr_gid;
    else if (group.n && num_parse(group, INT32_MAX, &n))
        conf.run_as.gid = (gid_t)n;
    else if (group.n)
        die(0, "%s %s: there is no group %s", a.flag, a.value, of);
}

static void opt_daemon(struct arg a)
{
    (void)a;
    conf.daemon = true;
}

static void opt_pidfile(struct arg a)
{
    conf.pidfile = conf_path(slice_of(a.value));
}

/* [N][,idle=DUR] */
static void opt_requests(struct arg a)
{
    struct slice s = slice_of(a.value), n = slice_cut(&s, ',');
    if (slice_starts(n, SLICE("idle="))) {
        s = n;
        n.n = 0;
    }
    if (n.n && (!num_parse(n, INT64_C(1) << 53, &conf.requests) || conf.requests == 0))
        opt_bad(a, "say a number of requests, at least 1, or idle=DUR, or both: 100,idle=5s");
    if (s.n == 0 && n.n)
        return;
    if (!slice_starts(s, SLICE("idle=")) || !opt_duration(slice_from(s, 5), &conf.requests_idle) || !conf.requests_idle)
        opt_bad(a, "after the number comes idle=DUR, such as idle=5s");
}

/* N[+|-M],RULE */
static void opt_expect(struct arg a)
{
    struct slice rule = slice_of(a.value), count = slice_cut(&rule, ',');
    struct expect_conf e = { .given = a.value };
    size_t dash = slice_find(count, '-');
    bool least = count.n && count.p[count.n - 1] == '+';
    struct slice first = { count.p, least ? count.n - 1 : dash };
    if (conf.expects_n == EXPECTS_MAX)
        opt_bad(a, "there are %d already, which is the most", EXPECTS_MAX);
    if (!num_parse(first, INT64_C(1) << 53, &e.least) || rule.n == 0
        || (dash < count.n && (least || !num_parse(slice_from(count, dash + 1), INT64_C(1) << 53, &e.most))))
        opt_bad(a, "say N,RULE or N+,RULE (at least) or N-M,RULE (between), such as 2,POST,/login");
    if (dash == count.n)
        e.most = least ? INT64_MAX : e.least;
    if (e.most < e.least)
        opt_bad(a, "the second number is smaller than the first");
    e.rule = must_copy(rule);
    conf.expects = must_grow(conf.expects, conf.expects_n, sizeof e);
    conf.expects[conf.expects_n++] = e;
    opt_word(&conf.expect_rules, (struct arg){ .value = e.rule });
}

static void opt_dry_run(struct arg a)
{
    (void)a;
    conf.dry_run = true;
}

static void opt_probe(struct arg a)
{
    const struct slice url = slice_of(a.value);
    if (!reference_scheme(url, &conf.probe_tls))
        opt_bad(a, "say http://HOST[:PORT][/PATH], or https://");
    if (conf.probe_tls)
        opt_need_tls(a);
    conf.probe = a.value;
}

static void opt_short_help(struct arg a);
static void opt_help(struct arg a);
static void opt_version(struct arg a);

/* One table parses, checks and prints help. */
enum { OPT_REPEATS = 1, OPT_OFTEN = 2, OPT_SECRET = 4, OPT_LISTS = 8 };
static const struct opt {
    char letter;                /* 0: none */
    const char *name, *arg;     /* arg NULL: takes no value */
    const char *help;           /* what it does, unit and default; lines at '\n' */
    void (*set)(struct arg);
    int how;                    /* REPEATS; OFTEN: stands in -h; SECRET: hidden from ps; LISTS: reads @FILE itself */
} opts[] = {
    { 'l', "listen", "[HOST]:PORT", "accept here (127.0.0.1:8080); :PORT is every\n"
      "interface, port 0 any; https://[HOST]:PORT;\nunix:PATH; fd:N",
      opt_listen, OPT_REPEATS | OPT_OFTEN },
    { 'c', "cert", "FILE[,key=FILE]", "show this certificate on https://; by name, if\n"
      "there are several (one is made)", opt_cert, OPT_REPEATS | OPT_OFTEN },
    { 0, "ca", "FILE", "trust these for https:// servers (the system's)", opt_ca, 0 },
    { 'M', "mitm", "DIR[,except=HOST]", "read HTTPS in tunnels, by an authority in DIR", opt_mitm,
      OPT_OFTEN },
    { 'k', "insecure", NULL, "do not verify https:// servers", opt_insecure, 0 },
    { 'r', "reverse", "[MATCH=]TARGET", "serve HOST, /PATH or HOST/PATH from TARGET:\n"
      "URL, PORT, unix:PATH, STATUS[:TEXT], file:, echo", opt_reverse, OPT_REPEATS | OPT_OFTEN },
    { 'f', "forward", NULL, "be a forward proxy (default without -r)", opt_forward, OPT_OFTEN },
    { 'x', "parent", "[HOST|CIDR=]URL", "forward by http://, https://, socks5://; direct", opt_parent,
      OPT_REPEATS | OPT_SECRET },
    { 'b', "balance", "POLICY[,retries=2]", "rr, least, random, first, hash:ip, hash:uri,\n"
      "hash:header=NAME or hash:cookie=NAME (rr)", opt_balance, 0 },
    { 0, "health", "PATH|tcp[,interval=2s,fall=3,rise=2,status=200-399]", "check targets actively", opt_health, 0 },
    { 0, "mirror", "TARGET", "send a copy of each request there too", opt_mirror, 0 },
    { 'C', "cache", "DIR[,size=1G,object=64M,stale=DUR,mode=MODE]", "store responses in DIR (RFC 9111);\n"
      "MODE, for tests: record, replay, fill", opt_cache, 0 },
    { 'a', "allow", "RULE", "allow only what some -a matches", opt_allow, OPT_REPEATS | OPT_OFTEN | OPT_LISTS },
    { 'd', "deny", "RULE", "deny what matches", opt_deny, OPT_REPEATS | OPT_OFTEN | OPT_LISTS },
    { 'u', "user", "NAME:PASS|@FILE", "require a login", opt_user,
      OPT_REPEATS | OPT_OFTEN | OPT_SECRET | OPT_LISTS },
    { 0, "rate", "N[/s|/m|/h][,burst=N]", "requests per client; beyond that 429", opt_rate, 0 },
    { 0, "max", "NAME=N,...", "limits: body, connections, per-client (none),\nheader (64k)", opt_max, 0 },
    { 0, "report-only", NULL, "log what -a, -d, --max, --rate would refuse only", opt_report_only, 0 },
    { 0, "trust", "CIDR|private|unix", "peers whose X-Forwarded-For is believed", opt_trust, OPT_REPEATS },
    { 'H', "header", "'Name: value'", "set a field sent upstream; 'Name:' removes", opt_header,
      OPT_REPEATS | OPT_OFTEN | OPT_SECRET },
    { 'R', "response-header", "'Name: value'", "the same for what clients get", opt_response_header,
      OPT_REPEATS | OPT_OFTEN },
    { 0, "cors", NULL, "let pages of every origin in (development)", opt_cors, 0 },
    { 0, "request-id", "NAME", "make an id, log it, send it on in field NAME", opt_request_id, 0 },
    { 'p', "private", NULL, "pass on nothing of client or proxy", opt_private, 0 },
    { 't', "timeout", "NAME=DUR,...", "connect 5s response 60s idle 60s keepalive 60s\n"
      "head 10s pool 4s tunnel 10m drain 30s wait 0", opt_timeout, OPT_OFTEN },
    { 'v', "verbose", NULL, "show heads; -vv content as text, -vvv in hex", opt_verbose, OPT_OFTEN },
    { 0, "show", "RULE", "limit -v to what matches", opt_show, OPT_REPEATS | OPT_LISTS },
    { 0, "show-secrets", NULL, "log Authorization, Cookie and the like in full", opt_show_secrets, 0 },
    { 'q', "quiet", NULL, "no access log", opt_quiet, OPT_OFTEN },
    { 'o', "log", "FILE", "access log to FILE (stderr)", opt_log, OPT_OFTEN },
    { 0, "log-format", "human|combined|json|'FORMAT'", "human on a terminal, else combined", opt_log_format, 0 },
    { 'A', "admin", "[HOST]:PORT", "metrics, healthz, status, proxy.pac: there", opt_admin, 0 },
    { 'w', "workers", "N|auto", "processes that serve (1)", opt_workers, 0 },
    { 'D', "daemon", NULL, "go to the background once listening", opt_daemon, OPT_OFTEN },
    { 'P', "pidfile", "FILE", "write the process id there", opt_pidfile, 0 },
    { 'U', "run-as", "USER[:GROUP][,chroot=DIR]", "be that user once listening", opt_run_as, 0 },
    { 'n', "requests", "[N][,idle=DUR]", "stop after N answers, or DUR without any", opt_requests, OPT_OFTEN },
    { 0, "expect", "N[+|-M],RULE", "exit 4 unless so many requests matched", opt_expect, OPT_REPEATS | OPT_LISTS },
    { 0, "dry-run", NULL, "say what would run, and end", opt_dry_run, 0 },
    { 0, "probe", "URL", "exit 0 if URL answers 2xx or 3xx within 3 s", opt_probe, 0 },
    { 'h', NULL, NULL, "the most used flags", opt_short_help, 0 },
    { 0, "help", NULL, "all flags", opt_help, 0 },
    { 'V', "version", NULL, "version and what was compiled in", opt_version, 0 },
};
enum { OPTS = sizeof opts / sizeof *opts };

/* Say what was asked for on stdout, and end. */
__attribute__((noreturn))
static void opt_say(struct slice s)
{
    if (write(STDOUT_FILENO, s.p, s.n) != (ssize_t)s.n)
        die(errno, "standard output");
    exit(0);
}

static void opt_print(int how)
{
    char buffer[8192], left[96];
    struct text t = TEXT(buffer);
    text_str(&t, "usage: proxy [-l [HOST]:PORT] [-r [MATCH=]TARGET] [flags] [-- COMMAND [ARG...]]\n");
    for (unsigned i = 0; i < OPTS; i++) {
        const struct opt *o = &opts[i];
        if ((o->how & how) != how)
            continue;
        (void)snprintf(left, sizeof left, "%c%c%s%s%s%s%s", o->letter ? '-' : ' ', o->letter ? o->letter : ' ',
                       o->name ? o->letter ? ", " : "  " : "", o->name ? "--" : "", o->name ? o->name : "",
                       o->arg ? " " : "", o->arg ? o->arg : "");
        struct slice rest = slice_of(o->help);
        for (bool first = true; rest.n; first = false) {
            struct slice line = slice_cut(&rest, '\n');
            bool wide = first && strlen(left) > 29;
            text_printf(&t, "  %-*s%s%.*s\n", wide ? 0 : 30, first ? left : "", wide ? "\n                                " : "",
                        (int)line.n, line.p);
        }
    }
    text_str(&t, how ? "More: --help, and the manual: man proxy\n" : "RULE, MATCH, TARGET and examples: man proxy\n");
    opt_say(text_all(&t));
}

static void opt_short_help(struct arg a)
{
    (void)a;
    opt_print(OPT_OFTEN);
}

static void opt_help(struct arg a)
{
    (void)a;
    opt_print(0);
}

#define VERSION "0.1"

static void opt_version(struct arg a)
{
    (void)a;
    opt_say(SLICE("proxy " VERSION TLS_SAID "\n"));
}

/* What other programs call it, and what it is called here. */
static const char *opt_elsewhere(struct slice name)
{
    static const struct { const char *theirs, *ours; } table[] = {
        { "port", "to listen: -l PORT" }, { "from", "to listen: -l [HOST]:PORT" },
        { "to", "to forward to a server: -r http://HOST:PORT" }, { "upstream", "to forward to a server: -r http://HOST:PORT" },
        { "target", "to forward to a server: -r http://HOST:PORT" }, { "backend", "to forward to a server: -r http://HOST:PORT" },
        { "config", "there is no configuration file: all is said by flags" },
        { "auth", "to require a login: -u NAME:PASSWORD" }, { "proxyauth", "to require a login: -u NAME:PASSWORD" },
        { "key", "to show a certificate: -c FILE,key=FILE" }, { "cacert", "to verify servers: --ca FILE" },
        { "bind", "to listen: -l [HOST]:PORT" }, { "host", "to listen: -l [HOST]:PORT" },
        { "listen-host", "to listen: -l [HOST]:PORT" }, { "listen-port", "to listen: -l PORT" },
        { "proxy", "to go through a parent: -x URL" }, { "socks5", "to go through a parent: -x socks5://HOST:PORT" },
        { "mode", "-f is a forward proxy, -r a reverse one" }, { "htpasswd", "to require logins of a file: -u @FILE" },
        { "pid", "-P FILE" }, { "pid-file", "-P FILE" }, { "logfile", "-o FILE" }, { "access-log", "-o FILE" },
        { "tls", "to listen with TLS: -l https://[HOST]:PORT" }, { "ssl", "to listen with TLS: -l https://[HOST]:PORT" },
        { "header-up", "to set a field sent upstream: -H 'Name: value'" },
        { "header-down", "to set a field sent to clients: -R 'Name: value'" },
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (slice_eq(name, slice_of(table[i].theirs)))
            return table[i].ours;
    return "see proxy --help";
}

/* The words still to be read, with what each came from. */
struct opt_words {
    char **list;
    int n, at;
    bool from_file;         /* files do not nest */
};

static void opt_apply(const struct opt *o, const char *flag, char *value, bool given_here)
{
    uint64_t bit = UINT64_C(1) << (o - opts);
    if (!(o->how & OPT_REPEATS) && o->set != opt_verbose && (conf.given & bit))
        usage("%s%s%s: given twice; it is given once", flag, value ? " " : "", value ? value : "");
    conf.given |= bit;
    struct arg a = { .value = value };
    (void)snprintf(a.flag, sizeof a.flag, "%s", flag);
    if (value) {
        struct slice s = slice_of(value);
        if (s.n > 1 && s.p[0] == '@' && s.p[1] == '@' && !(o->how & OPT_LISTS))
            a.value = must_copy(slice_from(s, 1));
        else if (s.n && s.p[0] == '@' && !(o->how & OPT_LISTS)) {
            size_t n;
            struct slice content = { conf_file(a, conf_path(slice_from(s, 1)), &n), 0 };
            char *all_of_it = (char *)(uintptr_t)content.p;
            content.n = n;
            struct slice line = slice_cut(&content, '\n');
            if (line.n && line.p[line.n - 1] == '\r')
                line.n--;
            a.value = must_copy(line);
            free(all_of_it);
        } else
            a.value = must_copy(s);
        if (!*a.value)
            usage("%s: the value is empty; it takes %s", flag, o->arg);
        if (given_here && (o->how & OPT_SECRET))
            memset(value, '*', strlen(value));
    }
    o->set(a);
}

static char *opt_value(const struct opt *o, const char *flag, char *attached, struct opt_words *w)
{
    if (attached)
        return attached;
    if (w->at == w->n)
        usage("%s: the value is missing; it takes %s", flag, o->arg);
    if (w->list[w->at][0] == '-')
        usage("%s %s: the value is missing, or begins with -; it takes %s", flag, w->list[w->at], o->arg);
    return w->list[w->at++];
}

static void opt_read(struct opt_words *w);

/* A flag and its value a line; the value runs to the end of the line. */
static void opt_read_file(const char *word)
{
    size_t n;
    struct arg a = { .flag = "", .value = must_copy(slice_of(word)) };
    char *content = conf_file(a, conf_path(slice_of(word + 1)), &n);
    struct slice rest = { content, n };
    struct opt_words w = { .from_file = true };
    while (rest.n) {
        struct slice line = slice_cut(&rest, '\n');
        if (line.n && line.p[line.n - 1] == '\r')
            line.n--;
        line = slice_trim(line);
        if (line.n == 0 || *line.p == '#')
            continue;
        size_t blank = 0;                   /* --name=VALUE and -nVALUE are one word to the end */
        bool attached = line.n > 2 && line.p[0] == '-' && line.p[1] != '-' && line.p[2] != ' ' && line.p[2] != '\t';
        while (blank < line.n && (attached || (line.p[blank] != ' ' && line.p[blank] != '\t'))) {
            attached |= line.p[blank] == '=';
            blank++;
        }
        struct slice parts[2] = { { line.p, blank }, slice_trim(slice_from(line, blank)) };
        for (int i = 0; i < 2; i++)
            if (parts[i].n) {
                w.list = must_grow(w.list, (size_t)w.n, sizeof *w.list);
                w.list[w.n++] = must_copy(parts[i]);
            }
    }
    opt_read(&w);
    free(w.list);
    free(content);
}

/* Read one word that is, or begins, flags. */
static void opt_read_word(char *word, struct opt_words *w)
{
    char *value = NULL, name[80];
    if (word[0] == '-' && word[1] == '-') {
        struct slice rest = slice_of(word + 2), flag = slice_cut(&rest, '=');
        if (flag.n + 2 < strlen(word))
            value = word + 2 + flag.n + 1;
        (void)snprintf(name, sizeof name, "--%.*s", (int)(flag.n < 70 ? flag.n : 70), flag.p);
        for (unsigned i = 0; i < OPTS; i++)
            if (opts[i].name && slice_eq(flag, slice_of(opts[i].name))) {
                if (value && !opts[i].arg)
                    usage("%s: it takes no value; leave =%s out", name, value);
                if (opts[i].arg)
                    value = opt_value(&opts[i], name, value, w);
                opt_apply(&opts[i], name, value, !w->from_file);
                return;
            }
        usage("%s: no such flag; %s", name, w->from_file && slice_find(flag, ' ') < flag.n
              ? "in a file of arguments each flag has a line of its own" : opt_elsewhere(flag));
    }
    for (char *p = word + 1; *p; p++) {
        const struct opt *o = NULL;
        for (unsigned i = 0; i < OPTS; i++)
            if (opts[i].letter == *p)
                o = &opts[i];
        if (!o)
            usage("-%c: no such flag; see proxy --help", *p);
        (void)snprintf(name, sizeof name, "-%c", *p);
        if (o->arg) {
            value = opt_value(o, name, p[1] ? p + 1 : NULL, w);
            opt_apply(o, name, value, !w->from_file);
            return;
        }
        if (o->set == opt_private && p[1] >= '0' && p[1] <= '9')
            usage("%s: -p takes no value; to listen there: -l %s", word, p + 1);
        if (o->set == opt_private && !p[1] && w->at < w->n && w->list[w->at][0] >= '0' && w->list[w->at][0] <= '9')
            usage("-p %s: -p takes no value; to listen there: -l %s", w->list[w->at], w->list[w->at]);
        opt_apply(o, name, NULL, false);
    }
}

static bool opt_is_server(struct slice s)
{
    struct authority at = { .port = 0 };
    if (slice_starts(s, SLICE("http://")))
        s = slice_from(s, 7);
    else if (slice_find(s, ':') == s.n)
        return false;
    s.n = slice_find(s, '/');
    return authority_parse(s, &at);
}

static void opt_read(struct opt_words *w)
{
    while (w->at < w->n) {
        char *word = w->list[w->at++];
        int64_t port;
        if (strcmp(word, "--") == 0) {
            if (w->from_file)
                usage("--: a file of arguments cannot name a COMMAND; give it on the command line");
            if (w->at == w->n)
                usage("--: the COMMAND is missing; say what to run");
            conf.command = w->list + w->at;
            return;
        }
        if (word[0] == '-' && word[1])
            opt_read_word(word, w);
        else if (word[0] == '@' && word[1] && word[1] != '@' && !w->from_file)
            opt_read_file(word);
        else if (word[0] == '@' && word[1] && word[1] != '@')
            usage("%s: files of arguments do not nest; give both on the command line", word);
        else if (num_parse(slice_of(word), 65535, &port))
            usage("%s: no such argument; to listen there: -l %s", word, word);
        else if (strchr(word, '=') && (word[0] == '/' || word[0] == '*'))
            usage("%s: no such argument; to serve that: -r %s", word, word);
        else if (opt_is_server(slice_of(word)))
            usage("%s: no such argument; to forward to it: -r %s", word, word);
        else
            usage("%s: no such argument; see proxy --help", word);
    }
}

/* Its place in conf.given. */
static uint64_t opt_bit(const char *name)
{
    for (unsigned i = 0; i < OPTS; i++)
        if (opts[i].name && strcmp(opts[i].name, name) == 0)
            return UINT64_C(1) << i;
    return 0;
}

static bool opt_given(const char *name)
{
    return conf.given & opt_bit(name);
}

/* Sockets that systemd passes (sd_listen_fds(3)): the default, and they are not to be forgotten. */
static void conf_inherited(void)
{
    const char *pid = getenv("LISTEN_PID"), *n = getenv("LISTEN_FDS");
    int64_t whose, fds;
    bool none = !conf.listens_n, used = none;
    if (!pid || !n || !num_parse(slice_of(pid), INT_MAX, &whose) || whose != getpid() || !num_parse(slice_of(n), 1000, &fds))
        return;
    for (unsigned i = 0; i < conf.listens_n; i++)
        used |= conf.listens[i].fd != -1;
    if (!used && fds)
        usage("-l %s: sockets were passed (LISTEN_FDS) that nobody would serve; say -l fd:3, or drop it", conf.listens[0].given);
    for (int64_t i = 0; i < fds && none; i++) {
        char word[16];
        (void)snprintf(word, sizeof word, "fd:%d", (int)(3 + i));
        opt_listen((struct arg){ "-l", must_copy(slice_of(word)) });
    }
    conf.passed = fds;
    (void)unsetenv("LISTEN_PID");
    (void)unsetenv("LISTEN_FDS");
    (void)unsetenv("LISTEN_FDNAMES");
}

/* What file: targets name has to be there, where it will be looked for. */
static void conf_check_files(void)
{
    char path[PATH_MAX];
    struct stat st;
    for (unsigned i = 0; i < conf.routes_n; i++)
        for (unsigned k = 0; k < conf.routes[i].targets_n; k++) {
            const struct target_conf *t = &conf.routes[i].targets[k];
            struct text p = { .p = path, .cap = sizeof path - 1 };
            if (t->to != TO_FILE)
                continue;
            if (conf.run_as.root) {
                text_str(&p, conf.run_as.root);
                text_char(&p, '/');
            }
            text_slice(&p, t->text);
            path[p.n] = '\0';
            if (p.cut || stat(path, &st) == -1 || access(path, R_OK) == -1)
                die(p.cut ? ENAMETOOLONG : errno, "-r file:%s%s%s", t->text.p, conf.run_as.root ? ": " : "",
                    conf.run_as.root ? path : "");
            if (!S_ISREG(st.st_mode))
                die(S_ISDIR(st.st_mode) ? EISDIR : EINVAL, "-r file:%s", t->text.p);
        }
}

/* Is some server given by a name? */
static bool conf_has_names(void)
{
    for (unsigned r = 0; r < conf.routes_n; r++)
        for (unsigned t = 0; t < conf.routes[r].targets_n; t++)
            if (conf.routes[r].targets[t].to == TO_SERVER && conf.routes[r].targets[t].at.ip.kind == ADDR_NONE)
                return true;
    return false;
}

/* Is there anything to check? */
static void conf_check_health(void)
{
    bool any = !conf.health.given;
    for (unsigned r = 0; r < conf.routes_n; r++)
        for (unsigned t = 0; t < conf.routes[r].targets_n; t++)
            any |= conf.routes[r].targets[t].to == TO_SERVER;
    if (!any)
        usage("--health %s: there is no server to check; say -r [MATCH=]http://HOST:PORT", conf.health.given);
}

/* Is there somebody who shows the certificates, and somebody to verify? */
static void conf_check_tls(void)
{
    bool tls = false, redirect = false;
    for (unsigned i = 0; i < conf.listens_n; i++) {
        tls |= conf.listens[i].tls;
        redirect |= conf.listens[i].redirect;
    }
    bool upstream = conf.forward;
    for (unsigned r = 0; r < conf.routes_n; r++)
        for (unsigned t = 0; t < conf.routes[r].targets_n; t++)
            upstream |= conf.routes[r].targets[t].tls;
    upstream |= conf.mirror.targets_n && conf.mirror.targets[0].tls;
    if (!upstream && (conf.ca || conf.insecure))
        usage("%s: no server is reached with TLS; say -r https://HOST, or drop it", conf.ca ? "--ca" : "-k");
    if (conf.ca && conf.insecure)
        usage("-k: --ca says whom to trust, and -k that all are; drop one of them");
    if (conf.certs_n && !tls)
        usage("-c %s: no listener shows it; add -l https://[HOST]:PORT", conf.certs[0].file);
    if (redirect && !tls)
        usage("-l: redirect leads to an https:// listener, and there is none; add -l https://[HOST]:PORT");
}

/* Read the command line into conf; what contradicts itself or would do nothing is an error. */
static void conf_read(int argc, char **argv)
{
    conf = (struct config){ .retries = 2, .max_body = -1, .max_header = HEAD_DEFAULT, .workers = 1,
        .cache_size = INT64_C(1) << 30, .cache_object = 64 << 20, .cache_stale = -1,
    };
    for (int i = 0; i < T_MAX; i++)
        conf.timeout[i] = timeouts[i].ms;
    opt_read(&(struct opt_words){ .list = argv + 1, .n = argc > 0 ? argc - 1 : 0 });
    conf_check_files();
    if (conf.probe && (conf.listens_n || conf.routes_n
                       || conf.given & ~(opt_bit("probe") | opt_bit("ca") | opt_bit("insecure"))))
        usage("--probe %s: it is a program of its own; give no other flag, but --ca and -k", conf.probe);
    if (conf.probe && !conf.probe_tls && (conf.ca || conf.insecure))
        usage("--probe %s: there is nothing to verify without https://; drop %s", conf.probe, conf.ca ? "--ca" : "-k");
    conf_inherited();
    if (!conf.listens_n)
        opt_listen((struct arg){ "-l", must_copy(conf.command ? SLICE("127.0.0.1:0") : SLICE("127.0.0.1:8080")) });
    if (!conf.routes_n) {
        if (opt_given("balance"))
            usage("-b: there is nothing to balance; say what to serve: -r [MATCH=]TARGET");
        conf.forward = true;
    }
    conf_check_health();
    if (conf.mitm && !conf.forward)
        usage("-M %s: there is no forward traffic to look into; add -f, or drop it", conf.mitm);
    if (conf.parents_n && !conf.forward)
        usage("-x: there is no forward traffic to send through a parent; add -f, or drop it");
    for (unsigned r = 0; r < conf.routes_n; r++)
        for (unsigned t = 0; t < conf.routes[r].targets_n; t++)
            for (unsigned e = 0; e < conf.up.n && conf.routes[r].targets[t].auth.n; e++)
                if (field_recognise(conf.up.list[e].name) == FIELD_AUTHORIZATION)
                    usage("-H Authorization: auth= of -r %s sets it as well; drop one of them", conf.routes[r].targets[t].given);
    if (conf.admin.given) {                     /* its URL is told last */
        if (conf.listens_n == LISTENERS_MAX)
            usage("-A %s: there are %d listeners already, which is the most", conf.admin.given, LISTENERS_MAX);
        conf.listens = must_grow(conf.listens, conf.listens_n, sizeof *conf.listens);
        conf.listens[conf.listens_n++] = conf.admin;
    }
    conf_check_tls();
    if (conf.timeout[T_WAIT] && !conf.routes_n)
        usage("-t wait=: only members of routes are waited for; give -r, or drop it");
    if (conf.command && conf.daemon)
        usage("-D: a COMMAND runs in the foreground; drop one of them");
    if (conf.command && opt_given("requests"))
        usage("-n: with a COMMAND the program ends when that does; drop one of them");
    if (conf.expects_n && conf.daemon)
        usage("--expect %s: with -D nobody sees the exit status; drop one of them", conf.expects[0].given);
    if (conf.quiet && opt_given("log-format"))
        usage("--log-format: -q leaves no log to format; drop one of them");
    if (conf.quiet && conf.log_file && !conf.daemon && !conf.verbose)
        usage("-o %s: -q leaves nothing to write there; drop one of them", conf.log_file);
    if (conf.daemon && conf.verbose && !conf.log_file)
        usage("-v: with -D nobody sees it; say where to write: -o FILE");
    if (conf.show.n && !conf.verbose)
        usage("--show %s: nothing is shown; add -v, or drop it", conf.show.list[0]);
    if (conf.show_secrets && !conf.verbose && conf.log_kind != LOG_FORMAT)
        usage("--show-secrets: nothing shows any; add -v, or a --log-format with %%{Cookie}i or the like, or drop it");
    if (conf.report_only && !conf.allow.n && !conf.deny.n && !opt_given("max") && !conf.rate_ns)
        usage("--report-only: there is nothing to report on; give -a, -d, --max or --rate, or drop it");
    if (conf.daemon && opt_given("log-format") && !conf.log_file)
        usage("--log-format: with -D there is no log unless you say where: -o FILE");
}

/* ==== 5. judge: a parsed request in, a verdict out ==== policy_ rule_ term_ list_ set_ range_ glob_ login_
 * hash_ digest_ word_ lines_ grow_ where_ server_ name_ rate_ guess_ ==== */

/* Rules and logins are compiled into one block without pointers (all places are offsets from its
 * start), built by one process in a nameless file and mapped read-only by all: a list of a
 * million names is held once.
 *
 *   policy --> rules[-a] --> rule: its terms, sorted by kind; its strings
 *          --> rules[-d]      |
 *          --> logins         `-- @FILE --> list: a set of names, ranges of addresses, and rules
 *                                           for the other lines
 *
 * A rule is self-contained (its places are offsets from its own start) and can be copied whole.
 * What a rule says of a request has three values. A term whose fact is not known yet is OPEN;
 * a rule is NO as soon as one kind of its terms is NO, whatever the others are. */

/* What is known of a request when it is judged. */
struct facts {
    const struct addr *from;    /* the client, as one function decided */
    struct slice user;          /* authenticated as; n 0 while know_user: nobody */
    struct slice method;
    struct slice host;          /* of the authority asked for, in the comparing form: lower case, no
                                   final dot, no brackets; n 0: none */
    struct addr  host_ip;       /* kind ADDR_IP: the host is an address written out (already in one form) */
    unsigned     port;          /* of the authority; 0: none */
    struct slice path;          /* without query, comparing form (escapes of unreserved characters decoded,
                                   other escapes upper-case hex); n 0: the request has none (CONNECT) */
    const struct head *head;    /* for header: terms; NULL: none */
    const struct addr *to;      /* the very address to be connected to; NULL: not known yet;
                                   kind not ADDR_IP: there is none and never will be */
    int          status;        /* of the final answer; 0: not known yet */
    bool         know_user;     /* authentication has been done (or is not configured) */
    bool         know_message;  /* method, path and head are those of what will pass */
};
enum truth { NO, YES, OPEN };   /* OPEN: it depends on a fact that is not known */
enum verdict { PASS, REFUSE, DEPENDS };

/* Limits. */
enum {
    RULE_LINE = 16 << 10,       /* octets of a rule, or of a line of a list or of logins */
    NAME_MAX_DNS = 253,         /* octets of a host name written out (RFC 1035, 2.3.4) */
    LOGIN_MAX = 255,            /* octets of a login's name: a set holds lengths in one octet */
    HASH_MAX = 383,             /* octets of a stored hash; crypt(3) of libxcrypt makes no longer ones */
    PASSWORD_MAX = 512,         /* octets of a password: SHA-crypt's time grows with the square */
    ROUNDS_MIN = 1000,          /* of SHA-crypt, as its author has it */
    ROUNDS_MOST = 1000000,      /* a second's work or so: a helper is not to be busy longer */
    BCRYPT_COST_MOST = 16,      /* likewise; each step doubles */
    POLICY_MOST = INT32_MAX,    /* octets of a block: offsets have 32 bits */
};

/* Kinds of terms: those of one kind are alternatives. In the order they are looked at: cheap first. */
enum term_kind {
    TERM_ALL, TERM_METHOD, TERM_PORT, TERM_FROM, TERM_STATUS, TERM_USER, TERM_PATH, TERM_TO, TERM_HEADER,
    TERM_LIST, TERM_KINDS
};
enum term_form {
    FORM_TEXT,              /* the text itself; path: a prefix; to: a name and all below */
    FORM_GLOB, FORM_RANGE, FORM_CIDR, FORM_PRIVATE, FORM_UNIX,
    FORM_LIST,
};

struct range {                  /* of addresses, both ends in it */
    uint8_t lo[16], hi[16];
};

struct term {
    uint8_t kind, form;         /* enum term_kind, enum term_form */
    bool not;                   /* must not hold; an alternative of nothing */
    bool more;                  /* the next term is an alternative of this one */
    uint32_t text, text_n;      /* offset from the rule's start; header: NAME=GLOB */
    uint32_t lo, hi;            /* port, status: the range; to: ports as well, 0: any;
                                   header: lo is the length of NAME;
                                   list: lo is its offset in the block, hi is list.limits */
    struct range range;         /* FORM_CIDR */
};

enum {                          /* rule.flags */
    RULE_LIMITS = 1,            /* has a from: or user: term that not everybody meets */
    RULE_ALL = 2,               /* is exactly `all` */
    RULE_NAME = 4,              /* is exactly one to:NAME: a line of a list that goes to its set */
};

struct rule {
    uint32_t size;              /* octets with terms and strings; a multiple of 8 */
    uint32_t terms_n;
    uint32_t text, text_n;      /* as it was given; offset from the rule's start; n 0: a line of a list */
    uint32_t flags;
    uint32_t unused;
    struct term terms[];
};

/* Octet strings and what is kept with them, found by a hash that cannot be aimed at (its key is
 * drawn for each block). An entry is a length in one octet, so many octets, and for a login a
 * struct login. `tags` has an octet of the hash for each slot (0: empty), so that a miss mostly
 * reads nothing else. 6.7 octets an entry beside the entry's own. */
struct set {
    uint32_t pool, pool_n;      /* the entries, one after the other */
    uint32_t tags, slots;       /* two arrays of slots_n: tags, offsets of entries */
    uint32_t slots_n;           /* 0: empty */
    uint32_t longest;           /* octets of the longest key */
};

/* Stands unaligned behind a login's name; the hash follows. */
struct login {
    uint32_t source;            /* which -u it comes from, for messages */
    uint32_t line;              /* of its file, 1 for the first; 0: was given literally */
    uint32_t hash_n;
};

struct list {                   /* the lines of an @FILE of rules */
    struct set names;           /* lines that are to:NAME, and the names of hosts lines */
    uint32_t from, from_n;      /* lines that are from:CIDR: an array of ranges, sorted and disjoint */
    uint32_t to, to_n;          /* lines that are to:CIDR: likewise */
    uint32_t rules, rules_n;    /* offset and octets of the rules of all other lines */
    bool limits;                /* each line has RULE_LIMITS */
};

enum rules_of { RULES_ALLOW, RULES_DENY, RULES_EXPECT, RULES_SHOW, RULES_KINDS };

/* What the rules of a policy look at, for policy_has(). */
enum {
    HAS_METHOD = 1, HAS_PATH = 2, HAS_HEADER = 4, HAS_USER = 8,
    HAS_TO_ADDR = 16,           /* an address of the server: names have to be looked up to judge */
    HAS_ALLOW_PORT = 32,        /* an -a names a port */
    HAS_ALLOW = 64, HAS_DENY = 128, HAS_LOGINS = 256,
    HAS_LISTS = 512,            /* files that HUP has to read again */
};

struct policy {                 /* compiled rules and logins: the start of a block */
    char magic[8];
    uint64_t key[2];            /* of the hash of all sets of this block */
    uint32_t size;              /* of the block in octets */
    uint32_t has;               /* HAS_ */
    uint32_t rules[RULES_KINDS], rules_n[RULES_KINDS];  /* arrays of offsets of rules */
    int32_t open_allow;         /* the first -a without RULE_LIMITS; -1: none */
    bool meant_open;            /* an -a is exactly `all` */
    struct set logins;
    uint32_t dummy, dummy_n;    /* a hash that nothing matches and that costs what others cost */
};

/* What a policy is built from: the values of the flags, as given. */
struct policy_source {
    char *const *allow, *const *deny, *const *logins, *const *expect, *const *show;
    size_t allow_n, deny_n, logins_n, expect_n, show_n;
};

struct policy_file {
    int fd;                     /* a nameless file; close-on-exec; may be sent to another process */
    size_t size;
};

static const char policy_magic[8] = { 'p', 'r', 'o', 'x', 'y', 'P', '0', '1' };

/* An octet string at an offset of a block, or of a rule. */
static struct slice text_at(const void *start, uint32_t at, uint32_t n)
{
    return (struct slice){ (const char *)start + at, n };
}

static const void *policy_at(const struct policy *p, uint32_t at)
{
    return (const char *)p + at;
}

static uint32_t policy_array(const struct policy *p, uint32_t array, uint32_t i)
{
    uint32_t v;
    memcpy(&v, (const char *)p + array + 4 * (size_t)i, sizeof v);
    return v;
}

/* -- Comparing -- */

/* Does the whole of s match a pattern of octets, `*` (any run) and `?` (any octet)? When a match
 * fails only the last `*` is tried longer, so the time is at most pattern.n * s.n. */
static bool glob_match(struct slice pattern, struct slice s)
{
    size_t i = 0, at = 0, star = SIZE_MAX, tried = 0;
    while (at < s.n) {
        if (i < pattern.n && pattern.p[i] == '*') {
            star = i++;
            tried = at;
        } else if (i < pattern.n && (pattern.p[i] == '?' || pattern.p[i] == s.p[at])) {
            i++, at++;
        } else if (star != SIZE_MAX) {
            i = star + 1;
            at = ++tried;
        } else
            return false;
    }
    while (i < pattern.n && pattern.p[i] == '*')
        i++;
    return i == pattern.n;
}

/* A host name in the comparing form, without a leading `*.` or `.` and a final dot, into out
 * (NAME_MAX_DNS octets). Returns its length; 0: it is no name (one ending in a number would be
 * an address in some spelling: RFC 3986, 7.4). */
static size_t name_fold(struct slice s, char *out)
{
    if (s.n > 1 && s.p[0] == '*' && s.p[1] == '.')
        s = slice_from(s, 2);
    else if (s.n && s.p[0] == '.')
        s = slice_from(s, 1);
    if (s.n && s.p[s.n - 1] == '.')
        s.n--;
    if (s.n == 0 || s.n > NAME_MAX_DNS)
        return 0;
    size_t label = 0;
    bool number = true;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = octet_lower(s.p[i]);
        bool digit = c >= '0' && c <= '9';
        out[i] = (char)c;
        if (c == '.') {
            if (label == 0)
                return 0;
            label = 0;
            number = true;
            continue;
        }
        if (!digit && !(c >= 'a' && c <= 'z') && c != '-' && c != '_')
            return 0;
        number = number && digit;
        if (++label > 63)
            return 0;
    }
    return label && !number ? s.n : 0;
}

/* -- Sets -- */

/* SipHash-1-3 under a key of the caller's (hash_octets() has this process's own). */
static uint64_t set_hash(const uint64_t key[2], struct slice s)
{
    uint64_t v0 = key[0] ^ 0x736f6d6570736575U, v1 = key[1] ^ 0x646f72616e646f6dU;
    uint64_t v2 = key[0] ^ 0x6c7967656e657261U, v3 = key[1] ^ 0x7465646279746573U;
    size_t whole = s.n / 8;
    for (size_t i = 0; i < whole + 4; i++) {    /* the rest with the length, and three rounds to end */
        uint64_t m = 0;
        if (i < whole)
            memcpy(&m, s.p + 8 * i, 8);
        else if (i == whole) {
            m = (uint64_t)s.n << 56;
            for (size_t k = 8 * whole; k < s.n; k++)
                m |= (uint64_t)(unsigned char)s.p[k] << (8 * (k & 7));
        } else if (i == whole + 1)
            v2 ^= 0xff;
        v3 ^= m;
        v0 += v1, v1 = (v1 << 13 | v1 >> 51) ^ v0, v0 = v0 << 32 | v0 >> 32;
        v2 += v3, v3 = (v3 << 16 | v3 >> 48) ^ v2;
        v0 += v3, v3 = (v3 << 21 | v3 >> 43) ^ v0;
        v2 += v1, v1 = (v1 << 17 | v1 >> 47) ^ v2, v2 = v2 << 32 | v2 >> 32;
        v0 ^= m;
    }
    return v0 ^ v1 ^ v2 ^ v3;
}

static uint32_t set_slot(const struct set *s, uint64_t hash)
{
    return (uint32_t)(((hash >> 32) * s->slots_n) >> 32);
}

static unsigned char set_tag(uint64_t hash)
{
    return (hash & 0xff) != 0 ? (unsigned char)(hash & 0xff) : 1;
}

/* What stands behind the key in its entry; NULL: the set has no such key. */
static const char *set_find(const struct policy *p, const struct set *s, struct slice key)
{
    if (s->slots_n == 0 || key.n > s->longest)
        return NULL;
    uint64_t hash = set_hash(p->key, key);
    const unsigned char *tags = policy_at(p, s->tags);
    unsigned char tag = set_tag(hash);
    for (uint32_t at = set_slot(s, hash); tags[at]; at = at + 1 < s->slots_n ? at + 1 : 0) {
        if (tags[at] != tag)
            continue;
        const char *entry = policy_at(p, policy_array(p, s->slots, at));
        if ((unsigned char)*entry == key.n && memcmp(entry + 1, key.p, key.n) == 0)
            return entry + 1 + key.n;
    }
    return NULL;
}

/* Is host, or a domain it is below, in the set? A look-up per label. */
static bool set_has_host(const struct policy *p, const struct set *s, struct slice host)
{
    while (host.n) {
        if (set_find(p, s, host))
            return true;
        (void)slice_cut(&host, '.');
    }
    return false;
}

/* -- Judging -- */

static bool name_covers(struct slice domain, struct slice host)
{
    return slice_ends(host, domain) && (host.n == domain.n || host.p[host.n - domain.n - 1] == '.');
}

/* Is it in one of n ranges, sorted and disjoint? */
static bool range_have(const struct range *r, uint32_t n, const uint8_t ip[16])
{
    while (n) {
        uint32_t half = n / 2;
        if (memcmp(ip, r[half].lo, 16) < 0)
            n = half;
        else if (memcmp(ip, r[half].hi, 16) <= 0)
            return true;
        else
            r += half + 1, n -= half + 1;
    }
    return false;
}

/* Is where a connection to an address ends in the ranges (r NULL: private)? IPv4 inside IPv6 is
 * judged as IPv4 too. */
static bool server_within(const struct range *r, uint32_t n, const struct addr *a)
{
    uint8_t v4[16];
    if (!r)
        return addr_is_private(a);
    memcpy(v4, addr_v4_prefix, 12);
    return range_have(r, n, a->ip)
        || (!addr_is_v4(a) && addr_embedded_v4(a->ip, v4 + 12) && range_have(r, n, v4));
}

static enum truth server_judge(const struct range *r, uint32_t n, const struct facts *f)
{
    bool literal = f->host_ip.kind == ADDR_IP;
    if (n == 0)
        return NO;
    if (literal && server_within(r, n, &f->host_ip))
        return YES;
    if (!f->to)
        return literal ? NO : OPEN;
    return f->to->kind == ADDR_IP && server_within(r, n, f->to) ? YES : NO;
}

static const struct range *term_ranges(const struct term *t)
{
    return t->form == FORM_PRIVATE ? NULL : &t->range;
}

/* Where a connection comes from: the address as it is. What only contains a private IPv4 address
 * (6to4 and the like) can be had by anybody. */
static bool term_has_client(const struct term *t, const struct addr *a)
{
    uint8_t v4[4];
    if (!a || t->form == FORM_UNIX || a->kind != ADDR_IP)
        return a && t->form == FORM_UNIX && a->kind == ADDR_UNIX;
    if (t->form == FORM_PRIVATE)
        return addr_is_private(a) && (addr_is_v4(a) || !addr_embedded_v4(a->ip, v4));
    return range_have(&t->range, 1, a->ip);
}

static bool term_has_header(struct slice term, size_t name_n, const struct head *h)
{
    struct slice name = { term.p, name_n }, glob = slice_from(term, name_n + 1);
    for (unsigned i = 0; i < h->fields_n; i++)
        if (slice_eq_nocase(head_name(h, &h->fields[i]), name)
            && glob_match(glob, head_value(h, &h->fields[i])))
            return true;
    return false;
}

static bool term_has_path(const struct term *t, struct slice prefix, struct slice path)
{
    if (t->form == FORM_GLOB)
        return path.n && glob_match(prefix, path);
    return path.n && slice_starts(path, prefix) && (path.n == prefix.n || path.p[prefix.n] == '/');
}

static enum truth rule_truth(bool b)
{
    return b ? YES : NO;
}

/* What a term of a rule that has no list in it says. */
static enum truth term_judge(const struct rule *r, const struct term *t, const struct facts *f)
{
    struct slice text = text_at(r, t->text, t->text_n);
    switch ((enum term_kind)t->kind) {
    case TERM_ALL:
        return YES;
    case TERM_METHOD:
        return f->know_message ? rule_truth(slice_eq(f->method, text)) : OPEN;
    case TERM_PORT:
        return rule_truth(f->port >= t->lo && f->port <= t->hi);
    case TERM_FROM:
        return rule_truth(term_has_client(t, f->from));
    case TERM_STATUS:
        return f->status == 0 ? OPEN : rule_truth(f->status >= (int)t->lo && f->status <= (int)t->hi);
    case TERM_USER:
        return f->know_user ? rule_truth(slice_eq(f->user, text)) : OPEN;
    case TERM_PATH:
        return f->know_message ? rule_truth(term_has_path(t, text, f->path)) : OPEN;
    case TERM_TO:
        if (t->form == FORM_TEXT)
            return rule_truth(name_covers(text, f->host)
                            && (t->lo == 0 || (f->port >= t->lo && f->port <= t->hi)));
        return server_judge(term_ranges(t), 1, f);
    case TERM_HEADER:
        return f->know_message ? rule_truth(f->head && term_has_header(text, t->lo, f->head)) : OPEN;
    case TERM_LIST:
    case TERM_KINDS:
        break;
    }
    return NO;
}

/* Step through the terms of a rule: `any` is the best of the alternatives so far, `all` the rest
 * of the rule. false: the rule is NO. */
static bool rule_step(const struct term *t, enum truth one, enum truth *any, enum truth *all)
{
    if (t->not && one != OPEN)
        one = one == YES ? NO : YES;
    if (*any == NO || one == YES)
        *any = one;
    if (t->more)
        return true;
    if (*any == NO)
        return false;
    if (*any == OPEN)
        *all = OPEN;
    *any = NO;
    return true;
}

/* A line of a list. */
static enum truth rule_judge_line(const struct rule *r, const struct facts *f)
{
    enum truth any = NO, all = YES;
    for (const struct term *t = r->terms; t < r->terms + r->terms_n; t++)
        if (!rule_step(t, any == YES ? YES : term_judge(r, t, f), &any, &all))
            return NO;
    return all;
}

static const struct rule *list_first(const struct policy *p, const struct list *l)
{
    return policy_at(p, l->rules);
}

static bool list_goes_on(const struct policy *p, const struct list *l, const struct rule *r)
{
    return (const char *)r < (const char *)policy_at(p, l->rules + l->rules_n);
}

static const struct rule *rule_next(const struct rule *r)
{
    return (const void *)((const char *)r + r->size);
}

static enum truth list_judge(const struct policy *p, const struct list *l, const struct facts *f)
{
    enum truth any = rule_truth(set_has_host(p, &l->names, f->host)
        || (f->from && f->from->kind == ADDR_IP && range_have(policy_at(p, l->from), l->from_n, f->from->ip)));
    if (any == NO)
        any = server_judge(policy_at(p, l->to), l->to_n, f);
    for (const struct rule *r = list_first(p, l); any != YES && list_goes_on(p, l, r); r = rule_next(r)) {
        enum truth one = rule_judge_line(r, f);
        if (one != NO)
            any = one;
    }
    return any;
}

static enum truth rule_judge(const struct policy *p, const struct rule *r, const struct facts *f)
{
    enum truth any = NO, all = YES;
    for (const struct term *t = r->terms; t < r->terms + r->terms_n; t++) {
        enum truth one = any == YES ? YES
                       : t->kind == TERM_LIST ? list_judge(p, policy_at(p, t->lo), f) : term_judge(r, t, f);
        if (!rule_step(t, one, &any, &all))
            return NO;
    }
    return all;
}

static const struct rule *policy_rule(const struct policy *p, enum rules_of of, uint32_t i)
{
    return policy_at(p, policy_array(p, p->rules[of], i));
}

/* Does any of these rules match? *rule: the text of the one that surely does. */
static enum truth policy_any(const struct policy *p, enum rules_of of, const struct facts *f,
                             struct slice *rule)
{
    enum truth any = NO;
    for (uint32_t i = 0; i < p->rules_n[of]; i++) {
        const struct rule *r = policy_rule(p, of, i);
        enum truth one = rule_judge(p, r, f);
        if (one == YES) {
            *rule = text_at(r, r->text, r->text_n);
            return YES;
        }
        if (one == OPEN)
            any = OPEN;
    }
    return any;
}

/* Does some -d match? *rule: its text, as of policy_judge. */
static enum truth policy_denied(const struct policy *p, const struct facts *f, struct slice *rule)
{
    *rule = (struct slice){ "", 0 };
    return p ? policy_any(p, RULES_DENY, f, rule) : NO;
}

/* Is there a -d that does not match the message as it is, but might if another one passed in its place? */
static bool policy_might_deny(const struct policy *p, struct facts f)
{
    for (uint32_t i = 0; i < p->rules_n[RULES_DENY]; i++) {
        f.know_message = true;
        if (rule_judge(p, policy_rule(p, RULES_DENY, i), &f) != NO)
            continue;
        f.know_message = false;
        if (rule_judge(p, policy_rule(p, RULES_DENY, i), &f) != NO)
            return true;
    }
    return false;
}

/* REFUSE: some -d surely matches, or there are -a and none can match. PASS: no -d can match, and
 * some -a surely does or there is none. DEPENDS: on facts that are not known. p NULL: no rules.
 * *rule: text of the rule that decided, lent as long as p; n 0: none did, or it depends. */
static enum verdict policy_judge(const struct policy *p, const struct facts *f, struct slice *rule)
{
    *rule = (struct slice){ "", 0 };
    if (!p || (p->has & (HAS_ALLOW | HAS_DENY)) == 0)
        return PASS;
    enum truth denied = policy_any(p, RULES_DENY, f, rule);
    if (denied == YES)
        return REFUSE;
    enum truth allowed = p->has & HAS_ALLOW ? policy_any(p, RULES_ALLOW, f, rule) : YES;
    if (allowed == NO)
        return REFUSE;
    if (denied == NO && allowed == YES)
        return PASS;
    *rule = (struct slice){ "", 0 };
    return DEPENDS;
}

/* Is a to: term of this rule met by the address itself? */
static bool rule_names(const struct rule *r, const struct addr *to)
{
    for (const struct term *t = r->terms; t < r->terms + r->terms_n; t++)
        if (t->kind == TERM_TO && !t->not && t->form != FORM_TEXT && server_within(term_ranges(t), 1, to))
            return true;
    return false;
}

/* Does the i-th --expect match? */
static bool policy_expects(const struct policy *p, unsigned i, const struct facts *f)
{
    return rule_judge(p, policy_rule(p, RULES_EXPECT, i), f) == YES;
}

/* Does some --show match? OPEN: not as far as is known. There is at least one. */
static enum truth policy_shows(const struct policy *p, const struct facts *f)
{
    struct slice rule;
    return policy_any(p, RULES_SHOW, f, &rule);
}

/* Does some -a that surely matches, or as long as the message is not known may match, name the address to be connected to
 * by a to: term (a range, an address, `private`)? It lifts the guard of addresses. */
static bool policy_names_to(const struct policy *p, const struct facts *f)
{
    const struct addr *to = f->to ? f->to : &f->host_ip;
    if (!p || to->kind != ADDR_IP)
        return false;
    for (uint32_t i = 0; i < p->rules_n[RULES_ALLOW]; i++) {
        const struct rule *r = policy_rule(p, RULES_ALLOW, i);
        enum truth matches = rule_judge(p, r, f);
        if (matches == NO || (matches == OPEN && f->know_message))
            continue;
        if (rule_names(r, to))
            return true;
        for (const struct term *t = r->terms; t < r->terms + r->terms_n; t++) {
            if (t->kind != TERM_LIST || t->not)
                continue;
            const struct list *l = policy_at(p, t->lo);
            if (server_within(policy_at(p, l->to), l->to_n, to))
                return true;
            for (const struct rule *n = list_first(p, l); list_goes_on(p, l, n); n = rule_next(n))
                if (rule_judge_line(n, f) == YES && rule_names(n, to))
                    return true;
        }
    }
    return false;
}

/* Is any of these HAS_ true? */
static bool policy_has(const struct policy *p, uint32_t what)
{
    return p && (p->has & what) != 0;
}

/* The first -a that limits clients neither by from: nor by user: (index among the -a, its text);
 * -1: each does, or there is none. A range of all addresses limits nobody. */
static int policy_open_allow(const struct policy *p, struct slice *text)
{
    *text = (struct slice){ "", 0 };
    if (!p || p->open_allow == -1)
        return -1;
    const struct rule *r = policy_rule(p, RULES_ALLOW, (uint32_t)p->open_allow);
    *text = text_at(r, r->text, r->text_n);
    return p->open_allow;
}

/* Is some -a exactly `all`? Then an open proxy is what is wanted. */
static bool policy_meant_open(const struct policy *p)
{
    return p && p->meant_open;
}

static struct slice login_hash(const char *entry)
{
    struct login l;
    memcpy(&l, entry, sizeof l);
    return (struct slice){ entry + sizeof l, l.hash_n };
}

/* The stored hash of a login, for hash_check(); n 0: there is no such login. */
static struct slice policy_login(const struct policy *p, struct slice name)
{
    const char *entry = p ? set_find(p, &p->logins, name) : NULL;
    return entry ? login_hash(entry) : (struct slice){ "", 0 };
}

/* What to check in place of an unknown login's hash: nothing matches it, and it takes as long as
 * the slowest of those that are known. n 0: there are no logins. */
static struct slice policy_dummy(const struct policy *p)
{
    return p ? text_at(p, p->dummy, p->dummy_n) : (struct slice){ "", 0 };
}

/* -- Digests: MD5 (RFC 1321), SHA-256, SHA-512 (FIPS 180-4) -- */

/* Fractional parts of the cube roots of the first 80 primes; SHA-256 uses the upper halves. */
static const uint64_t sha_k[80] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc,
    0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
    0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
    0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
    0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
    0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
    0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
    0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
    0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30,
    0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
    0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8,
    0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
    0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
    0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178,
    0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
    0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c,
    0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};

/* Of the square roots of the first eight. */
static const uint64_t sha_start[8] = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
};

/* 2^32 * |sin i| */
static const uint32_t md5_k[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};

enum digest_kind { DIGEST_MD5, DIGEST_SHA256, DIGEST_SHA512 };

struct digest {
    enum digest_kind kind;
    uint64_t n;                 /* octets so far */
    uint64_t w[8];              /* the state; of the 32-bit ones in the lower halves */
    uint8_t block[128];         /* what has come of the block that is not whole yet */
};

static size_t digest_size(enum digest_kind kind)
{
    return kind == DIGEST_MD5 ? 16 : kind == DIGEST_SHA256 ? 32 : 64;
}

static uint32_t digest_rot32(uint32_t x, int n)        /* to the right */
{
    return x >> n | x << (32 - n);
}

static uint64_t digest_rot64(uint64_t x, int n)
{
    return x >> n | x << (64 - n);
}

static uint32_t digest_get32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void digest_md5_block(uint64_t *s, const uint8_t *p)
{
    static const uint8_t turn[4][4] = {
        { 7, 12, 17, 22 }, { 5, 9, 14, 20 }, { 4, 11, 16, 23 }, { 6, 10, 15, 21 }
    };
    uint32_t w[16], a = (uint32_t)s[0], b = (uint32_t)s[1], c = (uint32_t)s[2], d = (uint32_t)s[3];
    for (int i = 0; i < 16; i++, p += 4)
        w[i] = (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
    for (int i = 0; i < 64; i++) {
        uint32_t f, word;
        switch (i / 16) {
        case 0:  f = (b & c) | (~b & d); word = w[i]; break;
        case 1:  f = (d & b) | (~d & c); word = w[(5 * i + 1) % 16]; break;
        case 2:  f = b ^ c ^ d; word = w[(3 * i + 5) % 16]; break;
        default: f = c ^ (b | ~d); word = w[7 * i % 16]; break;
        }
        f += a + md5_k[i] + word;
        a = d, d = c, c = b;
        b += digest_rot32(f, 32 - turn[i / 16][i % 4]);
    }
    s[0] += a, s[1] += b, s[2] += c, s[3] += d;
}

static void digest_sha256_block(uint64_t *s, const uint8_t *p)
{
    uint32_t w[64], a = (uint32_t)s[0], b = (uint32_t)s[1], c = (uint32_t)s[2], d = (uint32_t)s[3];
    uint32_t e = (uint32_t)s[4], f = (uint32_t)s[5], g = (uint32_t)s[6], h = (uint32_t)s[7];
    for (int i = 0; i < 16; i++)
        w[i] = digest_get32(p + 4 * i);
    for (int i = 16; i < 64; i++)
        w[i] = w[i - 16] + w[i - 7] + (digest_rot32(w[i - 15], 7) ^ digest_rot32(w[i - 15], 18) ^ w[i - 15] >> 3)
             + (digest_rot32(w[i - 2], 17) ^ digest_rot32(w[i - 2], 19) ^ w[i - 2] >> 10);
    for (int i = 0; i < 64; i++) {
        uint32_t t = h + w[i] + (uint32_t)(sha_k[i] >> 32) + ((e & f) ^ (~e & g))
                   + (digest_rot32(e, 6) ^ digest_rot32(e, 11) ^ digest_rot32(e, 25));
        uint32_t u = (digest_rot32(a, 2) ^ digest_rot32(a, 13) ^ digest_rot32(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + t, d = c, c = b, b = a, a = t + u;
    }
    s[0] += a, s[1] += b, s[2] += c, s[3] += d, s[4] += e, s[5] += f, s[6] += g, s[7] += h;
}

static void digest_sha512_block(uint64_t *s, const uint8_t *p)
{
    uint64_t w[80], a = s[0], b = s[1], c = s[2], d = s[3], e = s[4], f = s[5], g = s[6], h = s[7];
    for (int i = 0; i < 16; i++)
        w[i] = (uint64_t)digest_get32(p + 8 * i) << 32 | digest_get32(p + 8 * i + 4);
    for (int i = 16; i < 80; i++)
        w[i] = w[i - 16] + w[i - 7] + (digest_rot64(w[i - 15], 1) ^ digest_rot64(w[i - 15], 8) ^ w[i - 15] >> 7)
             + (digest_rot64(w[i - 2], 19) ^ digest_rot64(w[i - 2], 61) ^ w[i - 2] >> 6);
    for (int i = 0; i < 80; i++) {
        uint64_t t = h + w[i] + sha_k[i] + ((e & f) ^ (~e & g))
            + (digest_rot64(e, 14) ^ digest_rot64(e, 18) ^ digest_rot64(e, 41));
        uint64_t u = (digest_rot64(a, 28) ^ digest_rot64(a, 34) ^ digest_rot64(a, 39)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + t, d = c, c = b, b = a, a = t + u;
    }
    s[0] += a, s[1] += b, s[2] += c, s[3] += d, s[4] += e, s[5] += f, s[6] += g, s[7] += h;
}

static void digest_start(struct digest *d, enum digest_kind kind)
{
    static const uint64_t md5_start[4] = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476 };
    d->kind = kind;
    d->n = 0;
    for (int i = 0; i < 8; i++)
        d->w[i] = kind == DIGEST_SHA512 ? sha_start[i] : kind == DIGEST_SHA256 ? sha_start[i] >> 32
                : i < 4 ? md5_start[i] : 0;
}

static void digest_add(struct digest *d, const void *from, size_t n)
{
    const uint8_t *p = from;
    size_t size = d->kind == DIGEST_SHA512 ? 128 : 64;
    while (n) {
        size_t at = (size_t)(d->n % size), take = size - at < n ? size - at : n;
        memcpy(d->block + at, p, take);
        p += take, n -= take, d->n += take;
        if (at + take < size)
            break;
        if (d->kind == DIGEST_SHA512)
            digest_sha512_block(d->w, d->block);
        else if (d->kind == DIGEST_SHA256)
            digest_sha256_block(d->w, d->block);
        else
            digest_md5_block(d->w, d->block);
    }
}

/* out has digest_size() octets. */
static void digest_end(struct digest *d, uint8_t *out)
{
    static const uint8_t padding[128] = { 0x80 };
    uint64_t bits = d->n * 8;
    size_t size = d->kind == DIGEST_SHA512 ? 128 : 64, room = size / 8;
    size_t at = (size_t)(d->n % size), pad = (at < size - room ? size : 2 * size) - room - at;
    uint8_t length[16] = { 0 };
    for (size_t i = 0; i < 8; i++)
        length[d->kind == DIGEST_MD5 ? i : room - 1 - i] = (uint8_t)(bits >> (8 * i));
    digest_add(d, padding, pad);
    digest_add(d, length, room);
    for (size_t i = 0; i < digest_size(d->kind); i++)
        out[i] = (uint8_t)(d->kind == DIGEST_SHA512 ? d->w[i / 8] >> (56 - i % 8 * 8)
                         : d->kind == DIGEST_SHA256 ? d->w[i / 4] >> (24 - i % 4 * 8)
                         : d->w[i / 4] >> i % 4 * 8);
}

static void digest_sha256(const void *p, size_t n, uint8_t out[32])
{
    struct digest d;
    digest_start(&d, DIGEST_SHA256);
    digest_add(&d, p, n);
    digest_end(&d, out);
}

/* -- Hashes of passwords --
 *
 * Those of htpasswd files as they are; of a password given literally `=`, 32 hex digits of salt and
 * 64 of SHA-256(salt, password): who can read that can read the command line, but a password
 * is not to lie about in the memory of processes that need not know it. */

struct hash_parts {             /* one that is computed here */
    enum digest_kind kind;
    struct slice magic;         /* `$apr1$` and so on */
    struct slice salt;          /* MD5: at most 8 octets, SHA: 16 */
    unsigned rounds;
    struct slice sum;           /* the digest in 64 digits */
};

static const char hash_digits[] = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

static const struct {
    const char *magic;
    enum digest_kind kind;
    unsigned salt_max, sum_n, rounds;
} hash_ours[] = {
    { "$apr1$", DIGEST_MD5, 8, 22, 1000 },
    { "$1$", DIGEST_MD5, 8, 22, 1000 },
    { "$5$", DIGEST_SHA256, 16, 43, 5000 },
    { "$6$", DIGEST_SHA512, 16, 86, 5000 },
};

/* NULL: *h is a hash computed here. "": it is of another kind. Else what is wrong with it. */
static const char *hash_parse(struct slice s, struct hash_parts *h)
{
    for (size_t i = 0; i < sizeof hash_ours / sizeof *hash_ours; i++) {
        struct slice magic = slice_of(hash_ours[i].magic), rest = s;
        int64_t rounds = hash_ours[i].rounds;
        if (!slice_starts(s, magic))
            continue;
        rest = slice_from(s, magic.n);
        if (hash_ours[i].kind != DIGEST_MD5 && slice_starts(rest, SLICE("rounds="))) {
            rest = slice_from(rest, 7);
            struct slice number = slice_cut(&rest, '$');
            if (!num_parse(number, INT32_MAX, &rounds) || number.p[0] == '0' || rounds < ROUNDS_MIN)
                return "rounds= takes a number from 1000 to 1000000";
            if (rounds > ROUNDS_MOST)
                return "more than 1000000 rounds would keep logins waiting";
        }
        *h = (struct hash_parts){ .kind = hash_ours[i].kind, .magic = magic, .rounds = (unsigned)rounds };
        h->salt = slice_cut(&rest, '$');
        h->sum = rest;
        if (h->salt.n > hash_ours[i].salt_max)
            return "the salt is too long";
        bool whole = h->sum.n == hash_ours[i].sum_n;
        for (size_t k = 0; k < h->sum.n; k++)
            whole = whole && h->sum.p[k] && strchr(hash_digits, h->sum.p[k]);
        return whole ? NULL : "the hash is cut off or has something behind it";
    }
    return "";
}

/* n digits of three octets, the least significant first. */
static void hash_put(struct text *t, unsigned a, unsigned b, unsigned c, int n)
{
    for (unsigned v = a << 16 | b << 8 | c; n > 0; n--, v >>= 6)
        text_char(t, hash_digits[v & 63]);
}

/* The digits of a digest: each scheme has an order of its own. */
static void hash_encode(struct text *t, enum digest_kind kind, const uint8_t *d)
{
    unsigned a = 0, b = kind == DIGEST_MD5 ? 6 : kind == DIGEST_SHA256 ? 10 : 21, c = 2 * b, x;
    switch (kind) {
    case DIGEST_MD5:
        for (; a < 5; a++, b++, c = c == 15 ? 5 : c + 1)
            hash_put(t, d[a], d[b], d[c], 4);
        hash_put(t, 0, 0, d[11], 2);
        break;
    case DIGEST_SHA256:
        for (int i = 0; i < 10; i++, x = a, a = c + 1, c = b + 1, b = x + 1)
            hash_put(t, d[a], d[b], d[c], 4);
        hash_put(t, 0, d[31], d[30], 3);
        break;
    case DIGEST_SHA512:
        for (int i = 0; i < 21; i++, x = a, a = b + 1, b = c + 1, c = x + 1)
            hash_put(t, d[a], d[b], d[c], 4);
        hash_put(t, 0, 0, d[63], 2);
        break;
    }
}

/* The first n octets of d repeated for ever. */
static void digest_add_cyclic(struct digest *d, const uint8_t *p, size_t p_n, size_t n)
{
    for (; n > p_n; n -= p_n)
        digest_add(d, p, p_n);
    digest_add(d, p, n);
}

/* One digest of n octets repeated, cycled to fill out[0..out_n): SHA-crypt's P and S. */
static void hash_sequence(enum digest_kind kind, struct slice s, size_t times, uint8_t *out, size_t out_n)
{
    uint8_t sum[64];
    struct digest d;
    digest_start(&d, kind);
    while (times--)
        digest_add(&d, s.p, s.n);
    digest_end(&d, sum);
    for (size_t i = 0; i < out_n; i++)
        out[i] = sum[i % digest_size(kind)];
}

/* MD5-crypt (Kamp 1994) and SHA-crypt (Drepper 2007): they share their skeleton. The digest's
 * digits go to *t. pw.n is at most PASSWORD_MAX. */
static void hash_compute(const struct hash_parts *h, struct slice pw, struct text *t)
{
    bool sha = h->kind != DIGEST_MD5;
    size_t size = digest_size(h->kind);
    uint8_t sum[64], p[PASSWORD_MAX], s[16];
    struct digest d;

    digest_start(&d, h->kind);
    digest_add(&d, pw.p, pw.n);
    digest_add(&d, h->salt.p, h->salt.n);
    digest_add(&d, pw.p, pw.n);
    digest_end(&d, sum);

    digest_start(&d, h->kind);
    digest_add(&d, pw.p, pw.n);
    if (!sha)
        digest_add(&d, h->magic.p, h->magic.n);
    digest_add(&d, h->salt.p, h->salt.n);
    digest_add_cyclic(&d, sum, size, pw.n);
    for (size_t bits = pw.n; bits; bits >>= 1) {
        if (sha)
            digest_add(&d, bits & 1 ? (const char *)sum : pw.p, bits & 1 ? size : pw.n);
        else
            digest_add(&d, bits & 1 ? "" : pw.p, 1);        /* a NUL, or the first octet */
    }
    digest_end(&d, sum);

    if (sha) {
        hash_sequence(h->kind, pw, pw.n, p, pw.n);
        hash_sequence(h->kind, h->salt, 16 + (size_t)sum[0], s, h->salt.n);
    } else {
        if (pw.n)
            memcpy(p, pw.p, pw.n);
        memcpy(s, h->salt.p, h->salt.n);
    }
    for (unsigned i = 0; i < h->rounds; i++) {
        digest_start(&d, h->kind);
        if (i & 1)
            digest_add(&d, p, pw.n);
        else
            digest_add(&d, sum, size);
        if (i % 3)
            digest_add(&d, s, h->salt.n);
        if (i % 7)
            digest_add(&d, p, pw.n);
        if (i & 1)
            digest_add(&d, sum, size);
        else
            digest_add(&d, p, pw.n);
        digest_end(&d, sum);
    }
    hash_encode(t, h->kind, sum);
}

/* Equal, in a time that does not tell where they differ. */
static bool hash_same(struct slice a, struct slice b)
{
    unsigned differ = a.n != b.n;
    for (size_t i = 0; i < a.n && i < b.n; i++)
        differ |= (unsigned char)a.p[i] ^ (unsigned char)b.p[i];
    return differ == 0;
}

enum { LITERAL_SALT = 32, LITERAL_HASH = 1 + LITERAL_SALT + 64 };

/* `=`, salt and digest of a literal password to *t. */
static void hash_literal(struct slice salt, struct slice pw, struct text *t)
{
    uint8_t sum[32];
    struct digest d;
    digest_start(&d, DIGEST_SHA256);
    digest_add(&d, salt.p, salt.n);
    digest_add(&d, pw.p, pw.n);
    digest_end(&d, sum);
    text_char(t, '=');
    text_slice(t, salt);
    text_hex_octets(t, sum, sizeof sum);
}

/* Is checking this hash a matter of microseconds, so that no helper is needed? */
static bool hash_is_quick(struct slice stored)
{
    return stored.n && stored.p[0] == '=';
}

/* Is this the password? Slow unless hash_is_quick(): for a helper. */
static bool hash_check(struct slice stored, struct slice pw)
{
    char out[HASH_MAX + 1], key[PASSWORD_MAX + 1];
    struct text t = TEXT(out);
    struct hash_parts h;
    if (hash_is_quick(stored)) {
        if (stored.n != LITERAL_HASH)
            return false;
        hash_literal((struct slice){ stored.p + 1, LITERAL_SALT }, pw, &t);
        return hash_same(text_all(&t), stored);
    }
    if (pw.n > PASSWORD_MAX || stored.n > HASH_MAX || slice_find(pw, '\0') < pw.n)
        return false;
    const char *other = hash_parse(stored, &h);
    if (!other) {
        hash_compute(&h, pw, &t);
        return hash_same(text_all(&t), h.sum);
    }
    if (*other || stored.n == 0 || stored.p[0] != '$')
        return false;
    memcpy(out, stored.p, stored.n);
    out[stored.n] = '\0';
    if (pw.n)
        memcpy(key, pw.p, pw.n);
    key[pw.n] = '\0';
    const char *got = os_crypt(key, out);
    return got && hash_same(slice_of(got), stored);
}

/* How long a check takes, on a scale of our own: rounds of SHA-crypt. */
static int64_t hash_cost(struct slice s)
{
    struct hash_parts h;
    const char *other = hash_parse(s, &h);
    int64_t cost = 12;
    if (hash_is_quick(s))
        return 1;
    if (!other)
        return h.kind == DIGEST_MD5 ? h.rounds / 2 : h.rounds;
    if (slice_starts(s, SLICE("$2")) && s.n > 6)
        (void)num_parse((struct slice){ s.p + 4, 2 }, 31, &cost);
    return (int64_t)100 << cost;
}

/* -- Building: text in, one block out --
 *
 * Runs at the start, and in a reader of lists after HUP; errors are messages, never exits. */

/* Octets that grow: on the heap, or (fd not -1) in a file that is mapped. Places in it are
 * offsets, since it moves. */
struct grow {
    char *p;                    /* owned */
    size_t n, cap;
    int fd;
};

/* n more octets, zeroed, at a multiple of 8. Returns their offset; SIZE_MAX: no memory (errno). */
static size_t grow_room(struct grow *g, size_t n)
{
    size_t at = (g->n + 7) & ~(size_t)7;
    if (n > (size_t)POLICY_MOST - 8 || at > (size_t)POLICY_MOST - 8 - n) {
        errno = EFBIG;
        return SIZE_MAX;
    }
    if (at + n > g->cap) {
        size_t cap = g->cap ? g->cap : 4096;
        void *p;
        while (cap < at + n)
            cap *= 2;
        if (g->fd == -1)
            p = realloc(g->p, cap);
        else {
            if (ftruncate(g->fd, (off_t)cap) == -1)
                return SIZE_MAX;
            p = mmap(NULL, cap, PROT_READ | PROT_WRITE, MAP_SHARED, g->fd, 0);
            if (p == MAP_FAILED)
                return SIZE_MAX;
            if (g->p)
                (void)munmap(g->p, g->cap);
        }
        if (!p)
            return SIZE_MAX;
        g->p = p;
        g->cap = cap;
    }
    memset(g->p + g->n, 0, at + n - g->n);
    g->n = at + n;
    return at;
}

/* n octets right behind the others. false: no memory. */
static bool grow_add(struct grow *g, const void *p, size_t n)
{
    size_t at = g->n;
    if (n > g->cap - at) {
        if (grow_room(g, n + 8) == SIZE_MAX)
            return false;
        g->n = at;
    }
    if (n)
        memcpy(g->p + at, p, n);
    g->n = at + n;
    return true;
}

static void grow_free(struct grow *g)
{
    if (g->fd == -1)
        free(g->p);
    else if (g->p)
        (void)munmap(g->p, g->cap);
    g->p = NULL;
    g->n = g->cap = 0;
}

/* Where a rule or login stands, for messages. */
struct where {
    const char *flag;
    struct slice value;         /* as given; of a login only what is not secret */
    struct slice file;          /* n 0: on the command line itself */
    size_t line;                /* 1 for the first; 0: no line of it */
    bool allow;                 /* an -a */
    bool answered;              /* what it looks at has been answered */
    struct text *why;           /* takes the message */
};

/* A rule while it is read: its terms and their strings, in the order they were given. */
struct rule_draft {
    const struct where *w;      /* where it stands; borrowed */
    struct slice part;          /* the term that is being read, as given */
    struct grow terms, strings;
    char term[RULE_LINE];       /* where `part` is, without its backslashes */
};

struct builder {
    struct grow out;            /* the block */
    struct grow lines;          /* the rules of a list, until its names are all in */
    struct grow from, to;       /* its ranges, likewise */
    struct rule_draft rule, line;   /* of the command line; of a list */
    struct text *why;           /* takes the message; borrowed */
    uint64_t key[2];
    uint32_t has;
    char tried[32];             /* what crypt(3) has been seen to compute: `$2y$10$` and so on */
    size_t tried_n, tried_hash_n;
};

/* "flag value: line N: part: reason". Always false. */
__attribute__((format(printf, 3, 4)))
static bool where_wrong(const struct where *w, struct slice part, const char *fmt, ...)
{
    char reason[512];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(reason, sizeof reason, fmt, ap);
    va_end(ap);
    if (part.n > 200)
        part.n = 200;
    text_printf(w->why, "%s ", w->flag);
    text_escaped(w->why, w->value.n > 200 ? (struct slice){ w->value.p, 200 } : w->value);
    if (w->line) {
        text_printf(w->why, ": line %zu", w->line);
        if (w->value.n != w->file.n + 1) {
            text_str(w->why, " of ");
            text_escaped(w->why, w->file);
        }
    }
    bool same = w->line == 0 && slice_ends(w->value, part) && w->value.n - part.n <= (w->value.p[0] == '@');
    if (part.n && !same) {
        text_str(w->why, ": ");
        text_escaped(w->why, part);
    }
    text_printf(w->why, ": %s", reason);
    return false;
}

/* A file read line by line; a pipe will do. */
struct lines {
    int fd;
    size_t r, w, line;
    bool ended;
    char data[2 * RULE_LINE];
};

/* Open the FILE of an @FILE. -1: errno says why. */
static int lines_open(struct lines *in, struct slice path)
{
    char z[PATH_MAX];
    struct text t = TEXT(z);
    const char *home = getenv("HOME");
    if (slice_starts(path, SLICE("~/")) && home) {
        text_str(&t, home);
        path = slice_from(path, 1);
    }
    text_slice(&t, path);
    text_char(&t, '\0');
    in->r = in->w = in->line = 0;
    in->ended = false;
    errno = t.cut ? ENAMETOOLONG : ENOENT;
    bool named = !t.cut && path.n && slice_find(path, '\0') == path.n;
    return in->fd = named ? open(z, O_RDONLY | O_CLOEXEC) : -1;
}

/* The next line that says something, trimmed, without its comment (`#` at its start or behind a
 * blank). Returns 1 and sets *line, lent until the next call; 0: no more; -1: errno says why not. */
static int lines_next(struct lines *in, struct slice *line)
{
    for (;;) {
        struct slice rest = { in->data + in->r, in->w - in->r };
        size_t end = slice_find(rest, '\n');
        if (end == rest.n && !in->ended) {
            if (rest.n > RULE_LINE) {
                in->line++;
                errno = EOVERFLOW;
                return -1;
            }
            memmove(in->data, rest.p, rest.n);
            in->r = 0;
            in->w = rest.n;
            ssize_t got = read(in->fd, in->data + in->w, sizeof in->data - in->w);
            if (got == -1 && errno != EINTR)
                return -1;
            in->ended = got == 0;
            in->w += got > 0 ? (size_t)got : 0;
            continue;
        }
        if (rest.n == 0)
            return 0;
        in->r += end < rest.n ? end + 1 : end;
        in->line++;
        rest.n = end;
        if (rest.n && rest.p[rest.n - 1] == '\r')
            rest.n--;
        if (in->line == 1 && slice_starts(rest, SLICE("\xef\xbb\xbf")))
            rest = slice_from(rest, 3);         /* some editors put a byte order mark there */
        if (rest.n > RULE_LINE) {
            errno = EOVERFLOW;
            return -1;
        }
        for (size_t i = 0; i < rest.n; i++)
            if (rest.p[i] == '#' && (i == 0 || rest.p[i - 1] == ' ' || rest.p[i - 1] == '\t'))
                rest.n = i;
        *line = slice_trim(rest);
        if (line->n)
            return 1;
    }
}

/* errno tells why the file cannot be opened or read. */
static bool lines_failed;       /* what went wrong was reading a file, not what it says */

static bool lines_wrong(const struct where *w, struct slice path)
{
    if (errno == EOVERFLOW)
        return where_wrong(w, SLICE(""), "longer than %d octets", RULE_LINE);
    lines_failed = true;
    return where_wrong(w, (struct slice){ path.p, w->line ? 0 : path.n }, "%s", strerror(errno));
}

/* Add an entry: a name, and for logins what is behind it. false: no memory. */
static bool set_add(struct builder *b, struct set *s, struct slice name, const void *behind, size_t behind_n)
{
    unsigned char n = (unsigned char)name.n;
    if (s->pool == 0) {
        size_t at = grow_room(&b->out, 0);
        if (at == SIZE_MAX)
            return false;
        s->pool = (uint32_t)at;
    }
    if (name.n > s->longest)
        s->longest = (uint32_t)name.n;
    s->slots_n++;               /* the number of entries, until set_index() */
    return grow_add(&b->out, &n, 1) && grow_add(&b->out, name.p, name.n) && grow_add(&b->out, behind, behind_n);
}

/* All entries are in: make the table. *twice, unless NULL: the entry of a key that was there
 * already, and false; where twice is NULL equal keys are one. false, *twice 0: no memory. */
static bool set_index(struct builder *b, struct set *s, uint32_t *twice)
{
    if (twice)
        *twice = 0;
    if (s->slots_n == 0)
        return true;
    uint32_t n = s->slots_n + s->slots_n / 3 + 1;
    s->pool_n = (uint32_t)b->out.n - s->pool;
    size_t tags = grow_room(&b->out, n), slots = grow_room(&b->out, 4 * (size_t)n);
    if (tags == SIZE_MAX || slots == SIZE_MAX)
        return false;
    s->tags = (uint32_t)tags;
    s->slots = (uint32_t)slots;
    s->slots_n = n;
    char *start = b->out.p;
    for (uint32_t at = s->pool, next; at < s->pool + s->pool_n; at = next) {
        struct slice key = { start + at + 1, (unsigned char)start[at] };
        next = at + 1 + (uint32_t)key.n;
        if (twice)
            next += (uint32_t)(sizeof(struct login) + login_hash(start + next).n);
        uint64_t hash = set_hash(b->key, key);
        uint32_t slot = set_slot(s, hash), there;
        for (; start[s->tags + slot]; slot = slot + 1 < n ? slot + 1 : 0) {
            if ((unsigned char)start[s->tags + slot] != set_tag(hash))
                continue;
            memcpy(&there, start + s->slots + 4 * (size_t)slot, sizeof there);
            if (slice_eq(key, (struct slice){ start + there + 1, (unsigned char)start[there] }))
                break;
        }
        if (!start[s->tags + slot]) {
            start[s->tags + slot] = (char)set_tag(hash);
            memcpy(start + s->slots + 4 * (size_t)slot, &at, sizeof at);
        } else if (twice) {
            *twice = at;
            return false;
        }
    }
    return true;
}

static bool term_add(struct rule_draft *d, struct term t, struct slice text)
{
    t.text = (uint32_t)d->strings.n;
    t.text_n = (uint32_t)text.n;
    return grow_add(&d->strings, text.p, text.n) && grow_add(&d->terms, &t, sizeof t);
}

static bool word_is_of(struct slice s, const char *also, char from, char to)
{
    for (size_t i = 0; i < s.n; i++)
        if (!(s.p[i] >= from && s.p[i] <= to) && !(s.p[i] >= '0' && s.p[i] <= '9')
            && (s.p[i] == '\0' || !strchr(also, s.p[i])))
            return false;
    return s.n != 0;
}

/* tchar of RFC 9110, 5.6.2 */
static bool rule_is_token(struct slice s)
{
    return word_is_of(s, "!#$%&'*+-.^_`|~ABCDEFGHIJKLMNOPQRSTUVWXYZ", 'a', 'z');
}

/* N or N-M within least..most. */
static bool range_parse(struct slice s, int64_t least, int64_t most, struct term *t)
{
    int64_t lo, hi;
    struct slice rest = s, first = slice_cut(&rest, '-');
    bool one = first.n == s.n;
    if (!num_parse(first, most, &lo) || !num_parse(one ? first : rest, most, &hi) || lo < least || hi < lo)
        return false;
    t->lo = (uint32_t)lo;
    t->hi = (uint32_t)hi;
    t->form = FORM_RANGE;
    return true;
}

/* ADDRESS/BITS with the bits cleared that are past BITS, or "". */
static void text_mended_cidr(struct text *t, struct slice s)
{
    struct slice rest = s, ip = slice_cut(&rest, '/');
    struct addr a;
    int64_t bits;
    if (!addr_parse(ip, &a) || !num_parse(rest, slice_find(ip, ':') < ip.n ? 128 : 32, &bits))
        return;
    for (int64_t i = slice_find(ip, ':') < ip.n ? bits : bits + 96; i < 128; i++)
        a.ip[i / 8] = (uint8_t)(a.ip[i / 8] & ~(0x80 >> i % 8));
    text_ip(t, &a);
    text_char(t, '/');
    text_num(t, bits);
}

/* Does it look like an address, well-formed or not? Names never do: a colon, or no letter. */
static bool word_looks_like_address(struct slice s)
{
    return slice_find(s, ':') < s.n ? word_is_of(s, "[]:./%ABCDEF", 'a', 'f') : word_is_of(s, "./", '0', '9');
}

/* What a from: or to: cannot be, and why. */
static bool word_wrong_address(const struct where *w, struct slice part, struct slice v, const char *takes)
{
    char mended[64];
    struct text m = TEXT(mended);
    text_mended_cidr(&m, v);
    text_char(&m, '\0');
    for (size_t i = 0; i < v.n; i++)
        if ((unsigned char)v.p[i] > 0x7f)
            return where_wrong(w, part, "names are written in ASCII: use the form that begins with xn--");
    if (m.n > 1)
        return where_wrong(w, part, "has bits set past the prefix; the range is %s", mended);
    if (v.n && v.p[0] == '[')
        return where_wrong(w, part, "an address is written without brackets here, a port as port:N");
    if (word_looks_like_address(v))
        return where_wrong(w, part, "not an address or range, such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32; "
                           "a port is port:N");
    if (slice_find(v, ':') < v.n)
        return where_wrong(w, part, "takes no port; add port:N as a term of its own");
    return where_wrong(w, part, "takes %s", takes);
}

static bool range_of(struct slice s, struct range *r)
{
    struct cidr c;
    if (!cidr_parse(s, &c))
        return false;
    for (unsigned i = 0; i < 16; i++) {
        r->lo[i] = c.ip[i];
        r->hi[i] = (uint8_t)(c.ip[i] | (c.bits >= 8 * i + 8 ? 0 : c.bits <= 8 * i ? 0xff : 0xff >> c.bits % 8));
    }
    return true;
}

static bool range_is_all(const struct range *r)
{
    struct range v4, v6;
    (void)range_of(SLICE("0.0.0.0/0"), &v4);
    (void)range_of(SLICE("::/0"), &v6);
    return memcmp(r, &v4, sizeof v4) == 0 || memcmp(r, &v6, sizeof v6) == 0;
}

static bool term_to(struct rule_draft *d, struct slice v, struct term t)
{
    char name[NAME_MAX_DNS];
    struct slice n = { name, name_fold(v, name) };
    if (n.n && slice_eq(n, SLICE("private")) && v.n == n.n)
        t.form = FORM_PRIVATE;
    else if (n.n)
        return term_add(d, t, n);
    else if (range_of(v, &t.range))
        t.form = FORM_CIDR;
    else
        return word_wrong_address(d->w, d->part, v, "a name, an address, a range of addresses or `private`");
    return term_add(d, t, SLICE(""));
}

static bool term_from(struct rule_draft *d, struct slice v, struct term t)
{
    if (slice_eq(v, SLICE("private")))
        t.form = FORM_PRIVATE;
    else if (slice_eq(v, SLICE("unix")))
        t.form = FORM_UNIX;
    else if (range_of(v, &t.range))
        t.form = FORM_CIDR;
    else
        return word_wrong_address(d->w, d->part, v, "an address, a range of addresses, `private` or `unix`; "
                             "names are to:");
    return term_add(d, t, SLICE(""));
}

static bool term_method(struct rule_draft *d, struct slice v, struct term t)
{
    static const char *const known[] = {
        "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE"
    };
    if (!rule_is_token(v))
        return where_wrong(d->w, d->part, "not a method, as in method:GET");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (slice_eq_nocase(v, slice_of(known[i])) && !slice_eq(v, slice_of(known[i])))
            return where_wrong(d->w, d->part, "methods differ by case; write %s", known[i]);
    return term_add(d, t, v);
}

static bool term_path(struct rule_draft *d, struct slice v, struct term t)
{
    char folded[RULE_LINE];
    if (v.n == 0 || (v.p[0] != '/' && v.p[0] != '*'))
        return where_wrong(d->w, d->part, "a path begins with /, a pattern of paths with / or *");
    for (size_t i = 0; i < v.n; i++) {
        if (v.p[i] <= 0x20 || v.p[i] >= 0x7f)
            return where_wrong(d->w, d->part, "blanks, controls and octets past ASCII are written as escapes, "
                               "such as %%20");
        if (v.p[i] == '#')
            return where_wrong(d->w, d->part, "no request has a # in its path; write %%23 for the octet");
        if (v.p[i] == '%' && (v.n - i < 3 || !octet_is(v.p[i + 1], IS_HEX) || !octet_is(v.p[i + 2], IS_HEX)))
            return where_wrong(d->w, d->part, "%% is followed by two hex digits; write %%25 for the octet itself");
        t.form = v.p[i] == '*' || v.p[i] == '?' ? FORM_GLOB : t.form;
    }
    struct slice s = { folded, path_fold(v, folded) }, rest = s;
    while (rest.n) {
        struct slice segment = slice_cut(&rest, '/');
        if (slice_eq(segment, SLICE(".")) || slice_eq(segment, SLICE("..")))
            return where_wrong(d->w, d->part, "a path with the segments . or .. is never let through; write "
                               "what it leads to");
    }
    if (t.form == FORM_TEXT && slice_ends(s, SLICE("/")))
        s.n--;
    return term_add(d, t, s);
}

static bool term_header(struct rule_draft *d, struct slice v, struct term t)
{
    size_t eq = slice_find(v, '=');
    if (eq == v.n || !rule_is_token((struct slice){ v.p, eq }))
        return where_wrong(d->w, d->part, "takes NAME=GLOB; header:NAME=* is any value");
    for (size_t i = eq; i < v.n; i++)
        if ((unsigned char)v.p[i] < 0x20 && v.p[i] != '\t')
            return where_wrong(d->w, d->part, "no field has controls in its value");
    t.form = FORM_GLOB;
    t.lo = (uint32_t)eq;
    return term_add(d, t, v);
}

static const struct {
    const char *prefix;
    enum term_kind kind;
} term_prefixes[] = {
    { "to:", TERM_TO }, { "from:", TERM_FROM }, { "port:", TERM_PORT }, { "method:", TERM_METHOD },
    { "path:", TERM_PATH }, { "user:", TERM_USER }, { "header:", TERM_HEADER }, { "status:", TERM_STATUS },
};

static bool list_build(struct builder *b, struct where w, struct slice path, struct term *t);

/* One that begins with its kind. */
static bool term_of_kind(struct rule_draft *d, struct slice v, struct term t)
{
    switch ((enum term_kind)t.kind) {
    case TERM_TO:
        return term_to(d, v, t);
    case TERM_FROM:
        return term_from(d, v, t);
    case TERM_PORT:
        return range_parse(v, 1, 65535, &t) ? term_add(d, t, SLICE(""))
             : where_wrong(d->w, d->part, "takes a port from 1 to 65535, or two as in port:8000-8099");
    case TERM_METHOD:
        return term_method(d, v, t);
    case TERM_PATH:
        return term_path(d, v, t);
    case TERM_USER:
        return v.n && v.n <= LOGIN_MAX && slice_find(v, ':') == v.n ? term_add(d, t, v)
             : where_wrong(d->w, d->part, "takes the name of a login, of 1 to %d octets, without a colon",
                           LOGIN_MAX);
    case TERM_HEADER:
        return term_header(d, v, t);
    case TERM_STATUS:
        if (d->w->answered)
            return range_parse(v, 100, 599, &t) ? term_add(d, t, v)
                 : where_wrong(d->w, d->part, "takes a status from 100 to 599, or two as in status:200-299");
        return where_wrong(d->w, d->part, "requests are judged before there is an answer, so %s cannot look "
                           "at its status", d->w->flag);
    case TERM_ALL:
    case TERM_LIST:
    case TERM_KINDS:
        break;
    }
    return false;
}

/* NAME:PORT, or something that is not a term. */
static bool term_with_port(struct rule_draft *d, struct slice s, struct term t)
{
    char name[NAME_MAX_DNS];
    size_t colon = slice_find(s, ':');
    struct slice n = { name, name_fold((struct slice){ s.p, colon }, name) };
    struct slice port = slice_from(s, colon + 1);
    struct term range = { .kind = TERM_PORT };
    if (n.n && word_is_of(port, "-", '0', '9')) {
        if (!range_parse(port, 1, 65535, &range))
            return where_wrong(d->w, d->part, "the port is from 1 to 65535");
        t.kind = TERM_TO;
        if (!t.not)
            return term_add(d, t, n) && term_add(d, range, SLICE(""));
        t.lo = range.lo;        /* one term: what must not hold is both together */
        t.hi = range.hi;
        return term_add(d, t, n);
    }
    if (word_looks_like_address(s))
        return where_wrong(d->w, d->part, "an address may be either end's; say from: or to:, and its port as port:N");
    if (slice_find(s, '/') < s.n)
        return where_wrong(d->w, d->part, "a rule is no URL; name the host, /path and port:N as terms with commas "
                           "between");
    return where_wrong(d->w, d->part, "no such kind of term; there are to: from: port: method: "
                       "path: user: header: not: and @FILE");
}

/* Add the term that is in s. */
static bool term_parse(struct builder *b, struct rule_draft *d, struct slice s)
{
    struct term t = { .kind = TERM_ALL };
    d->part = s;
    if (slice_starts(s, SLICE("not:"))) {
        t.not = true;
        s = slice_from(s, 4);
    }
    if (s.n == 0)
        return where_wrong(d->w, d->part, "a term is missing; `all` is everything");
    if (slice_starts(s, SLICE("not:")))
        return where_wrong(d->w, d->part, "not: is said once");
    for (size_t i = 0; i < sizeof term_prefixes / sizeof *term_prefixes; i++) {
        struct slice prefix = slice_of(term_prefixes[i].prefix);
        if (slice_starts(s, prefix)) {
            t.kind = (uint8_t)term_prefixes[i].kind;
            return term_of_kind(d, slice_from(s, prefix.n), t);
        }
    }
    if (s.p[0] == '@') {
        t.kind = TERM_LIST;
        t.form = FORM_LIST;
        if (d->w->line)
            return where_wrong(d->w, d->part, "lists do not nest; name the file on the command line");
        return list_build(b, *d->w, slice_from(s, 1), &t) && term_add(d, t, SLICE(""));
    }
    if (s.p[0] == '/') {
        t.kind = TERM_PATH;
        return term_path(d, s, t);
    }
    if (slice_eq(s, SLICE("all")))
        return term_add(d, t, SLICE(""));
    if (slice_eq(s, SLICE("*")))
        return where_wrong(d->w, d->part, "everything is `all`");
    if (slice_eq(s, SLICE("private")) || slice_eq(s, SLICE("unix")))
        return where_wrong(d->w, d->part, "may be either end; say from: or to:, as in from:%.*s", (int)s.n, s.p);
    if (word_looks_like_address(s) && slice_find(s, ':') == s.n)
        return where_wrong(d->w, d->part, "an address may be either end's; say from: or to:, as in to:%.*s",
                           (int)(s.n < 64 ? s.n : 64), s.p);
    if (s.p[0] >= 'A' && word_is_of(s, "-_", 'A', 'Z')) {
        t.kind = TERM_METHOD;
        return term_add(d, t, s);
    }
    if (slice_find(s, ':') < s.n)
        return term_with_port(d, s, t);
    static const char *const methods[] = { "get", "head", "post", "put", "delete", "patch", "options", "connect", "trace" };
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (slice_eq(s, slice_of(methods[i])))
            return where_wrong(d->w, d->part, "a method is written in upper case; a host of that name is to:%s", methods[i]);
    char name[NAME_MAX_DNS];
    struct slice n = { name, name_fold(s, name) };
    t.kind = TERM_TO;
    return n.n ? term_add(d, t, n)
         : word_wrong_address(d->w, d->part, s, "a name, /path, METHOD, @FILE or a term such as from:, to: or header:");
}

/* Take the rule apart into *d. */
static bool rule_parse(struct builder *b, struct rule_draft *d, const struct where *w, struct slice s)
{
    size_t at = 0, n;
    d->terms.n = d->strings.n = 0;
    d->w = w;
    if (s.n == 0)
        return where_wrong(w, s, "a rule is missing; `all` is everything");
    if (s.n > RULE_LINE)
        return where_wrong(w, s, "longer than %d octets; put terms into an @FILE, one a line", RULE_LINE);
    do {
        for (n = 0; at < s.n && s.p[at] != ','; at++) {
            if (s.p[at] == '\\' && s.n - at > 1 && s.p[at + 1] == ',')
                at++;
            if (s.p[at] == '\0')
                return where_wrong(w, s, "has a NUL octet");
            d->term[n++] = s.p[at];
        }
        if (n == 0)
            return where_wrong(w, s, "has an empty term; a comma in a value is written \\,");
        if (!term_parse(b, d, (struct slice){ d->term, n }))
            return false;
    } while (at++ < s.n);
    return true;
}

/* What the terms together amount to. */
static uint32_t rule_flags(const struct term *t, uint32_t n)
{
    bool limits = false, all_limit = true;
    for (uint32_t i = 0; i < n; i++) {
        bool everybody = t[i].kind == TERM_FROM && t[i].form == FORM_CIDR && range_is_all(&t[i].range);
        all_limit = all_limit && !t[i].not && (t[i].kind == TERM_USER || (t[i].kind == TERM_FROM && !everybody)
                                               || (t[i].kind == TERM_LIST && t[i].hi));
        if (!t[i].more) {
            limits = limits || all_limit;
            all_limit = true;
        }
    }
    return (limits ? RULE_LIMITS : 0U)
         | (n == 1 && t->kind == TERM_ALL && !t->not ? RULE_ALL : 0U)
         | (n == 1 && t->kind == TERM_TO && t->form == FORM_TEXT && !t->not ? RULE_NAME : 0U);
}

/* What they look at. */
static uint32_t rule_has(const struct term *t, uint32_t n, bool allow)
{
    uint32_t has = 0;
    for (uint32_t i = 0; i < n; i++)
        has |= t[i].kind == TERM_METHOD ? HAS_METHOD : t[i].kind == TERM_PATH ? HAS_PATH
             : t[i].kind == TERM_HEADER ? HAS_HEADER : t[i].kind == TERM_USER ? HAS_USER
             : t[i].kind == TERM_TO && t[i].form != FORM_TEXT ? HAS_TO_ADDR
             : t[i].kind == TERM_PORT && allow && !t[i].not ? HAS_ALLOW_PORT
             : t[i].kind == TERM_LIST ? HAS_LISTS : 0U;
    return has;
}

/* Write the rule in *d to *g. Returns its offset there; SIZE_MAX: no memory. */
static size_t rule_write(struct builder *b, struct grow *g, const struct rule_draft *d, struct slice text)
{
    uint32_t n = (uint32_t)(d->terms.n / sizeof(struct term)), to = 0;
    size_t strings = sizeof(struct rule) + d->terms.n;
    size_t size = (strings + d->strings.n + text.n + 7) & ~(size_t)7;
    size_t at = grow_room(g, size);
    if (at == SIZE_MAX)
        return at;
    struct rule *r = (void *)(g->p + at);
    const struct term *from = (const void *)d->terms.p;
    for (int kind = 0; kind < 2 * TERM_KINDS; kind++)       /* by kind, then those with not: */
        for (uint32_t i = 0; i < n; i++) {
            if (from[i].kind != kind % TERM_KINDS || from[i].not != (kind >= TERM_KINDS))
                continue;
            struct term *t = &r->terms[to++];
            *t = from[i];
            t->text += (uint32_t)strings;
            if (!t->not && to > 1 && t[-1].kind == t->kind)
                t[-1].more = true;
        }
    r->size = (uint32_t)size;
    r->terms_n = n;
    r->text = (uint32_t)(strings + d->strings.n);
    r->text_n = (uint32_t)text.n;
    r->flags = rule_flags(r->terms, n);
    b->has |= rule_has(r->terms, n, d->w->allow);
    if (d->strings.n)
        memcpy((char *)r + strings, d->strings.p, d->strings.n);
    if (text.n)
        memcpy((char *)r + r->text, text.p, text.n);
    return at;
}

static bool word_is_address(struct slice s)
{
    struct addr a;
    return addr_parse((struct slice){ s.p, slice_find(s, '%') }, &a);   /* fe80::1%lo0 is in hosts files */
}

static struct slice word_next(struct slice *rest)
{
    size_t n = 0;
    while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t')
        n++;
    struct slice word = { rest->p, n };
    *rest = slice_trim(slice_from(*rest, n));
    return word;
}

/* A line of a list: `IP name...` as in a hosts file, or a rule. */
static bool list_line(struct builder *b, struct list *l, const struct where *w, struct slice s)
{
    char name[NAME_MAX_DNS];
    struct slice rest = s, word = word_next(&rest);
    if (rest.n && word_is_address(word)) {
        while (rest.n) {
            word = word_next(&rest);
            size_t name_n = name_fold(word, name);
            struct slice n = { name, name_n };
            if (n.n == 0 && !word_is_address(word))
                return word_wrong_address(w, word, word, "names in a line that begins with an address");
            if (slice_find(n, '.') < n.n && !set_add(b, &l->names, n, NULL, 0))
                return false;
        }
        l->limits = false;
        return true;
    }
    if (!rule_parse(b, &b->line, w, s))
        return false;
    const struct term *t = (const void *)b->line.terms.p;
    if (b->line.terms.n == sizeof *t && rule_flags(t, 1) == RULE_NAME) {
        l->limits = false;
        return set_add(b, &l->names, (struct slice){ b->line.strings.p, t->text_n }, NULL, 0);
    }
    if (b->line.terms.n == sizeof *t && t->form == FORM_CIDR && !t->not) {
        l->limits = l->limits && (rule_flags(t, 1) & RULE_LIMITS);
        b->has |= rule_has(t, 1, w->allow);
        return grow_add(t->kind == TERM_FROM ? &b->from : &b->to, &t->range, sizeof t->range);
    }
    size_t at = rule_write(b, &b->lines, &b->line, SLICE(""));
    if (at == SIZE_MAX)
        return false;
    struct rule r;
    memcpy(&r, b->lines.p + at, sizeof r);
    l->limits = l->limits && (r.flags & RULE_LIMITS);
    return true;
}

static int range_order(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct range));
}

/* Move the ranges of a list into the block, sorted, those inside others left out. */
static bool range_write(struct builder *b, struct grow *from, uint32_t *at, uint32_t *n)
{
    struct range *r = (void *)from->p;
    size_t given = from->n / sizeof *r, kept = 0;
    if (given)
        qsort(r, given, sizeof *r, range_order);
    for (size_t i = 0; i < given; i++)
        if (kept && memcmp(r[i].lo, r[kept - 1].hi, 16) <= 0) {
            if (memcmp(r[i].hi, r[kept - 1].hi, 16) > 0)
                memcpy(r[kept - 1].hi, r[i].hi, 16);
        } else
            r[kept++] = r[i];
    size_t to = grow_room(&b->out, kept * sizeof *r);
    if (to == SIZE_MAX)
        return false;
    if (kept)
        memcpy(b->out.p + to, r, kept * sizeof *r);
    *at = (uint32_t)to;
    *n = (uint32_t)kept;
    return true;
}

/* Read the list in a file into the block, and name it in *t. */
static bool list_build(struct builder *b, struct where w, struct slice path, struct term *t)
{
    struct list l = { .limits = true };
    struct lines in;
    struct slice line;
    int got;
    char name[PATH_MAX];
    struct text kept = TEXT(name);
    if (path.n == 0)
        return where_wrong(&w, SLICE("@"), "the name of a file is missing");
    text_slice(&kept, path);            /* `path` is in the draft of the rule */
    path = text_all(&kept);
    if (lines_open(&in, path) == -1)
        return lines_wrong(&w, path);
    w.file = path;
    b->lines.n = b->from.n = b->to.n = 0;
    while ((got = lines_next(&in, &line)) == 1) {
        w.line = in.line;
        if (!list_line(b, &l, &w, line))
            break;
    }
    if (got == -1) {
        w.line = errno == EOVERFLOW ? in.line : 0;
        (void)lines_wrong(&w, path);
    }
    (void)close(in.fd);
    if (got != 0 || !set_index(b, &l.names, NULL) || !range_write(b, &b->from, &l.from, &l.from_n)
        || !range_write(b, &b->to, &l.to, &l.to_n))
        return false;
    size_t rules = grow_room(&b->out, b->lines.n), at = grow_room(&b->out, sizeof l);
    if (rules == SIZE_MAX || at == SIZE_MAX)
        return false;
    if (b->lines.n)
        memcpy(b->out.p + rules, b->lines.p, b->lines.n);
    l.rules = (uint32_t)rules;
    l.rules_n = (uint32_t)b->lines.n;
    memcpy(b->out.p + at, &l, sizeof l);
    t->lo = (uint32_t)at;
    t->hi = l.limits;
    return true;
}

/* All rules of a kind. *array: the offset of the array of their offsets. */
static bool rule_build_all(struct builder *b, enum rules_of of, char *const *values, size_t n, uint32_t *array)
{
    size_t table = grow_room(&b->out, 4 * n);
    if (table == SIZE_MAX)
        return false;
    *array = (uint32_t)table;
    for (size_t i = 0; i < n; i++) {
        struct where w = { .flag = "-d", .value = slice_of(values[i]), .why = b->why };
        if (of == RULES_ALLOW) {
            w.flag = "-a";
            w.allow = true;
        }
        if (of == RULES_EXPECT || of == RULES_SHOW) {
            w.flag = of == RULES_EXPECT ? "--expect" : "--show";
            w.answered = true;
        }
        if (!rule_parse(b, &b->rule, &w, w.value))
            return false;
        size_t at = rule_write(b, &b->out, &b->rule, w.value);
        if (at == SIZE_MAX)
            return false;
        uint32_t offset = (uint32_t)at;
        memcpy(b->out.p + table + 4 * i, &offset, sizeof offset);
    }
    return true;
}

static const char hash_mend[] = "make one with `openssl passwd -6` or `htpasswd -B`";

/* Is this a hash that crypt(3) computes here? It is asked once for each kind and cost. */
static bool hash_try_crypt(struct builder *b, struct slice hash)
{
    char z[HASH_MAX + 1];
    struct slice rest = hash;
    for (int i = 0; i < 3; i++)
        (void)slice_cut(&rest, '$');
    size_t head = hash.n - rest.n;
    if (rest.n == 0 || hash.n > HASH_MAX)
        return false;
    if (head == b->tried_n && memcmp(b->tried, hash.p, head) == 0)
        return hash.n == b->tried_hash_n;
    memcpy(z, hash.p, hash.n);
    z[hash.n] = '\0';
    const char *got = os_crypt("", z);
    if (!got || strlen(got) != hash.n)
        return false;
    if (head <= sizeof b->tried) {
        memcpy(b->tried, hash.p, head);
        b->tried_n = head;
        b->tried_hash_n = hash.n;
    }
    return true;
}

static bool login_hash_wrong(struct builder *b, const struct where *w, struct slice name, struct slice hash)
{
    struct hash_parts h;
    const char *wrong = hash_parse(hash, &h);
    int64_t cost;
    if (!wrong)
        return false;
    if (*wrong)
        return !where_wrong(w, name, "%s; %s", wrong, hash_mend);
    if (hash.n == 0 || hash.p[0] != '$')
        return !where_wrong(w, name, "plain text, or a hash of a kind that is too weak (DES, {SHA}); %s",
                            hash_mend);
    if (slice_starts(hash, SLICE("$2"))) {
        if (hash.n != 60 || !word_is_of(hash, "$./ABCDEFGHIJKLMNOPQRSTUVWXYZ", 'a', 'z')
            || !num_parse((struct slice){ hash.p + 4, 2 }, 31, &cost))
            return !where_wrong(w, name, "the hash is cut off or has something behind it; %s", hash_mend);
        if (cost > BCRYPT_COST_MOST)
            return !where_wrong(w, name, "a cost of more than %d would keep logins waiting; %s",
                                BCRYPT_COST_MOST, hash_mend);
    }
    if (!hash_try_crypt(b, hash))
        return !where_wrong(w, name, "a kind of hash that this system's crypt(3) does not compute, or a damaged "
                            "one; `openssl passwd -6` makes one that is computed everywhere");
    return false;
}

static bool login_name_wrong(const struct where *w, struct slice name)
{
    bool controls = false;
    for (size_t i = 0; i < name.n; i++)
        controls = controls || (unsigned char)name.p[i] < 0x20 || name.p[i] == 0x7f;
    return (name.n == 0 || name.n > LOGIN_MAX || controls)
        && !where_wrong(w, name, "a login's name has 1 to %d octets and no controls", LOGIN_MAX);
}

static bool login_add(struct builder *b, struct set *s, struct slice name, struct slice hash, struct login l)
{
    char behind[sizeof(struct login) + HASH_MAX];
    l.hash_n = (uint32_t)hash.n;
    memcpy(behind, &l, sizeof l);
    memcpy(behind + sizeof l, hash.p, hash.n);
    return set_add(b, s, name, behind, sizeof l + hash.n);
}

/* The logins of a file: NAME:HASH a line. */
static bool login_read_file(struct builder *b, struct set *s, struct where w, uint32_t source)
{
    struct lines in;
    struct slice line, path = slice_from(w.value, 1);
    int got;
    if (path.n == 0)
        return where_wrong(&w, SLICE(""), "the name of a file is missing");
    if (lines_open(&in, path) == -1)
        return lines_wrong(&w, SLICE(""));
    w.file = path;
    while ((got = lines_next(&in, &line)) == 1) {
        struct slice hash = line, name = slice_cut(&hash, ':');
        w.line = in.line;
        if (name.n == line.n) {
            (void)where_wrong(&w, SLICE(""), "not NAME:HASH; %s", hash_mend);
            break;
        }
        struct login l = { .source = source, .line = (uint32_t)in.line };
        if (login_name_wrong(&w, name) || login_hash_wrong(b, &w, name, hash)
            || !login_add(b, s, name, hash, l))
            break;
    }
    if (got == -1) {
        w.line = errno == EOVERFLOW ? in.line : 0;
        (void)lines_wrong(&w, SLICE(""));
    }
    (void)close(in.fd);
    return got == 0;
}

/* A login given on the command line; its password is in no message. */
static bool login_literal(struct builder *b, struct set *s, struct slice value, uint32_t source)
{
    struct slice pw = value, name = slice_cut(&pw, ':');
    struct where w = { .flag = "-u", .value = name, .why = b->why };
    struct hash_parts h;
    char salt[LITERAL_SALT], hash[LITERAL_HASH];
    struct text salt_text = TEXT(salt), t = TEXT(hash);
    uint8_t octets[LITERAL_SALT / 2];
    if (name.n == value.n)
        return where_wrong(&w, SLICE(""), "takes NAME:PASSWORD, or @FILE with NAME:HASH lines");
    if (login_name_wrong(&w, name))
        return false;
    if (pw.n == 0)
        return where_wrong(&w, SLICE(""), "the password is missing");
    if (pw.n > PASSWORD_MAX)
        return where_wrong(&w, SLICE(""), "the password has more than %d octets", PASSWORD_MAX);
    if (!hash_parse(pw, &h) || (slice_starts(pw, SLICE("$2")) && pw.n == 60))
        return where_wrong(&w, SLICE(""), "this is the hash of a password; hashes stand in a file: -u @FILE");
    os_random(octets, sizeof octets);
    text_hex_octets(&salt_text, octets, sizeof octets);
    hash_literal(text_all(&salt_text), pw, &t);
    return login_add(b, s, name, text_all(&t), (struct login){ .source = source });
}

/* Keep the costliest hash with its last digit changed: no password has it, at the same cost. */
static bool login_build_dummy(struct builder *b, const struct set *s, uint32_t *at, uint32_t *n)
{
    char hash[HASH_MAX] = "";
    int64_t most = 0;
    for (uint32_t i = s->pool, next; i < s->pool + s->pool_n; i = next) {
        next = i + 1 + (unsigned char)b->out.p[i];
        struct slice h = login_hash(b->out.p + next);
        int64_t cost = hash_cost(h);
        next += (uint32_t)(sizeof(struct login) + h.n);
        if (cost > most) {
            most = cost;
            memcpy(hash, h.p, h.n);
            *n = (uint32_t)h.n;
        }
    }
    if (most == 0 || *n == 0)
        return true;
    char *last = &hash[*n - 1];
    *last = *last == '0' ? '1' : '0';
    *at = (uint32_t)b->out.n;
    return grow_add(&b->out, hash, *n);
}

static bool login_build_all(struct builder *b, char *const *values, size_t n, struct policy *p)
{
    uint32_t twice;
    for (size_t i = 0; i < n; i++) {
        struct slice v = slice_of(values[i]);
        struct where w = { .flag = "-u", .value = v, .why = b->why };
        bool literal = v.n == 0 || v.p[0] != '@' || slice_starts(v, SLICE("@@"));
        uint32_t source = (uint32_t)i;
        if (literal ? !login_literal(b, &p->logins, slice_from(v, v.n && v.p[0] == '@'), source)
                    : !login_read_file(b, &p->logins, w, source))
            return false;
    }
    if (set_index(b, &p->logins, &twice))
        return login_build_dummy(b, &p->logins, &p->dummy, &p->dummy_n);
    if (twice == 0)
        return false;
    struct slice name = { b->out.p + twice + 1, (unsigned char)b->out.p[twice] };
    struct where w = { .flag = "-u", .value = name, .why = b->why };
    struct login l;
    memcpy(&l, name.p + name.n, sizeof l);
    if (l.line) {
        w.value = slice_of(values[l.source]);
        w.file = slice_from(w.value, 1);
        w.line = l.line;
    }
    return where_wrong(&w, name, "a second login of this name; remove one");
}

static bool policy_fill(struct builder *b, const struct policy_source *src)
{
    struct policy p = { .open_allow = -1 };
    memcpy(p.magic, policy_magic, sizeof p.magic);
    os_random(b->key, sizeof b->key);
    memcpy(p.key, b->key, sizeof p.key);
    if (grow_room(&b->out, sizeof p) == SIZE_MAX
        || !rule_build_all(b, RULES_ALLOW, src->allow, src->allow_n, &p.rules[RULES_ALLOW])
        || !rule_build_all(b, RULES_DENY, src->deny, src->deny_n, &p.rules[RULES_DENY]))
        return false;
    uint32_t has = b->has;              /* what these look at changes nothing for requests */
    if (!rule_build_all(b, RULES_EXPECT, src->expect, src->expect_n, &p.rules[RULES_EXPECT])
        || !rule_build_all(b, RULES_SHOW, src->show, src->show_n, &p.rules[RULES_SHOW])
        || !login_build_all(b, src->logins, src->logins_n, &p))
        return false;
    p.size = (uint32_t)b->out.n;
    p.rules_n[RULES_ALLOW] = (uint32_t)src->allow_n;
    p.rules_n[RULES_DENY] = (uint32_t)src->deny_n;
    p.rules_n[RULES_EXPECT] = (uint32_t)src->expect_n;
    p.rules_n[RULES_SHOW] = (uint32_t)src->show_n;
    p.has = has | (src->allow_n ? HAS_ALLOW : 0U) | (src->deny_n ? HAS_DENY : 0U)
          | (src->logins_n ? HAS_LOGINS : 0U);
    memcpy(b->out.p, &p, sizeof p);
    struct policy *made = (void *)b->out.p;
    for (uint32_t i = 0; i < p.rules_n[RULES_ALLOW]; i++) {
        uint32_t flags = policy_rule(made, RULES_ALLOW, i)->flags;
        made->meant_open = made->meant_open || (flags & RULE_ALL);
        if (!(flags & RULE_LIMITS) && made->open_allow == -1)
            made->open_allow = (int32_t)i;
    }
    return true;
}

/* Compile rules and logins into *to. false: *why says what is wrong with which flag, without
 * "proxy: ". Takes its time: reads files, and may compute a hash. */
static bool policy_build(const struct policy_source *src, struct policy_file *to, struct text *why)
{
    struct builder *b = calloc(1, sizeof *b);
    bool ok = false;
    errno = ENOMEM;
    if (b) {
        b->why = why;
        b->lines.fd = b->from.fd = b->to.fd = -1;
        b->rule.terms.fd = b->rule.strings.fd = b->line.terms.fd = b->line.strings.fd = -1;
        b->out.fd = to->fd = os_nameless_file();
        ok = to->fd != -1 && policy_fill(b, src) && ftruncate(to->fd, (off_t)b->out.n) == 0;
        to->size = b->out.n;
    }
    if (!ok && why->n == 0)
        text_printf(why, "rules and logins: %s", strerror(errno));
    if (!b)
        return false;
    grow_free(&b->lines);
    grow_free(&b->from);
    grow_free(&b->to);
    grow_free(&b->rule.terms);
    grow_free(&b->rule.strings);
    grow_free(&b->line.terms);
    grow_free(&b->line.strings);
    if (to->fd != -1)
        grow_free(&b->out);
    if (!ok && to->fd != -1)
        (void)close(to->fd);
    free(b);
    return ok;
}

/* Map a block made by policy_build(), here or in another process. NULL: errno says why. */
static const struct policy *policy_map(int fd, size_t size)
{
    struct stat st;
    if (fstat(fd, &st) == -1)
        return NULL;
    errno = EINVAL;
    if (size < sizeof(struct policy) || size > (size_t)POLICY_MOST || st.st_size < (off_t)size)
        return NULL;
    void *at = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);
    if (at == MAP_FAILED)
        return NULL;
    const struct policy *p = at;
    if (memcmp(p->magic, policy_magic, sizeof p->magic) == 0 && p->size == size)
        return p;
    (void)munmap(at, size);
    errno = EINVAL;
    return NULL;
}

static void policy_unmap(const struct policy *p)
{
    if (p)
        (void)munmap((void *)(uintptr_t)p, p->size);
}

/* ---- --rate: so many requests a client ---- */

/* The generic cell rate algorithm (ITU-T I.371): of each client one number is kept, the time at which all that it
 * asked will have been due at the rate it may ask. It may be ahead of that by a burst. All workers share the table;
 * whoever finds no place among RATE_PROBES takes that of the client whose time was earliest. */
enum { RATE_CLIENTS = 65536, RATE_PROBES = 8 };
struct rate {
    _Atomic uint64_t client;    /* a hash of its address; 0: nobody */
    _Atomic int64_t due_ns;
};
static struct rate *rates;      /* shared; NULL: there is no limit */

/* By what a client is known: its address, of IPv6 the first half. */
static uint64_t rate_client(const struct addr *a)
{
    return hash_octets((const char *)a->ip, addr_is_v4(a) ? sizeof a->ip : sizeof a->ip / 2) | 1;
}

/* One request of this client. Returns 0: it may pass; else the seconds after which it may be sent again. */
static int64_t rate_take(const struct addr *a)
{
    uint64_t client = rate_client(a);
    struct rate *first = &rates[client / 2 % (RATE_CLIENTS - RATE_PROBES)], *r = first;
    int64_t due, now = now_us * 1000;
    for (unsigned i = 0; i < RATE_PROBES && r->client != client; i++)
        if (first[i].client == client || first[i].due_ns < r->due_ns)
            r = &first[i];
    if (r->client != client) {
        r->due_ns = 0;
        r->client = client;
    }
    due = r->due_ns;
    do {
        int64_t next = (due > now ? due : now) + conf.rate_ns, early = next - conf.rate_burst * conf.rate_ns - now;
        if (early > 0)
            return (early + 999999999) / 1000000000;
        if (atomic_compare_exchange_weak(&r->due_ns, &due, next))
            return 0;
    } while (true);
}

/* ---- failed logins: who guesses passwords waits, longer each time ---- */

/* A client is kept from its first failure until it has not failed for a while (a success is not enough: one who guesses
 * may have a login of his own). After some for free, each doubles the time in which no password of it is looked at. All
 * workers share the table; whoever finds no place among GUESS_PROBES takes that of the client whose time was earliest. */
enum { GUESSERS = 16384, GUESS_PROBES = 8, GUESSES_FREE = 5, GUESS_WAIT_MOST_MS = 60000, GUESS_QUIET_MS = 900000 };
struct guess {
    _Atomic uint64_t client;    /* 0: nobody */
    _Atomic int64_t until_ms;   /* it waits until then */
    _Atomic uint32_t fails;
};
static struct guess *guesses;   /* shared; NULL: there are no logins */

/* NULL: it has no place, and there was none to be `made`. */
static struct guess *guess_find(const struct addr *a, bool make)
{
    const uint64_t client = rate_client(a);
    struct guess *first = &guesses[client / 2 % (GUESSERS - GUESS_PROBES)], *g = first;
    for (unsigned i = 0; i < GUESS_PROBES; i++) {
        if (first[i].client == client)
            return &first[i];
        if (first[i].until_ms < g->until_ms)
            g = &first[i];
    }
    if (!make)
        return NULL;
    g->fails = 0;
    g->until_ms = 0;
    g->client = client;
    return g;
}

/* Seconds in which no password of this client is looked at. */
static int64_t guess_wait(const struct addr *a)
{
    const struct guess *g = guesses && a->kind == ADDR_IP ? guess_find(a, false) : NULL;
    const int64_t left = g && g->fails > GUESSES_FREE ? g->until_ms - now_ms : 0;
    return left > 0 ? (left + 999) / 1000 : 0;
}

static void guess_failed(const struct addr *a)
{
    struct guess *g = guesses && a->kind == ADDR_IP ? guess_find(a, true) : NULL;
    int64_t wait = 500;
    if (!g)
        return;
    if (g->until_ms + GUESS_QUIET_MS < now_ms)
        g->fails = 0;
    const uint32_t fails = atomic_fetch_add(&g->fails, 1) + 1;
    for (uint32_t i = GUESSES_FREE; i < fails && wait < GUESS_WAIT_MOST_MS; i++)
        wait *= 2;
    g->until_ms = now_ms + (wait < GUESS_WAIT_MOST_MS ? wait : GUESS_WAIT_MOST_MS);
}

/* ==== 6. tls: certificates, sessions and records, by BearSSL; knows no connections ==== der_ pem_ cert_ certs_
 * octets_ pair_ ca_ store_ anchor_ anchors_ verify_ session_ tls_ ==== */

/* What reading may return beside octets and, at the end, 0. */
enum { READ_AGAIN = -1, READ_FAILED = -2 };

enum { MADE_DAYS = 90, CA_DAYS = 3650 };   /* so long the certificates we make are good */

/* What others see of TLS on one connection. */
struct tls {
    bool began;                 /* something of a handshake has come */
    bool up;                    /* the handshake is done */
    bool resumed;               /* it was a short one */
    bool http;                  /* in it the two agreed on HTTP/1.1 (ALPN) */
    bool plain;                 /* what came is no TLS */
    bool ended;                 /* its end has been read */
    bool failed;                /* nothing goes or comes any more */
    bool deaf;                  /* the other side takes no more; it may have said something before */
    bool blocked;               /* records wait for the socket */
    bool held;                  /* of what was given to be written, one octet is said not to be: the same is given again */
    bool has_input;             /* there is more to be read, which poll does not see */
    bool eager;                 /* its owner has noted that */
    short wanted;               /* what its owner wants to know of poll */
    uint8_t subject_n;
    char subject[255];          /* of the client's certificate; n 0: it showed none */
    struct conn *next_eager;
};
struct cert;
struct certs;
struct tls_session;

/* Where systems keep their authorities. */
static const char *const anchors_usual[] = {
    "/etc/ssl/certs/ca-certificates.crt",               /* Debian, Alpine */
    "/etc/pki/tls/certs/ca-bundle.crt",                 /* Fedora */
    "/etc/ssl/cert.pem",                                /* OpenBSD, FreeBSD, macOS, Alpine */
    "/usr/local/share/certs/ca-root-nss.crt",           /* FreeBSD */
    "/etc/ssl/ca-bundle.pem",                           /* openSUSE */
};
enum { ANCHORS_USUAL = sizeof anchors_usual / sizeof *anchors_usual };

static struct certs *certs;     /* what listeners show; NULL: none needs them */
static struct slice ca_pem;     /* -M: the certificate of the authority; n 0: there is none */

/* What a certificate that we make is to say. */
struct plan {
    const struct slice *names;      /* of its servers; is_ca: the first is its own */
    const struct addr *addrs;       /* likewise */
    unsigned names_n, addrs_n;
    bool is_ca;                     /* it signs those of others */
    int days;                       /* for so many it is good, and began to be an hour ago */
    const struct cert *by;          /* who signs it; NULL: itself */
};

#if TLS

/* ---- DER (X.690): what is needed to look into a certificate, and to write one ---- */

/* Take the element at the start of *in. Returns its identifier octet, -1: it is malformed or too long for us. */
static int der_take(struct slice *in, struct slice *content)
{
    const unsigned char *p = (const unsigned char *)in->p;
    size_t n, at = 2;
    if (in->n < 2 || (p[0] & 0x1f) == 0x1f)
        return -1;
    n = p[1];
    if (n >= 0x80) {
        unsigned octets = n & 0x7f;
        if (octets < 1 || octets > 3 || in->n < 2 + octets)
            return -1;
        for (n = 0; octets > 0; octets--)
            n = n << 8 | p[at++];
    }
    if (n > in->n - at)
        return -1;
    *content = (struct slice){ in->p + at, n };
    *in = slice_from(*in, at + n);
    return p[0];
}

enum { DER_INTEGER = 2, DER_BITS = 3, DER_OCTETS = 4, DER_OID = 6, DER_UTF8 = 12, DER_UTC_TIME = 23, DER_BMP = 30,
       DER_SEQUENCE = 0x30, DER_SET = 0x31, DER_EXPLICIT = 0xa0,
       DER_KEY_IDENTIFIER = 0x80, DER_DNS_NAME = 0x82, DER_IP_ADDRESS = 0x87 };   /* of authorityKeyIdentifier, names */

/* A time of a certificate, which BearSSL counts from the year 0, in seconds since 1970. */
static int64_t der_time(uint32_t days, uint32_t seconds)
{
    return ((int64_t)days - 719528) * 86400 + seconds;
}

/* With what has a meaning there escaped (RFC 4514, 2.4). */
static void text_subject_value(struct text *t, struct slice value)
{
    for (size_t k = 0; k < value.n; k++) {
        unsigned char c = (unsigned char)value.p[k];
        bool edge = (c == ' ' && (k == 0 || k + 1 == value.n)) || (c == '#' && k == 0);
        if (c < 0x20 || c >= 0x7f) {
            text_char(t, '\\');
            text_hex_octets(t, &c, 1);
            continue;
        }
        if (edge || strchr(",+\"\\<>;", c))
            text_char(t, '\\');
        text_char(t, (char)c);
    }
}

/* Whose a certificate is: the Name, as it stands there (RFC 5280, 4.1.2.6). n 0: it is malformed. */
static struct slice cert_subject(struct slice der)
{
    struct slice all, tbs, x, name = { der.p, 0 };
    if (der_take(&der, &all) != DER_SEQUENCE || der_take(&all, &tbs) != DER_SEQUENCE)
        return name;
    int tag = der_take(&tbs, &x), field = tag == DER_EXPLICIT ? 0 : 1;
    for (; field < 5 && tag != -1; field++) {       /* serialNumber, signature, issuer, validity, subject */
        name.p = tbs.p;
        tag = der_take(&tbs, &x);
    }
    name.n = tag == -1 ? 0 : (size_t)(tbs.p - name.p);
    return name;
}

/* Whose a certificate is, as RFC 4514 writes it: the most particular first. What does not fit is left out;
 * an attribute of a type we do not know is called "?". */
static void text_subject(struct text *t, struct slice der)
{
    static const struct { struct slice oid; const char *name; } types[] = {
        { { "\x55\x04\x03", 3 }, "CN" }, { { "\x55\x04\x06", 3 }, "C" }, { { "\x55\x04\x07", 3 }, "L" },
        { { "\x55\x04\x08", 3 }, "ST" }, { { "\x55\x04\x0a", 3 }, "O" }, { { "\x55\x04\x0b", 3 }, "OU" },
        { { "\x55\x04\x05", 3 }, "serialNumber" }, { { "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01", 9 }, "emailAddress" },
        { { "\x09\x92\x26\x89\x93\xf2\x2c\x64\x01\x19", 10 }, "DC" },
        { { "\x09\x92\x26\x89\x93\xf2\x2c\x64\x01\x01", 10 }, "UID" },
    };
    enum { PARTS = 16 };
    struct slice all = cert_subject(der), x, parts[PARTS], set, pair, oid, value;
    unsigned n = 0;
    if (der_take(&all, &x) != DER_SEQUENCE)
        return;
    while (n < PARTS && der_take(&x, &set) == DER_SET)
        parts[n++] = set;
    for (unsigned i = n; i-- > 0;)
        for (bool first = true; der_take(&parts[i], &pair) == DER_SEQUENCE; first = false) {
            const char *name = "?";
            if (der_take(&pair, &oid) != DER_OID || der_take(&pair, &value) == -1)
                break;
            for (size_t k = 0; k < sizeof types / sizeof *types; k++)
                if (slice_eq(oid, types[k].oid))
                    name = types[k].name;
            text_str(t, !first ? "+" : t->n ? "," : "");
            text_str(t, name);
            text_char(t, '=');
            text_subject_value(t, value);
        }
}

/* What is in the value of an extension of a certificate (RFC 5280, 4.1.2.9), which is of this type. n 0: it has none, or
 * is malformed. */
static struct slice cert_extension(struct slice der, struct slice of, int type)
{
    struct slice all, tbs, x = der, list, one, oid, none = { der.p, 0 };
    if (der_take(&der, &all) != DER_SEQUENCE || der_take(&all, &tbs) != DER_SEQUENCE)
        return none;
    int tag;
    while ((tag = der_take(&tbs, &x)) != -1 && tag != (DER_EXPLICIT | 3))
        ;
    if (tag == -1 || der_take(&x, &list) != DER_SEQUENCE)
        return none;
    while (der_take(&list, &one) == DER_SEQUENCE)
        if (der_take(&one, &oid) == DER_OID && slice_eq(oid, of)) {
            do
                tag = der_take(&one, &x);
            while (tag != -1 && tag != DER_OCTETS);     /* whether it is critical comes before */
            return tag == DER_OCTETS && der_take(&x, &list) == type ? list : none;
        }
    return none;
}

/* Whom it is for: the GeneralNames of its subjectAltName (RFC 5280, 4.2.1.6). */
static struct slice cert_alt_names(struct slice der)
{
    return cert_extension(der, SLICE("\x55\x1d\x11"), DER_SEQUENCE);
}

/* May it be used for this (RFC 5280, 4.2.1.12)? Where it does not say for what, it may. */
static bool cert_is_usable(struct slice der, struct slice purpose)
{
    struct slice usages = cert_extension(der, SLICE("\x55\x1d\x25"), DER_SEQUENCE), one;
    bool may = usages.n == 0;
    while (der_take(&usages, &one) == DER_OID)
        may |= slice_eq(one, purpose) || slice_eq(one, SLICE("\x55\x1d\x25\x00"));
    return may;
}

/* Is the certificate for this name? 2: it says so, 1: by a wildcard, which stands for one label (RFC 6125, 6.4.3). */
static int cert_is_for(struct slice alt_names, struct slice name)
{
    struct slice one;
    int best = 0, tag;
    while ((tag = der_take(&alt_names, &one)) != -1) {
        if (tag != DER_DNS_NAME)
            continue;
        if (slice_eq_nocase(one, name))
            return 2;
        size_t dot = slice_find(name, '.');
        if (slice_starts(one, SLICE("*.")) && dot && dot < name.n && slice_eq_nocase(slice_from(one, 1), slice_from(name, dot)))
            best = 1;
    }
    return best;
}

/* DER is written from its end to its start, for then the length of what an element holds is known. */
struct der {
    unsigned char *at;          /* what was written begins here */
    unsigned char *start;       /* of the room for it; at NULL: there was not enough */
};

static void der_put(struct der *d, const void *p, size_t n)
{
    if (!d->at || (size_t)(d->at - d->start) < n) {
        d->at = NULL;
        return;
    }
    d->at -= n;
    memcpy(d->at, p, n);
}

/* Make an element of all that was written since `end`, which is less than 16 MiB. */
static void der_wrap(struct der *d, int tag, const unsigned char *end)
{
    size_t n = d->at ? (size_t)(end - d->at) : 0;
    unsigned char head[5];
    int at = 5;
    for (size_t left = n; left && n >= 0x80; left >>= 8)        /* as few octets as will do (X.690, 10.1) */
        head[--at] = (unsigned char)left;
    at--;
    head[at] = (unsigned char)(n < 0x80 ? n : 0x80 + 4U - (unsigned)at);
    head[--at] = (unsigned char)tag;
    der_put(d, head + at, 5 - (size_t)at);
}

static void der_element(struct der *d, int tag, const void *p, size_t n)
{
    const unsigned char *end = d->at;
    der_put(d, p, n);
    der_wrap(d, tag, end);
}

/* ---- certificates: a chain and its key, out of PEM ---- */

/* What listeners show: all of the -c, or the one that was made. Handshakes under way keep what they began with. */
struct cert {
    br_x509_certificate *chain; /* the server's own first */
    size_t chain_n;
    struct slice alt_names;     /* of the first */
    int key_type;               /* BR_KEYTYPE_RSA or BR_KEYTYPE_EC */
    union { br_rsa_private_key rsa; br_ec_private_key ec; } key;
    unsigned char *key_data;    /* to which that points */
    size_t key_n;
};
struct certs {
    unsigned users;             /* handshakes, and one for being in force */
    unsigned n;
    struct cert list[];
};

static void cert_free(struct cert *c)
{
    for (size_t i = 0; i < c->chain_n; i++)
        free(c->chain[i].data);
    free(c->chain);
    if (c->key_data)
        explicit_bzero(c->key_data, c->key_n);
    free(c->key_data);
}

/* The first certificate, as it is sent. */
static struct slice cert_own(const struct cert *c)
{
    return (struct slice){ (char *)c->chain[0].data, c->chain[0].data_len };
}

/* One user less. */
static void certs_release(struct certs *c)
{
    if (!c || --c->users)
        return;
    for (unsigned i = 0; i < c->n; i++)
        cert_free(&c->list[i]);
    free(c);
}

struct octets {
    unsigned char *p;
    size_t n;
    bool failed;                /* no memory */
};

/* For BearSSL: what it decodes is kept. */
static void octets_add(void *to, const void *p, size_t n)
{
    struct octets *o = to;
    unsigned char *larger = o->failed ? NULL : realloc(o->p, o->n + n + 1);
    o->failed = !larger;
    if (!larger)
        return;
    memcpy(larger + o->n, p, n);
    o->p = larger;
    o->n += n;
}

/* Take the private key. NULL, or what is wrong with it. */
static const char *cert_take_key(struct cert *c, const struct octets *der)
{
    br_skey_decoder_context d;
    const char *why = NULL;
    if (c->key_data)
        return "there is more than one key";
    br_skey_decoder_init(&d);
    br_skey_decoder_push(&d, der->p, der->n);
    c->key_type = br_skey_decoder_last_error(&d) ? 0 : br_skey_decoder_key_type(&d);
    const br_rsa_private_key *rsa = c->key_type == BR_KEYTYPE_RSA ? br_skey_decoder_get_rsa(&d) : NULL;
    const br_ec_private_key *ec = c->key_type == BR_KEYTYPE_EC ? br_skey_decoder_get_ec(&d) : NULL;
    if (ec && ec->curve != BR_EC_secp256r1 && ec->curve != BR_EC_secp384r1)
        why = "the key is on a curve other than P-256 and P-384";
    else if (!rsa && !ec)
        why = "the key is neither of RSA nor of an elliptic curve";
    else {
        c->key_n = rsa ? rsa->plen + rsa->qlen + rsa->dplen + rsa->dqlen + rsa->iqlen : ec->xlen;
        c->key_data = malloc(c->key_n + 1);
        why = c->key_data ? NULL : "no memory";
    }
    if (!why && ec) {
        c->key.ec = *ec;
        c->key.ec.x = memcpy(c->key_data, ec->x, ec->xlen);
    } else if (!why) {
        unsigned char *at = c->key_data;
        c->key.rsa = *rsa;
        c->key.rsa.p = memcpy(at, rsa->p, rsa->plen);
        c->key.rsa.q = memcpy(at += rsa->plen, rsa->q, rsa->qlen);
        c->key.rsa.dp = memcpy(at += rsa->qlen, rsa->dp, rsa->dplen);
        c->key.rsa.dq = memcpy(at += rsa->dplen, rsa->dq, rsa->dqlen);
        c->key.rsa.iq = memcpy(at + rsa->dqlen, rsa->iq, rsa->iqlen);
    }
    explicit_bzero(&d, sizeof d);
    return why;
}

/* Do the key and the first certificate belong together? *days, *seconds: until when it is good, since the year 0. NULL,
 * or what is wrong. */
static const char *cert_check(const struct cert *c, uint32_t *days, uint32_t *seconds)
{
    static br_x509_decoder_context d;
    unsigned char made[BR_EC_KBUF_PUB_MAX_SIZE > 1024 ? BR_EC_KBUF_PUB_MAX_SIZE : 1024];
    const br_x509_pkey *pk = NULL;
    for (size_t i = c->chain_n; i-- > 0;) {
        br_x509_decoder_init(&d, NULL, NULL);
        br_x509_decoder_push(&d, c->chain[i].data, c->chain[i].data_len);
        if (!(pk = br_x509_decoder_get_pkey(&d)))
            return "a certificate is malformed, or has a key of a kind we do not know";
    }
    *days = d.notafter_days;
    *seconds = d.notafter_seconds;
    bool same = false;
    if (pk->key_type == BR_KEYTYPE_EC && c->key_type == BR_KEYTYPE_EC) {
        br_ec_public_key own;
        size_t n = br_ec_compute_pub(br_ec_get_default(), &own, made, &c->key.ec);
        same = n && pk->key.ec.curve == c->key.ec.curve && n == pk->key.ec.qlen && memcmp(made, pk->key.ec.q, n) == 0;
    } else if (pk->key_type == BR_KEYTYPE_RSA && c->key_type == BR_KEYTYPE_RSA) {
        br_rsa_compute_modulus modulus = br_rsa_i15_compute_modulus;     /* BearSSL 0.6: the other cannot do 4096 bits */
        size_t n = modulus(NULL, &c->key.rsa), zeros = 0;
        while (zeros < pk->key.rsa.nlen && !pk->key.rsa.n[zeros])
            zeros++;
        same = n && n <= sizeof made && modulus(made, &c->key.rsa) == n && n == pk->key.rsa.nlen - zeros
            && memcmp(made, pk->key.rsa.n + zeros, n) == 0;
    }
    return same ? NULL : "the key does not belong to the certificate";
}

static bool pem_is_certificate(const char *name)
{
    return strcmp(name, "CERTIFICATE") == 0 || strcmp(name, "X509 CERTIFICATE") == 0;
}

/* Deal with one object of a PEM file. NULL, or what is wrong. */
static const char *cert_take_object(void *arg, const char *name, struct octets *der)
{
    struct cert *c = arg;
    if (pem_is_certificate(name)) {
        br_x509_certificate *chain = realloc(c->chain, (c->chain_n + 1) * sizeof *chain);
        if (!chain)
            return "no memory";
        c->chain = chain;
        c->chain[c->chain_n++] = (br_x509_certificate){ .data = der->p, .data_len = der->n };
        der->p = NULL;
        return NULL;
    }
    if (strcmp(name, "ENCRYPTED PRIVATE KEY") == 0)
        return "the key is encrypted; say openssl pkey -in FILE -out PLAIN";
    if (strcmp(name, "PRIVATE KEY") == 0 || strcmp(name, "RSA PRIVATE KEY") == 0 || strcmp(name, "EC PRIVATE KEY") == 0)
        return cert_take_key(c, der);
    return NULL;                        /* parameters of a curve, say */
}

/* Have each object of a PEM text (RFC 7468) taken: by its name, its octets and arg; what it keeps of the octets it takes
 * out of there. NULL, or what is wrong: the taker says so, or the text is malformed. */
static const char *pem_read(struct slice pem, const char *(*take)(void *arg, const char *name, struct octets *der), void *arg)
{
    br_pem_decoder_context d;
    struct octets der = { .n = 0 };
    const char *why = NULL;
    char name[128] = "";
    bool inside = false;
    br_pem_decoder_init(&d);
    for (bool ended = false; !why && (pem.n || !ended);) {
        struct slice part = pem.n ? (struct slice){ pem.p, slice_find(pem, '\r') } : SLICE("\n");
        ended = !pem.n;                 /* a last line may lack its end */
        size_t n = part.n ? br_pem_decoder_push(&d, part.p, part.n) : 1;    /* the decoder would take CR for a part of names */
        pem = slice_from(pem, ended ? 0 : n);
        switch (br_pem_decoder_event(&d)) {
        case BR_PEM_BEGIN_OBJ:
            inside = true;
            (void)snprintf(name, sizeof name, "%s", br_pem_decoder_name(&d));
            br_pem_decoder_setdest(&d, octets_add, &der);
            break;
        case BR_PEM_END_OBJ:
            inside = false;
            why = der.failed ? "no memory" : take(arg, name, &der);
            if (der.p)
                explicit_bzero(der.p, der.n);
            free(der.p);
            der = (struct octets){ .n = 0 };
            break;
        case BR_PEM_ERROR:
            why = "it is malformed PEM, or has a key that is encrypted";
            break;
        }
    }
    if (der.p)
        explicit_bzero(der.p, der.n);
    free(der.p);
    explicit_bzero(&d, sizeof d);
    return why ? why : inside ? "it is malformed PEM: its end is missing" : NULL;
}

/* Read a certificate, those that lead to its root and its key, in any order, out of PEM. NULL, or what is wrong; then *c
 * is to be freed all the same. *expired: it is no longer good. */
static const char *cert_read(struct slice pem, struct cert *c, bool *expired)
{
    *c = (struct cert){ .chain = NULL };
    const char *why = pem_read(pem, cert_take_object, c);
    if (!why && !c->chain_n)
        why = "there is no certificate in it (PEM)";
    if (!why && !c->key_data)
        why = "there is no private key; say key=FILE";
    uint32_t days = 0, seconds = 0;
    if (!why)
        why = cert_check(c, &days, &seconds);
    *expired = der_time(days, seconds) < now_s;
    if (!why)
        c->alt_names = cert_alt_names(cert_own(c));
    return why;
}

/* All certificates out of blocks of PEM. NULL: *which has *why. */
static struct certs *certs_read(const struct slice *pems, unsigned n, unsigned *which, const char **why, bool tell)
{
    struct certs *made = calloc(1, sizeof *made + n * sizeof *made->list);
    *why = made ? NULL : "no memory";
    *which = 0;
    if (made)
        made->users = 1;
    for (unsigned i = 0; i < n && made; i++) {
        bool expired;
        *which = i;
        *why = cert_read(pems[i], &made->list[i], &expired);
        made->n = i + 1;
        if (*why) {
            certs_release(made);
            return NULL;
        }
        if (expired && tell)
            warn(0, "-c %s: this certificate has expired", i < conf.certs_n ? conf.certs[i].file : "");
    }
    return made;
}

enum { PLAN_ROOM = 24 << 10, COMMON_NAME_MOST = 64, KEY_ID_OCTETS = 20 };

/* How a key of this kind signs here: the AlgorithmIdentifier (RFC 5758, 3.2; RFC 8017, A.2.4). */
static void cert_put_algorithm(struct der *d, int key_type)
{
    static const unsigned char ecdsa_sha256[] = { 0x30, 10, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2 };
    static const unsigned char rsa_sha256[] = { 0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11, 5, 0 };
    if (key_type == BR_KEYTYPE_RSA)
        der_put(d, rsa_sha256, sizeof rsa_sha256);
    else
        der_put(d, ecdsa_sha256, sizeof ecdsa_sha256);
}

/* An extension whose value was written since `end`. */
static void cert_wrap_extension(struct der *d, const char *oid, const unsigned char *end)
{
    der_wrap(d, DER_OCTETS, end);
    der_element(d, DER_OID, oid, 3);
    der_wrap(d, DER_SEQUENCE, end);
}

/* The identifier of a key (RFC 7093, 2: the first octets of its hash). */
static void cert_key_id(const br_ec_public_key *pk, unsigned char *id)
{
    uint8_t digest[32];
    digest_sha256((char *)pk->q, pk->qlen, digest);
    memcpy(id, digest, KEY_ID_OCTETS);
}

static void cert_put_extensions(struct der *d, const struct plan *p, const br_ec_public_key *pk)
{
    static const unsigned char of_server[] = {
        0x30, 12, 6, 3, 0x55, 0x1d, 0x13, 1, 1, 0xff, 4, 2, 0x30, 0,                            /* basicConstraints: no CA */
        0x30, 14, 6, 3, 0x55, 0x1d, 0x0f, 1, 1, 0xff, 4, 4, 3, 2, 7, 0x80,                      /* keyUsage: it signs */
        0x30, 19, 6, 3, 0x55, 0x1d, 0x25, 4, 12, 0x30, 10, 6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 1,     /* extKeyUsage: a server */
    };
    static const unsigned char of_ca[] = {
        0x30, 18, 6, 3, 0x55, 0x1d, 0x13, 1, 1, 0xff, 4, 8, 0x30, 6, 1, 1, 0xff, 2, 1, 0,       /* a CA, of no other CA */
        0x30, 14, 6, 3, 0x55, 0x1d, 0x0f, 1, 1, 0xff, 4, 4, 3, 2, 1, 6,                       /* certificates, lists */
    };
    const unsigned char *end = d->at, *one = end;
    unsigned char id[KEY_ID_OCTETS];
    for (unsigned i = p->addrs_n; i-- > 0;)
        der_element(d, DER_IP_ADDRESS, p->addrs[i].ip + (addr_is_v4(&p->addrs[i]) ? 12 : 0),
                    addr_is_v4(&p->addrs[i]) ? 4 : 16);
    for (unsigned i = p->is_ca ? 0 : p->names_n; i-- > 0;)
        der_element(d, DER_DNS_NAME, p->names[i].p, p->names[i].n);
    if (!p->is_ca) {
        der_wrap(d, DER_SEQUENCE, one);
        cert_wrap_extension(d, "\x55\x1d\x11", one);        /* subjectAltName */
    }
    one = d->at;
    struct slice by = { "", 0 };
    if (p->by)
        by = cert_extension(cert_own(p->by), SLICE("\x55\x1d\x0e"), DER_OCTETS);
    if (by.n) {
        der_element(d, DER_KEY_IDENTIFIER, by.p, by.n);
        der_wrap(d, DER_SEQUENCE, one);
        cert_wrap_extension(d, "\x55\x1d\x23", one);        /* authorityKeyIdentifier */
    }
    one = d->at;
    cert_key_id(pk, id);
    der_element(d, DER_OCTETS, id, sizeof id);
    cert_wrap_extension(d, "\x55\x1d\x0e", one);            /* subjectKeyIdentifier */
    if (p->is_ca)
        der_put(d, of_ca, sizeof of_ca);
    else
        der_put(d, of_server, sizeof of_server);
    der_wrap(d, DER_SEQUENCE, end);
    der_wrap(d, DER_EXPLICIT | 3, end);
}

/* Put a Name of one attribute, its common name (RFC 5280, 4.1.2.4 and appendix A: it is short). */
static void cert_put_name(struct der *d, struct slice name)
{
    const unsigned char *end = d->at;
    if (name.n > COMMON_NAME_MOST)
        name = SLICE("proxy");
    der_element(d, DER_UTF8, name.p, name.n);
    der_element(d, DER_OID, "\x55\x04\x03", 3);
    der_wrap(d, DER_SEQUENCE, end);
    der_wrap(d, DER_SET, end);
    der_wrap(d, DER_SEQUENCE, end);
}

/* Put what is signed of a certificate (RFC 5280, 4.1.2) with this key, from its end. */
static void cert_put_signed(struct der *d, const struct plan *p, const br_ec_public_key *pk)
{
    static const unsigned char p256[] = {
        0x30, 19, 6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7,
    };
    static const unsigned char version[] = { 0xa0, 3, 2, 1, 2 };
    const unsigned char *end = d->at, *part;
    unsigned char serial[16];
    char ip[64];
    struct text t = TEXT(ip);
    if (!p->names_n)
        text_ip(&t, &p->addrs[0]);
    const struct slice name = p->names_n ? p->names[0] : text_all(&t);
    os_random(serial, sizeof serial);
    serial[0] = (serial[0] & 0x7f) | 0x40;              /* positive, and of full length */
    cert_put_extensions(d, p, pk);
    part = d->at;
    der_put(d, pk->q, pk->qlen);
    der_put(d, "", 1);
    der_wrap(d, DER_BITS, part);
    der_put(d, p256, sizeof p256);
    der_wrap(d, DER_SEQUENCE, part);
    cert_put_name(d, name);
    part = d->at;
    for (int i = 1; i >= 0; i--) {
        char utc[16];
        time_t when = (time_t)(now_s + (i ? p->days * INT64_C(86400) : -3600));
        struct tm tm;
        (void)strftime(utc, sizeof utc, "%y%m%d%H%M%SZ", gmtime_r(&when, &tm));
        der_element(d, DER_UTC_TIME, utc, 13);
    }
    der_wrap(d, DER_SEQUENCE, part);
    if (p->by) {
        struct slice by = cert_subject(cert_own(p->by));
        der_put(d, by.p, by.n);
    } else
        cert_put_name(d, name);
    cert_put_algorithm(d, p->by ? p->by->key_type : BR_KEYTYPE_EC);
    der_element(d, DER_INTEGER, serial, sizeof serial);
    der_put(d, version, sizeof version);
    der_wrap(d, DER_SEQUENCE, end);
}

/* Write a certificate, with this key pair, into static room: lent until the next call. n 0: there was not enough. */
static struct slice cert_write(const struct plan *p, const br_ec_private_key *sk, const br_ec_public_key *pk)
{
    static unsigned char part_room[PLAN_ROOM], room[PLAN_ROOM];
    struct der part = { .at = part_room + PLAN_ROOM, .start = part_room }, d = { .at = room + PLAN_ROOM, .start = room };
    unsigned char signature[1024];
    uint8_t digest[32];
    size_t signature_n = 0;
    cert_put_signed(&part, p, pk);
    const size_t n = part.at ? (size_t)(part_room + PLAN_ROOM - part.at) : 0;
    if (n == 0)
        return (struct slice){ "", 0 };
    digest_sha256((char *)part.at, n, digest);
    if (!p->by || p->by->key_type == BR_KEYTYPE_EC)
        signature_n = br_ecdsa_sign_asn1_get_default()(br_ec_get_default(), &br_sha256_vtable, digest,
                                                       p->by ? &p->by->key.ec : sk, signature);
    else if (p->by->key.rsa.n_bitlen <= 8 * sizeof signature
             && br_rsa_pkcs1_sign_get_default()(BR_HASH_OID_SHA256, digest, sizeof digest, &p->by->key.rsa, signature))
        signature_n = (p->by->key.rsa.n_bitlen + 7) / 8;
    der_put(&d, signature, signature_n);
    der_put(&d, "", 1);
    der_wrap(&d, DER_BITS, room + PLAN_ROOM);
    cert_put_algorithm(&d, p->by ? p->by->key_type : BR_KEYTYPE_EC);
    der_put(&d, part.at, n);
    der_wrap(&d, DER_SEQUENCE, room + PLAN_ROOM);
    return (struct slice){ (char *)d.at, signature_n && d.at ? (size_t)(room + PLAN_ROOM - d.at) : 0 };
}

/* A key pair of P-256. */
struct pair {
    br_ec_private_key sk;
    br_ec_public_key pk;
    unsigned char secret[BR_EC_KBUF_PRIV_MAX_SIZE], point[BR_EC_KBUF_PUB_MAX_SIZE];     /* to which those point */
};

static void pair_make(struct pair *p)
{
    unsigned char seed[32];
    br_hmac_drbg_context rng;
    const br_ec_impl *ec = br_ec_get_default();
    os_random(seed, sizeof seed);
    br_hmac_drbg_init(&rng, &br_sha256_vtable, seed, sizeof seed);
    (void)br_ec_keygen(&rng.vtable, ec, &p->sk, p->secret, BR_EC_secp256r1);
    (void)br_ec_compute_pub(ec, &p->pk, p->point, &p->sk);
    explicit_bzero(seed, sizeof seed);
    explicit_bzero(&rng, sizeof rng);
}

/* Make a certificate as planned, with a new key of P-256; it and, behind it, the key go to *t, as PEM, and the SHA-256 of
 * it to *digest. false: there are too many names. */
static bool cert_make(struct text *t, const struct plan *p, uint8_t *digest)
{
    struct pair pair;
    unsigned char key[BR_EC_KBUF_PRIV_MAX_SIZE + 256];
    pair_make(&pair);
    struct slice der = cert_write(p, &pair.sk, &pair.pk);
    bool ok = der.n != 0;
    if (ok) {
        size_t key_n = br_encode_ec_pkcs8_der(key, &pair.sk, &pair.pk);
        size_t pem_n = br_pem_encode(NULL, NULL, der.n, "CERTIFICATE", BR_PEM_LINE64)
            + br_pem_encode(NULL, NULL, key_n, "PRIVATE KEY", BR_PEM_LINE64);
        digest_sha256(der.p, der.n, digest);
        if ((ok = pem_n + 2 <= t->cap - t->n)) {        /* with the NUL it puts behind */
            t->n += br_pem_encode(t->p + t->n, der.p, der.n, "CERTIFICATE", BR_PEM_LINE64);
            t->n += br_pem_encode(t->p + t->n, key, key_n, "PRIVATE KEY", BR_PEM_LINE64);
        }
    }
    explicit_bzero(key, sizeof key);
    explicit_bzero(&pair, sizeof pair);
    return ok;
}

/* ---- the authority of -M, and the certificates it signs as they are asked for ---- */

enum { LEAVES = 512, LEAF_S = 30 * 86400, SUBJECT_MOST = 4096 };

static struct {
    struct certs *own;          /* its certificate, and its key; NULL: there is none */
    struct pair pair;           /* of all it signs for */
    struct leaf {
        struct authority of;
        struct certs *certs;    /* NULL: the place is free */
        int64_t until_s;        /* then another is made */
    } *leaves;
} ca;

/* Who it is out of PEM: its certificate and its key. NULL, or what is wrong. */
static const char *ca_take(struct slice pem)
{
    static br_x509_decoder_context d;
    const char *why;
    unsigned which;
    if (!(ca.own = certs_read(&pem, 1, &which, &why, false)))
        return why;
    const struct cert *c = &ca.own->list[0];
    br_x509_decoder_init(&d, NULL, NULL);
    br_x509_decoder_push(&d, c->chain[0].data, c->chain[0].data_len);
    const struct slice usage = cert_extension(cert_own(c), SLICE("\x55\x1d\x0f"), DER_BITS);
    if (!br_x509_decoder_isCA(&d) || (usage.n > 1 && !(usage.p[1] & 4)))        /* keyCertSign */
        return "it is not the certificate of an authority";
    if (der_time(d.notbefore_days, d.notbefore_seconds) > now_s)
        return "this authority is not yet good";
    if (cert_subject(cert_own(c)).n > SUBJECT_MOST)
        return "its name is too long";
    if (c->chain_n > 1)
        return "it is to be one that clients trust by itself, and there are several";
    if (der_time(d.notafter_days, d.notafter_seconds) < now_s)
        return "this authority has expired; remove the directory, and have the clients trust the next one";
    pair_make(&ca.pair);
    return (ca.leaves = calloc(LEAVES, sizeof *ca.leaves)) ? NULL : "no memory";
}

/* Who signs in its name; NULL: there is none. */
static const struct cert *ca_cert(void)
{
    return ca.own ? &ca.own->list[0] : NULL;
}

/* The certificate for a server that goes by this name or address: one that was made before, or a new one. The caller is
 * one of its users. NULL: no memory. */
static struct certs *ca_leaf(const struct authority *of)
{
    struct leaf *l = &ca.leaves[hash_octets(of->host, of->host_n) % LEAVES];
    const struct slice name = authority_host(of);
    if (!l->certs || l->until_s < now_s || !slice_eq(authority_host(&l->of), name)) {
        const bool is_addr = of->ip.kind == ADDR_IP && !of->pinned;
        struct plan plan = { .names = &name, .names_n = !is_addr, .addrs = &of->ip, .addrs_n = is_addr, .days = MADE_DAYS,
            .by = &ca.own->list[0] };
        struct slice der = cert_write(&plan, &ca.pair.sk, &ca.pair.pk);
        struct certs *made = calloc(1, sizeof *made + sizeof *made->list);
        br_x509_certificate *chain = malloc(sizeof *chain);
        struct octets kept = { .n = 0 };
        octets_add(&kept, der.p, der.n);
        if (!made || !chain || !kept.p || !der.n) {
            free(made);
            free(chain);
            free(kept.p);
            return NULL;
        }
        *chain = (br_x509_certificate){ .data = kept.p, .data_len = kept.n };
        made->users = made->n = 1;
        made->list[0] = (struct cert){ .chain = chain, .chain_n = 1, .key_type = BR_KEYTYPE_EC, .key.ec = ca.pair.sk };
        made->list[0].alt_names = cert_alt_names(cert_own(&made->list[0]));
        certs_release(l->certs);
        *l = (struct leaf){ .of = *of, .certs = made, .until_s = now_s + LEAF_S };
    }
    l->certs->users++;
    return l->certs;
}

/* ---- PKCS #12 (RFC 7292), as Java's programs want to be told whom to trust: without password, as it is public ---- */

static const char oid_data[] = "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01";
static const char oid_cert_bag[] = "\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01\x03";
static const char oid_x509[] = "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x16\x01";
static const char oid_friendly_name[] = "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x14";
static const char oid_java_trusted[] = "\x60\x86\x48\x01\x86\xf9\x66\xad\xca\x7b\x01\x01";      /* JDK-8006946 */
static const char oid_any_usage[] = "\x55\x1d\x25\x00";

struct store {
    struct octets bags;         /* a SafeBag a certificate */
    unsigned n;
};

/* Put an attribute whose one value was written since `end`. */
static void store_wrap_attribute(struct der *d, const char *oid, size_t oid_n, const unsigned char *end)
{
    der_wrap(d, DER_SET, end);
    der_element(d, DER_OID, oid, oid_n);
    der_wrap(d, DER_SEQUENCE, end);
}

/* Add a certificate. NULL, or what is wrong. */
static const char *store_take(void *arg, const char *name, struct octets *der)
{
    static unsigned char room[PLAN_ROOM];
    struct der d = { .at = room + sizeof room, .start = room };
    struct store *to = arg;
    const unsigned char *end = d.at;
    if (!pem_is_certificate(name))
        return NULL;
    der_element(&d, DER_OID, oid_any_usage, sizeof oid_any_usage - 1);
    store_wrap_attribute(&d, oid_java_trusted, sizeof oid_java_trusted - 1, end);
    const unsigned char *one = d.at;
    unsigned char alias[8] = { 0, 'c' };                /* c000 and on */
    for (unsigned i = 3, left = to->n; i > 0; i--, left /= 10)
        alias[2 * i + 1] = (unsigned char)('0' + left % 10);
    der_element(&d, DER_BMP, alias, sizeof alias);
    store_wrap_attribute(&d, oid_friendly_name, sizeof oid_friendly_name - 1, one);
    der_wrap(&d, DER_SET, end);
    one = d.at;
    der_element(&d, DER_OCTETS, der->p, der->n);
    der_wrap(&d, DER_EXPLICIT, one);
    der_element(&d, DER_OID, oid_x509, sizeof oid_x509 - 1);
    der_wrap(&d, DER_SEQUENCE, one);
    der_wrap(&d, DER_EXPLICIT, one);
    der_element(&d, DER_OID, oid_cert_bag, sizeof oid_cert_bag - 1);
    der_wrap(&d, DER_SEQUENCE, end);
    if (!d.at)
        return NULL;                    /* nobody has one as large as that */
    octets_add(&to->bags, d.at, (size_t)(end - d.at));
    to->n++;
    return to->bags.failed ? "no memory" : NULL;
}

/* Wrap what was written since `end` as a ContentInfo of data. */
static void store_wrap_data(struct der *d, const unsigned char *end)
{
    der_wrap(d, DER_SEQUENCE, end);
    der_wrap(d, DER_OCTETS, end);
    der_wrap(d, DER_EXPLICIT, end);
    der_element(d, DER_OID, oid_data, sizeof oid_data - 1);
    der_wrap(d, DER_SEQUENCE, end);
}

/* A store of all certificates of a PEM text, the caller's to free; n 0: there is no memory. */
static struct slice store_write(struct slice pem)
{
    struct store s = { .n = 0 };
    const char *why = pem_read(pem, store_take, &s);
    const size_t cap = s.bags.n + 128;
    unsigned char *room = why ? NULL : malloc(cap);
    if (!room) {
        free(s.bags.p);
        return (struct slice){ NULL, 0 };
    }
    struct der d = { .at = room + cap, .start = room };
    const unsigned char *end = d.at;
    der_put(&d, s.bags.p, s.bags.n);
    free(s.bags.p);
    store_wrap_data(&d, end);
    store_wrap_data(&d, end);
    der_element(&d, DER_INTEGER, "\3", 1);
    der_wrap(&d, DER_SEQUENCE, end);
    if (!d.at) {
        free(room);
        return (struct slice){ NULL, 0 };
    }
    const size_t n = (size_t)(end - d.at);
    memmove(room, d.at, n);
    return (struct slice){ (char *)room, n };
}

/* ---- whom servers' certificates are to lead to, and whether they do ---- */

struct anchors {
    br_x509_trust_anchor *list;
    size_t n;
};
static struct anchors anchors;          /* servers' */
static struct anchors client_anchors[LISTENERS_MAX];    /* of the clients of each listener; n 0: they need no certificate */

/* One more. What is no certificate, or one with a key of a kind we do not know, is passed over. */
static const char *anchor_take(void *arg, const char *name, struct octets *der)
{
    static br_x509_decoder_context d;
    struct octets dn = { .n = 0 };
    struct anchors *to = arg;
    if (!pem_is_certificate(name) && strcmp(name, "TRUSTED CERTIFICATE") != 0)
        return NULL;
    br_x509_decoder_init(&d, octets_add, &dn);
    struct slice rest = { (char *)der->p, der->n }, first;
    (void)der_take(&rest, &first);              /* OpenSSL's trusted ones have something behind it */
    br_x509_decoder_push(&d, der->p, der->n - rest.n);
    const br_x509_pkey *pk = br_x509_decoder_get_pkey(&d);
    size_t n = !pk ? 0 : pk->key_type == BR_KEYTYPE_RSA ? pk->key.rsa.nlen + pk->key.rsa.elen : pk->key.ec.qlen;
    unsigned char *key = n ? malloc(n) : NULL;
    if (!key || dn.failed) {
        free(dn.p);
        free(key);
        return n ? "no memory" : NULL;
    }
    br_x509_trust_anchor a = {
        .dn = { .data = dn.p, .len = dn.n }, .flags = br_x509_decoder_isCA(&d) ? BR_X509_TA_CA : 0, .pkey = *pk,
    };
    if (pk->key_type == BR_KEYTYPE_RSA) {
        a.pkey.key.rsa.n = memcpy(key, pk->key.rsa.n, pk->key.rsa.nlen);
        a.pkey.key.rsa.e = memcpy(key + pk->key.rsa.nlen, pk->key.rsa.e, pk->key.rsa.elen);
    } else
        a.pkey.key.ec.q = memcpy(key, pk->key.ec.q, pk->key.ec.qlen);
    br_x509_trust_anchor *list = realloc(to->list, (to->n + 1) * sizeof *list);
    if (!list) {
        free(dn.p);
        free(key);
        return "no memory";
    }
    to->list = list;
    to->list[to->n++] = a;
    return NULL;
}

/* Trust those in this PEM text. NULL, or what is wrong. */
static const char *anchors_read(struct anchors *to, struct slice pem)
{
    const char *why = pem_read(pem, anchor_take, to);
    return why ? why : to->n ? NULL : "there is no certificate in it (PEM)";
}

/* Whom servers' certificates are to lead to is read when the first is reached, if not at the start. false: nobody. */
static bool anchors_found(void)
{
    static enum { UNREAD, THERE, MISSING } state;
    for (size_t i = 0; state == UNREAD && i < (conf.ca ? 1 : ANCHORS_USUAL); i++) {
        size_t n;
        char *pem = file_read(conf.ca ? conf.ca : anchors_usual[i], &n);
        const char *why = pem ? anchors_read(&anchors, (struct slice){ pem, n }) : strerror(errno);
        free(pem);
        if (!why)
            state = THERE;
        else if (conf.ca)
            warn(0, "--ca %s: %s", conf.ca, why);
    }
    if (state == UNREAD)
        state = MISSING;
    return state == THERE;
}

/* The clients of this listener have to show a certificate that leads to one in this file. NULL, or what is wrong. */
static const char *anchors_of_clients(unsigned listener, const char *file)
{
    size_t n;
    char *pem = file_read(file, &n);
    const char *why = pem ? anchors_read(&client_anchors[listener], (struct slice){ pem, n }) : strerror(errno);
    free(pem);
    return why;
}

/* What BearSSL asks about a chain: its own verification, with addresses, which it does not know; or, blind (-k), the
 * first certificate is believed. */
struct verifier {
    const br_x509_class *vtable;
    union { br_x509_minimal_context chain; br_x509_decoder_context first; } by;
    bool blind;
    const struct addr *ip;      /* it is to be for this address; NULL: for the name */
    unsigned begun;             /* so many certificates have */
    bool of_client;             /* it is a client's */
    struct octets leaf;         /* the first */
};

static struct verifier *verify_of(const br_x509_class **p)
{
    return (struct verifier *)(void *)(uintptr_t)p;
}

static void verify_start_chain(const br_x509_class **p, const char *name)
{
    struct verifier *v = verify_of(p);
    if (!v->blind)
        v->by.chain.vtable->start_chain(&v->by.chain.vtable, v->ip ? NULL : name);
}

static void verify_start_cert(const br_x509_class **p, uint32_t n)
{
    struct verifier *v = verify_of(p);
    v->begun++;
    if (!v->blind)
        v->by.chain.vtable->start_cert(&v->by.chain.vtable, n);
    else if (v->begun == 1)
        br_x509_decoder_init(&v->by.first, NULL, NULL);
}

static void verify_append(const br_x509_class **p, const unsigned char *octets, size_t n)
{
    struct verifier *v = verify_of(p);
    if (!v->blind)
        v->by.chain.vtable->append(&v->by.chain.vtable, octets, n);
    else if (v->begun == 1)
        br_x509_decoder_push(&v->by.first, octets, n);
    if (!v->blind && v->begun == 1)     /* as long as that of a handshake's message, which is bounded */
        octets_add(&v->leaf, octets, n);
}

static void verify_end_cert(const br_x509_class **p)
{
    struct verifier *v = verify_of(p);
    if (!v->blind)
        v->by.chain.vtable->end_cert(&v->by.chain.vtable);
}

/* Is one of the names this address (RFC 6125, appendix B.4; RFC 5280, 4.2.1.6)? */
static bool verify_has_ip(struct slice alt_names, const struct addr *ip)
{
    struct slice own = { (const char *)ip->ip + (addr_is_v4(ip) ? 12 : 0), addr_is_v4(ip) ? 4 : 16 }, one;
    for (int tag; (tag = der_take(&alt_names, &one)) != -1;)
        if (tag == DER_IP_ADDRESS && slice_eq(one, own))
            return true;
    return false;
}

static unsigned verify_end_chain(const br_x509_class **p)
{
    struct verifier *v = verify_of(p);
    if (v->blind)
        return (unsigned)br_x509_decoder_last_error(&v->by.first);
    unsigned error = v->by.chain.vtable->end_chain(&v->by.chain.vtable);
    const struct slice leaf = { (char *)v->leaf.p, v->leaf.n }, names = cert_alt_names(leaf);
    if (error)
        return error;
    const struct slice server = SLICE("\x2b\x06\x01\x05\x05\x07\x03\x01"), client = SLICE("\x2b\x06\x01\x05\x05\x07\x03\x02");
    if (!cert_is_usable(leaf, v->of_client ? client : server))
        return BR_ERR_X509_FORBIDDEN_KEY_USAGE;
    if (!v->of_client && (v->ip ? !verify_has_ip(names, v->ip) : !names.n))     /* RFC 9525, 2: the Common Name is no name */
        return BR_ERR_X509_BAD_SERVER_NAME;
    return 0;
}

static const br_x509_pkey *verify_get_pkey(const br_x509_class *const *p, unsigned *usages)
{
    const struct verifier *v = (const struct verifier *)(const void *)p;
    if (!v->blind)
        return v->by.chain.vtable->get_pkey(&v->by.chain.vtable, usages);
    if (usages)
        *usages = BR_KEYTYPE_KEYX | BR_KEYTYPE_SIGN;
    return br_x509_decoder_get_pkey((br_x509_decoder_context *)(uintptr_t)&v->by.first);
}

/* NULL: no memory. */
static struct verifier *verify_new(const struct anchors *to, const struct addr *ip, bool of_client, bool blind)
{
    static const br_x509_class class = {
        sizeof(struct verifier), verify_start_chain, verify_start_cert, verify_append, verify_end_cert, verify_end_chain,
        verify_get_pkey,
    };
    struct verifier *v = calloc(1, sizeof *v);
    if (!v)
        return NULL;
    v->vtable = &class;
    v->ip = ip;
    v->of_client = of_client;
    v->blind = blind;
    if (!blind) {
        br_x509_minimal_init(&v->by.chain, &br_sha256_vtable, to->list, to->n);
        br_x509_minimal_set_rsa(&v->by.chain, br_rsa_pkcs1_vrfy_get_default());
        br_x509_minimal_set_ecdsa(&v->by.chain, br_ec_get_default(), br_ecdsa_vrfy_asn1_get_default());
        br_x509_minimal_set_hash(&v->by.chain, br_sha256_ID, &br_sha256_vtable);
        br_x509_minimal_set_hash(&v->by.chain, br_sha384_ID, &br_sha384_vtable);
        br_x509_minimal_set_hash(&v->by.chain, br_sha512_ID, &br_sha512_vtable);
    }
    return v;
}

static void verify_free(struct verifier *v)
{
    if (v)
        free(v->leaf.p);
    free(v);
}

/* ---- sessions of TLS that may be resumed (RFC 5246, 7.3), shared by all workers ---- */

/* No lock: whoever reads finds out by the sum whether all words are of one session. */
enum { SESSIONS = 4096, SESSION_PROBES = 4, SESSION_S = 3600, SESSION_WORDS = 12 };
struct session {
    _Atomic uint64_t sum;
    _Atomic int64_t until_s;
    _Atomic uint64_t words[SESSION_WORDS];      /* identifier, master secret, what it is bound to, version and suite */
};
static struct session *sessions;

/* false: no memory. */
static bool session_share(void)
{
    return (sessions = os_shared(SESSIONS * sizeof *sessions));
}

static uint64_t session_sum(const uint64_t *words)
{
    return hash_plain(7, (const char *)words, SESSION_WORDS * sizeof *words);
}

static struct session *session_place(const unsigned char *id)
{
    uint64_t at;
    memcpy(&at, id, sizeof at);
    return &sessions[at % (SESSIONS - SESSION_PROBES)];
}

static void session_put(const br_ssl_session_parameters *p, uint64_t bound)
{
    uint64_t words[SESSION_WORDS] = { 0 };
    struct session *first = session_place(p->session_id), *s = first;
    for (unsigned i = 1; i < SESSION_PROBES; i++)
        if (first[i].until_s < s->until_s)
            s = &first[i];
    memcpy(words, p->session_id, 32);
    memcpy(words + 4, p->master_secret, 48);
    words[10] = bound;
    words[11] = (uint64_t)p->version << 16 | p->cipher_suite;
    s->until_s = now_s + SESSION_S;
    for (unsigned i = 0; i < SESSION_WORDS; i++)
        atomic_store_explicit(&s->words[i], words[i], memory_order_relaxed);
    s->sum = session_sum(words);
    explicit_bzero(words, sizeof words);
}

/* The session with the identifier in *p. false: there is none of that listener and name. */
static bool session_get(br_ssl_session_parameters *p, uint64_t bound)
{
    uint64_t words[SESSION_WORDS];
    struct session *first = session_place(p->session_id);
    for (struct session *s = first; s < first + SESSION_PROBES; s++) {
        uint64_t sum = s->sum;
        for (unsigned i = 0; i < SESSION_WORDS; i++)
            words[i] = atomic_load_explicit(&s->words[i], memory_order_relaxed);
        if (memcmp(words, p->session_id, 32) != 0 || s->until_s < now_s || words[10] != bound || sum != session_sum(words))
            continue;
        memcpy(p->master_secret, words + 4, 48);
        p->version = (uint16_t)(words[11] >> 16);
        p->cipher_suite = (uint16_t)words[11];
        explicit_bzero(words, sizeof words);
        return true;
    }
    return false;
}

/* ---- TLS 1.2 (RFC 5246) on a connection, by BearSSL ---- */

/* All of one connection; its first part is what other rooms see.
 *
 *   client_head, xchg_pump ... --conn_read, conn_write--> tls_read, tls_write --> engine --recv, send--> socket
 *
 *   shaking --[tls_shake: both Finished have passed]--> up --[tls_shut: close_notify is sent]--> shut
 *
 * The engine holds one record each way; between it and the socket several of them go in one call. What was received and
 * nobody read is not seen by poll, so whoever owns the descriptor is to look at `has_input`. What the socket did not take
 * is `blocked`: POLLOUT is to be watched, tls_send then goes on, and the last octet given is said to be written only when
 * all of it is.
 *
 * There may be two of them on a connection, and no more, the records of the second being what the first carries: a server
 * behind a parent, both spoken to with TLS; a client that came to an https:// listener, in its tunnel (-M). Others see the
 * second, which has the first under it. */
struct tls_session {
    br_ssl_session_parameters parameters;
};
struct tls_whole {
    struct tls tls;
    union { br_ssl_engine_context engine; br_ssl_server_context server; br_ssl_client_context client; };
    bool is_client;
    struct verifier *verifier;                          /* client, while shaking */
    struct addr ip;                                     /* client: of the server, where it has no name */
    unsigned char offered[32];                          /* the session the client would like to resume */
    const br_ssl_server_policy_class *policy;           /* tls_choose finds the rest by these */
    const br_ssl_session_cache_class *cache;
    struct tls *under;                                  /* which carries its records; NULL: the socket does */
    bool hello;                                         /* server: the first record, of the ClientHello, is coming */
    size_t unread;                                      /* octets of it that the engine was not shown yet */
    struct certs *certs;                                /* while shaking */
    const struct authority *asked;                      /* server: in whose place it speaks (-M); NULL: it is itself */
    uint64_t listener;                                  /* to which sessions are bound */
    struct block *before;                               /* octets received that the engine has not seen yet */
    struct block *after;                                /* records that the socket did not take; blocked: NULL if not */
    unsigned char in[BR_SSL_BUFSIZE_INPUT], out[BR_SSL_BUFSIZE_OUTPUT];
};
static void tls_end(struct tls *tls);

enum { TLS_SPARE = 8, SHAKES_US = 100, STEPS_MOST = 64 };
static struct tls_whole *tls_spare[TLS_SPARE];
static unsigned tls_spare_n;

static struct tls_whole *tls_whole(struct tls *t)
{
    return (struct tls_whole *)(void *)t;
}

static br_ssl_engine_context *tls_engine(struct tls *t)
{
    return &tls_whole(t)->engine;
}

static struct tls_whole *tls_of_policy(const br_ssl_server_policy_class **p)
{
    return (struct tls_whole *)(void *)((char *)(uintptr_t)p - offsetof(struct tls_whole, policy));
}

static struct tls_whole *tls_of_cache(const br_ssl_session_cache_class **p)
{
    return (struct tls_whole *)(void *)((char *)(uintptr_t)p - offsetof(struct tls_whole, cache));
}

/* Choose a certificate, or have it made (-M), by the name the client asks for, exact before wildcard, and of equals the
 * first whose key the client can do with; who asks for a name that there is none for gets the first. BearSSL does the
 * rest. */
static int tls_choose(const br_ssl_server_policy_class **p, const br_ssl_server_context *cc, br_ssl_server_choices *choices)
{
    struct tls_whole *t = tls_of_policy(p);
    struct slice name = slice_of(br_ssl_engine_get_server_name(&cc->eng));
    if (t->asked) {
        struct authority of;
        bool named = authority_parse(name, &of) && of.ip.kind == ADDR_NONE && !of.port;
        if (t->certs || !(t->certs = ca_leaf(named ? &of : t->asked)))
            return 0;
    }
    for (int fit = 2; fit >= 0; fit--)
        for (unsigned i = 0; i < t->certs->n; i++) {
            const struct cert *c = &t->certs->list[i];
            if ((name.n ? cert_is_for(c->alt_names, name) : 0) != fit)
                continue;
            if (c->key_type == BR_KEYTYPE_EC)
                br_ssl_server_set_single_ec(&t->server, c->chain, c->chain_n, &c->key.ec, BR_KEYTYPE_SIGN, BR_KEYTYPE_EC,
                                            br_ec_get_default(), br_ecdsa_sign_asn1_get_default());
            else
                br_ssl_server_set_single_rsa(&t->server, c->chain, c->chain_n, &c->key.rsa, BR_KEYTYPE_SIGN,
                                             br_rsa_private_get_default(), br_rsa_pkcs1_sign_get_default());
            if ((*t->server.policy_vtable)->choose(t->server.policy_vtable, cc, choices))
                return 1;
        }
    return 0;
}

/* What we speak: TLS 1.2, AEAD and forward secrecy only. AES is first where the processor does it. */
enum { SUITES = 6 };
static const uint16_t suites_aes[SUITES] = {
    BR_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, BR_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    BR_TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, BR_TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    BR_TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, BR_TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
};
static const uint16_t suites_chacha[SUITES] = {
    BR_TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, BR_TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    BR_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, BR_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    BR_TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, BR_TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
};

/* Take a vector with a length of so many octets before it (RFC 5246, 4.3). false: it is not whole. */
static bool tls_vector(struct slice *in, unsigned octets, struct slice *out)
{
    size_t n = 0;
    if (in->n < octets)
        return false;
    for (unsigned i = 0; i < octets; i++)
        n = n << 8 | (unsigned char)in->p[i];
    *in = slice_from(*in, octets);
    if (in->n < n)
        return false;
    *out = (struct slice){ in->p, n };
    *in = slice_from(*in, n);
    return true;
}

/* What a ClientHello says (RFC 5246, 7.4.1.2), as far as we look at it. */
struct hello {
    struct slice name;          /* of the server (RFC 6066, 3); n 0: it says none */
    bool takes_http;            /* it may be HTTP/1.1, of what it offers (RFC 7301, 3.1) */
    bool takes_tls12;           /* by supported_versions (RFC 8446, 4.2.1) or, without, its version */
    bool takes_suite;           /* one of ours is among its suites */
};

/* Is this among them, with so many octets of length before each, or none: they have two octets? */
static bool tls_list_has(struct slice list, unsigned octets, struct slice wanted)
{
    struct slice one;
    while (list.n >= 2) {
        if (!octets) {
            one = (struct slice){ list.p, 2 };
            list = slice_from(list, 2);
        } else if (!tls_vector(&list, octets, &one))
            return false;
        if (slice_eq(one, wanted))
            return true;
    }
    return false;
}

/* Read an extension. false: it is malformed. */
static bool tls_hello_extension(struct hello *h, unsigned type, struct slice data)
{
    struct slice list, one;
    switch (type) {
    case 0:                                     /* server_name: the first is of the one type there is, a host's */
        if (!tls_vector(&data, 2, &one) || one.n < 1 || one.p[0] != 0)
            return false;
        one = slice_from(one, 1);
        return tls_vector(&one, 2, &h->name);
    case 16:                                    /* application_layer_protocol_negotiation */
        if (!tls_vector(&data, 2, &list))
            return false;
        h->takes_http = tls_list_has(list, 1, SLICE("http/1.1"));
        return true;
    case 43:                                    /* supported_versions */
        if (!tls_vector(&data, 1, &list))
            return false;
        h->takes_tls12 = tls_list_has(list, 0, SLICE("\3\3"));
        return true;
    default:
        return true;
    }
}

/* Read a ClientHello out of its record. false: the message is not whole there, or malformed. */
static bool tls_hello(struct slice record, struct hello *h)
{
    struct slice message, suites, part, list;
    *h = (struct hello){ .name = { record.p, 0 }, .takes_http = true };
    if (record.n < 9 || record.p[0] != 22 || record.p[5] != 1)
        return false;
    struct slice rest = slice_from(record, 6);
    if (!tls_vector(&rest, 3, &message) || message.n < 34)
        return false;
    h->takes_tls12 = message.p[0] == 3 && message.p[1] >= 3;
    message = slice_from(message, 34);          /* version and random */
    if (!tls_vector(&message, 1, &part) || !tls_vector(&message, 2, &suites) || !tls_vector(&message, 1, &part))
        return false;
    for (unsigned i = 0; i < SUITES; i++) {
        const char suite[] = { (char)(suites_aes[i] >> 8), (char)suites_aes[i] };
        h->takes_suite |= tls_list_has(suites, 0, (struct slice){ suite, 2 });
    }
    if (message.n == 0)
        return true;
    if (!tls_vector(&message, 2, &list))
        return false;
    while (list.n) {
        unsigned type = list.n < 2 ? 0 : (unsigned)(unsigned char)list.p[0] << 8 | (unsigned char)list.p[1];
        list = slice_from(list, list.n < 2 ? list.n : 2);
        if (!tls_vector(&list, 2, &part) || !tls_hello_extension(h, type, part))
            return false;
    }
    return true;
}

/* Is it a ClientHello, which we could answer, of a client that would speak HTTP? 0: not all of it is here. */
static int tls_offers_http(struct slice in)
{
    struct hello h;
    size_t n = in.n < 5 ? SIZE_MAX : 5 + ((size_t)(unsigned char)in.p[3] << 8 | (unsigned char)in.p[4]);
    if ((in.n && in.p[0] != 22) || (in.n > 1 && in.p[1] != 3) || (in.n > 5 && in.p[5] != 1)
        || (in.n >= 5 && (n == 5 || n > BR_SSL_BUFSIZE_INPUT)))
        return -1;
    if (in.n < n)
        return 0;
    in.n = n;
    if (!tls_hello(in, &h))
        return 1;                       /* in several records, perhaps */
    return h.takes_http && h.takes_tls12 && h.takes_suite ? 1 : -1;
}

/* What a session is bound to, so that it is resumed at the same listener and for the same name only (RFC 6066, 3). */
static uint64_t tls_bound(const struct tls_whole *t, struct slice name)
{
    return hash_plain(t->listener, name.p, name.n);
}

static void tls_save(const br_ssl_session_cache_class **p, br_ssl_server_context *cc, const br_ssl_session_parameters *s)
{
    struct tls_whole *t = tls_of_cache(p);
    session_put(s, tls_bound(t, slice_of(br_ssl_engine_get_server_name(&cc->eng))));
}

/* BearSSL asks before it has read the name, so that is looked for where the message lies; one in several records gets a
 * full handshake. */
static int tls_load(const br_ssl_session_cache_class **p, br_ssl_server_context *cc, br_ssl_session_parameters *s)
{
    struct tls_whole *t = tls_of_cache(p);
    struct hello h;
    size_t n = (size_t)t->in[3] << 8 | t->in[4];
    (void)cc;
    memcpy(t->offered, s->session_id, sizeof t->offered);
    return n <= sizeof t->in - 5 && tls_hello((struct slice){ (char *)t->in, n + 5 }, &h)
        && session_get(s, tls_bound(t, h.name));
}

static void tls_set_algorithms(br_ssl_engine_context *e)
{
    static const char *protocols[] = { "http/1.1" };
    unsigned char seed[64];
    static struct {
        const br_block_ctr_class *ctr;
        br_ghash ghash;
        br_chacha20_run chacha20;
        br_poly1305_run poly1305;
        bool aes;
    } best;
    if (!best.ctr) {            /* what this processor has is asked once: where it is a virtual one, each time costs a trap */
        const br_block_ctr_class *ni = br_aes_x86ni_ctr_get_vtable(), *pwr8 = br_aes_pwr8_ctr_get_vtable();
        best.aes = ni || pwr8;
        best.ctr = ni ? ni : pwr8 ? pwr8 : &br_aes_ct64_ctr_vtable;
        br_ghash x86_ghash = br_ghash_pclmul_get(), pwr8_ghash = br_ghash_pwr8_get();
        best.ghash = x86_ghash ? x86_ghash : pwr8_ghash ? pwr8_ghash : br_ghash_ctmul64;
        best.chacha20 = br_chacha20_sse2_get() ? br_chacha20_sse2_get() : br_chacha20_ct_run;
        best.poly1305 = br_poly1305_ctmulq_get() ? br_poly1305_ctmulq_get() : br_poly1305_ctmul_run;
    }
    br_ssl_engine_set_versions(e, BR_TLS12, BR_TLS12);
    br_ssl_engine_set_suites(e, best.aes ? suites_aes : suites_chacha, SUITES);
    br_ssl_engine_set_gcm(e, &br_sslrec_in_gcm_vtable, &br_sslrec_out_gcm_vtable);
    br_ssl_engine_set_aes_ctr(e, best.ctr);
    br_ssl_engine_set_ghash(e, best.ghash);
    br_ssl_engine_set_chapol(e, &br_sslrec_in_chapol_vtable, &br_sslrec_out_chapol_vtable);
    br_ssl_engine_set_chacha20(e, best.chacha20);
    br_ssl_engine_set_poly1305(e, best.poly1305);
    br_ssl_engine_set_ec(e, br_ec_get_default());
    br_ssl_engine_set_hash(e, br_sha256_ID, &br_sha256_vtable);
    br_ssl_engine_set_hash(e, br_sha384_ID, &br_sha384_vtable);
    br_ssl_engine_set_hash(e, br_sha512_ID, &br_sha512_vtable);
    br_ssl_engine_set_prf_sha256(e, br_tls12_sha256_prf);
    br_ssl_engine_set_prf_sha384(e, br_tls12_sha384_prf);
    br_ssl_engine_set_protocol_names(e, protocols, 1);
    os_random(seed, sizeof seed);
    e->rng.vtable = &br_hmac_drbg_vtable;       /* a random state is what mixing a seed in would come to, */
    e->rng.digest_class = &br_sha256_vtable;    /* and that takes some microseconds of a short handshake */
    memcpy(e->rng.K, seed, sizeof seed / 2);
    memcpy(e->rng.V, seed + sizeof seed / 2, sizeof seed / 2);
    explicit_bzero(seed, sizeof seed);
    e->rng_init_done = 2;
    e->rng_os_rand_done = 1;
    br_ssl_engine_add_flags(e, BR_OPT_ENFORCE_SERVER_PREFERENCES | BR_OPT_NO_RENEGOTIATION | BR_OPT_FAIL_ON_ALPN_MISMATCH);
}

/* What both ends begin with. NULL: no memory. */
static struct tls_whole *tls_new(bool is_client)
{
    struct tls_whole *t = tls_spare_n ? tls_spare[--tls_spare_n] : malloc(sizeof *t);
    if (!t)
        return NULL;
    memset(t, 0, offsetof(struct tls_whole, in));
    t->is_client = is_client;
    if (is_client)
        br_ssl_client_zero(&t->client);
    else
        br_ssl_server_zero(&t->server);
    tls_set_algorithms(&t->engine);
    br_ssl_engine_set_rsavrfy(&t->engine, br_rsa_pkcs1_vrfy_get_default());
    br_ssl_engine_set_ecdsa(&t->engine, br_ecdsa_vrfy_asn1_get_default());
    br_ssl_engine_set_buffers_bidi(&t->engine, t->in, sizeof t->in, t->out, sizeof t->out);
    return t;
}

/* Begin a handshake as the server: of a listener, with the certificates in force, or (-M) in the place of the one that
 * the client has `asked` for, else NULL. `listener`: its number and port, 16 bits each; sessions are resumed where that,
 * or who was asked for, is the same. What was read already is taken over; `under`: as for tls_connect. NULL: no memory.
 * The caller ends it with tls_end. */
static struct tls *tls_accept(uint32_t listener, const struct authority *asked, struct block **before, struct tls *under)
{
    static const br_ssl_server_policy_class policy = { .context_size = sizeof(void *), .choose = tls_choose };
    static const br_ssl_session_cache_class cache = { .context_size = sizeof(void *), .save = tls_save, .load = tls_load };
    struct tls_whole *t = tls_new(false);
    if (!t)
        return NULL;
    t->policy = &policy;
    t->cache = &cache;
    br_ssl_server_set_policy(&t->server, &t->policy);
    const struct anchors *clients = &client_anchors[listener >> 16];
    if (asked || !clients->n)
        br_ssl_server_set_cache(&t->server, &t->cache);
    else {                                              /* each time, for a session does not tell whose it was */
        if (!(t->verifier = verify_new(clients, NULL, true, false))) {
            tls_end(&t->tls);
            return NULL;
        }
        br_ssl_engine_set_x509(&t->engine, &t->verifier->vtable);
        br_ssl_server_set_trust_anchor_names_alt(&t->server, clients->list, clients->n);
    }
    t->asked = asked;
    if (!asked) {
        t->certs = certs;
        certs->users++;
    }
    t->listener = asked ? hash_octets(asked->host, asked->host_n) : listener;
    t->under = under;
    t->hello = true;
    t->before = *before;
    *before = NULL;
    t->tls.failed = !br_ssl_server_reset(&t->server);
    return &t->tls;
}

/* Begin a handshake as a client of this server, which is verified, by its name or else its address, unless blind (-k).
 * *session: of an earlier connection there, which may be resumed. `under`: what is spoken already on this connection,
 * which it then owns; NULL: nothing. NULL: no memory. The caller ends it with tls_end. */
static struct tls *tls_connect(const struct authority *at, bool blind, const struct tls_session *session,
                               struct tls *under)
{
    struct tls_whole *t = tls_new(true);
    const char *name = at->ip.kind == ADDR_NONE || at->pinned ? at->host : NULL;
    if (!t)
        return NULL;
    t->ip = at->ip;
    if (!(t->verifier = verify_new(&anchors, name ? NULL : &t->ip, false, blind))) {
        tls_end(&t->tls);
        return NULL;
    }
    t->under = under;
    br_ssl_engine_set_x509(&t->engine, &t->verifier->vtable);
    if (session) {
        memcpy(t->offered, session->parameters.session_id, sizeof t->offered);
        br_ssl_engine_set_session_parameters(&t->engine, &session->parameters);
    }
    t->tls.failed = !br_ssl_client_reset(&t->client, name, session != NULL);
    return &t->tls;
}

/* Remember the session of a handshake that is done, to be resumed. */
static void tls_keep_session(struct tls *t, struct tls_session **session)
{
    br_ssl_session_parameters now;
    br_ssl_engine_get_session_parameters(tls_engine(t), &now);
    if (now.session_id_len == 32 && !*session)
        *session = malloc(sizeof **session);
    if (now.session_id_len == 32 && *session)
        (*session)->parameters = now;
    explicit_bzero(&now, sizeof now);
}

static void tls_forget_session(struct tls_session **session)
{
    if (*session)
        explicit_bzero(*session, sizeof **session);
    free(*session);
    *session = NULL;
}

/* Why a handshake with a client failed: it may have said so (RFC 5246, 7.2.2). */
static enum why tls_why_client(struct tls *t)
{
    switch (br_ssl_engine_last_error(tls_engine(t)) - BR_ERR_RECV_FATAL_ALERT) {
    case 42: case 43: case 44: case 45: case 46: case 48: return WHY_TLS_DISTRUST;  /* of its certificate, or its CA */
    default: return WHY_TLS_CLIENT;
    }
}

/* Why a handshake with a server failed. */
static enum why tls_why(struct tls *t)
{
    switch (br_ssl_engine_last_error(tls_engine(t))) {
    case BR_ERR_X509_NOT_TRUSTED: case BR_ERR_X509_BAD_SIGNATURE: case BR_ERR_X509_NOT_CA: case BR_ERR_X509_DN_MISMATCH:
    case BR_ERR_X509_EMPTY_CHAIN: case BR_ERR_X509_WEAK_PUBLIC_KEY: case BR_ERR_X509_FORBIDDEN_KEY_USAGE:
    case BR_ERR_X509_CRITICAL_EXTENSION: case BR_ERR_X509_UNSUPPORTED:
        return WHY_TLS_UNTRUSTED;
    case BR_ERR_X509_EXPIRED: return WHY_TLS_EXPIRED;
    case BR_ERR_X509_BAD_SERVER_NAME: return WHY_TLS_NAME;
    default: return WHY_TLS_FAILED;
    }
}

/* Nobody uses it any more, nor what is under it; its secrets are forgotten. */
static void tls_end(struct tls *tls)
{
    struct tls_whole *t = tls_whole(tls);
    if (t->under)
        tls_end(t->under);
    certs_release(t->certs);
    verify_free(t->verifier);
    block_put(&t->before);
    block_put(&t->after);
    explicit_bzero(t, sizeof *t);
    if (tls_spare_n < TLS_SPARE)
        tls_spare[tls_spare_n++] = t;
    else
        free(t);
}

static ssize_t tls_write(struct tls *t, int fd, const struct iovec *v, uint8_t pieces);
static ssize_t tls_take(struct tls *t, int fd, unsigned char *to, size_t n);

/* Have what is under it take octets of records. Returns how many it took, 0: it would block, -1: it failed. */
static ssize_t tls_carry(struct tls *t, int fd, const unsigned char *p, size_t n)
{
    struct tls *under = tls_whole(t)->under;
    struct iovec v = { (void *)(uintptr_t)p, n };
    ssize_t w;
    if (under)
        return tls_write(under, fd, &v, 1);
    do
        w = send(fd, p, n, MSG_NOSIGNAL);
    while (w == -1 && errno == EINTR);
    return w == -1 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOTCONN) ? 0 : w;
}

/* Get octets of records from what is under it. Returns as tls_read. */
static ssize_t tls_fetch(struct tls *t, int fd, unsigned char *p, size_t n)
{
    struct tls *under = tls_whole(t)->under;
    ssize_t got;
    if (under)
        return tls_take(under, fd, p, n);
    do
        got = recv(fd, p, n, 0);
    while (got == -1 && errno == EINTR);
    return got != -1 ? got : errno == EAGAIN || errno == EWOULDBLOCK ? READ_AGAIN : READ_FAILED;
}

/* Send these octets. 1: they are gone; 0: what is left of them is kept, to be taken later; -1: it failed. */
static int tls_put(struct tls *t, int fd, const unsigned char *p, size_t n)
{
    struct block **kept = &tls_whole(t)->after, *b = *kept;
    while (n) {
        ssize_t w = tls_carry(t, fd, p, n);
        if (w == 0) {
            if (b)
                b->r = b->w - (uint32_t)n;          /* that is where p points */
            else if ((b = *kept = block_get(n))) {
                memcpy(b->data, p, n);
                b->w = (uint32_t)n;
            } else
                t->failed = true;
            t->blocked = !t->failed;
            return t->failed ? -1 : 0;
        }
        if (w == -1) {
            t->deaf = true;
            break;
        }
        p += w;
        n -= (size_t)w;
    }
    block_put(kept);
    t->blocked = false;
    return t->deaf || t->failed ? -1 : 1;
}

/* Records on their way from the engine to the socket, or to the one under it; between calls there are none. */
static struct { unsigned char octets[4 * BR_SSL_BUFSIZE_OUTPUT]; size_t n; } tls_batches[2];

/* Take the records that are ready, and send them: as soon as they are many, or, at the end, all. Returns as tls_put. */
static int tls_flush(struct tls *t, int fd, bool end)
{
    br_ssl_engine_context *e = tls_engine(t);
    const int upper = tls_whole(t)->under != NULL;
    for (;;) {
        size_t n, have = tls_batches[upper].n;
        const unsigned char *p = br_ssl_engine_sendrec_buf(e, &n);
        if (p && n <= sizeof tls_batches[upper].octets - have) {
            memcpy(tls_batches[upper].octets + have, p, n);
            tls_batches[upper].n += n;
            br_ssl_engine_sendrec_ack(e, n);
            continue;
        }
        if (!p && (!end || !have))
            return 1;
        tls_batches[upper].n = 0;
        int r = tls_put(t, fd, tls_batches[upper].octets, have);
        if (r != 1 || !p)
            return r;
    }
}

/* Send what is kept and what records are ready. 1: all are gone; 0: it would block; -1: it failed. */
static int tls_send(struct tls *t, int fd)
{
    const struct block *kept = tls_whole(t)->after;
    if (t->failed || t->deaf)
        return -1;
    t->blocked = false;
    int r = kept ? tls_put(t, fd, (unsigned char *)kept->data + kept->r, kept->w - kept->r) : 1;
    return r == 1 ? tls_flush(t, fd, true) : r;
}

/* Octets on their way from the socket, or from the one under it, to the engine; between calls there are none. */
static struct ahead { unsigned char octets[2 * BR_SSL_BUFSIZE_INPUT]; size_t r, w; } tls_aheads[2];

static struct ahead *tls_ahead(const struct tls *t)
{
    return &tls_aheads[((const struct tls_whole *)(const void *)t)->under != NULL];
}

/* As tls_fetch, but `most` octets are received at a time, of which those not asked for are passed on next. */
static ssize_t tls_recv(struct tls *t, int fd, unsigned char *p, size_t n, size_t most)
{
    struct block **b = &tls_whole(t)->before;
    struct ahead *ahead = tls_ahead(t);
    if (*b) {
        n = n < (*b)->w - (*b)->r ? n : (*b)->w - (*b)->r;
        memcpy(p, (*b)->data + (*b)->r, n);
        (*b)->r += (uint32_t)n;
        if ((*b)->r == (*b)->w)
            block_put(b);
        return (ssize_t)n;
    }
    if (ahead->r == ahead->w) {
        ssize_t got = tls_fetch(t, fd, ahead->octets, most < sizeof ahead->octets ? most : sizeof ahead->octets);
        if (got <= 0)
            return got;
        ahead->r = 0;
        ahead->w = (size_t)got;
    }
    n = n < ahead->w - ahead->r ? n : ahead->w - ahead->r;
    memcpy(p, ahead->octets + ahead->r, n);
    ahead->r += n;
    return (ssize_t)n;
}

/* Keep what was received and the engine did not want yet; say whether there is more to be read than poll sees. */
static void tls_received(struct tls *t)
{
    struct block **b = &tls_whole(t)->before;
    struct ahead *ahead = tls_ahead(t);
    const struct tls *under = tls_whole(t)->under;
    size_t n = ahead->w - ahead->r, unread;
    if (n && (*b = block_get(n))) {
        memcpy((*b)->data, ahead->octets + ahead->r, n);
        (*b)->w = (uint32_t)n;
    }
    t->failed |= n && !*b;
    ahead->r = ahead->w = 0;
    bool end = t->up && !t->ended && br_ssl_engine_current_state(tls_engine(t)) == BR_SSL_CLOSED;
    t->has_input = !t->failed && (*b || end || br_ssl_engine_recvapp_buf(tls_engine(t), &unread)
                                  || (under && under->has_input));
}

/* One step of a handshake, into b if what comes is no TLS at all. 0: there may be another; 1: it is done; or as
 * tls_read. */
static ssize_t tls_shake_once(struct tls *t, int fd, struct block *b)
{
    br_ssl_engine_context *e = tls_engine(t);
    unsigned state = br_ssl_engine_current_state(e);
    size_t n;
    if (state & BR_SSL_SENDREC) {
        int r = tls_send(t, fd);
        bool waits = !(br_ssl_engine_current_state(e) & BR_SSL_SENDAPP) && !tls_whole(t)->before
            && tls_ahead(t)->r == tls_ahead(t)->w;
        return r == -1 ? READ_FAILED : r == 0 || waits ? READ_AGAIN : 0;    /* the other side has to answer first */
    }
    if (state & BR_SSL_SENDAPP) {
        t->up = true;
        br_ssl_session_parameters now;
        br_ssl_engine_get_session_parameters(e, &now);
        t->resumed = now.session_id_len == 32 && memcmp(now.session_id, tls_whole(t)->offered, 32) == 0;
        explicit_bzero(&now, sizeof now);
        t->http = br_ssl_engine_get_selected_protocol(e) != NULL;
        certs_release(tls_whole(t)->certs);
        tls_whole(t)->certs = NULL;
        tls_whole(t)->asked = NULL;             /* it is lent for the handshake only */
        if (tls_whole(t)->verifier && !tls_whole(t)->is_client) {
            const struct octets *leaf = &tls_whole(t)->verifier->leaf;
            struct text subject = TEXT(t->subject);
            text_subject(&subject, (struct slice){ (char *)leaf->p, leaf->n });
            t->subject_n = (uint8_t)subject.n;
        }
        verify_free(tls_whole(t)->verifier);
        tls_whole(t)->verifier = NULL;
        return 1;
    }
    unsigned char *p = state == BR_SSL_CLOSED ? NULL : br_ssl_engine_recvrec_buf(e, &n);
    if (!p)
        return READ_FAILED;
    size_t *unread = &tls_whole(t)->unread;
    ssize_t got = tls_recv(t, fd, p + *unread, n - *unread, !t->began && b ? b->cap - b->w : SIZE_MAX);
    if (got <= 0)
        return got == READ_AGAIN ? READ_AGAIN : READ_FAILED;
    if (!t->began && p[0] != 22 && b) {         /* not the record of a handshake */
        struct ahead *ahead = tls_ahead(t);
        struct iovec all[3] = { { p, (size_t)got }, { ahead->octets + ahead->r, ahead->w - ahead->r } };
        struct block *before = tls_whole(t)->before;
        if (before)
            all[2] = (struct iovec){ before->data + before->r, before->w - before->r };
        uint32_t began = b->w;
        for (int i = 0; i < 3; i++) {           /* no more was received than b has room for */
            size_t room = b->cap - b->w, k = all[i].iov_len < room ? all[i].iov_len : room;
            if (k)
                memcpy(b->data + b->w, all[i].iov_base, k);
            b->w += (uint32_t)k;
        }
        ahead->r = ahead->w;
        t->plain = true;
        return (ssize_t)(b->w - began);
    }
    t->began = true;
    *unread += (size_t)got;
    if (tls_whole(t)->hello && n > 5 && *unread < n)    /* tls_load is to have all of it */
        return 0;
    tls_whole(t)->hello &= n <= 5;
    br_ssl_engine_recvrec_ack(e, *unread);
    *unread = 0;
    return 0;
}

/* The handshake goes on. A signature takes long: in a turn of the loop all handshakes together have SHAKES_US and what
 * the last of them takes, so that nobody else waits longer. */
static ssize_t tls_shake(struct tls *t, int fd, struct block *b)
{
    static int64_t turn_us, spent_us;
    ssize_t r = 0;
    if (turn_us == now_us && spent_us > SHAKES_US) {
        const struct tls *under = tls_whole(t)->under;
        t->blocked = (br_ssl_engine_current_state(tls_engine(t)) & BR_SSL_SENDREC) != 0;
        t->has_input = tls_whole(t)->before || (under && under->has_input);
        return READ_AGAIN;
    }
    spent_us = turn_us == now_us ? spent_us : 0;
    turn_us = now_us;
    int64_t begun = time_us();
    for (int steps = 0; r == 0 && steps < STEPS_MOST; steps++)
        r = tls_shake_once(t, fd, b);
    const bool more = r == 0;                   /* records without end: others have their turn */
    r = r ? r : READ_AGAIN;
    tls_received(t);
    t->blocked |= more && br_ssl_engine_current_state(tls_engine(t)) & BR_SSL_SENDREC;
    t->failed |= r == READ_FAILED;
    spent_us += time_us() - begun;
    return r;
}

/* Read what there is, n octets at most. Returns octets, 0 at the end, or READ_AGAIN or READ_FAILED. An end without
 * close_notify is a failure: somebody may have cut what was sent (RFC 5246, 7.2.1). */
static ssize_t tls_take(struct tls *t, int fd, unsigned char *to, size_t n)
{
    br_ssl_engine_context *e = tls_engine(t);
    size_t got = 0, m;
    ssize_t none = READ_FAILED;
    for (int steps = 0; got < n && !t->failed; steps++) {
        unsigned char *p = br_ssl_engine_recvapp_buf(e, &m);
        if (steps == STEPS_MOST) {              /* as with records that have nothing in them */
            none = READ_AGAIN;
            break;
        }
        if (p) {
            m = m < n - got ? m : n - got;
            memcpy(to + got, p, m);
            got += m;
            br_ssl_engine_recvapp_ack(e, m);
            continue;
        }
        bool here = tls_whole(t)->before || tls_ahead(t)->r < tls_ahead(t)->w;
        (void)tls_send(t, fd);                          /* an alert may have to go */
        if (t->failed || (got && !here))
            break;
        if (br_ssl_engine_current_state(e) == BR_SSL_CLOSED) {
            none = br_ssl_engine_last_error(e) == BR_ERR_OK ? 0 : READ_FAILED;
            break;
        }
        ssize_t r = (p = br_ssl_engine_recvrec_buf(e, &m)) ? tls_recv(t, fd, p, m, SIZE_MAX) : READ_AGAIN;
        if (r == READ_AGAIN) {
            none = READ_AGAIN;
            break;
        }
        t->failed = r <= 0;
        if (r > 0)
            br_ssl_engine_recvrec_ack(e, (size_t)r);
    }
    t->ended = !got && none == 0;
    tls_received(t);
    t->failed |= !got && none == READ_FAILED;
    return got ? (ssize_t)got : none;
}

/* The same up to the free room of b; first the handshake. Where `plain` is set, the octets are no TLS: it is of no more
 * use. */
static ssize_t tls_read(struct tls *t, int fd, struct block *b)
{
    if (!t->up && !t->failed) {
        ssize_t r = tls_shake(t, fd, b);
        if (!t->up)
            return r;
    }
    ssize_t n = tls_take(t, fd, (unsigned char *)b->data + b->w, b->cap - b->w);
    b->w += n > 0 ? (uint32_t)n : 0;
    return n;
}

/* Write pieces. Returns octets, 0: it would block, -1: it failed. What was not yet written is to be given again. */
static ssize_t tls_write(struct tls *t, int fd, const struct iovec *v, uint8_t pieces)
{
    br_ssl_engine_context *e = tls_engine(t);
    size_t passed = 0, room;
    int r = tls_send(t, fd);
    for (uint8_t i = 0; i < pieces; i++)
        for (size_t at = 0; at < v[i].iov_len && r == 1;) {
            if (t->held && !passed) {               /* the engine has had it since the last time */
                passed = at = 1;
                continue;
            }
            unsigned char *p = br_ssl_engine_sendapp_buf(e, &room);
            if (!p) {
                r = -1;
                break;
            }
            room = room < v[i].iov_len - at ? room : v[i].iov_len - at;
            memcpy(p, (const char *)v[i].iov_base + at, room);
            br_ssl_engine_sendapp_ack(e, room);
            at += room;
            passed += room;
            if (!br_ssl_engine_sendapp_buf(e, &room))
                r = tls_flush(t, fd, false);
        }
    if (r == 1) {
        br_ssl_engine_flush(e, 0);
        r = tls_flush(t, fd, true);
    }
    if (r == -1 && !passed) {
        errno = EPIPE;
        return -1;
    }
    if (r == 0 && !passed)
        return 0;
    t->held = r == 0;                               /* where it failed, some of it may have gone: the next call says so */
    return (ssize_t)passed - t->held;
}

/* Say that no more comes, if that can be said at once. */
static void tls_shut(struct tls *t, int fd)
{
    if (t->up && !t->failed && !t->deaf && !t->blocked) {
        br_ssl_engine_close(tls_engine(t));
        (void)tls_send(t, fd);
    }
    if (tls_whole(t)->under && !t->failed)
        tls_shut(tls_whole(t)->under, fd);
}

#else                           /* built without BearSSL: options refuse what would come here */

static struct certs *certs_read(const struct slice *pems, unsigned n, unsigned *which, const char **why, bool tell)
{
    (void)pems, (void)n, (void)tell;
    *which = 0;
    *why = "this build has no TLS";
    return NULL;
}

static void certs_release(struct certs *c) { (void)c; }

static bool cert_make(struct text *t, const struct plan *p, uint8_t *digest)
{
    (void)t, (void)p, (void)digest;
    return false;
}

static bool session_share(void) { return true; }

static struct tls *tls_accept(uint32_t listener, const struct authority *asked, struct block **before, struct tls *under)
{
    (void)listener, (void)asked, (void)before, (void)under;
    return NULL;
}

static int tls_offers_http(struct slice in) { (void)in; return -1; }
static enum why tls_why_client(struct tls *t) { (void)t; return WHY_TLS_CLIENT; }
static const struct cert *ca_cert(void) { return NULL; }
static struct slice store_write(struct slice pem) { (void)pem; return (struct slice){ NULL, 0 }; }
static const char *ca_take(struct slice pem) { (void)pem; return "this build has no TLS"; }
static void tls_end(struct tls *t) { (void)t; }
static bool anchors_found(void) { return false; }
static const char *anchors_of_clients(unsigned listener, const char *file) { (void)listener, (void)file; return "no TLS"; }

static struct tls *tls_connect(const struct authority *at, bool blind, const struct tls_session *session,
                               struct tls *under)
{
    (void)at, (void)blind, (void)session, (void)under;
    return NULL;
}

static void tls_keep_session(struct tls *t, struct tls_session **session) { (void)t, (void)session; }
static void tls_forget_session(struct tls_session **session) { (void)session; }
static enum why tls_why(struct tls *t) { (void)t; return WHY_TLS_FAILED; }
static ssize_t tls_shake(struct tls *t, int fd, struct block *b) { (void)t, (void)fd, (void)b; return READ_FAILED; }
static int tls_send(struct tls *t, int fd) { (void)t, (void)fd; return -1; }
static ssize_t tls_read(struct tls *t, int fd, struct block *b) { (void)t, (void)fd, (void)b; return READ_FAILED; }

static ssize_t tls_write(struct tls *t, int fd, const struct iovec *v, uint8_t pieces)
{
    (void)t, (void)fd, (void)v, (void)pieces;
    return -1;
}

static void tls_shut(struct tls *t, int fd) { (void)t, (void)fd; }

#endif

/* ==== 7. net: descriptors, deadlines, look-ups; knows no HTTP ==== slot_ conn_ hot_ deadline_ crowd_
 * listener_ addr_ control_ call_ name_ ==== */

struct xchg;
struct origin;

enum conn_kind {
    CONN_FREE, CONN_LISTENER, CONN_CLIENT,
    CONN_STAND_IN,          /* has no descriptor: keeps a deadline for an exchange without a client */
    CONN_DIAL,              /* being connected to an upstream */
    CONN_UPSTREAM,          /* at work for an exchange */
    CONN_POOLED,            /* an idle connection to an upstream */
    CONN_CALL,              /* the channel to one kind of helpers */
    CONN_CONTROL,           /* the channel to the supervisor */
};

/* Where a descriptor is watched. */
enum place { PLACE_NONE, PLACE_HOT, PLACE_LOT };

/* Deadlines of one kind have one length, so each kind is a queue in order of expiry. */
enum queue {
    Q_NONE, Q_HEAD, Q_CONNECT, Q_RESPONSE, Q_IDLE, Q_KEEPALIVE, Q_POOL, Q_TUNNEL,
    Q_WATCH,                /* the slow look at a client that waits for its answer */
    Q_ATTEMPT,              /* the next address is tried beside this one (RFC 8305, 5) */
    Q_PEEK,                 /* a tunnel that is to be looked into: nobody has said anything yet */
    Q_QUEUE,                /* the slow look at one that waits for room under max= */
    Q_CHECK,                /* a member is checked again (--health) */
    Q_RETRY,                /* members that cannot be connected to are tried again (-t wait=) */
    Q_LINGER,               /* a refused client reads its answer before we close */
    Q_MAX
};
enum { WATCH_MS = 1000, PEEK_MS = 500, ATTEMPT_MS = 250, RETRY_MS = 200, LINGER_MS = 2000 };

/* What the client asked for by CONNECT or SOCKS, and who it is, where HTTP passes in the tunnel, which we read (-M). */
struct inside {
    struct authority at;
    struct addr from;           /* as of the exchange that asked */
    bool from_named;
    bool tls;                   /* in the tunnel it speaks TLS */
    bool paid;                  /* the next request was counted (--rate), when the tunnel was */
    uint8_t user_n;
    char user[255];             /* authenticated as; user_n 0: nobody */
};

/* One descriptor. Idle, it holds no block and no exchange. */
struct conn {
    int fd;                     /* -1: closed */
    uint32_t id, gen;           /* how the parking lot knows it; gen grows when it is closed */
    uint32_t slot;              /* its place in the hot set */
    uint8_t kind, place, queue;
    bool reused;                /* upstream: had been pooled */
    bool counted;               /* client: is in its address's crowd */
    bool proxy_header;          /* client: a PROXY header is still to come */
    bool claimed;               /* client: `peer` is what such a header said */
    bool admin;                 /* client: came by -A */
    uint8_t excess;             /* client: enum why, if it came when there were too many */
    bool reported;              /* parked: the lot has reported it this turn */
    short parked;               /* parked: for which of POLLIN and POLLOUT */
    uint8_t heat;               /* parked: how often on end it was reported soon after the last time */
    uint8_t listener;           /* client: index of the listener it came by */
    short events;               /* wanted of poll */
    uint32_t put_turn;          /* the turn in which it was pooled or, a client, accepted */
    uint32_t served;            /* client: requests answered before this one */
    uint32_t skip;              /* client: octets of the PROXY header still to be passed over */
    uint32_t ready;             /* the turn in which it last had something */
    int64_t deadline;           /* ms; only while queue is not Q_NONE */
    struct conn *sooner, *later;    /* in its queue */
    struct xchg *x;             /* the exchange it takes part in; NULL: none */
    struct block *in;           /* octets received and not yet consumed; NULL: none */
    struct origin *origin;      /* upstream, pooled: where it leads */
    uint64_t owner;             /* upstream, pooled: token of the client it was made for */
    struct inside *inside;      /* client: in which tunnel it is that we look into (-M); NULL: in none */
    struct tls *tls;            /* NULL: what passes is plain */
    struct conn *next, *prev;   /* pooled: among those of its origin; free: next */
    struct addr peer;
};

/* ---- the hot set: what poll() scans ---- */

/* Of a descriptor that is ready most times it is asked, poll() is the cheapest watch; of one that
 * is seldom ready, the lot: a scan of poll costs a tenth or so of taking it there. So who has
 * been scanned PARK_TURNS times for nothing is parked, and who is reported by the
 * lot HOT_TIMES on end, each within HOT_TURNS of the last, comes back. Meanwhile its owner may want it
 * and not want it, at no cost: only a report that is not wanted makes it leave. */
enum { SLAB = 64, SET_SMALL = 16, PARK_TURNS = 12, PARK_EVERY = 4, HOT_TURNS = 3, HOT_TIMES = 4 };

static struct {
    struct pollfd *polls;       /* by slot */
    struct conn **conns;        /* by slot */
    unsigned n, cap;
    int lot;                    /* the parking lot's descriptor; -1: the system has none */
    bool lot_polled;            /* it is slot 0 */
    unsigned parked;            /* how many are in the lot */
    struct pollfd *lot_polls;   /* without a lot: what is parked, scanned seldom */
    uint64_t *lot_tokens;
    unsigned lot_cap;
    int64_t lot_ms;             /* and when next */
    uint64_t reported[LOT_BATCH];   /* tokens of those the lot has reported this turn */
    unsigned reported_n;
    uint32_t turn;              /* of the loop */
} hot = { .lot = -1 };

static struct {
    struct conn **slabs;
    unsigned slabs_n;
    struct conn *free;
    unsigned open;              /* descriptors held by conns */
    unsigned clients;           /* of them, clients' */
    unsigned admins;            /* of those, by -A */
    unsigned fixed;             /* of them, there from the start */
    unsigned limit;             /* how many may be */
} conns;

static struct {
    struct conn *first, *last;
    int64_t ms;                 /* 0: never */
} queues[Q_MAX];

/* ---- what holds over all workers: a mapping they share ---- */

enum { CROWD_SLOTS = 8192, CROWD_PROBES = 16 };

/* How many connections one client has to one worker. */
struct crowd {
    _Atomic uint64_t tag;       /* of its address */
    _Atomic uint32_t n;         /* 0: the entry is free */
};

/* What the cache did for a request, and what became of a mirrored one. */
enum { CACHED_HIT, CACHED_MISS, CACHED_STALE, CACHED_REVALIDATED, CACHED_BYPASS, CACHED_MAX };
static const char *const cached_words[CACHED_MAX] = { "hit", "miss", "stale", "revalidated", "bypass" };
/* How handshakes of TLS end. */
enum { SHAKEN_FULL, SHAKEN_RESUMED, SHAKEN_FAILED, SHAKEN_MAX };
static const char *const shaken_words[SHAKEN_MAX] = { "full", "resumed", "failed" };
enum { MIRRORED_SENT, MIRRORED_DROPPED, MIRRORED_FAILED, MIRRORED_MAX };
static const char *const mirrored_words[MIRRORED_MAX] = { "sent", "dropped", "failed" };

/* One worker's part. Only that worker writes here, so nothing is locked; others read, and every
 * word is valid at any moment. When it dies, what it held is cleared; what it did stays. */
struct slot {
    _Atomic uint32_t clients, upstreams, idle;      /* held: connections; idle ones of the pool */
    _Atomic uint32_t queued;                        /* held: exchanges that wait for room under max= */
    _Atomic int64_t reserved_kib;                   /* held: room in the cache for files it is writing */
    _Atomic int64_t accepted, answered, failed;     /* did: clients, final answers, exchanges logged with a reason */
    _Atomic int64_t dropped;                        /* did not: lines of the log that nobody took */
    _Atomic int64_t retries, reused, connects;      /* did: to other members; by pooled connections; made */
    _Atomic int64_t cached[CACHED_MAX];             /* did: what the cache answered */
    _Atomic int64_t mirrored[MIRRORED_MAX];
    _Atomic int64_t shaken[SHAKEN_MAX];
    _Atomic int64_t whys[WHY_MAX];                  /* did: exchanges by the reason in the log */
    _Atomic int64_t cpu_us, resident, descriptors;  /* is: as it was within the last second; for -A */
    _Atomic int32_t pid;
    _Atomic int64_t active_ms;                      /* when something last happened on a connection */
    struct crowd crowd[CROWD_SLOTS];                /* held; touched only if --max per-client= limits them */
};

static struct shared {
    _Atomic bool hinted;                            /* that tunnels are not read or, with -M, that we are not trusted */
    int64_t started_s;                              /* when the program was, wall clock */
    struct slot slots[];                            /* conf.workers of them */
} *shared;
static struct slot *mine;                           /* this worker's; NULL in other processes */

/* What is counted until the process ends: those that a USR2 replaces count on in the same file without a name. */
static struct lasting {
    _Atomic int64_t answered;                       /* for -n: requests */
    _Atomic int64_t expected[EXPECTS_MAX];          /* requests that the i-th --expect matched */
} *lasting;                                         /* NULL: nobody wants to know */

/* Which worker this is. */
static unsigned slot_index(void)
{
    return (unsigned)(mine - shared->slots);
}

static void slot_add(_Atomic int64_t *at, int64_t n)
{
    atomic_store_explicit(at, atomic_load_explicit(at, memory_order_relaxed) + n, memory_order_relaxed);
}

/* Clients connected to any of them. */
static int64_t slot_clients(void)
{
    int64_t n = 0;
    for (unsigned i = 0; i < conf.workers; i++)
        n += atomic_load_explicit(&shared->slots[i].clients, memory_order_relaxed);
    return n;
}

/* When something last happened on a connection of any of them, ms. */
static int64_t slot_active(void)
{
    int64_t last = 0;
    for (unsigned i = 0; i < conf.workers; i++) {
        int64_t at = atomic_load_explicit(&shared->slots[i].active_ms, memory_order_relaxed);
        last = at > last ? at : last;
    }
    return last;
}

/* The worker has died, and its connections with it. */
static void slot_clear(struct slot *s)
{
    s->clients = s->upstreams = s->idle = s->queued = 0;
    if (conf.max_per_client)            /* octet by octet is all right: an entry that is half cleared is one less */
        memset(s->crowd, 0, sizeof s->crowd);
}

static struct conn *conn_by_id(uint32_t id)
{
    return &conns.slabs[id / SLAB][id % SLAB];
}

static void deadline_clear(struct conn *c)
{
    if (c->queue == Q_NONE)
        return;
    if (c->sooner)
        c->sooner->later = c->later;
    else
        queues[c->queue].first = c->later;
    if (c->later)
        c->later->sooner = c->sooner;
    else
        queues[c->queue].last = c->sooner;
    c->queue = Q_NONE;
}

/* The one deadline of c is now that of this kind, counted from this turn. */
static void deadline_set(struct conn *c, enum queue q)
{
    deadline_clear(c);
    if (q == Q_NONE || queues[q].ms == 0)
        return;
    c->queue = (uint8_t)q;
    c->deadline = now_ms + queues[q].ms;
    c->later = NULL;
    c->sooner = queues[q].last;
    if (c->sooner)
        c->sooner->later = c;
    else
        queues[q].first = c;
    queues[q].last = c;
}

static bool hot_grow(void)
{
    unsigned cap = hot.cap ? hot.cap * 2 : 64;
    struct pollfd *polls = realloc(hot.polls, cap * sizeof *polls);
    if (polls)
        hot.polls = polls;
    struct conn **list = realloc(hot.conns, cap * sizeof *list);
    if (list)
        hot.conns = list;
    if (polls && list)
        hot.cap = cap;
    return polls && list;
}

static void hot_leave(struct conn *c)
{
    if (c->place == PLACE_HOT) {
        unsigned last = --hot.n;
        hot.polls[c->slot] = hot.polls[last];
        hot.conns[c->slot] = hot.conns[last];
        if (hot.conns[c->slot])
            hot.conns[c->slot]->slot = c->slot;
    } else if (c->place == PLACE_LOT) {
        if (hot.lot != -1)
            lot_remove(hot.lot, c->fd);
        else {
            unsigned last = hot.parked - 1;
            hot.lot_polls[c->slot] = hot.lot_polls[last];
            hot.lot_tokens[c->slot] = hot.lot_tokens[last];
            conn_by_id((uint32_t)hot.lot_tokens[c->slot])->slot = c->slot;
        }
        hot.parked--;
    }
    c->place = PLACE_NONE;
}

/* Connections that have octets which TLS has decrypted already, so that poll does not see them. */
static struct { struct conn *first, *last; } eager;

static void hot_eager_join(struct conn *c)
{
    if (c->tls->eager)
        return;
    c->tls->eager = true;
    c->tls->next_eager = NULL;
    *(eager.last ? &eager.last->tls->next_eager : &eager.first) = c;
    eager.last = c;
}

static void hot_eager_leave(struct conn *c)
{
    struct conn *before = NULL;
    if (!c->tls->eager)
        return;
    for (struct conn *at = eager.first; at != c; at = at->tls->next_eager)
        before = at;
    *(before ? &before->tls->next_eager : &eager.first) = c->tls->next_eager;
    if (eager.last == c)
        eager.last = before;
    c->tls->eager = false;
}

/* What is to be watched for c's owner to have what it wants. */
static short hot_tls_events(struct conn *c, short events)
{
    c->tls->wanted = events;
    if (events & POLLIN && c->tls->has_input)
        hot_eager_join(c);
    return (short)(events | (c->tls->blocked ? POLLOUT : 0));
}

/* Watch c for these events and no others; 0: not at all. One that cannot be watched (no memory)
 * keeps its deadline, which then ends it. */
static void hot_want(struct conn *c, short events)
{
    if (c->tls)
        events = hot_tls_events(c, events);
    if ((events == c->events && (c->place != PLACE_NONE || !events)) || c->kind == CONN_STAND_IN)
        return;
    c->events = events;
    if (c->place == PLACE_LOT && (events == 0 || events == c->parked))
        return;
    if (events && c->place == PLACE_HOT) {
        hot.polls[c->slot].events = events;
        return;
    }
    hot_leave(c);
    if (!events || (hot.n == hot.cap && !hot_grow()))
        return;
    c->place = PLACE_HOT;
    c->slot = hot.n++;
    c->ready = hot.turn;
    hot.polls[c->slot] = (struct pollfd){ .fd = c->fd, .events = events };
    hot.conns[c->slot] = c;
}

static uint64_t conn_token(const struct conn *c)
{
    return (uint64_t)c->gen << 32 | c->id;
}

/* Move a quiet one from the hot set into the lot. */
static void hot_park(struct conn *c)
{
    if (hot.lot == -1 && hot.parked == hot.lot_cap) {
        unsigned cap = hot.lot_cap ? hot.lot_cap * 2 : 256;
        struct pollfd *p = realloc(hot.lot_polls, cap * sizeof *p);
        if (p)
            hot.lot_polls = p;
        uint64_t *t = realloc(hot.lot_tokens, cap * sizeof *t);
        if (t)
            hot.lot_tokens = t;
        if (!p || !t)
            return;
        hot.lot_cap = cap;
    }
    if (hot.lot != -1 && lot_add(hot.lot, c->fd, c->events, conn_token(c)) == -1)
        return;
    hot_leave(c);
    c->place = PLACE_LOT;
    c->parked = c->events;
    c->reported = false;
    c->heat = 0;
    if (hot.lot == -1) {
        c->slot = hot.parked;
        hot.lot_polls[c->slot] = (struct pollfd){ .fd = c->fd, .events = c->parked };
        hot.lot_tokens[c->slot] = conn_token(c);
    }
    hot.parked++;
}

/* Now and then, go through the hot set and park what has been quiet for long. */
static void hot_park_quiet(void)
{
    if (hot.n <= SET_SMALL || hot.turn % PARK_EVERY)
        return;
    for (unsigned i = hot.n; i-- > 0;) {
        struct conn *c = hot.conns[i];
        if (c && hot.turn - c->ready > PARK_TURNS && (c->events == POLLIN || c->events == POLLOUT)
            && (c->kind == CONN_CLIENT || c->kind == CONN_UPSTREAM || c->kind == CONN_POOLED))
            hot_park(c);
    }
}

/* Note those in the lot that have something, to be had from hot_reported. */
static void hot_ask_lot(void)
{
    hot.reported_n = 0;
    if (hot.lot != -1) {
        int n = lot_ready(hot.lot, hot.reported, LOT_BATCH);
        hot.reported_n = n > 0 ? (unsigned)n : 0;
    } else if (hot.parked && now_ms >= hot.lot_ms) {
        /* a scan may take a twentieth of the time, not more */
        int64_t begun = time_us();
        if (poll(hot.lot_polls, hot.parked, 0) > 0)
            for (unsigned i = 0; i < hot.parked && hot.reported_n < LOT_BATCH; i++)
                if (hot.lot_polls[i].revents)
                    hot.reported[hot.reported_n++] = hot.lot_tokens[i];
        int64_t pause = (time_us() - begun) * 20 / 1000;
        hot.lot_ms = hot.reported_n == LOT_BATCH ? now_ms : now_ms + (pause < 5 ? 5 : pause);
    }
    for (unsigned i = 0; i < hot.reported_n; i++)
        conn_by_id((uint32_t)hot.reported[i])->reported = true;
}

/* The i-th of those reported, if it is still parked and its owner wants to know. NULL: not so.
 * One that is often ready goes back to the hot set on the way. */
static struct conn *hot_reported(unsigned i)
{
    uint64_t token = hot.reported[i];
    struct conn *c = conn_by_id((uint32_t)token);
    c->reported = false;
    if (c->gen != (uint32_t)(token >> 32) || c->place != PLACE_LOT)
        return NULL;
    if (!c->events) {
        hot_leave(c);
        return NULL;
    }
    c->heat = hot.turn - c->ready <= HOT_TURNS ? (uint8_t)(c->heat + 1) : 0;
    if (c->heat >= HOT_TIMES || hot.lot == -1) {
        c->events = 0;
        hot_leave(c);
        hot_want(c, c->tls ? c->tls->wanted : c->parked);
    }
    return c;
}

/* ---- connections ---- */

/* So many clients more, and so many of them by -A, whom nobody else counts. */
static void conn_count(int clients, int admins)
{
    conns.clients += (unsigned)clients;
    conns.admins += (unsigned)admins;
    atomic_store_explicit(&mine->clients, conns.clients - conns.admins, memory_order_relaxed);
}

/* Take a descriptor over; -1: a stand-in has none. NULL: no memory, and the descriptor is closed. */
static struct conn *conn_new(int fd, enum conn_kind kind)
{
    if (!conns.free) {
        struct conn **slabs = realloc(conns.slabs, (conns.slabs_n + 1) * sizeof *slabs);
        struct conn *slab = slabs ? calloc(SLAB, sizeof *slab) : NULL;
        if (slabs)
            conns.slabs = slabs;
        if (!slab) {
            if (fd != -1)
                (void)close(fd);
            return NULL;
        }
        for (unsigned i = SLAB; i-- > 0;) {
            slab[i].id = conns.slabs_n * SLAB + i;
            slab[i].next = conns.free;
            conns.free = &slab[i];
        }
        conns.slabs[conns.slabs_n++] = slab;
    }
    struct conn *c = conns.free;
    uint32_t id = c->id, gen = c->gen;
    conns.free = c->next;
    conns.open += fd != -1;
    if (kind == CONN_CLIENT)
        conn_count(1, 0);
    *c = (struct conn){ .fd = fd, .id = id, .gen = gen, .kind = (uint8_t)kind };
    return c;
}

/* Whose certificate the client has shown; n 0: none. */
static struct slice conn_subject(const struct conn *c)
{
    return c && c->tls ? (struct slice){ c->tls->subject, c->tls->subject_n } : SLICE("");
}

/* From here on what passes goes through this, which has what was there before under it. */
static void conn_secure(struct conn *c, struct tls *tls)
{
    short wanted = c->tls ? c->tls->wanted : c->events;
    if (c->tls) {
        hot_eager_leave(c);
        memcpy(tls->subject, c->tls->subject, tls->subject_n = c->tls->subject_n);
    }
    c->tls = tls;
    c->tls->wanted = wanted;
}

/* From here on what passes is plain. */
static void conn_plain(struct conn *c)
{
    hot_eager_leave(c);
    tls_end(c->tls);
    c->tls = NULL;
}

static unsigned crowd_count(const struct addr *a, int change);

static void conn_close(struct conn *c)
{
    if (c->counted)
        (void)crowd_count(&c->peer, -1);
    if (c->place == PLACE_LOT && hot.lot != -1) {   /* closing takes it out: nobody else holds it open */
        hot.parked--;
        c->place = PLACE_NONE;
    }
    hot_leave(c);
    deadline_clear(c);
    block_put(&c->in);
    if (c->tls) {
        tls_shut(c->tls, c->fd);
        conn_plain(c);
    }
    if (c->inside)
        explicit_bzero(c->inside, sizeof *c->inside);
    free(c->inside);
    conns.open -= c->fd != -1;
    if (c->fd != -1)
        (void)close(c->fd);
    c->fd = -1;
    if (c->kind == CONN_CLIENT)
        conn_count(-1, c->admin ? -1 : 0);
    c->kind = CONN_FREE;
    c->gen++;
    c->next = conns.free;
    conns.free = c;
}

/* When it is closed, the other side is to see a reset: for what must not look like an orderly end. */
static void conn_will_reset(struct conn *c)
{
    struct linger now = { .l_onoff = 1, .l_linger = 0 };
    if (c->tls)
        c->tls->failed = true;          /* nor to see a close_notify */
    (void)setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

static ssize_t conn_read_tls(struct conn *c, struct block *b)
{
    const bool shaking = !c->tls->up;
    ssize_t n = tls_read(c->tls, c->fd, b);
    if (c->tls->plain) {
        c->excess = WHY_PLAIN_ON_TLS;
        conn_plain(c);
        return n;
    }
    if (shaking && (c->tls->up || (c->tls->failed && c->tls->began)))
        slot_add(&mine->shaken[c->tls->failed ? SHAKEN_FAILED : c->tls->resumed ? SHAKEN_RESUMED : SHAKEN_FULL], 1);
    if (shaking && c->tls->up && c->kind == CONN_CLIENT)
        deadline_set(c, c->excess ? Q_HEAD : Q_KEEPALIVE);
    hot_want(c, c->tls->wanted);        /* what that comes to may have changed */
    return n;
}

/* Go on with the handshake with a server. 1: it is done; or READ_AGAIN or READ_FAILED. */
static ssize_t conn_shake(struct conn *c)
{
    ssize_t n = tls_shake(c->tls, c->fd, NULL);
    hot_want(c, POLLIN);
    return n;
}

/* Read what there is, up to the free room of b. Returns octets, 0 at the end, or READ_AGAIN or READ_FAILED. */
static ssize_t conn_read(struct conn *c, struct block *b)
{
    ssize_t n;
    if (c->tls)
        return conn_read_tls(c, b);
    do
        n = recv(c->fd, b->data + b->w, b->cap - b->w, 0);
    while (n == -1 && errno == EINTR);
    if (n > 0)
        b->w += (uint32_t)n;
    else if (n == -1)
        return errno == EAGAIN || errno == EWOULDBLOCK ? READ_AGAIN : READ_FAILED;
    return n;
}

/* Write pieces; `closing`: the connection will be closed as soon as they are gone, so that the
 * last of them can leave together with our FIN. Returns octets written, 0: it would block, -1:
 * failed, errno says why. */
static ssize_t conn_write(struct conn *c, struct iovec *v, uint8_t n, bool closing)
{
    struct msghdr m = { .msg_iov = v };
    ssize_t w;
    if (c->tls) {
        w = tls_write(c->tls, c->fd, v, n);
        hot_want(c, c->tls->wanted);
        return w;
    }
    m.msg_iovlen = n;           /* an int on some systems, a size on others */
    do
        w = sendmsg(c->fd, &m, closing ? MSG_NOSIGNAL | MSG_MORE : MSG_NOSIGNAL);
    while (w == -1 && errno == EINTR);
    if (w == -1 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOTCONN))
        return 0;
    return w;
}

/* No more is written to it. */
static void conn_shut(struct conn *c)
{
    if (c->tls)
        tls_shut(c->tls, c->fd);
    (void)shutdown(c->fd, SHUT_WR);
}

/* ---- how many connections each client has; kept only if that is limited ---- */

static struct crowd *crowd_find(struct slot *s, uint64_t tag, bool make)
{
    struct crowd *spare = NULL;
    for (unsigned i = 0; i < CROWD_PROBES; i++) {
        struct crowd *c = &s->crowd[(tag + i) % CROWD_SLOTS];
        if (!atomic_load_explicit(&c->n, memory_order_acquire))
            spare = spare ? spare : c;
        else if (atomic_load_explicit(&c->tag, memory_order_relaxed) == tag)
            return c;
    }
    if (make && spare)
        atomic_store_explicit(&spare->tag, tag, memory_order_relaxed);
    return make ? spare : NULL;
}

/* One connection more (or less) of this address to this worker. Returns how many it has to all of
 * them; 0: there is no room to count it (thousands of clients are), so it is not limited. */
static unsigned crowd_count(const struct addr *a, int change)
{
    uint64_t tag = hash_octets((const char *)a->ip, sizeof a->ip);
    struct crowd *c = crowd_find(mine, tag, change > 0);
    unsigned n = 0;
    if (!c)
        return 0;
    atomic_store_explicit(&c->n, c->n + (change > 0 ? 1U : -1U), memory_order_release);
    for (unsigned i = 0; i < conf.workers; i++)
        n += (c = crowd_find(&shared->slots[i], tag, false)) ? c->n : 0;
    return n;
}

/* ---- listeners and the addresses of this machine ---- */

struct listener {
    int *fds;                   /* one a worker, or one for all of them */
    unsigned fds_n;
    bool proxy;                 /* connections begin with a PROXY header */
    bool tls;
    bool redirect;              /* to the same URL by https */
    bool admin;                 /* -A */
    struct slice host;          /* as given; n 0: none */
    struct addr addr;           /* as bound, the port known */
    bool both;                  /* every interface, by both kinds of address */
    int claim;                  /* of the port that workers share (os_claim); below 0: none */
    const char *path;           /* of a Unix socket; else NULL */
    dev_t dev;                  /* which file it is, if we made it, so that no other is removed at the end */
    ino_t ino;
};
static struct listener *listeners;
static unsigned listeners_n;
static struct {
    const char *path;           /* where the certificate that was made for them is; NULL: they need none */
    struct slice pem;           /* it, and its key */
} made_cert;

/* Close the sockets of all listeners, but the one (of each) that this worker serves; -1: none. */
static void listener_close(int worker)
{
    for (unsigned i = 0; i < listeners_n; i++)
        for (unsigned k = 0; k < listeners[i].fds_n; k++)
            if (worker < 0 || (listeners[i].fds_n > 1 && k != (unsigned)worker)) {
                (void)close(listeners[i].fds[k]);
                listeners[i].fds[k] = -1;
            }
}

static bool listener_is_wild(const struct listener *l)
{
    return l->addr.kind == ADDR_IP && addr_classify(&l->addr) == ADDR_UNSPECIFIED;
}

/* The URL by which a listener is reached from here. */
static void text_url(struct text *t, struct addr a, bool both, bool tls, const char *path)
{
    uint16_t port = a.port;
    if (path || a.kind == ADDR_UNIX) {
        text_str(t, "unix:");
        text_str(t, path ? path : "");
        return;
    }
    if (addr_classify(&a) == ADDR_UNSPECIFIED)
        (void)addr_parse(both || addr_is_v4(&a) ? SLICE("127.0.0.1") : SLICE("::1"), &a);
    a.port = port;
    text_str(t, tls ? "https://" : "http://");
    text_addr(t, &a);
}

/* Is this one of the machine's own addresses? They are asked for anew every ten seconds. */
static bool addr_is_ours(const struct addr *a)
{
    static struct addr own[64];
    static unsigned own_n;
    static int64_t until;
    if (addr_classify(a) == ADDR_LOOPBACK)
        return true;
    if (now_ms >= until) {
        struct ifaddrs *list = NULL;
        own_n = 0;
        if (getifaddrs(&list) == 0)
            for (struct ifaddrs *i = list; i && own_n < 64; i = i->ifa_next)
                if (i->ifa_addr && (i->ifa_addr->sa_family == AF_INET || i->ifa_addr->sa_family == AF_INET6))
                    own[own_n++] = addr_from_sockaddr(i->ifa_addr);
        if (list)
            freeifaddrs(list);
        until = now_ms + 10000;
    }
    for (unsigned i = 0; i < own_n; i++)
        if (addr_same_ip(&own[i], a))
            return true;
    return false;
}

static bool addr_is_own_listener(const struct addr *a)
{
    for (const struct listener *l = listeners; l < listeners + listeners_n; l++)
        if (l->addr.port == a->port
            && (addr_same_ip(&l->addr, a) || addr_classify(a) == ADDR_UNSPECIFIED
                || (listener_is_wild(l) && (l->both || addr_is_v4(a) == addr_is_v4(&l->addr)) && addr_is_ours(a))))
            return true;
    return false;
}

/* ---- calls: what would block is done by helper processes over a socket of datagrams ---- */

enum call_kind { CALL_NAME, CALL_HASH, CALL_KINDS };
enum { HELPERS_MIN = 2, HELPERS_MAX = 16, CALLS_MAX = 256, CALL_TEXT = 1024 };

/* What goes to a helper and what comes back. `text`: the name; or stored hash, NUL, password. */
struct call_request {
    uint32_t id;
    uint16_t n;                 /* octets of text */
    char text[CALL_TEXT];
};
struct call_answer {
    uint32_t id;
    int32_t pid;                /* the helper's */
    int32_t error;              /* -1: it has begun; 0: done; CALL_NAME: getaddrinfo's */
    uint32_t n;                 /* addresses; CALL_HASH: 1 it matches, 0 it does not */
    struct addr addrs[ADDRS_MAX];
};

struct call {
    struct call *next;          /* in the order they were asked */
    int64_t asked_ms;
    struct call_request request;
    bool sent;
    int32_t pid;                /* of the helper that works on it; 0: not known */
    struct addr client;         /* who it is for; kind ADDR_NONE: the program itself */
    struct slice share;         /* the parent domain: a dead server there gets only its share */
    void *arg;                  /* struct name or struct trial */
};

static uint32_t call_ids;       /* begins at random: an answer to a worker before us is known as such */
static struct caller {
    struct conn *channel;
    struct call *first, **end;
    unsigned n, sent;           /* calls in all; those a helper has been given */
    unsigned helpers;           /* asked of the supervisor so far */
} callers[CALL_KINDS];

/* Messages between supervisor and worker. */
enum control {
    CONTROL_HELPER = 1, CONTROL_KILL, CONTROL_STOP, CONTROL_DRAIN, CONTROL_RELOAD, CONTROL_CERTS, CONTROL_REOPEN, CONTROL_ROOM
};
struct control_message {        /* of all versions the same, and so is DRAIN: at USR2 one speaks to workers of another */
    int32_t what, arg;          /* DRAIN: 1 if others go on with the same sockets; ROOM: the route's place */
    int64_t size;               /* RELOAD: of the policy, whose descriptor comes along; HELPER: how many of
                                   this kind there should be */
};
static struct conn *control;

static void control_send(enum control what, int32_t arg, int64_t size)
{
    struct control_message m = { .what = (int32_t)what, .arg = arg, .size = size };
    (void)!send(control->fd, &m, sizeof m, MSG_NOSIGNAL);
}

/* How many helpers of a kind one worker may have: they are its own. */
static unsigned call_helpers(void)
{
    unsigned n = HELPERS_MAX / conf.workers;
    return n > HELPERS_MIN ? n : HELPERS_MIN;
}

/* Hand out waiting calls while there are helpers: of names at most a share (a quarter) to one
 * client or domain, of hashes one to a client. */
static void call_dispatch(enum call_kind kind)
{
    struct caller *k = &callers[kind];
    const unsigned most = call_helpers(), share = most > 4 ? most / 4 : 1;
    for (struct call *c = k->first; c && k->sent < most; c = c->next) {
        unsigned same_client = 0, same_share = 0;
        if (c->sent)
            continue;
        for (struct call *o = k->first; o; o = o->next)
            if (o->sent) {
                same_client += c->client.kind == ADDR_IP && addr_same_ip(&o->client, &c->client);
                same_share += c->share.n && slice_eq(o->share, c->share);
            }
        if (same_client >= (kind == CALL_HASH ? 1 : share) || same_share >= share)
            continue;
        if (send(k->channel->fd, &c->request, offsetof(struct call_request, text) + c->request.n, MSG_NOSIGNAL) == -1)
            return;                         /* the channel is full: when an answer comes, again */
        c->sent = true;
        k->sent++;
        unsigned wanted = k->sent > HELPERS_MIN ? k->sent : HELPERS_MIN;
        if (k->helpers < wanted && wanted <= most) {
            k->helpers = wanted;
            control_send(CONTROL_HELPER, (int32_t)kind, wanted);
        }
    }
}

/* Ask; the answer comes to name_answered or login_answered with arg. false: too many wait, of this
 * client (a quarter of all) or in all. */
static bool call_ask(enum call_kind kind, struct slice text, const struct addr *client, void *arg)
{
    struct caller *k = &callers[kind];
    struct call *c;
    unsigned of_client = 0;
    for (c = k->first; c && client && k->n >= CALLS_MAX / 4; c = c->next)
        of_client += c->client.kind == ADDR_IP && addr_same_ip(&c->client, client);
    if (k->n >= CALLS_MAX || of_client >= CALLS_MAX / 4 || text.n > CALL_TEXT || !(c = calloc(1, sizeof *c)))
        return false;
    c->request.id = ++call_ids;
    c->request.n = (uint16_t)text.n;
    memcpy(c->request.text, text.p, text.n);
    c->asked_ms = now_ms;
    c->arg = arg;
    if (client)
        c->client = *client;
    if (kind == CALL_NAME) {
        unsigned dots = 0;
        c->share = (struct slice){ c->request.text, text.n };
        for (size_t i = text.n; i-- > 0;)
            if (c->request.text[i] == '.' && ++dots == 2) {
                c->share = slice_from(c->share, i + 1);
                break;
            }
    }
    if (!k->first)
        k->end = &k->first;
    *k->end = c;
    k->end = &c->next;
    k->n++;
    call_dispatch(kind);
    return true;
}

static void call_drop(struct caller *k, struct call *c)
{
    struct call **at = &k->first;
    while (*at != c)
        at = &(*at)->next;
    *at = c->next;
    if (!c->next)
        k->end = at;
    k->n--;
    k->sent -= c->sent;
    explicit_bzero(&c->request, sizeof c->request);
    free(c);
}

/* ---- names ---- */

enum { NAMES_MAX = 4096, NAME_OK_MS = 30000, NAME_FAILED_MS = 5000, NAME_BUCKETS = 1024 };

/* What is known of a host name. */
struct name {
    struct name *next;          /* in its bucket */
    char host[HOST_MAX + 1];
    uint16_t host_n;
    uint8_t n;                  /* addresses */
    bool asked;                 /* a look-up is under way */
    bool held;                  /* its waiters are being told */
    int error;                  /* getaddrinfo's; 0: none; EAI_LATE: no answer in time */
    int64_t until;              /* ms: what is known is fresh until then */
    struct addr addrs[ADDRS_MAX];
    struct xchg *waiting;       /* exchanges that wait for it, by name_next */
};
enum { EAI_LATE = -10000 };
static struct name *names[NAME_BUCKETS];
static unsigned names_n;

static struct name **name_bucket(struct slice host)
{
    return &names[hash_octets(host.p, host.n) % NAME_BUCKETS];
}

/* Make room: forget a name that nobody waits for, of one bucket after the other, so that nobody who
 * asks for many keeps others from theirs. false: all are in use. */
static bool name_make_room(void)
{
    static unsigned hand;
    for (unsigned i = 0; i < NAME_BUCKETS && names_n >= NAMES_MAX; i++)
        for (struct name **at = &names[hand++ % NAME_BUCKETS]; *at; at = &(*at)->next) {
            struct name *n = *at;
            if (n->asked || n->held || n->waiting)
                continue;
            *at = n->next;
            free(n);
            names_n--;
            break;
        }
    return names_n < NAMES_MAX;
}

/* What is known of host, asking a helper if that is nothing or no longer fresh. NULL: too many
 * names are being asked for. Look at ->asked: while it is true and n is 0, wait. */
static struct name *name_get(struct slice host, const struct addr *client)
{
    struct name **bucket = name_bucket(host), *n = *bucket;
    while (n && !slice_eq((struct slice){ n->host, n->host_n }, host))
        n = n->next;
    if (!n) {
        if (!name_make_room() || !(n = calloc(1, sizeof *n)))
            return NULL;
        memcpy(n->host, host.p, host.n);
        n->host_n = (uint16_t)host.n;
        n->next = *bucket;
        *bucket = n;
        names_n++;
        if (label_is_localhost(host)) {
            (void)addr_parse(SLICE("127.0.0.1"), &n->addrs[0]);
            (void)addr_parse(SLICE("::1"), &n->addrs[1]);
            n->n = 2;
            n->until = INT64_MAX;
        }
    }
    if (now_ms >= n->until && !n->asked && !n->held)    /* not anew while its waiters are being told */
        n->asked = call_ask(CALL_NAME, host, client, n);
    return n->asked || n->until > now_ms || n->n ? n : NULL;
}

/* Forget what is known, as after a failure to connect: the next request asks again. That a look-up
 * failed is remembered for so many ms more, at most. */
static void name_doubt(struct slice host, int64_t failed_ms)
{
    struct name *n = *name_bucket(host);
    while (n && !slice_eq((struct slice){ n->host, n->host_n }, host))
        n = n->next;
    if (n && n->until != INT64_MAX && n->until > now_ms + failed_ms)
        n->until = n->n ? now_ms : now_ms + failed_ms;
}

/* ==== 8. upstream: whereto, and connections there ==== route_ member_ turns_ choose_ parent_ origin_ pool_
 * dial_ unix_ upstream_ client_reclaim ==== */

/* A host and port that requests go to, and the idle connections there. */
struct origin {
    struct origin *next;        /* forward mode: in its bucket */
    struct authority at;        /* the port is set */
    bool tls;                   /* it is spoken to with TLS */
    struct tls_session *session;    /* to be resumed; NULL: none */
    const struct parent_conf *parent;   /* the way there; NULL: direct */
    const char *unix_path;      /* ip kind ADDR_UNIX: where the socket is */
    struct hold *hold;          /* of the member whose it is; NULL: forward mode */
    struct conn *pooled;        /* idle ones, the last put back first */
    unsigned pooled_n;
    unsigned users;             /* exchanges and connections that point here */
};

/* Whom connections for this origin are made to. */
static const struct authority *origin_at(const struct origin *o)
{
    return o->parent ? &o->parent->at : &o->at;
}

/* What all workers know of a member together. Its place in the group is the same in all of them.
 *
 *   up --[member_failed]--> aside, for a pause --[the pause is over]--> on trial: one request, of
 *    ^                        ^   one worker [member_try]; others see it aside meanwhile
 *    |                        '--[member_failed: twice the pause]--'  |
 *    '----------------------------[member_answered]-------------------'
 *
 * As `until` and `fails` tell it:
 *
 *   0, 0                up; a request was answered [member_answered]
 *   to come, N          aside: N requests in a row came to nothing [member_failed]
 *   over, N             may be tried, by one request, or a good check [route_fit, member_checked]
 *   to come, N          on trial, by the one exchange that has this very `until`; if nothing comes of it the next may
 *                       try at once [member_untried], and if it is lost with its worker, at that time
 *   0, N                back by a good check alone: the next failure makes a longer pause [member_back]
 *
 * Beside that, and above it, checks (--health) say that it is down, or up again. */
struct standing {
    _Atomic uint64_t key;       /* each: of its target and address; 0: the place was never used */
    _Atomic uint64_t holders;   /* each: bits of the workers in which it is a member */
    _Atomic int64_t until;      /* ms: set aside until then */
    _Atomic int64_t back_ms;    /* when it came back, for its share grows from then on; 0: long ago */
    _Atomic uint32_t fails;     /* in a row */
    _Atomic bool down;          /* checks say so */
    _Atomic int64_t good, bad;  /* checks so far */
};
struct standings {
    _Atomic uint32_t turn;      /* of those that get requests in turn */
    _Atomic int64_t waits_us[WORKERS_MAX];  /* since when each worker's first waits for room under max=; 0: nobody */
    struct standing members[MEMBERS_MAX];
};
static struct standings *standings; /* shared; one a route, in the order of conf.routes, then the mirror's */

/* One worker's part of a member, as in its slot: only that worker writes here. */
struct hold {
    _Atomic uint32_t active;    /* held: exchanges that have, or want, a connection to it */
    _Atomic uint32_t idle;      /* held: pooled connections */
    _Atomic int64_t requests, failures;     /* did */
};
static struct hold *holds;      /* shared; by worker, then route, then place */

/* A target at work, or one of its addresses. Members of `each` come and go, but none is ever freed:
 * an exchange may still look at it. One that is gone is used again when no connection leads to it any
 * more; what an exchange without one reads there (its conf) is the same then. */
struct member {
    const struct target_conf *conf;
    struct route *route;
    struct origin origin;       /* TO_SERVER */
    unsigned slot;              /* its place in the group, and its bit in xchg.wish.tried */
    bool gone;                  /* its address is no longer one of the name's: no new request */
    uint64_t name;              /* of its host and port: by it a hash chooses */
    struct standing *all;
    struct hold *mine;
    int streak;                 /* checks in a row: good ones, or, below 0, bad ones */
    struct conn *checker;       /* the client of its checks; its deadline is the time of the next one, and bounds the
                                   one under way; NULL: it is not checked here */
};

enum { PAUSE_FIRST_MS = 1000, PAUSE_MAX_MS = 60000, SLOW_MS = 10000 };

/* A MATCH and its members, which are balanced. */
struct route {
    const struct route_conf *conf;
    unsigned index;             /* in conf.routes */
    struct standings *standings;
    struct member *members[MEMBERS_MAX];    /* by place; NULL: there is none */
    unsigned members_n;         /* places */
    bool each;                  /* members come and go with the addresses of a name */
    bool limited;               /* some have a max= */
    uint8_t *turns;             /* places in the order of smooth weighted turns */
    unsigned turns_n, turns_cap;
    uint64_t turns_of;          /* bits of those that are in it */
    struct xchg *queue, *queue_last;    /* exchanges that wait for room under max= */
};
static struct route *routes;
static unsigned routes_n;
static unsigned queued_n;       /* exchanges in all queues of this worker */
static struct route mirror;     /* --mirror: its one member gets a copy of each request */
static bool routes_any_host;        /* some route is for every host */
static bool routes_each;            /* some route has such members */

/* Order of judging a MATCH: the more specific host (exact, longest below, none), then the longer path. */
static bool route_before(const struct route_conf *a, const struct route_conf *b)
{
    if ((a->host.n > 0) != (b->host.n > 0))
        return a->host.n > 0;
    if (a->below != b->below)
        return !a->below;
    if (a->host.n != b->host.n && a->below)
        return a->host.n > b->host.n;
    return a->path.n > b->path.n;
}

static struct member *member_of_origin(struct origin *o)
{
    return (struct member *)(void *)((char *)o - offsetof(struct member, origin));
}

/* The first process makes what workers share of members. */
static void member_share(void)
{
    standings = os_shared((conf.routes_n + 1) * sizeof *standings);
    holds = os_shared((size_t)conf.workers * (conf.routes_n + 1) * MEMBERS_MAX * sizeof *holds);
    if (!standings || !holds)
        die(errno, "starting");
}

static struct hold *member_hold(unsigned worker, const struct member *m)
{
    return &holds[((size_t)worker * (conf.routes_n + 1) + m->route->index) * MEMBERS_MAX + m->slot];
}

/* The worker has died: what it held of members is free. */
static void member_worker_ended(unsigned worker)
{
    const size_t n = (size_t)(conf.routes_n + 1) * MEMBERS_MAX;
    for (size_t i = 0; i < n; i++) {
        struct hold *h = &holds[worker * n + i];
        if (h->active || h->idle)
            h->active = h->idle = 0;
        struct standing *s = &standings[i / MEMBERS_MAX].members[i % MEMBERS_MAX];
        if (s->holders >> worker & 1)
            atomic_fetch_and(&s->holders, ~(UINT64_C(1) << worker));
    }
    for (unsigned r = 0; r < conf.routes_n; r++)
        standings[r].waits_us[worker] = 0;
}

/* Exchanges and idle connections that all workers have with m. */
static int64_t member_load(const struct member *m, bool idle)
{
    int64_t n = 0;
    for (unsigned w = 0; w < conf.workers; w++) {
        struct hold *h = member_hold(w, m);
        n += atomic_load_explicit(&h->active, memory_order_relaxed);
        n += idle ? atomic_load_explicit(&h->idle, memory_order_relaxed) : 0;
    }
    return n;
}

/* How people call it. */
static void text_member(struct text *t, const struct member *m)
{
    struct slice given = slice_of(m->conf->given);
    if (m->conf->each) {
        text_addr(t, &m->origin.at.ip);
        return;
    }
    if (m->conf->to == TO_CANNED)
        given.n = 3;                    /* the status; the text may be anything */
    text_slice(t, m->conf->to == TO_SERVER ? slice_cut(&given, ',') : given);
}

/* The place for an address of `to`: that which another worker gave it, or a free one, which from then on is only for
 * addresses of `to`. MEMBERS_MAX: there is none. */
static unsigned member_place(struct route *r, const struct target_conf *to, const struct addr *ip)
{
    const uint64_t of_target = (uint64_t)(to - r->conf->targets + 1) << 56;
    const uint64_t key = of_target | hash_plain(to->at.port, (const char *)ip->ip, sizeof ip->ip) >> 8;
    const uint64_t me = UINT64_C(1) << slot_index();
    for (unsigned i = 0; i < MEMBERS_MAX; i++) {
        struct standing *s = &r->standings->members[i];
        if (s->key != key)
            continue;
        atomic_fetch_or(&s->holders, me);
        if (s->key == key)
            return i;
        atomic_fetch_and(&s->holders, ~me);     /* another process gave it away meanwhile */
    }
    for (unsigned k = 0; k < 2 * MEMBERS_MAX; k++) {    /* first among those never used: others may come back */
        unsigned i = k % MEMBERS_MAX;
        struct standing *s = &r->standings->members[i];
        uint64_t was = s->key;
        const struct member *m = r->members[i];
        bool left = was >> 56 == of_target >> 56 && !s->holders && (!m || (m->gone && m->origin.users == 1));
        if (!(k < MEMBERS_MAX ? was == 0 : left))
            continue;
        bool ours = atomic_compare_exchange_strong(&s->key, &was, key);
        if (!ours && was != key)
            continue;
        atomic_fetch_or(&s->holders, me);
        if (ours) {
            s->until = s->back_ms = 0;
            s->fails = 0;
            s->down = false;
        }
        return i;
    }
    return MEMBERS_MAX;
}

/* One member more; ip NULL: it is no address of `each`. NULL: there is no room. */
static struct member *member_add(struct route *r, const struct target_conf *to, const struct addr *ip)
{
    unsigned slot = ip ? member_place(r, to, ip) : r->members_n;
    struct member *m = slot < MEMBERS_MAX ? r->members[slot] : NULL;
    if (slot == MEMBERS_MAX || (!m && !(m = calloc(1, sizeof *m))))
        return NULL;
    tls_forget_session(&m->origin.session);
    *m = (struct member){ .conf = to, .route = r, .slot = slot, .checker = m->checker,
        .origin = { .at = to->at, .tls = to->tls, .unix_path = to->unix_path, .users = 1 },
    };
    if (ip)
        m->origin.at.ip = *ip;
    m->origin.at.ip.port = to->at.port;
    m->all = &r->standings->members[slot];
    if (!ip)
        m->all->key = UINT64_MAX;       /* no address is to take its place */
    m->mine = m->origin.hold = member_hold(mine ? slot_index() : 0, m);
    char name[HOST_MAX + PATH_MAX];
    struct text t = TEXT(name);
    if (to->to == TO_SERVER && !to->unix_path && !to->each)
        text_authority(&t, &to->at, 0);
    else if (to->to == TO_SERVER)
        text_member(&t, m);
    else
        text_str(&t, to->given);
    m->name = hash_plain(0, t.p, t.n);
    if (conf.health.given && r != &mirror && to->to == TO_SERVER && mine && mine == shared->slots && !m->checker
        && (m->checker = conn_new(-1, CONN_STAND_IN))) {     /* one worker checks for all */
        m->checker->origin = &m->origin;
        deadline_set(m->checker, Q_CHECK);
    }
    r->members[slot] = m;
    if (slot >= r->members_n)
        r->members_n = slot + 1;
    return m;
}

static void route_start(void)
{
    routes = must_alloc(conf.routes_n, sizeof *routes);
    for (unsigned i = 0; i < conf.routes_n; i++) {
        const struct route_conf *rc = &conf.routes[i];
        unsigned at = i;
        for (; at > 0 && route_before(rc, routes[at - 1].conf); at--)
            routes[at] = routes[at - 1];
        routes[at] = (struct route){ .conf = rc, .index = i, .standings = &standings[i] };
        routes_any_host |= rc->host.n == 0;
    }
    routes_n = conf.routes_n;
    for (struct route *r = routes; r < routes + routes_n; r++) {
        for (unsigned m = 0; m < r->conf->targets_n; m++) {
            r->each |= r->conf->targets[m].each;
            r->limited |= r->conf->targets[m].max > 0;
            if (!r->conf->targets[m].each && !member_add(r, &r->conf->targets[m], NULL))
                die(ENOMEM, "starting");
        }
        routes_each |= r->each;
    }
    mirror = (struct route){ .conf = &conf.mirror, .index = conf.routes_n, .standings = &standings[conf.routes_n] };
    if (conf.mirror.targets_n && !member_add(&mirror, &conf.mirror.targets[0], NULL))
        die(ENOMEM, "starting");
}

/* The addresses of a name are known (anew): those that are members become so, others leave. */
static void route_resolved(const struct name *n)
{
    struct slice host = { n->host, n->host_n };
    for (struct route *r = routes; r && r < routes + routes_n; r++)
        for (unsigned t = 0; r->each && t < r->conf->targets_n; t++) {
            const struct target_conf *to = &r->conf->targets[t];
            if (!to->each || !slice_eq(authority_host(&to->at), host))
                continue;
            bool known[ADDRS_MAX] = { false };
            for (unsigned i = 0; i < r->members_n; i++) {
                struct member *m = r->members[i];
                if (!m || m->conf != to)
                    continue;
                bool was_gone = m->gone;
                m->gone = true;
                for (unsigned k = 0; k < n->n; k++)
                    if ((!was_gone || m->all->holders >> slot_index() & 1)
                        && addr_same_ip(&n->addrs[k], &m->origin.at.ip)) {
                        m->gone = false;
                        known[k] = true;
                    }
                if (m->gone && m->origin.users == 1)    /* nothing of ours leads there: others may have its place */
                    atomic_fetch_and(&m->all->holders, ~(UINT64_C(1) << slot_index()));
            }
            for (unsigned k = 0; k < n->n; k++) {
                for (unsigned i = 0; i < k; i++)
                    known[k] |= addr_same_ip(&n->addrs[i], &n->addrs[k]);   /* it may stand there twice */
                if (!known[k] && !member_add(r, to, &n->addrs[k]))
                    warn(0, "-r %s: it has more addresses than the %d members a route may have", to->given, MEMBERS_MAX);
            }
        }
}

/* Have the names of `each` looked up again where they are no longer fresh. NULL, or one of them that
 * is being looked up. */
static struct name *route_refresh(const struct route *r)
{
    struct name *asked = NULL;
    for (unsigned t = 0; r->each && t < r->conf->targets_n; t++) {
        const struct target_conf *to = &r->conf->targets[t];
        struct name *n = to->each ? name_get(authority_host(&to->at), NULL) : NULL;
        if (n && n->asked)
            asked = n;
        else if (n && n->until == INT64_MAX)
            route_resolved(n);          /* localhost is known without asking */
    }
    return asked;
}

static bool route_has_host(const struct route_conf *r, struct slice host)
{
    return r->host.n == 0 || (!r->below && slice_eq(r->host, host))
        || (r->below && host.n > r->host.n && slice_ends(host, r->host) && host.p[host.n - r->host.n - 1] == '.');
}

/* The route for a host and path in their comparing forms. NULL: none. */
static struct route *route_find(struct slice host, struct slice path)
{
    for (struct route *r = routes; r && r < routes + routes_n; r++)
        if (route_has_host(r->conf, host) && path_under(path, r->conf->path))
            return r;
    return NULL;
}

/* Does some route name this host? */
static bool route_names(struct slice host)
{
    for (const struct route *r = routes; r && r < routes + routes_n; r++)
        if (r->conf->host.n && route_has_host(r->conf, host))
            return true;
    return false;
}

/* ---- choosing a member ---- */

/* By what a member is chosen for one request. */
struct wish {
    uint64_t tried;             /* bits of places that came to nothing */
    uint64_t key;               /* hash: of the client, URL, field or cookie; 0: there is none */
};

/* Per cent of its weight that a member gets: one that was away for long begins with a tenth. */
static unsigned member_share_now(const struct member *m)
{
    int64_t back = atomic_load_explicit(&m->all->back_ms, memory_order_relaxed), since = back ? now_ms - back : SLOW_MS;
    since = since < 0 ? 0 : since;      /* another process's clock is read at other moments */
    return since < SLOW_MS ? 10 + (unsigned)(90 * since / SLOW_MS) : 100;
}

static bool member_has_room(const struct member *m)
{
    return !m->conf->max || m->mine->idle || member_load(m, true) < m->conf->max;
}

/* Smooth weighted turns of those with these bits: worked out once, and again when they change. false: no memory. */
static bool turns_make(struct route *r, uint64_t of)
{
    int current[MEMBERS_MAX] = { 0 }, total = 0, divisor = 0;
    if (r->turns && r->turns_of == of)
        return true;
    for (unsigned i = 0; i < r->members_n; i++)
        if (of >> i & 1) {
            int a = r->members[i]->conf->weight, b = divisor;
            while (b) {
                int rest = a % b;
                a = b;
                b = rest;
            }
            divisor = a;
            total += r->members[i]->conf->weight;
        }
    if (!divisor)
        return false;           /* nobody takes turns */
    total /= divisor;
    if (!r->turns || (unsigned)total > r->turns_cap) {
        uint8_t *p = realloc(r->turns, (size_t)total);
        if (!p)
            return false;
        r->turns = p;
        r->turns_cap = (unsigned)total;
    }
    r->turns_n = (unsigned)total;
    r->turns_of = of;
    for (unsigned t = 0; t < r->turns_n; t++) {
        unsigned best = bit_first(of);
        for (unsigned i = best; i < r->members_n; i++)
            if (of >> i & 1) {
                current[i] += r->members[i]->conf->weight / divisor;
                if (current[i] > current[best])
                    best = i;
            }
        current[best] -= total;
        r->turns[t] = (uint8_t)best;
    }
    return true;
}

/* The next in turn over all workers; `up`: who takes turns, `fit`: who of them may have this one. */
static struct member *choose_turn(struct route *r, uint64_t up, uint64_t fit)
{
    if (!turns_make(r, up))
        return NULL;
    unsigned at = atomic_fetch_add_explicit(&r->standings->turn, 1, memory_order_relaxed) % r->turns_n;
    for (int patient = 1; patient >= 0; patient--)
        for (unsigned k = 0; k < r->turns_n; k++) {
            struct member *m = r->members[r->turns[(at + k) % r->turns_n]];
            unsigned share = patient && fit != (fit & -fit) ? member_share_now(m) : 100;
            if (fit >> m->slot & 1 && (share == 100 || chance_below(100) < share))
                return m;
        }
    return NULL;
}

/* Is a less busy than b, for its weight? */
static bool member_is_freer(const struct member *a, const struct member *b)
{
    return (member_load(a, false) + 1) * b->conf->weight * member_share_now(b)
        < (member_load(b, false) + 1) * a->conf->weight * member_share_now(a);
}

/* The least busy; among equals in turn. */
static struct member *choose_least(struct route *r, uint64_t fit)
{
    struct member *best = NULL;
    unsigned at = atomic_fetch_add_explicit(&r->standings->turn, 1, memory_order_relaxed);
    for (unsigned k = 0; k < r->members_n; k++) {
        unsigned i = (at + k) % r->members_n;
        if (fit >> i & 1 && (!best || member_is_freer(r->members[i], best)))
            best = r->members[i];
    }
    return best;
}

/* One by chance and weight. */
static struct member *choose_chance(struct route *r, uint64_t fit)
{
    uint32_t parts[MEMBERS_MAX] = { 0 }, total = 0;
    for (unsigned i = 0; i < r->members_n; i++)
        if (fit >> i & 1)
            total += parts[i] = (uint32_t)r->members[i]->conf->weight * member_share_now(r->members[i]);
    uint32_t at = chance_below(total);
    unsigned i = 0;
    while (at >= parts[i])
        at -= parts[i++];
    return r->members[i];
}

/* The better of two by chance. */
static struct member *choose_random(struct route *r, uint64_t fit)
{
    struct member *a = choose_chance(r, fit);
    fit &= ~(UINT64_C(1) << a->slot);
    struct member *b = fit ? choose_chance(r, fit) : a;
    return member_is_freer(b, a) ? b : a;
}

/* -log2 of h as a fraction of 2^64, in units of 2^-24: shift a bit out, square, and again. */
static uint64_t hash_log(uint64_t h)
{
    unsigned zeros = 0;
    uint64_t whole, fraction = 0;
    for (h |= 1; !(h >> 63); h <<= 1)
        zeros++;
    whole = (uint64_t)(zeros + 1) << 24;
    h >>= 32;
    for (unsigned bit = 24; bit-- > 0;) {
        h = h * h >> 31;
        if (h >> 32) {
            fraction |= UINT64_C(1) << bit;
            h >>= 1;
        }
    }
    return whole - fraction;
}

/* Rendezvous hashing (Thaler and Ravishankar 1998; with weights: Schindelhauer and Schomaker 2005): each member draws
 * a number from the key and its own name, and the best has it. So the loss of one moves only what it had. */
static struct member *choose_hash(struct route *r, uint64_t fit, uint64_t key)
{
    struct member *best = NULL;
    uint64_t best_log = 0;
    for (unsigned i = 0; i < r->members_n; i++) {
        struct member *m = r->members[i];
        if (!(fit >> i & 1))
            continue;
        uint64_t draw = hash_plain(m->name ^ key * 0x9e3779b97f4a7c15U, "", 0), log = hash_log(draw);
        if (draw % 100 >= member_share_now(m) && fit != (fit & -fit))
            continue;                   /* it gets its keys back one after the other */
        if (!best || log * (uint64_t)best->conf->weight < best_log * (uint64_t)m->conf->weight) {
            best = m;
            best_log = log;
        }
    }
    return best ? best : r->members[bit_first(fit)];
}

/* Take the one request by which a member comes back, once its pause is over; true also if it needs none. *trial: what
 * stands in `until` from then on; 0: it needs none. */
static bool member_try(struct member *m, int64_t *trial)
{
    int64_t until = m->all->until, again = now_ms + PAUSE_MAX_MS;   /* if nothing comes of it, as when this worker dies */
    *trial = 0;
    if (!until)
        return true;
    if (until > now_ms || !atomic_compare_exchange_strong(&m->all->until, &until, again))
        return false;
    *trial = again;
    return true;
}

/* Nothing came of that request: another decides. */
static void member_untried(struct member *m, int64_t trial)
{
    (void)atomic_compare_exchange_strong(&m->all->until, &trial, now_ms);
}

/* Which may be chosen? Those not tried that are up; of the plain ones, else of the backups; else, for a group never
 * refuses work while there is one that checks do not call down, the one whose pause ends first. `*up`: also those of
 * them that were tried or are full. */
static uint64_t route_fit(const struct route *r, uint64_t tried, uint64_t *up)
{
    uint64_t fit = 0;
    for (int backup = 0; backup < 2; backup++) {
        *up = fit = 0;
        for (unsigned i = 0; i < r->members_n; i++) {
            const struct member *m = r->members[i];
            if (!m || m->gone || m->conf->backup != backup || m->all->down || m->all->until > now_ms)
                continue;
            *up |= UINT64_C(1) << i;
            if (!(tried >> i & 1))
                fit |= UINT64_C(1) << i;
        }
        if (fit)
            return fit;
    }
    const struct member *soonest = NULL;
    for (unsigned i = 0; i < r->members_n; i++) {
        const struct member *m = r->members[i];
        if (m && !(tried >> i & 1) && !m->gone && !m->all->down && (!soonest || m->all->until < soonest->all->until))
            soonest = m;
    }
    *up = fit = soonest ? UINT64_C(1) << soonest->slot : 0;
    return fit;
}

/* The member for a request. NULL: there is none, or, if *full, all that could have it have as many connections as
 * they may. *trial not 0: this request decides whether it is back. */
static struct member *member_choose(struct route *r, const struct wish *w, bool *full, int64_t *trial)
{
    uint64_t tried = w->tried, up, fit;
    struct member *elsewhere = NULL;    /* on trial, by another request */
    *full = false;
    *trial = 0;
    while ((fit = route_fit(r, tried, &up))) {
        for (unsigned i = 0; i < r->members_n; i++)
            if (fit >> i & 1 && !member_has_room(r->members[i])) {
                fit &= ~(UINT64_C(1) << i);
                *full = true;
            }
        if (!fit)
            return NULL;
        struct member *m = NULL;
        enum balance how = conf.balance == BALANCE_HASH && !w->key ? BALANCE_TURN : conf.balance;
        if (fit == (fit & -fit) && up == fit)
            m = r->members[bit_first(fit)];
        else
            switch (how) {
            case BALANCE_TURN: m = choose_turn(r, up, fit); break;
            case BALANCE_LEAST: m = choose_least(r, fit); break;
            case BALANCE_RANDOM: m = choose_random(r, fit); break;
            case BALANCE_HASH: m = choose_hash(r, fit, w->key); break;
            case BALANCE_FIRST: break;
            }
        if (!m && !(m = r->members[bit_first(fit)]))
            break;
        *full = false;
        if (m->all->until > now_ms || member_try(m, trial))     /* the last resort needs no trial */
            return m;
        tried |= UINT64_C(1) << m->slot;        /* another worker's request decides */
        elsewhere = m;
    }
    return elsewhere;
}

/* A request came to nothing there. Of many that fail at once only the first makes the pause longer. */
static void member_failed(struct member *m, bool trial)
{
    int64_t pause = PAUSE_FIRST_MS;
    slot_add(&m->mine->failures, 1);
    if (!trial && m->all->until > now_ms)
        return;
    uint32_t fails = atomic_fetch_add(&m->all->fails, 1);
    for (unsigned i = 0; i < fails && pause < PAUSE_MAX_MS; i++)
        pause *= 2;
    m->all->until = now_ms + (pause < PAUSE_MAX_MS ? pause : PAUSE_MAX_MS);
}

/* Its pause has come to an end: it is taken back with a part of its share, if it was away for long. */
static void member_back(struct member *m)
{
    m->all->until = 0;
    m->all->back_ms = m->all->fails > 1 ? now_ms : 0;
}

/* It has answered, so it is back. */
static void member_answered(struct member *m)
{
    uint32_t fails = atomic_load_explicit(&m->all->fails, memory_order_relaxed);
    if (!fails && !atomic_load_explicit(&m->all->until, memory_order_relaxed))
        return;
    member_back(m);
    m->all->fails = 0;
}

/* What a check found: NULL, or what was bad. Once a member's pause is over, a good check is as good as the request that
 * would have been tried: no client need be the one. But what had failed stays on the books till a request succeeds, so
 * that one whose checks alone are good is set aside for longer and longer. */
static void member_checked(struct member *m, const char *bad)
{
    char line[PATH_MAX];
    struct text t = TEXT(line);
    bool down = m->all->down;
    int64_t trial;
    if (bad)
        m->streak = m->streak > 0 ? -1 : m->streak > -1000 ? m->streak - 1 : m->streak;
    else
        m->streak = m->streak < 0 ? 1 : m->streak < 1000 ? m->streak + 1 : m->streak;
    slot_add(bad ? &m->all->bad : &m->all->good, 1);
    if (!bad && !down && member_try(m, &trial) && trial)
        member_back(m);
    if (down ? m->streak < conf.health.rise : -m->streak < conf.health.fall)
        return;
    m->all->down = !down;
    if (down) {
        m->all->until = 0;
        m->all->fails = 0;
        m->all->back_ms = now_ms;
    }
    text_member(&t, m);
    warn(0, "member %.*s is %s%s%s", (int)t.n, t.p, down ? "up" : "down", bad ? ": " : "", bad ? bad : "");
}

/* ---- parents of the forward mode ---- */

static struct tls_session **parent_sessions;    /* with each -x, to be resumed; NULL: none */

/* The parent for this host, of those that are for names; the longest wins. NULL: none. */
static const struct parent_conf *parent_of_host(struct slice host)
{
    const struct parent_conf *best = NULL;
    for (const struct parent_conf *p = conf.parents; p < conf.parents + conf.parents_n; p++)
        if (p->whom == FOR_HOST && (!best || p->host.n > best->host.n) && slice_ends(host, p->host)
            && (host.n == p->host.n || host.p[host.n - p->host.n - 1] == '.'))
            best = p;
    return best;
}

/* And for this address: the narrowest wins, `private` being the widest. */
static const struct parent_conf *parent_of_addr(const struct addr *a)
{
    const struct parent_conf *best = NULL, *private = NULL;
    for (const struct parent_conf *p = conf.parents; p < conf.parents + conf.parents_n; p++)
        if (p->whom == FOR_PRIVATE && addr_is_private(a))
            private = p;
        else if (p->whom == FOR_CIDR && cidr_has(&p->cidr, a->ip) && (!best || p->cidr.bits > best->cidr.bits))
            best = p;
    return best ? best : private;
}

static const struct parent_conf *parent_of_rest(void)
{
    for (const struct parent_conf *p = conf.parents; p < conf.parents + conf.parents_n; p++)
        if (p->whom == FOR_ALL)
            return p;
    return NULL;
}

/* ---- origins of the forward mode ---- */

enum { ORIGINS_MAX = 1024, ORIGIN_BUCKETS = 256 };
static struct origin *origins[ORIGIN_BUCKETS];
static unsigned origins_n;

/* Where requests for this authority go, by this way. NULL: no memory. The caller is one of its users. */
static struct origin *origin_get(const struct authority *at, bool tls, const struct parent_conf *parent)
{
    struct origin **bucket = &origins[(hash_octets(at->host, at->host_n) + at->port) % ORIGIN_BUCKETS];
    struct origin *o = *bucket;
    while (o && (o->at.port != at->port || o->tls != tls || o->parent != parent || o->at.pinned != at->pinned
                 || (at->pinned && !addr_same_ip(&o->at.ip, &at->ip))
                 || !slice_eq(authority_host(&o->at), authority_host(at))))
        o = o->next;
    if (!o) {
        if (!(o = calloc(1, sizeof *o)))
            return NULL;
        o->at = *at;
        o->tls = tls;
        o->parent = parent;
        o->next = *bucket;
        *bucket = o;
        origins_n++;
    }
    o->users++;
    return o;
}

/* One user less. Those nobody uses are kept, up to a number, for their addresses cost little. */
static void origin_release(struct origin *o)
{
    if (--o->users || origins_n <= ORIGINS_MAX)
        return;
    struct origin **at = &origins[(hash_octets(o->at.host, o->at.host_n) + o->at.port) % ORIGIN_BUCKETS];
    while (*at && *at != o)
        at = &(*at)->next;
    if (*at) {
        *at = o->next;
        origins_n--;
        tls_forget_session(&o->session);
        free(o);
    }
}

/* ---- the pool ---- */

enum { POOL_MAX = 1024, POOL_LOOK = 8 };
static unsigned pooled_n;

static void pool_unlink(struct conn *c)
{
    struct origin *o = c->origin;
    if (c->prev)
        c->prev->next = c->next;
    else
        o->pooled = c->next;
    if (c->next)
        c->next->prev = c->prev;
    c->next = c->prev = NULL;
    o->pooled_n--;
    pooled_n--;
    if (o->hold)
        atomic_store_explicit(&o->hold->idle, o->pooled_n, memory_order_relaxed);
}

/* Close an upstream connection, pooled or not. */
static void upstream_close(struct conn *c)
{
    struct origin *o = c->origin;
    if (c->kind == CONN_POOLED)
        pool_unlink(c);
    conn_close(c);
    if (o)
        origin_release(o);
}

/* Close the idle connection that has waited longest, to have its descriptor. false: there is none. */
static bool pool_reclaim(void)
{
    for (struct conn *c = queues[Q_POOL].first; c; c = c->later)
        if (c->kind == CONN_POOLED) {
            upstream_close(c);
            return true;
        }
    return false;
}

/* The same with the client that has been idle longest. */
static bool client_reclaim(void)
{
    struct conn *c = queues[Q_KEEPALIVE].first;
    if (c)
        conn_close(c);
    return c != NULL;
}

/* Keep a connection whose last message ended exactly. It is watched while idle: one that
 * closes, or says anything, is closed. */
static void pool_put(struct conn *c)
{
    struct origin *o = c->origin;
    c->kind = CONN_POOLED;
    c->x = NULL;
    block_put(&c->in);
    c->prev = NULL;
    c->next = o->pooled;
    if (c->next)
        c->next->prev = c;
    o->pooled = c;
    o->pooled_n++;
    pooled_n++;
    if (o->hold)
        atomic_store_explicit(&o->hold->idle, o->pooled_n, memory_order_relaxed);
    c->put_turn = hot.turn;
    if (pooled_n > POOL_MAX || queues[Q_POOL].ms == 0) {
        upstream_close(c);
        return;
    }
    deadline_set(c, Q_POOL);
    hot_want(c, POLLIN);
    if (c->place == PLACE_NONE || (c->tls && (c->tls->has_input || c->tls->failed)))
        upstream_close(c);
}

/* Has poll, or the lot, seen this idle connection quiet this turn? */
static bool pool_was_watched(const struct conn *c)
{
    return c->put_turn != hot.turn
        && (c->place == PLACE_HOT || (c->place == PLACE_LOT && hot.lot != -1 && hot.reported_n < LOT_BATCH));
}

/* Has nothing come on this idle connection? One that was put back since the last poll is asked. */
static bool pool_is_quiet(const struct conn *c)
{
    char octet;
    if (c->place == PLACE_HOT ? hot.polls[c->slot].revents != 0 : c->reported)
        return false;
    return pool_was_watched(c)
        || (recv(c->fd, &octet, 1, MSG_PEEK) == -1 && (errno == EAGAIN || errno == EWOULDBLOCK));
}

/* Where to begin: at the newest that poll has seen quiet this turn, for that one costs no system
 * call; else at the newest. */
static struct conn *pool_best(const struct origin *o)
{
    struct conn *c = o->pooled;
    for (unsigned looked = 0; c && looked < POOL_LOOK; looked++, c = c->next)
        if (pool_was_watched(c))
            return c;
    return o->pooled;
}

/* An idle connection to o that `fits` accepts (NULL: any will do), out of the pool. NULL: there is none. */
static struct conn *pool_take(struct origin *o, bool (*fits)(struct xchg *, const struct conn *), struct xchg *x)
{
    struct conn *c = pool_best(o), *next;
    if (c && fits && !fits(x, c))
        c = o->pooled;
    for (; c; c = next) {
        next = c->next;
        if (fits && !fits(x, c))
            continue;
        if (pool_is_quiet(c)) {
            pool_unlink(c);
            c->kind = CONN_UPSTREAM;
            c->reused = true;
            return c;
        }
        upstream_close(c);
    }
    return NULL;
}

/* Do other processes keep idle connections to members with a max=? */
static bool route_is_held_idle(const struct route *r)
{
    for (unsigned i = 0; i < r->members_n; i++) {
        const struct member *m = r->members[i];
        if (m && m->conf->max && member_load(m, true) > member_load(m, false) + m->mine->idle)
            return true;
    }
    return false;
}

/* Another process waits for room there: idle connections of ours are in its way. */
static void route_make_room(struct route *r)
{
    for (unsigned i = 0; i < r->members_n; i++)
        while (r->members[i] && r->members[i]->conf->max && r->members[i]->origin.pooled)
            upstream_close(r->members[i]->origin.pooled);
}

/* Does somebody in another process wait for room, and longer than since then? */
static bool route_others_first(const struct route *r, int64_t since_us)
{
    for (unsigned w = 0; r->limited && w < conf.workers; w++) {
        int64_t waits = atomic_load_explicit(&r->standings->waits_us[w], memory_order_relaxed);
        if (waits && waits < since_us && mine != &shared->slots[w])
            return true;
    }
    return false;
}

/* ---- dialling: a name's addresses in turn, one beside the other when it takes long ---- */

enum { ATTEMPTS_MAX = 4 };
struct dial {
    struct addr addrs[ADDRS_MAX];
    uint8_t n, next;            /* addresses; the next to be tried */
    uint8_t live;               /* attempts under way */
    bool one;                   /* one at a time: each would count against max= */
    int error;                  /* errno of the last that failed */
    struct conn *attempts[ATTEMPTS_MAX];
};

/* path fits: it was looked at when it was given. Returns the length of what was written to *ss. */
static socklen_t unix_to_sockaddr(const char *path, struct sockaddr_storage *ss)
{
    struct sockaddr_un un = { .sun_family = AF_UNIX };
    memcpy(un.sun_path, path, strlen(path) + 1);
    memcpy(ss, &un, sizeof un);
    return sizeof un;
}

/* Begin the next attempt. NULL: there is no address left (or, errno EMFILE, no descriptor). */
static struct conn *dial_next(struct dial *d, struct xchg *x, struct origin *o)
{
    while (d->next < d->n && d->live < ATTEMPTS_MAX) {
        struct sockaddr_storage ss;
        const struct addr *a = &d->addrs[d->next];
        socklen_t len = a->kind == ADDR_UNIX ? unix_to_sockaddr(o->unix_path, &ss) : addr_to_sockaddr(a, &ss);
        int one = 1, fd = os_socket(ss.ss_family, SOCK_STREAM);
        if (fd == -1 && (errno == EMFILE || errno == ENFILE) && (pool_reclaim() || client_reclaim()))
            fd = os_socket(ss.ss_family, SOCK_STREAM);
        if (fd == -1) {
            d->error = errno;
            if (errno == EMFILE || errno == ENFILE)
                return NULL;
            d->next++;
            continue;
        }
        d->next++;
        (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        if (connect(fd, (struct sockaddr *)&ss, len) == -1 && errno != EINPROGRESS && errno != EINTR) {
            d->error = errno;
            (void)close(fd);
            continue;
        }
        struct conn *c = conn_new(fd, CONN_DIAL);
        if (!c) {
            d->error = ENOMEM;
            return NULL;
        }
        c->x = x;
        c->origin = o;
        o->users++;
        c->peer = *a;
        for (unsigned i = 0; i < ATTEMPTS_MAX; i++)
            if (!d->attempts[i]) {
                d->attempts[i] = c;
                break;
            }
        d->live++;
        hot_want(c, POLLOUT);
        if (d->next < d->n && !d->one)
            deadline_set(c, Q_ATTEMPT);
        return c;
    }
    return NULL;
}

static void dial_forget(struct dial *d, const struct conn *c)
{
    for (unsigned i = 0; i < ATTEMPTS_MAX; i++)
        if (d->attempts[i] == c) {
            d->attempts[i] = NULL;
            d->live--;
        }
}

/* End all attempts but this one (NULL: all). */
static void dial_end(struct dial *d, const struct conn *keep)
{
    for (unsigned i = 0; i < ATTEMPTS_MAX; i++) {
        struct conn *c = d->attempts[i];
        d->attempts[i] = NULL;
        if (c && c != keep)
            upstream_close(c);
    }
    d->live = 0;
}

/* ==== 9. cache: stored responses (RFC 9111); files in, files out; knows no connections ==== cache_ cc_
 * sf_ date_ index_ entry_ keeping_ vary_ ==== */

/* A response is one plain file, DIR/xx/HASH-V: HASH is of its key, V tells the variants of that key
 * apart (by the request fields its Vary names). It is written under DIR/tmp and renamed when whole:
 *
 *   proxy-cache 1 HEAD BODY CRC-OF-HEAD CRC-OF-BODY     of fixed width, filled in at last
 *   key GET http example.org:80 /path?query ROUTE
 *   time ASKED ANSWERED
 *   target TARGET                                        the member it came from
 *   vary accept-encoding: gzip                           what the request said; a line for each name,
 *   vary accept-language                                 which is alone where it had no such field
 *                                                        an empty line
 *   HTTP/1.1 200 OK ...                                  the head as it came, and its empty line
 *   (the content)
 *
 * What holds over all workers is in a shared mapping: an index of the files with their sizes, for
 * eviction in the order of SIEVE (Zhang et al., NSDI 2024), and a stamp for each group of keys, which
 * grows when one of them changes: what a worker holds in memory is good as long as its stamp is. */

/* ---- dates (RFC 9110, 5.6.7) ---- */

/* Seconds since 1970 of a day. */
static int64_t date_of_day(int64_t year, unsigned month, unsigned day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    unsigned of_era = (unsigned)(year - era * 400), of_year = (153 * (month + (month > 2 ? -3U : 9U)) + 2) / 5 + day - 1;
    return (era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468) * 86400;
}

/* Has s this shape? '0' is a digit and '_' any octet; letters in any case. */
static bool date_shaped(struct slice s, struct slice shape)
{
    bool same = s.n == shape.n;
    for (size_t i = 0; same && i < s.n; i++)
        same = shape.p[i] == '_' || (shape.p[i] == '0' ? s.p[i] >= '0' && s.p[i] <= '9'
                                     : octet_lower(s.p[i]) == octet_lower(shape.p[i]));
    return same;
}

/* The number of two digits at `at`. */
static int date_two(struct slice s, size_t at)
{
    return (s.p[at] - '0') * 10 + s.p[at + 1] - '0';
}

/* Which of n names, of three letters each, stands at `at`; -1: none. */
static int date_name(struct slice s, size_t at, const char *of, int n)
{
    for (int i = 0; i < n; i++)
        if (slice_eq_nocase((struct slice){ s.p + at, 3 }, (struct slice){ of + 3 * i, 3 }))
            return i;
    return -1;
}

static const char date_days[] = "MonTueWedThuFriSatSun", date_months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

/* A day, the name of its month at `at` and HH:MM:SS at `clock`; before 1970 is 1970. -1: there is no such time. */
static int64_t date_made(int year, struct slice s, size_t at, int day, size_t clock)
{
    static const uint8_t of_month[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int month = date_name(s, at, date_months, 12);
    int h = date_two(s, clock), m = date_two(s, clock + 3), sec = date_two(s, clock + 6);
    bool leap = year % 4 == 0 && (year % 100 || year % 400 == 0);
    if (month < 0 || day < 1 || day > of_month[month] + (month == 1 && leap) || h > 23 || m > 59 || sec > 60)
        return -1;
    int64_t time = date_of_day(year, (unsigned)month + 1, (unsigned)day) + h * 3600 + m * 60 + sec;
    return time > 0 ? time : 0;
}

/* IMF-fixdate: Sun, 06 Nov 1994 08:49:37 GMT. */
static int64_t date_fixdate(struct slice s)
{
    if (!date_shaped(s, SLICE("___, 00 ___ 0000 00:00:00 GMT")) || date_name(s, 0, date_days, 7) < 0)
        return -1;
    return date_made(date_two(s, 12) * 100 + date_two(s, 14), s, 8, date_two(s, 5), 17);
}

/* RFC 850's: Sunday, 06-Nov-94 08:49:37 GMT. It is of the latest year with these two digits that is not more
 * than 50 years ahead. */
static int64_t date_rfc850(struct slice s)
{
    static const char *const days[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };
    struct slice day = slice_cut(&s, ',');
    time_t now = (time_t)now_s;
    struct tm tm;
    bool named = false;
    for (int i = 0; i < 7; i++)
        named |= slice_eq_nocase(day, slice_of(days[i]));
    if (!named || !date_shaped(s, SLICE(" 00-___-00 00:00:00 GMT")) || !gmtime_r(&now, &tm))
        return -1;
    int ahead = tm.tm_year + 1900 + 50, year = ahead - ahead % 100 + date_two(s, 8);
    int64_t most = date_of_day(ahead, (unsigned)tm.tm_mon + 1, (unsigned)tm.tm_mday) + now_s % 86400;
    int64_t time = date_made(year, s, 4, date_two(s, 1), 11);
    return year > ahead || time > most ? date_made(year - 100, s, 4, date_two(s, 1), 11) : time;
}

/* asctime's: Sun Nov  6 08:49:37 1994. */
static int64_t date_asctime(struct slice s)
{
    bool one = date_shaped(s, SLICE("___ ___  0 00:00:00 0000"));
    if ((!one && !date_shaped(s, SLICE("___ ___ 00 00:00:00 0000"))) || date_name(s, 0, date_days, 7) < 0)
        return -1;
    return date_made(date_two(s, 20) * 100 + date_two(s, 22), s, 4, one ? s.p[9] - '0' : date_two(s, 8), 11);
}

/* Seconds since 1970, of a date in one of the three forms, strictly. -1: it is none. */
static int64_t date_parse(struct slice s)
{
    int64_t time = date_fixdate(s);
    time = time == -1 ? date_rfc850(s) : time;
    return time == -1 ? date_asctime(s) : time;
}

/* ---- dictionaries of Structured Fields (RFC 8941, 3.2, 4.2.2) ---- */

enum sf_type { SF_INTEGER, SF_DECIMAL, SF_STRING, SF_TOKEN, SF_BYTES, SF_TRUE, SF_FALSE, SF_INNER_LIST };

/* A place in the lines of a field. They are read as one, with a comma between any two (4.2). */
struct sf {
    const struct head *h;
    struct slice name, value;       /* of the field; of the line that is read */
    size_t at;                      /* in value */
    unsigned next;                  /* the line behind it, of h->fields; h->fields_n: none */
    bool begun;                     /* a member was read */
};

static void sf_find(struct sf *s, unsigned from)
{
    while (from < s->h->fields_n && !slice_eq_nocase(head_name(s->h, &s->h->fields[from]), s->name))
        from++;
    s->next = from;
}

static void sf_line(struct sf *s)
{
    s->value = head_value(s->h, &s->h->fields[s->next]);
    s->at = 0;
    sf_find(s, s->next + 1);
}

/* false: there is no such field. */
static bool sf_begin(struct sf *s, const struct head *h, struct slice name)
{
    *s = (struct sf){ .h = h, .name = name };
    sf_find(s, 0);
    if (s->next == h->fields_n)
        return false;
    sf_line(s);
    return true;
}

/* The octet that is next; -1: the end. */
static int sf_peek(const struct sf *s)
{
    return s->at < s->value.n ? (unsigned char)s->value.p[s->at] : s->next < s->h->fields_n ? ',' : -1;
}

static void sf_skip(struct sf *s)
{
    if (s->at < s->value.n)
        s->at++;
    else if (s->next < s->h->fields_n)
        sf_line(s);
}

static bool sf_take(struct sf *s, char c)
{
    bool is = sf_peek(s) == c;
    if (is)
        sf_skip(s);
    return is;
}

static bool sf_is_alpha(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool sf_is_digit(int c)
{
    return c >= '0' && c <= '9';
}

/* 4.2.3.3. A key never goes over the end of a line: there is no comma in it. */
static bool sf_key(struct sf *s, struct slice *key)
{
    size_t from = s->at;
    for (int c; (c = sf_peek(s)) == '*' || (c >= 'a' && c <= 'z')
             || (s->at > from && (sf_is_digit(c) || c == '_' || c == '-' || c == '.'));)
        sf_skip(s);
    *key = (struct slice){ s->value.p + from, s->at - from };
    return key->n > 0;
}

/* 4.2.4: an integer of fifteen digits, or a decimal of twelve and three behind the point. *n: its whole part. */
static bool sf_number(struct sf *s, enum sf_type *type, int64_t *n)
{
    bool negative = sf_take(s, '-');
    unsigned before = 0, behind = 0;
    *type = SF_INTEGER;
    for (*n = 0; sf_is_digit(sf_peek(s)) && ++before <= 15; sf_skip(s))
        *n = *n * 10 + sf_peek(s) - '0';
    if (before >= 1 && before <= 12 && sf_take(s, '.')) {
        *type = SF_DECIMAL;
        for (; sf_is_digit(sf_peek(s)) && ++behind <= 3;)
            sf_skip(s);
    }
    *n = negative ? -*n : *n;
    return before >= 1 && before <= 15 && (*type == SF_INTEGER || (behind >= 1 && behind <= 3));
}

/* 4.2.5, behind the first quotation mark. */
static bool sf_string(struct sf *s)
{
    for (int c; (c = sf_peek(s)) >= ' ' && c < 0x7f; sf_skip(s)) {
        if (c == '"')
            return sf_take(s, '"');
        if (c != '\\')
            continue;
        sf_skip(s);
        if (sf_peek(s) != '"' && sf_peek(s) != '\\')
            return false;
    }
    return false;
}

/* 4.2.7, behind the first colon. What it encodes is not looked at: how strictly is left to us. */
static bool sf_bytes(struct sf *s)
{
    for (int c; sf_is_alpha(c = sf_peek(s)) || sf_is_digit(c) || c == '+' || c == '/' || c == '=';)
        sf_skip(s);
    return sf_take(s, ':');
}

/* 4.2.3.1. *n is set for numbers. */
static bool sf_bare_item(struct sf *s, enum sf_type *type, int64_t *n)
{
    int c = sf_peek(s);
    if (c == '-' || sf_is_digit(c))
        return sf_number(s, type, n);
    if (c == '*' || sf_is_alpha(c)) {           /* 4.2.6 */
        *type = SF_TOKEN;
        while ((c = sf_peek(s)) == ':' || c == '/' || (c != -1 && octet_is((char)c, IS_TOKEN)))
            sf_skip(s);
        return true;
    }
    sf_skip(s);
    switch (c) {
    case '"':
        *type = SF_STRING;
        return sf_string(s);
    case ':':
        *type = SF_BYTES;
        return sf_bytes(s);
    case '?':                                   /* 4.2.8 */
        *type = sf_peek(s) == '1' ? SF_TRUE : SF_FALSE;
        return sf_take(s, '1') || sf_take(s, '0');
    default:
        return false;
    }
}

/* 4.2.3.2. They mean nothing to us. */
static bool sf_parameters(struct sf *s)
{
    struct slice key;
    enum sf_type type;
    int64_t n;
    while (sf_take(s, ';')) {
        while (sf_take(s, ' '))
            ;
        if (!sf_key(s, &key) || (sf_take(s, '=') && !sf_bare_item(s, &type, &n)))
            return false;
    }
    return true;
}

/* 4.2.1.2, behind the opening parenthesis. */
static bool sf_inner_list(struct sf *s)
{
    enum sf_type type;
    int64_t n;
    for (;;) {
        while (sf_take(s, ' '))
            ;
        if (sf_take(s, ')'))
            return true;
        if (!sf_bare_item(s, &type, &n) || !sf_parameters(s) || (sf_peek(s) != ' ' && sf_peek(s) != ')'))
            return false;
    }
}

/* The next member (4.2.2). 1: *key and *type, and *n of numbers; 0: there is none; -1: this is no dictionary. */
static int sf_member(struct sf *s, struct slice *key, enum sf_type *type, int64_t *n)
{
    if (s->begun) {
        while (sf_take(s, ' ') || sf_take(s, '\t'))
            ;
        if (sf_peek(s) == -1)
            return 0;
        if (!sf_take(s, ','))
            return -1;
        while (sf_take(s, ' ') || sf_take(s, '\t'))
            ;
    } else if (sf_peek(s) == -1)
        return 0;
    s->begun = true;
    *type = SF_TRUE;
    if (!sf_key(s, key))
        return -1;
    if (sf_take(s, '=')) {
        bool list = sf_take(s, '(');
        if (list ? !sf_inner_list(s) : !sf_bare_item(s, type, n))
            return -1;
        *type = list ? SF_INNER_LIST : *type;
    }
    return sf_parameters(s) ? 1 : -1;
}

/* ---- Cache-Control (RFC 9111, 5.2) ---- */

enum {
    CC_NO_STORE = 1, CC_NO_CACHE = 2, CC_PRIVATE = 4, CC_PUBLIC = 8, CC_MUST_REVALIDATE = 16, CC_PROXY_REVALIDATE = 32,
    CC_MUST_UNDERSTAND = 64, CC_ONLY_IF_CACHED = 128,
    CC_FIELDS = 256,        /* no-cache or private name fields */
    CC_GIVEN = 512,         /* there is a field at all */
};
enum { CC_MAX_AGE, CC_S_MAXAGE, CC_MIN_FRESH, CC_MAX_STALE, CC_SWR, CC_SIE, CC_TIMES };

struct cc {
    unsigned flags;
    int64_t time[CC_TIMES];         /* seconds; -1: not given */
};
enum { CC_MOST = INT32_MAX };       /* seconds: more is as old as can be (RFC 9111, 1.2.2) */

/* A span of time: none is negative, and none is more than CC_MOST. */
static int64_t cc_span(int64_t seconds)
{
    return seconds < 0 ? 0 : seconds < CC_MOST ? seconds : CC_MOST;
}

/* delta-seconds; what is not that is stale: 0. */
static int64_t cc_seconds(struct slice v)
{
    int64_t n;
    if (!all_digits(v))
        return 0;
    return num_parse(v, CC_MOST, &n) ? n : CC_MOST;
}

/* One directive: name [ "=" ( token / quoted-string ) ]. *value keeps no quotes. */
static bool cc_next(struct slice *rest, struct slice *name, struct slice *value, bool *valued)
{
    for (;;) {
        size_t i = 0;
        bool quoted = false;
        while (i < rest->n && (quoted || rest->p[i] != ',')) {
            if (rest->p[i] == '"')
                quoted = !quoted;
            else if (quoted && rest->p[i] == '\\')
                i++;
            i++;
        }
        i = i < rest->n ? i : rest->n;
        struct slice one = slice_trim((struct slice){ rest->p, i });
        bool more = i < rest->n;
        *rest = slice_from(*rest, more ? i + 1 : i);
        if (one.n == 0 && more)
            continue;
        if (one.n == 0)
            return false;
        *valued = slice_find(one, '=') < one.n;
        *value = one;
        *name = slice_cut(value, '=');
        if (value->n > 1 && value->p[0] == '"' && value->p[value->n - 1] == '"')
            *value = (struct slice){ value->p + 1, value->n - 2 };
        return true;
    }
}

static const struct { const char *name; unsigned flag; } cc_flags[] = {
    { "no-store", CC_NO_STORE }, { "no-cache", CC_NO_CACHE }, { "private", CC_PRIVATE }, { "public", CC_PUBLIC },
    { "must-revalidate", CC_MUST_REVALIDATE }, { "proxy-revalidate", CC_PROXY_REVALIDATE },
    { "must-understand", CC_MUST_UNDERSTAND }, { "only-if-cached", CC_ONLY_IF_CACHED },
};
enum { CC_FLAGS = sizeof cc_flags / sizeof *cc_flags };

static const char *const cc_times[CC_TIMES] = {
    [CC_MAX_AGE] = "max-age", [CC_S_MAXAGE] = "s-maxage", [CC_MIN_FRESH] = "min-fresh", [CC_MAX_STALE] = "max-stale",
    [CC_SWR] = "stale-while-revalidate", [CC_SIE] = "stale-if-error",
};

static void cc_directive(struct cc *c, struct slice name, struct slice value, bool valued)
{
    for (int i = 0; i < CC_FLAGS; i++)
        if (slice_eq_nocase(name, slice_of(cc_flags[i].name))) {
            bool fields = valued && value.n && (cc_flags[i].flag == CC_NO_CACHE || cc_flags[i].flag == CC_PRIVATE);
            c->flags |= fields ? CC_FIELDS : cc_flags[i].flag;
        }
    for (int i = 0; i < CC_TIMES; i++)
        if (slice_eq_nocase(name, slice_of(cc_times[i])) && c->time[i] == -1)
            c->time[i] = i == CC_MAX_STALE && !valued ? CC_MOST : cc_seconds(value);
}

static void cc_begin(struct cc *c)
{
    c->flags = 0;
    for (int i = 0; i < CC_TIMES; i++)
        c->time[i] = -1;
}

/* What all Cache-Control lines of h say together. */
static void cc_read(struct cc *c, const struct head *h)
{
    struct slice name, value;
    bool valued;
    cc_begin(c);
    for (const struct field *f = NULL; (f = head_next(h, FIELD_CACHE_CONTROL, f));) {
        struct slice rest = head_value(h, f);
        c->flags |= CC_GIVEN;
        while (cc_next(&rest, &name, &value, &valued))
            cc_directive(c, name, value, valued);
    }
}

/* Is this field named by no-cache="..." or private="..."? Then it is not kept. */
static bool cc_names_field(const struct head *h, struct slice field)
{
    struct slice name, value;
    bool valued;
    for (const struct field *f = NULL; (f = head_next(h, FIELD_CACHE_CONTROL, f));)
        for (struct slice rest = head_value(h, f); cc_next(&rest, &name, &value, &valued);)
            while (valued && value.n && (slice_eq_nocase(name, SLICE("no-cache")) || slice_eq_nocase(name, SLICE("private"))))
                if (slice_eq_nocase(slice_trim(slice_cut(&value, ',')), field))
                    return true;
    return false;
}

/* One member of a targeted field. Of two with a name the later counts (RFC 8941, 3.2), so that a wrong type may
 * yet be made good: *wrong has a bit for each name. */
static void cc_member(struct cc *c, struct slice key, enum sf_type type, int64_t n, unsigned *wrong)
{
    for (int i = 0; i < CC_FLAGS; i++)
        if (slice_eq(key, slice_of(cc_flags[i].name))) {
            /* a list of field names is a string: as strict as the flag alone, which RFC 9111, 5.2.2.4 and 5.2.2.7 allow */
            bool fields = type == SF_STRING && cc_flags[i].flag & (CC_NO_CACHE | CC_PRIVATE), good = type == SF_TRUE || fields;
            c->flags = good ? c->flags | cc_flags[i].flag : c->flags & ~cc_flags[i].flag;
            *wrong = good || type == SF_FALSE ? *wrong & ~(1U << i) : *wrong | 1U << i;
        }
    for (int i = 0; i < CC_TIMES; i++)
        if (slice_eq(key, slice_of(cc_times[i]))) {
            c->time[i] = type == SF_INTEGER ? cc_span(n) : 0;
            *wrong = type == SF_INTEGER ? *wrong & ~(1U << (CC_FLAGS + i)) : *wrong | 1U << (CC_FLAGS + i);
        }
}

/* CDN-Cache-Control: a dictionary whose members that we know have the right type. false: it is empty or not
 * that, and counts for nothing (RFC 9213, 2.1). */
static bool cc_targeted(struct cc *c, const struct head *h)
{
    struct sf s;
    struct slice key;
    enum sf_type type;
    int64_t n = 0;
    unsigned wrong = 0;
    int more;
    cc_begin(c);
    if (!sf_begin(&s, h, SLICE("cdn-cache-control")))
        return false;
    while ((more = sf_member(&s, &key, &type, &n)) == 1) {
        cc_member(c, key, type, n, &wrong);
        c->flags |= CC_GIVEN;
    }
    return more == 0 && c->flags & CC_GIVEN && !wrong;
}

/* ---- freshness (RFC 9111, 4.2) ---- */

/* What the head of a response says about its keeping. Times are seconds; of the wall clock where they
 * are points in time. */
struct keeping {
    struct cc cc;
    int64_t asked, answered;        /* when the request was made, and the head received */
    int64_t age;                    /* of the response when it was received (4.2.3); 0 to CC_MOST */
    int64_t lifetime;               /* 4.2.1; 0 to CC_MOST */
    bool fixed;                     /* by what the origin says, not by a heuristic */
    bool heuristic;
};

/* Statuses whose responses may be kept without being told so (RFC 9110, 15.1). */
static bool cache_is_usual(int status)
{
    static const int usual[] = { 200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501 };
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (usual[i] == status)
            return true;
    return false;
}

/* Statuses whose meaning for caches is known here: what must-understand asks (5.2.2.3). */
static bool cache_is_understood(int status)
{
    return cache_is_usual(status) || status == 302 || status == 303 || status == 307 || status == 403 || status == 500
        || status == 502 || status == 503 || status == 504;
}

/* The time in a field of which there is exactly one; -1: there is none, or it is no date. */
static int64_t cache_date(const struct head *h, const char *name)
{
    const struct field *found = NULL;
    struct slice n = slice_of(name);
    for (unsigned i = 0; i < h->fields_n; i++)
        if (h->fields[i].name_n == n.n && slice_eq_nocase(head_name(h, &h->fields[i]), n)) {
            if (found)
                return -1;
            found = &h->fields[i];
        }
    return found ? date_parse(head_value(h, found)) : -1;
}

/* The Age received: the first member of the first line; what is no number counts as none (5.1). */
static int64_t cache_age_received(const struct head *h)
{
    struct slice v = head_find_value(h, "age"), first = slice_trim(slice_cut(&v, ','));
    return first.n && all_digits(first) ? cc_seconds(first) : 0;
}

/* `targeted`: CDN-Cache-Control is for us (RFC 9213). */
static void keeping_read(struct keeping *k, const struct head *h, int64_t asked, int64_t answered, bool targeted)
{
    int64_t date = cache_date(h, "date"), modified = cache_date(h, "last-modified");
    bool cdn = targeted && cc_targeted(&k->cc, h);
    if (!cdn)
        cc_read(&k->cc, h);
    k->asked = asked;
    k->answered = answered;
    date = date == -1 ? answered : date;
    int64_t apparent = cc_span(answered - date), corrected = cc_span(cache_age_received(h) + cc_span(answered - asked));
    k->age = apparent > corrected ? apparent : corrected;
    k->fixed = true;
    k->heuristic = false;
    if (k->cc.time[CC_S_MAXAGE] >= 0)
        k->lifetime = k->cc.time[CC_S_MAXAGE];
    else if (k->cc.time[CC_MAX_AGE] >= 0)
        k->lifetime = k->cc.time[CC_MAX_AGE];
    else if (!cdn && head_find(h, "expires")) {
        int64_t expires = cache_date(h, "expires");
        k->lifetime = expires == -1 ? 0 : cc_span(expires - date);
    } else {
        k->fixed = false;
        k->lifetime = 0;
        if (modified >= 0 && modified < date && (cache_is_usual(h->status) || k->cc.flags & CC_PUBLIC)) {
            k->heuristic = true;
            k->lifetime = cc_span((date - modified) / 10);
        }
    }
}

enum { CLOCK_BACK = 60 };           /* seconds that a clock is set back by, when it is set right as it runs */

/* Its age now (4.2.3). When the clock has been set back further, nobody knows how long it has been here: then it
 * is as old as can be. */
static int64_t keeping_age(const struct keeping *k)
{
    return k->answered - now_s > CLOCK_BACK ? CC_MOST : cc_span(k->age + cc_span(now_s - k->answered));
}

/* May it answer a request with Authorization (3.5)? */
static bool keeping_allows_authorized(const struct keeping *k)
{
    return k->cc.flags & (CC_PUBLIC | CC_MUST_REVALIDATE) || k->cc.time[CC_S_MAXAGE] >= 0;
}

static bool keeping_is_fresh(const struct keeping *k)
{
    return keeping_age(k) < k->lifetime && !(k->cc.flags & CC_NO_CACHE);
}

static bool keeping_may_be_stale(const struct keeping *k)
{
    return !(k->cc.flags & (CC_MUST_REVALIDATE | CC_PROXY_REVALIDATE | CC_NO_CACHE)) && k->cc.time[CC_S_MAXAGE] == -1;
}

/* May it be served though it is stale, as the server has an error, or cannot be had (RFC 9111, 4.2.4; RFC 5861, 4)? */
static bool keeping_serves_error(const struct keeping *k, bool unreachable)
{
    int64_t window = k->cc.time[CC_SIE] >= 0 ? k->cc.time[CC_SIE] : conf.cache_stale;
    if (!keeping_may_be_stale(k))
        return false;
    return window >= 0 ? keeping_age(k) - k->lifetime <= window : unreachable;
}

/* May a shared cache store it (section 3)? NULL: it may; else a word that says why not. */
static const char *keeping_refused(const struct keeping *k, const struct head *req, const struct head *res, bool authorized)
{
    struct cc asked;
    cc_read(&asked, req);
    bool understood = k->cc.flags & CC_MUST_UNDERSTAND && cache_is_understood(res->status);
    if (asked.flags & CC_NO_STORE)
        return "no-store-asked";
    if (k->cc.flags & CC_MUST_UNDERSTAND && !understood)
        return "not-understood";
    if (k->cc.flags & CC_NO_STORE && !understood)
        return "no-store";
    if (k->cc.flags & CC_PRIVATE)
        return "private";
    if (res->status == 304)
        return "not-modified";          /* to a condition of the client's */
    if (authorized && !keeping_allows_authorized(k))
        return "authorization";
    if (res->first[FIELD_SET_COOKIE] && !k->fixed)
        return "set-cookie";
    if (!k->fixed && !k->heuristic && !((cache_is_usual(res->status) || res->status == 206 || k->cc.flags & CC_PUBLIC)
                                        && (head_find(res, "etag") || cache_date(res, "last-modified") >= 0)))
        return "no-freshness";
    return NULL;
}

/* ---- Vary (4.1) ---- */

enum { VARY_MOST = 16, VARY_LINE = 8192, VARIANTS = 8 };

/* In the order of octets, without regard to case. */
static bool vary_comes_before(struct slice a, struct slice b)
{
    size_t k = 0;
    while (k < a.n && k < b.n && octet_lower(a.p[k]) == octet_lower(b.p[k]))
        k++;
    return k < b.n && (k == a.n || octet_lower(a.p[k]) < octet_lower(b.p[k]));
}

/* The values of a field of the request, normalised: lines joined, blanks around commas taken out;
 * Accept-Encoding and Accept-Language in lower case and sorted. false: it does not fit. */
static bool text_vary_value(struct text *t, const struct head *req, struct slice name)
{
    struct slice members[64];
    unsigned n = 0;
    bool sorted = slice_eq_nocase(name, SLICE("accept-encoding")) || slice_eq_nocase(name, SLICE("accept-language"));
    for (unsigned i = 0; i < req->fields_n; i++)
        if (slice_eq_nocase(head_name(req, &req->fields[i]), name))
            for (struct slice rest = head_value(req, &req->fields[i]); rest.n;) {
                struct slice m = slice_trim(slice_cut(&rest, ','));
                unsigned at = n;
                if (m.n == 0)
                    continue;
                if (n++ == 64)
                    return false;
                for (; sorted && at > 0 && vary_comes_before(m, members[at - 1]); at--)
                    members[at] = members[at - 1];
                members[at] = m;
            }
    for (unsigned i = 0; i < n; i++) {
        text_str(t, i ? "," : "");
        for (size_t k = 0; k < members[i].n; k++)
            if (!sorted || (members[i].p[k] != ' ' && members[i].p[k] != '\t'))
                text_char(t, sorted ? (char)octet_lower(members[i].p[k]) : members[i].p[k]);
    }
    return !t->cut;
}

/* A weight (RFC 9110, 12.4.2) in thousandths; 0: it is none. */
static int vary_weight(struct slice s)
{
    int q = 0;
    if (s.n == 0 || s.n > 5 || (*s.p != '0' && *s.p != '1') || (s.n > 1 && s.p[1] != '.'))
        return 0;
    for (size_t i = 0, unit = 1000; i < s.n; i += i ? 1 : 2, unit /= 10) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return 0;
        q += (s.p[i] - '0') * (int)unit;
    }
    return q <= 1000 ? q : 0;
}

/* Does a request prefer to all others the one language, or coding, that a response is in? Then no other could suit
 * it better (RFC 9110, 12.5.3 and 12.5.4). */
static bool vary_prefers(const struct head *req, struct slice name, struct slice is)
{
    struct slice top = { "", 0 };
    int most = 0;
    bool tie = false;
    for (unsigned i = 0; i < req->fields_n && is.n; i++) {
        if (!slice_eq_nocase(head_name(req, &req->fields[i]), name))
            continue;
        for (struct slice rest = head_value(req, &req->fields[i]); rest.n;) {
            struct slice params = slice_cut(&rest, ','), range = slice_trim(slice_cut(&params, ';'));
            int q = 1000;
            while (params.n) {
                struct slice weight = slice_trim(slice_cut(&params, ';')), key = slice_cut(&weight, '=');
                if (slice_eq_nocase(slice_trim(key), SLICE("q")))
                    q = vary_weight(slice_trim(weight));
            }
            tie = q == most || (tie && q < most);
            if (q > most) {
                most = q;
                top = range;
            }
        }
    }
    return most > 0 && !tie && slice_eq_nocase(top, is);
}

/* The next name of all Vary lines of h; *at and *rest keep the place. */
static bool vary_next(const struct head *h, unsigned *at, struct slice *rest, struct slice *name)
{
    for (;;) {
        while (rest->n == 0) {
            for (; *at < h->fields_n; ++*at)
                if (slice_eq_nocase(head_name(h, &h->fields[*at]), SLICE("vary")))
                    break;
            if (*at >= h->fields_n)
                return false;
            *rest = head_value(h, &h->fields[(*at)++]);
        }
        *name = slice_trim(slice_cut(rest, ','));
        if (name->n)
            return true;
    }
}

/* "vary NAME: VALUE", or "vary NAME" where the request has no such field: absent matches absent alone (4.1). */
static bool text_vary_line(struct text *t, const struct head *req, struct slice name)
{
    bool there = false;
    text_str(t, "vary ");
    for (size_t i = 0; i < name.n; i++)
        text_char(t, (char)octet_lower(name.p[i]));
    for (unsigned i = 0; i < req->fields_n && !there; i++)
        there = slice_eq_nocase(head_name(req, &req->fields[i]), name);
    text_str(t, there ? ": " : "");
    if (there && !text_vary_value(t, req, name))
        return false;
    text_char(t, '\n');
    return !t->cut;
}

/* Is it a field that we write, so that what the client sent says nothing? */
static bool vary_is_ours(struct slice name)
{
    static const char *const ours[] = { "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded", "via" };
    for (size_t i = 0; i < sizeof ours / sizeof *ours && !conf.cache_mode && !conf.private; i++)
        if (slice_eq_nocase(name, slice_of(ours[i])))
            return true;
    return conf.request_id.n && slice_eq_nocase(name, conf.request_id);
}

/* Such lines for a response. false: it names "*" or too many, or they do not fit. */
static bool text_vary(struct text *t, const struct head *req, const struct head *res)
{
    struct slice rest = { "", 0 }, name;
    unsigned at = 0, n = 0;
    while (vary_next(res, &at, &rest, &name)) {
        if (conf.cache_mode && slice_eq(name, SLICE("*")))
            continue;
        if (slice_eq(name, SLICE("*")) || !slice_all(name, IS_TOKEN) || ++n > VARY_MOST || vary_is_ours(name))
            return false;
        size_t at_line = t->n;
        if (!text_vary_line(t, req, name) || t->n - at_line > VARY_LINE)
            return false;
    }
    return true;
}

/* ---- the index: which files there are, for all workers ---- */

enum {
    STAMPS = 1 << 16, HASH_OCTETS = 16, INDEX_MOST = 1 << 22,
    INDEX_STEPS = 1 << 16, INDEX_REMOVES = 256,     /* that one call may take */
    INDEX_PATIENCE = 1 << 21,       /* turns given to others, for a holder whose number was given to another process */
};

/* One file. Linked into its bucket and into the order of SIEVE, newest first; 0: none. */
struct index_entry {
    uint8_t hash[HASH_OCTETS];
    uint32_t chain, newer, older;
    uint32_t kib;                   /* of size, rounded up */
    uint8_t variant;
    _Atomic uint8_t visited;        /* since the hand passed */
    bool used;
};

static struct index {
    _Atomic int32_t lock;           /* who holds it; 0: nobody */
    _Atomic int64_t kib;            /* of all files, those being written too */
    _Atomic uint32_t entries;       /* files */
    _Atomic bool scanned;           /* all files of before are in it */
    _Atomic uint32_t stamps[STAMPS];    /* of groups of keys: grows when something of it is stored or dropped */
    _Atomic uint32_t drops[STAMPS];     /* when something is dropped */
    uint32_t newest, oldest, hand, free, fresh, cap, buckets_n;
    uint32_t *buckets;              /* in the same mapping */
    struct index_entry *e;          /* [0] is none */
} *cindex;

/* Held for some system calls, by whoever adds or takes out a file, in its directory too: so what is dropped here
 * cannot be given its name there afterwards. A holder that died is passed over: what it
 * left half done may be forgotten, but every file is checked when it is read. */
static void index_lock(void)
{
    int32_t me = (int32_t)getpid(), holder;
    for (unsigned spins = 0;; spins++) {
        holder = 0;
        if (atomic_compare_exchange_weak(&cindex->lock, &holder, me))
            return;
        if (spins % 1024 == 1023 && holder && (spins > INDEX_PATIENCE || (kill(holder, 0) == -1 && errno == ESRCH))
            && atomic_compare_exchange_strong(&cindex->lock, &holder, me))
            return;
        if (spins > 64)
            (void)sched_yield();
    }
}

static void index_unlock(void)
{
    atomic_store(&cindex->lock, 0);
}

static uint32_t *index_bucket(const uint8_t *hash)
{
    uint32_t h;
    memcpy(&h, hash + 4, sizeof h);
    return &cindex->buckets[h % cindex->buckets_n];
}

/* With the lock held, or only to look: an answer that is wrong for a moment costs a look at the disk. */
static uint32_t index_find(const uint8_t *hash, unsigned variant)
{
    uint32_t i = *index_bucket(hash);
    for (unsigned steps = 0; i && i < cindex->cap && steps < 64; steps++, i = cindex->e[i].chain)
        if (cindex->e[i].used && cindex->e[i].variant == variant && memcmp(cindex->e[i].hash, hash, HASH_OCTETS) == 0)
            return i;
    return 0;
}

static void index_unlink(uint32_t i)
{
    struct index_entry *e = &cindex->e[i];
    if (!e->used)
        return;
    uint32_t *at = index_bucket(e->hash);
    for (unsigned steps = 0; *at && *at != i && steps < cindex->cap; steps++)
        at = &cindex->e[*at].chain;
    if (*at == i)
        *at = e->chain;
    if (cindex->hand == i)
        cindex->hand = e->newer;
    *(e->newer ? &cindex->e[e->newer].older : &cindex->newest) = e->older;
    *(e->older ? &cindex->e[e->older].newer : &cindex->oldest) = e->newer;
    e->used = false;
    cindex->entries--;
    e->chain = cindex->free;
    cindex->free = i;
    atomic_fetch_sub(&cindex->kib, e->kib);
}

static int cache_dir = -1;          /* DIR, open */

static void text_entry_name(struct text *t, const uint8_t *hash, unsigned variant)
{
    text_hex_octets(t, hash, 1);
    text_char(t, '/');
    text_hex_octets(t, hash, HASH_OCTETS);
    text_char(t, '-');
    text_char(t, (char)('0' + variant));
    text_char(t, '\0');
}

static _Atomic uint32_t *index_stamp(const uint8_t *hash)
{
    return &cindex->stamps[hash[0] << 8 | hash[1]];
}

static _Atomic uint32_t *index_drops(const uint8_t *hash)
{
    return &cindex->drops[hash[0] << 8 | hash[1]];
}

/* Is there room for one more file of so many KiB? */
static bool index_has_room(int64_t kib)
{
    return atomic_load(&cindex->kib) + kib <= conf.cache_size >> 10 && (cindex->free || cindex->fresh < cindex->cap);
}

/* Take files away, in the order of SIEVE, until so many KiB more fit. false: they do not, or not yet. */
static bool index_make_room(int64_t kib)
{
    char name[64];
    if (index_has_room(kib))
        return true;
    index_lock();
    unsigned steps = 0, removed = 0;
    while (!index_has_room(kib) && cindex->oldest && steps++ < INDEX_STEPS && removed < INDEX_REMOVES) {
        uint32_t i = cindex->hand ? cindex->hand : cindex->oldest;
        struct index_entry *e = &cindex->e[i];
        if (!e->used) {                 /* a holder of the lock died in the middle */
            cindex->hand = 0;
            if (i == cindex->oldest)
                break;
            continue;
        }
        cindex->hand = e->newer;
        if (atomic_exchange(&e->visited, 0))
            continue;
        struct text t = TEXT(name);
        text_entry_name(&t, e->hash, e->variant);
        (void)unlinkat(cache_dir, name, 0);
        removed++;
        atomic_fetch_add(index_stamp(e->hash), 1);
        index_unlink(i);
    }
    bool has = index_has_room(kib);
    index_unlock();
    return has;
}

/* A file of so many KiB, which were reserved, is there (again); with the lock held. false: there is no room in the
 * index. */
static bool index_add(const uint8_t *hash, unsigned variant, uint32_t kib)
{
    uint32_t i = index_find(hash, variant);
    if (i) {
        atomic_fetch_sub(&cindex->kib, cindex->e[i].kib);
        cindex->e[i].kib = kib;
        return true;
    }
    if ((i = cindex->free))
        cindex->free = cindex->e[i].chain;
    else if (cindex->fresh < cindex->cap)
        i = cindex->fresh++;
    if (i) {
        struct index_entry *e = &cindex->e[i];
        uint32_t *bucket = index_bucket(hash);
        memcpy(e->hash, hash, HASH_OCTETS);
        e->variant = (uint8_t)variant;
        e->kib = kib;
        e->visited = 0;
        e->older = cindex->newest;
        e->newer = 0;
        e->chain = *bucket;
        e->used = true;
        cindex->entries++;
        *(e->older ? &cindex->e[e->older].newer : &cindex->oldest) = i;
        cindex->newest = i;
        *bucket = i;
    }
    return i != 0;
}

/* Give a file that is whole its name. `drops` as in struct entry_facts; *stamp is that of its group then. false: it was
 * dropped meanwhile, or cannot be. */
static bool index_publish(const char *temp, const uint8_t *hash, unsigned variant, uint32_t kib, uint32_t drops,
                          uint32_t *stamp)
{
    char name[64] = "";
    struct text t = TEXT(name);
    text_entry_name(&t, hash, variant);
    char dir[3] = { name[0], name[1], '\0' };
    index_lock();
    bool ok = drops == atomic_load(index_drops(hash)) && (renameat(cache_dir, temp, cache_dir, name) == 0
        || ((mkdirat(cache_dir, dir, 0700) == 0 || errno == EEXIST) && renameat(cache_dir, temp, cache_dir, name) == 0));
    if (ok && !index_add(hash, variant, kib)) {
        (void)unlinkat(cache_dir, name, 0);
        ok = false;
    }
    if (ok)
        *stamp = atomic_fetch_add(index_stamp(hash), 1) + 1;
    index_unlock();
    return ok;
}

/* Forget a file and remove it; with the lock held. */
static bool index_remove(const uint8_t *hash, unsigned variant)
{
    char name[64];
    struct text t = TEXT(name);
    text_entry_name(&t, hash, variant);
    uint32_t i = index_find(hash, variant);
    if (i)
        index_unlink(i);
    atomic_fetch_add(index_stamp(hash), 1);
    return unlinkat(cache_dir, name, 0) == 0;
}

static void index_drop(const uint8_t *hash, unsigned variant)
{
    index_lock();
    (void)index_remove(hash, variant);
    index_unlock();
}

/* Forget all files of a key, what is being fetched for it as well. true: there were some. */
static bool index_drop_all(const uint8_t *hash)
{
    bool any = false, scanned = atomic_load(&cindex->scanned);
    index_lock();
    atomic_fetch_add(index_drops(hash), 1);
    atomic_fetch_add(index_stamp(hash), 1);
    for (unsigned v = 0; v < VARIANTS; v++)
        if (!scanned || index_find(hash, v))
            any |= index_remove(hash, v);
    index_unlock();
    return any;
}

static void index_visit(const uint8_t *hash, unsigned variant)
{
    uint32_t i = index_find(hash, variant);
    if (i && !atomic_load_explicit(&cindex->e[i].visited, memory_order_relaxed))
        atomic_store_explicit(&cindex->e[i].visited, 1, memory_order_relaxed);
}

/* The first octets of its SHA-256; those of keys that were asked for a moment ago are remembered. */
static void cache_hash(struct slice key, uint8_t hash[HASH_OCTETS])
{
    static struct { uint8_t hash[HASH_OCTETS]; uint16_t n; char key[238]; } known[256];
    uint8_t digest[32];
    uint64_t at = hash_octets(key.p, key.n) % 256;
    if (key.n && known[at].n == key.n && memcmp(known[at].key, key.p, key.n) == 0) {
        memcpy(hash, known[at].hash, HASH_OCTETS);
        return;
    }
    digest_sha256(key.p, key.n, digest);
    memcpy(hash, digest, HASH_OCTETS);
    if (key.n <= sizeof known[at].key) {
        memcpy(known[at].hash, digest, HASH_OCTETS);
        memcpy(known[at].key, key.p, key.n);
        known[at].n = (uint16_t)key.n;
    }
}

/* ---- entries: what this worker knows of stored responses ---- */

enum {
    ENTRY_LINE = 64,                /* octets of the first line of a file */
    ENTRY_SMALL = 64 << 10,         /* octets of content that is held in memory */
    ENTRY_HEAD_MOST = 128 << 10,    /* octets of all that stands before the content */
    ENTRY_AT_ONCE = 1 << 20,        /* octets of content that are read, or written, in one turn */
    ENTRIES_MAX = 16384, ENTRIES_OCTETS = 64 << 20, ENTRIES_FILES = 256, ENTRY_BUCKETS = 4096,
};

/* One stored response. Used by exchanges; found by its key while it is in the table. */
struct entry {
    /* what it is */
    uint8_t hash[HASH_OCTETS];
    uint8_t variant;
    struct block *meta;             /* all that stands before the content */
    struct slice key, vary, head;   /* in meta: without "key "; the lines; the response head */
    const struct target_conf *to;   /* the member it came from; NULL: forward mode */
    struct addr from;               /* forward mode: the address it came from; ADDR_NONE: by a parent */
    struct keeping keeping;
    bool part;                      /* of status 206: the content is a part */
    int64_t part_from, part_of;     /* where that begins, and of how many octets; else 0 */
    int64_t size, have;             /* octets of content in all (-1: not known yet), and stored so far */

    /* where its content is: in memory, or in the file */
    struct block *body;             /* small content; NULL: in the file */
    int fd;                         /* of the file; -1: none */
    off_t content_at;               /* where the content begins in the file */
    uint32_t crc;                   /* of the content that is in the file so far */
    int64_t changed;                /* the file's time of change, when it was written or opened */
    int64_t unchecked;              /* octets of it that have not been checked since it was opened */
    uint32_t crc_checked;           /* of those that have been */

    /* while it grows */
    bool whole;                     /* all content is there */
    bool failed;                    /* and never will be */
    bool spilled;                   /* no more of it can be stored: what comes is in `window` alone */
    struct block *window;           /* content behind what is stored, for those who read along; NULL: none */
    int64_t window_at;              /* spilled: where in the content that begins */
    struct xchg *fetch;             /* the exchange that adds to it, or checks it; NULL: none (any more) */
    struct xchg *readers;           /* exchanges that read it meanwhile, by next_reader */
    uint32_t drops;                 /* of its group, when the request went out */
    int64_t reserved_kib;           /* room that it holds, until the index does */
    char temp[32];                  /* the file's name; "": it has none, or its own */

    /* in the table, and after that, until nobody uses it */
    bool listed;
    bool visited;                   /* since the hand passed */
    unsigned users;                 /* exchanges that fill, read or validate it */
    uint32_t stamp;                 /* of its group, when it was read or written */
    struct entry *chain;            /* in its bucket */
    struct entry *newer, *older;    /* in the order of use */
    struct entry *later, **later_at;    /* of those whose files are still to be written; NULL: is none of them */
};

static struct entry *entries[ENTRY_BUCKETS];
static struct entry *entries_newest, *entries_oldest, *entries_hand;
static unsigned entries_n, entries_files;
static size_t entries_octets;

/* Making a file costs the system several times what passing on a small response does. So the time that goes
 * into files is limited: a sixteenth of the time that the loop works, an eighth of that in which it waits. What
 * is stored when there is none left is had from memory, and written later, or forgotten before. (Not where other
 * workers are to find it at once: by its file.) */
enum { FILES_US = 200000 };             /* the most that is saved up */
static int64_t files_us = FILES_US;     /* how long files may be written now */
static struct entry *files_first, **files_last = &files_first;  /* those that wait for that, by `later` */

static struct entry **entry_bucket(const uint8_t *hash)
{
    uint32_t h;
    memcpy(&h, hash + 8, sizeof h);
    return &entries[h % ENTRY_BUCKETS];
}

static bool entry_is_of(const struct entry *e, const uint8_t *hash)
{
    return memcmp(e->hash, hash, HASH_OCTETS) == 0;
}

static size_t entry_octets(const struct entry *e)
{
    return sizeof *e + (e->meta ? e->meta->cap : 0) + (e->body ? e->body->cap : 0);
}

/* Hold so much more room for it (or less), in the name of this worker. */
static void entry_hold(struct entry *e, int64_t kib)
{
    atomic_fetch_add(&cindex->kib, kib);
    slot_add(&mine->reserved_kib, kib);
    e->reserved_kib += kib;
}

static void entry_not_later(struct entry *e)
{
    if (!e->later_at)
        return;
    *e->later_at = e->later;
    *(e->later ? &e->later->later_at : &files_last) = e->later_at;
    e->later_at = NULL;
}

static void entry_free(struct entry *e)
{
    if (*e->temp)
        (void)unlinkat(cache_dir, e->temp, 0);
    entry_hold(e, -e->reserved_kib);
    block_put(&e->meta);
    block_put(&e->body);
    block_put(&e->window);
    if (e->fd != -1)
        (void)close(e->fd);
    free(e);
}

/* Take it out of the table. It is freed when nobody uses it any more: at once, or by entry_release. */
static void entry_unlist(struct entry *e)
{
    if (!e->listed)
        return;
    entry_not_later(e);
    struct entry **at = entry_bucket(e->hash);
    while (*at != e)
        at = &(*at)->chain;
    *at = e->chain;
    if (entries_hand == e)
        entries_hand = e->newer;
    *(e->newer ? &e->newer->older : &entries_newest) = e->older;
    *(e->older ? &e->older->newer : &entries_oldest) = e->newer;
    entries_n--;
    entries_octets -= entry_octets(e);
    entries_files -= e->fd != -1;
    e->listed = false;
    if (!e->users)
        entry_free(e);
}

static void entry_release(struct entry *e)
{
    if (--e->users == 0 && !e->listed)
        entry_free(e);
}

static bool entry_too_many(void)
{
    return entries_n > ENTRIES_MAX || entries_octets > ENTRIES_OCTETS || entries_files > ENTRIES_FILES;
}

/* Put it into the table, taking others out that are not used: again in the order of SIEVE. */
static void entry_list(struct entry *e)
{
    struct entry **bucket = entry_bucket(e->hash);
    e->chain = *bucket;
    *bucket = e;
    e->newer = NULL;
    e->older = entries_newest;
    *(e->older ? &e->older->newer : &entries_oldest) = e;
    entries_newest = e;
    e->listed = true;
    entries_n++;
    entries_octets += entry_octets(e);
    entries_files += e->fd != -1;
    for (unsigned steps = 0; steps < 64 && entry_too_many(); steps++) {
        struct entry *old = entries_hand ? entries_hand : entries_oldest;
        entries_hand = old->newer;
        if (old == e || old->users || old->visited)
            old->visited = false;
        else
            entry_unlist(old);
    }
}

/* The response head that is stored; lent until the next call. */
static struct head *entry_head(const struct entry *e)
{
    static struct head h;
    head_begin(&h);
    (void)head_parse(&h, HEAD_RESPONSE, e->head.p, e->head.n, e->head.n + 1);
    return &h;
}

/* A 206 is stored if it is one part, of a length that agrees with what Content-Range says (RFC 9110, 14.4). */
static bool entry_read_part(struct entry *e, const struct head *h)
{
    struct slice of = head_find_value(h, "content-range"), first = slice_trim(slice_cut(&of, '/'));
    if (h->status != 206)
        return true;
    struct slice last = first, unit = slice_cut(&last, ' ');
    int64_t to;
    first = slice_cut(&last, '-');
    e->part = slice_eq_nocase(unit, SLICE("bytes")) && all_digits(first) && all_digits(last) && all_digits(of)
        && num_parse(first, INT64_MAX / 2, &e->part_from) && num_parse(last, INT64_MAX / 2, &to)
        && num_parse(of, INT64_MAX / 2, &e->part_of) && to < e->part_of && to - e->part_from + 1 == e->size;
    return e->part;
}

/* The first line of a file, all of it of fixed width. */
struct entry_line {
    int64_t meta, content;          /* octets */
    uint32_t meta_crc, content_crc;
};

/* Hex digits, and a blank behind them; -1: they are not that. */
static int64_t entry_hex(struct slice *rest, size_t digits)
{
    struct slice s = slice_cut(rest, ' ');
    int64_t v = 0;
    if (s.n != digits || (digits == 16 && *s.p > '7') || !slice_all(s, IS_HEX))
        return -1;
    for (size_t i = 0; i < s.n; i++)
        v = v << 4 | hex_value(s.p[i]);
    return v;
}

/* false: it is not ours, or of another version. */
static bool entry_read_line(struct entry_line *l, struct slice line)
{
    static const char begin[] = "proxy-cache 1 ";
    if (line.n != ENTRY_LINE || !slice_starts(line, SLICE(begin)) || line.p[ENTRY_LINE - 1] != '\n')
        return false;
    struct slice rest = slice_from(line, sizeof begin - 1);
    l->meta = entry_hex(&rest, 8);
    l->content = entry_hex(&rest, 16);
    int64_t meta_crc = entry_hex(&rest, 8), content_crc = entry_hex(&rest, 8);
    l->meta_crc = (uint32_t)meta_crc;
    l->content_crc = (uint32_t)content_crc;
    return l->meta > 0 && l->meta <= ENTRY_HEAD_MOST && l->content >= 0 && meta_crc >= 0 && content_crc >= 0;
}

/* A line of what the request said, as text_vary_line writes it. All of them stand together. */
static bool entry_read_vary(struct entry *e, struct slice line)
{
    struct slice value = slice_from(line, 5), name = slice_cut(&value, ':');
    if (!e->vary.n)
        e->vary.p = line.p;
    if (name.n == 0 || !slice_all(name, IS_TOKEN) || e->vary.p + e->vary.n != line.p)
        return false;
    e->vary.n += line.n + 1;
    return true;
}

/* The target of ours that was given so; NULL: there is none now. */
static const struct target_conf *entry_target(struct slice given)
{
    for (unsigned r = 0; r < conf.routes_n; r++)
        for (unsigned t = 0; t < conf.routes[r].targets_n; t++)
            if (slice_eq(given, slice_of(conf.routes[r].targets[t].given)))
                return &conf.routes[r].targets[t];
    return NULL;
}

/* Take all that stands before the content apart: slices into it, and what the head says of its keeping. false: it
 * is not ours, or the routes are others now. */
static bool entry_read_meta(struct entry *e, struct slice meta)
{
    static struct head h;
    struct slice times = { "", 0 }, target = { "", 0 };
    int64_t asked, answered;
    bool keyed = false, ended = false;
    e->key = e->vary = (struct slice){ meta.p, 0 };
    while (!ended && slice_find(meta, '\n') < meta.n) {
        struct slice line = slice_cut(&meta, '\n');
        ended = line.n == 0;
        if (slice_starts(line, SLICE("key ")) && !keyed) {
            e->key = slice_from(line, 4);
            keyed = true;
        } else if (slice_starts(line, SLICE("time ")) && !times.n)
            times = slice_from(line, 5);
        else if (slice_starts(line, SLICE("target ")) && !target.n)
            target = slice_from(line, 7);
        else if (slice_starts(line, SLICE("from ")) && e->from.kind == ADDR_NONE && addr_parse(slice_from(line, 5), &e->from))
            continue;
        else if (slice_starts(line, SLICE("vary ")) ? !entry_read_vary(e, line) : !ended)
            return false;
    }
    e->head = meta;
    e->to = target.n ? entry_target(target) : NULL;
    head_begin(&h);
    if (!keyed || !ended || (target.n && !e->to && !conf.cache_mode) || meta.n == 0
        || !num_parse(slice_cut(&times, ' '), INT64_MAX / 2, &asked) || !num_parse(times, INT64_MAX / 2, &answered)
        || head_parse(&h, HEAD_RESPONSE, meta.p, meta.n, meta.n + 1) || h.size != meta.n)
        return false;
    keeping_read(&e->keeping, &h, asked, answered, e->to != NULL);
    return entry_read_part(e, &h);
}

/* Check the next octets of the content against its sum. false: it is damaged, or somebody has cut the file. */
static bool entry_check(struct entry *e, int64_t most)
{
    struct block *b = block_get(BULK);
    for (ssize_t n = 1; b && n > 0 && e->unchecked && most > 0; most -= n) {
        n = pread(e->fd, b->data, b->cap, e->content_at + e->size - e->unchecked);
        n = n < e->unchecked ? n : (ssize_t)e->unchecked;
        if (n <= 0)
            break;
        e->crc_checked = os_crc32c(e->crc_checked, b->data, (size_t)n);
        e->unchecked -= n;
    }
    bool ok = b && (e->unchecked ? most <= 0 : e->crc_checked == e->crc);
    block_put(&b);
    return ok;
}

/* The content of a file: small, it is held in memory; else the file is kept open, and what is large is checked
 * later. */
static bool entry_read_content(struct entry *e, int fd, const struct entry_line *l)
{
    e->crc = l->content_crc;
    if (l->content > ENTRY_SMALL) {
        e->fd = fd;
        e->unchecked = l->content;
        return l->content > ENTRY_AT_ONCE || entry_check(e, INT64_MAX);
    }
    if (!(e->body = block_exact((size_t)l->content)) || read(fd, e->body->data, (size_t)l->content) != (ssize_t)l->content)
        return false;
    e->body->w = (uint32_t)l->content;
    return os_crc32c(0, e->body->data, e->body->w) == l->content_crc;
}

/* Note the state of a file that is kept open. */
static void entry_note(struct entry *e)
{
    struct stat st;
    e->changed = e->fd != -1 && fstat(e->fd, &st) == 0 ? os_changed(&st) : 0;
}

/* Has nobody changed the open file since? */
static bool entry_is_intact(const struct entry *e)
{
    struct stat st;
    return e->fd == -1 || (fstat(e->fd, &st) == 0 && os_changed(&st) == e->changed && st.st_size == e->content_at + e->size);
}

/* Is its open file still the one of that name? */
static bool entry_has_its_name(const struct entry *e)
{
    char name[64];
    struct text t = TEXT(name);
    struct stat open, there;
    text_entry_name(&t, e->hash, e->variant);
    return fstat(e->fd, &open) == 0 && fstatat(cache_dir, name, &there, AT_SYMLINK_NOFOLLOW) == 0 && open.st_ino == there.st_ino
        && open.st_dev == there.st_dev && os_changed(&open) == e->changed;
}

/* Read a file. NULL: there is none, or it is damaged, of another key's, or of another version; then it
 * is removed. */
static struct entry *entry_load(const uint8_t *hash, unsigned variant, struct slice key)
{
    char name[64], line[ENTRY_LINE];
    struct text t = TEXT(name);
    struct stat st;
    struct entry_line l;
    struct entry *e = NULL;
    text_entry_name(&t, hash, variant);
    const bool replay = conf.cache_mode == CACHE_REPLAY;
    int how = (replay ? O_RDONLY : O_RDWR) | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;      /* a FIFO must not hold us up */
    int fd = openat(cache_dir, name, how);
    if (fd == -1 && errno == ENOENT && index_find(hash, variant))
        index_drop(hash, variant);      /* somebody has removed it */
    if (fd == -1)
        return NULL;
    bool ok = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && read(fd, line, ENTRY_LINE) == ENTRY_LINE
        && entry_read_line(&l, (struct slice){ line, ENTRY_LINE }) && st.st_size - ENTRY_LINE - l.meta == l.content
        && (e = calloc(1, sizeof *e));
    if (ok) {
        e->fd = -1;
        memcpy(e->hash, hash, HASH_OCTETS);
        e->variant = (uint8_t)variant;
        e->size = e->have = l.content;
        e->whole = true;
        ok = (e->meta = block_exact((size_t)l.meta)) && read(fd, e->meta->data, (size_t)l.meta) == (ssize_t)l.meta
            && os_crc32c(0, e->meta->data, (size_t)l.meta) == l.meta_crc;
        e->content_at = ENTRY_LINE + (off_t)l.meta;
    }
    if (ok) {
        e->meta->w = (uint32_t)l.meta;
        ok = entry_read_meta(e, (struct slice){ e->meta->data, e->meta->w }) && slice_eq(e->key, key)
            && entry_read_content(e, fd, &l);
    }
    if (!ok || e->fd == -1)
        (void)close(fd);
    if (ok) {
        entry_note(e);
        return e;
    }
    if (e) {
        e->fd = -1;
        entry_free(e);
    }
    if (replay)
        warn(0, "-C %s: %s is damaged, or was edited, and is not used", conf.cache_path, name);
    else
        index_drop(hash, variant);
    return NULL;
}

/* It may not be used again: its file is removed, and it leaves the table. */
static void entry_drop(struct entry *e)
{
    index_drop(e->hash, e->variant);
    entry_unlist(e);
}

/* The entries of a key that are good now, as a chain through `chain` whose others are to be passed over. Those on
 * disk that are not known here yet are read. */
static struct entry *entry_first(const uint8_t *hash, struct slice key)
{
    struct entry **bucket = entry_bucket(hash), *next;
    uint32_t stamp = atomic_load(index_stamp(hash)), drops = atomic_load(index_drops(hash));
    unsigned known = 0;
    for (struct entry *e = *bucket; e; e = next) {
        next = e->chain;
        if (!entry_is_of(e, hash))
            continue;
        if (e->stamp != stamp && e->fd != -1 && entry_has_its_name(e))
            e->stamp = stamp;               /* it was another of the group that changed */
        if ((e->stamp == stamp || (e->later_at && e->drops == drops)) && entry_is_intact(e))
            known |= 1U << e->variant;
        else
            entry_unlist(e);
    }
    bool scanned = atomic_load(&cindex->scanned);
    for (unsigned v = 0; v < VARIANTS; v++) {
        if (known >> v & 1 || (scanned && !index_find(hash, v)))
            continue;
        struct entry *e = entry_load(hash, v, key);
        if (e) {
            e->stamp = stamp;
            entry_list(e);
        }
    }
    return *bucket;
}

/* Can the server be asked whether it is still good? */
static bool entry_has_validator(const struct entry *e)
{
    const struct head *h = entry_head(e);
    return head_find(h, "etag") || head_find(h, "last-modified");
}

/* Do the fields that its Vary names have in this request the values they had then (4.1)? */
static bool entry_fits(const struct entry *e, const struct head *req)
{
    static const char *const negotiated[][2] = {
        { "accept-language", "content-language" }, { "accept-encoding", "content-encoding" },
    };
    char made[VARY_LINE];
    for (struct slice rest = e->vary; rest.n;) {
        size_t end = slice_find(rest, '\n') + 1;
        struct slice line = { rest.p, end }, name = slice_from(line, 5), value = name;
        struct text t = TEXT(made);
        rest = slice_from(rest, end);
        name = slice_cut(&value, slice_find(name, ':') < name.n ? ':' : '\n');
        if (text_vary_line(&t, req, name) && slice_eq(line, text_all(&t)))
            continue;
        size_t i = 0;
        while (i < 2 && !slice_eq(name, slice_of(negotiated[i][0])))
            i++;
        if (i == 2 || !vary_prefers(req, name, head_find_value(entry_head(e), negotiated[i][1])))
            return false;
    }
    return true;
}

/* What is known of a response to be stored, beside its head. */
struct entry_facts {
    const uint8_t *hash;            /* of the key */
    struct slice key;
    const struct target_conf *to;   /* as in struct entry */
    struct addr from;
    uint32_t drops;                 /* what index_drops was when the request went out */
};

/* Begin to store: all that stands before the content is put together. NULL: *why is a word for it. */
static struct entry *entry_begin(const struct entry_facts *f, const struct head *req, const struct head *res,
                                 const struct keeping *k, const char **why)
{
    static char made[ENTRY_HEAD_MOST];
    struct text t = TEXT(made);
    text_str(&t, "key ");
    text_slice(&t, f->key);
    text_printf(&t, "\ntime %lld %lld\n", (long long)k->asked, (long long)k->answered);
    if (f->to) {
        text_str(&t, "target ");
        text_str(&t, f->to->given);
        text_char(&t, '\n');
    }
    if (f->from.kind == ADDR_IP) {
        text_str(&t, "from ");
        text_ip(&t, &f->from);
        text_char(&t, '\n');
    }
    size_t vary = t.n;
    *why = "vary";
    if (!text_vary(&t, req, res))
        return NULL;
    vary = t.n - vary;
    text_char(&t, '\n');
    text_add(&t, res->base, res->size);
    *why = "size";
    if (t.cut)
        return NULL;
    struct entry *e = calloc(1, sizeof *e);
    *why = "memory";
    if (!e || !(e->meta = block_exact(t.n))) {
        free(e);
        return NULL;
    }
    memcpy(e->meta->data, t.p, t.n);
    e->meta->w = (uint32_t)t.n;
    e->key = (struct slice){ e->meta->data + 4, f->key.n };
    e->head = (struct slice){ e->meta->data + t.n - res->size, res->size };
    e->vary = (struct slice){ e->head.p - 1 - vary, vary };
    e->fd = -1;
    e->content_at = ENTRY_LINE + (off_t)t.n;
    e->size = -1;
    e->users = 1;
    e->keeping = *k;
    e->to = f->to;
    e->from = f->from;
    e->drops = f->drops;
    memcpy(e->hash, f->hash, HASH_OCTETS);
    return e;
}

/* A file could not be written: say so, once. */
static void cache_complain(void)
{
    static bool said;
    if (!said)
        warn(errno ? errno : ENOSPC, "-C %s: responses are passed on and not stored", conf.cache_path);
    said = true;
}

static bool entry_write(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t w = write(fd, p, n);
        if (w <= 0) {
            cache_complain();
            return false;
        }
        p += w;
        n -= (size_t)w;
    }
    return true;
}

/* Have room for so many more octets of content. */
static bool entry_reserve(struct entry *e, int64_t octets)
{
    int64_t kib = (ENTRY_LINE + (int64_t)e->meta->w + octets + 1023) / 1024 - e->reserved_kib;
    if (kib <= 0)
        return true;
    if (!index_make_room(kib))
        return false;
    entry_hold(e, kib);
    return true;
}

/* Make the temporary file, with this line and all that is here so far. */
static bool entry_create(struct entry *e, char line[ENTRY_LINE])
{
    static unsigned made;
    struct iovec v[3] = {
        { line, ENTRY_LINE }, { e->meta->data, e->meta->w }, { e->body ? e->body->data : line, e->body ? e->body->w : 0 },
    };
    (void)snprintf(e->temp, sizeof e->temp, "tmp/%ld-%u", (long)getpid(), made++);
    e->fd = openat(cache_dir, e->temp, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (e->fd == -1 && errno == ENOENT && mkdirat(cache_dir, "tmp", 0700) == 0)     /* somebody has removed all there was */
        e->fd = openat(cache_dir, e->temp, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (e->fd != -1 && writev(e->fd, v, 3) == (ssize_t)(v[0].iov_len + v[1].iov_len + v[2].iov_len))
        return true;
    cache_complain();
    if (e->fd != -1) {
        (void)unlinkat(cache_dir, e->temp, 0);
        (void)close(e->fd);             /* what is in memory goes on to be read from there */
    }
    e->fd = -1;
    *e->temp = '\0';
    return false;
}

/* Content of a small response stays in memory. */
static bool entry_add_small(struct entry *e, const char *p, size_t n)
{
    if (!e->body || e->body->cap - e->body->w < n) {
        size_t need = e->body ? e->body->w + n : n, more = 2 * need < ENTRY_SMALL ? 2 * need : ENTRY_SMALL;
        struct block *b = block_exact(e->size >= (int64_t)need && e->size <= ENTRY_SMALL ? (size_t)e->size : more);
        if (!b)
            return false;
        if (e->body)
            memcpy(b->data, e->body->data, e->body->w);
        b->w = e->body ? e->body->w : 0;
        block_put(&e->body);
        e->body = b;
    }
    memcpy(e->body->data + e->body->w, p, n);
    e->body->w += (uint32_t)n;
    return true;
}

/* Content has come. What does not fit into memory goes to a temporary file. false: it cannot be stored;
 * what was before stays for those who read it. */
static bool entry_add(struct entry *e, const char *p, size_t n)
{
    if (e->have + (int64_t)n > conf.cache_object)
        return false;
    if (e->fd == -1 && e->have + (int64_t)n <= ENTRY_SMALL) {
        if (!entry_add_small(e, p, n))
            return false;
    } else {
        char blank[ENTRY_LINE] = "";
        int64_t begun = time_worked_us();
        bool ok = entry_reserve(e, e->have + (int64_t)n) && (e->fd != -1 || entry_create(e, blank));
        if (ok && e->body) {
            e->crc = os_crc32c(0, e->body->data, e->body->w);
            block_put(&e->body);
        }
        ok = ok && entry_write(e->fd, p, n);
        files_us -= time_worked_us() - begun;
        if (!ok)
            return false;
    }
    if (!e->body)
        e->crc = os_crc32c(e->crc, p, n);
    e->have += (int64_t)n;
    return true;
}

/* Copy content from `at` on. Returns octets; 0: there are none (yet); -1: they cannot be read. */
static ssize_t entry_read(const struct entry *e, int64_t at, char *to, size_t n)
{
    if (at >= e->have) {
        const struct block *w = e->window;
        size_t skip = (size_t)(at - e->window_at);
        if (!w || skip >= w->w)
            return 0;
        n = n < w->w - skip ? n : w->w - skip;
        memcpy(to, w->data + skip, n);
        return (ssize_t)n;
    }
    n = (int64_t)n < e->have - at ? n : (size_t)(e->have - at);
    if (e->body) {
        memcpy(to, e->body->data + at, n);
        return (ssize_t)n;
    }
    ssize_t got = pread(e->fd, to, n, e->content_at + at);
    return got > 0 ? got : -1;          /* somebody has cut the file */
}

/* The entity tag, if it is a strong validator (RFC 9110, 8.8.1); n 0: there is none. */
static struct slice entry_strong_etag(const struct entry *e)
{
    struct slice etag = head_find_value(entry_head(e), "etag");
    return etag.n && *etag.p == '"' ? etag : (struct slice){ "", 0 };
}

/* Add the content of another. */
static bool entry_copy(struct entry *e, const struct entry *of)
{
    struct block *b = block_get(BULK);
    ssize_t n = 0;
    for (int64_t at = 0; b && at < of->size; at += n)
        if ((n = entry_read(of, at, b->data, b->cap)) <= 0 || !entry_add(e, b->data, (size_t)n))
            break;
    block_put(&b);
    return e->have == of->size;
}

/* The first line of the file, when all is here. */
static void entry_make_line(const struct entry *e, char line[ENTRY_LINE])
{
    char made[ENTRY_LINE + 1];
    (void)snprintf(made, sizeof made, "proxy-cache 1 %08lx %016llx %08lx %08lx      \n", (unsigned long)e->meta->w,
                   (unsigned long long)e->have, (unsigned long)os_crc32c(0, e->meta->data, e->meta->w), (unsigned long)e->crc);
    memcpy(line, made, ENTRY_LINE);
}

/* e is another, large one with a new head: it takes over the file, which gets the head if that is as long as the one
 * before; else others, and we after a restart, go on from the old. */
static bool entry_adopt(struct entry *e, struct entry *of)
{
    static char front[ENTRY_LINE + ENTRY_HEAD_MOST];
    if ((e->fd = fcntl(of->fd, F_DUPFD_CLOEXEC, 0)) == -1)
        return false;
    bool fits = e->content_at == of->content_at;
    e->content_at = of->content_at;
    e->size = e->have = of->size;
    e->whole = true;
    e->variant = of->variant;
    e->crc = of->crc;
    e->stamp = of->stamp;
    if (fits) {
        entry_make_line(e, front);
        memcpy(front + ENTRY_LINE, e->meta->data, e->meta->w);
        index_lock();
        if (e->drops == atomic_load(index_drops(e->hash)) && pwrite(e->fd, front, ENTRY_LINE + e->meta->w, 0) > 0)
            e->stamp = atomic_fetch_add(index_stamp(e->hash), 1) + 1;
        index_unlock();
    }
    entry_note(e);
    entry_unlist(of);
    entry_list(e);
    return true;
}

/* Which variant this is: that which it replaces (the same Vary fields and values), a free one, or one at hand. */
static unsigned entry_variant(const struct entry *e)
{
    unsigned taken = 0;
    for (struct entry *o = entry_first(e->hash, e->key); o; o = o->chain) {
        if (o == e || !entry_is_of(o, e->hash))
            continue;
        if ((slice_eq(o->vary, e->vary) || o->vary.n == 0 || e->vary.n == 0) && (o->part || !e->part))
            return o->variant;              /* but a part replaces parts alone */
        taken |= 1U << o->variant;
    }
    for (unsigned v = 0; v < VARIANTS; v++)
        if (!(taken >> v & 1))
            return v;
    return (unsigned)(now_us % VARIANTS);
}

/* Write what is not yet in the file, and give that its name. false: it cannot be stored. */
static bool entry_save(struct entry *e)
{
    char line[ENTRY_LINE];
    int64_t begun = time_worked_us();
    bool ok = entry_reserve(e, e->have);
    if (ok) {
        if (e->body)
            e->crc = os_crc32c(0, e->body->data, e->body->w);
        entry_make_line(e, line);
        ok = (e->fd == -1 ? entry_create(e, line) : pwrite(e->fd, line, ENTRY_LINE, 0) == ENTRY_LINE)
            && index_publish(e->temp, e->hash, e->variant, (uint32_t)e->reserved_kib, e->drops, &e->stamp);
    }
    if (ok) {
        *e->temp = '\0';
        slot_add(&mine->reserved_kib, -e->reserved_kib);    /* it is the index's now */
        e->reserved_kib = 0;
        for (struct entry *o = *entry_bucket(e->hash); o; o = o->chain)
            if (entry_is_of(o, e->hash) && o->stamp == e->stamp - 1)
                o->stamp = e->stamp;        /* nothing else has changed */
    }
    if ((e->body || e->have == 0) && e->fd != -1) {
        (void)close(e->fd);
        e->fd = -1;
    }
    entry_note(e);
    files_us -= time_worked_us() - begun;
    return ok;
}

/* All content is there: have it in a file, now or later, and in the table. false: it cannot be stored. */
static bool entry_finish(struct entry *e)
{
    e->size = e->have;
    e->whole = true;
    e->variant = (uint8_t)entry_variant(e);
    bool later = conf.workers == 1 && e->fd == -1 && files_us <= 0 && !index_find(e->hash, e->variant);
    if (later ? e->drops != atomic_load(index_drops(e->hash)) : !entry_save(e))
        return false;
    for (struct entry *o = *entry_bucket(e->hash), *next; o; o = next) {
        next = o->chain;
        if (entry_is_of(o, e->hash) && o->variant == e->variant)
            entry_unlist(o);                /* its readers go on reading the old one */
    }
    if (later) {
        e->later = NULL;
        e->later_at = files_last;
        *files_last = e;
        files_last = &e->later;
    }
    entry_list(e);
    return true;
}

/* Write files that wait for it, while there is time; `all`: however long it takes. */
static void entry_save_later(bool all)
{
    for (struct entry *e; (e = files_first) && (all || files_us > 0);) {
        entry_not_later(e);
        if (!entry_save(e))
            entry_unlist(e);
    }
}

/* Drop all variants of a key. true: there were some. */
static bool entry_drop_all(const uint8_t *hash)
{
    for (struct entry *e = *entry_bucket(hash), *next; e; e = next) {
        next = e->chain;
        if (entry_is_of(e, hash))
            entry_unlist(e);
    }
    return index_drop_all(hash);
}

/* ---- the directory ---- */

static const char cache_marker[] = "proxy-cache";
enum { CACHE_TRIES = 50, CACHE_PAUSE_MS = 20 };

/* Is this name one that a cache has in its directory? */
static bool cache_is_name(struct slice name)
{
    return slice_eq(name, SLICE(".")) || slice_eq(name, SLICE("..")) || slice_eq(name, SLICE("tmp"))
        || slice_eq(name, slice_of(cache_marker)) || (name.n == 2 && slice_all(name, IS_HEX));
}

/* Is DIR ours, or empty? Dies if not: what is there belongs to somebody else. Returns whether the marker is there. */
static bool cache_examine(void)
{
    char version[8] = "";
    DIR *d = opendir(conf.cache_path);
    if (!d)
        die(errno, "-C %s", conf.cache_path);
    int fd = openat(dirfd(d), cache_marker, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (fd == -1 && errno != ENOENT)
        die(errno, "-C %s: %s", conf.cache_path, cache_marker);
    if (fd != -1 && (read(fd, version, sizeof version - 1) < 0 || strcmp(version, "1\n") != 0))
        die(0, "-C %s: it was made by another version; empty it, or name another", conf.cache_path);
    for (struct dirent *e = readdir(d); fd == -1 && e; e = readdir(d))
        if (!cache_is_name(slice_of(e->d_name)))
            die(0, "-C %s: there are other files in it; name a directory that is empty, or not there yet", conf.cache_path);
    (void)closedir(d);
    if (fd != -1)
        (void)close(fd);
    return fd != -1;
}

/* Remove the files that a process left half written; 0: that any left. */
static void cache_clean(pid_t pid)
{
    char of[24];
    int fd = openat(cache_dir, "tmp", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *d = fd == -1 ? NULL : fdopendir(fd);
    (void)snprintf(of, sizeof of, "%ld-", (long)pid);
    for (struct dirent *e = d ? readdir(d) : NULL; e; e = readdir(d))
        if (*e->d_name != '.' && (pid == 0 || slice_starts(slice_of(e->d_name), slice_of(of))))
            (void)unlinkat(dirfd(d), e->d_name, 0);
    if (d)
        (void)closedir(d);
}

/* A worker has died: what it was writing never will be whole. */
static void cache_worker_ended(struct slot *s, pid_t pid)
{
    atomic_fetch_sub(&cindex->kib, atomic_exchange(&s->reserved_kib, 0));
    cache_clean(pid);
}

/* Make DIR, if it is not there, and what belongs in it; nobody else may do so at the same time. Dies. */
static void cache_take(void)
{
    if (cache_dir != -1) {              /* it is ours already: what is half written there is being written */
        (void)cache_examine();
        return;
    }
    if (mkdir(conf.cache_path, 0700) == -1 && errno != EEXIST)
        die(errno, errno == ENOENT ? "-C %s: the directory above it is missing" : "-C %s", conf.cache_path);
    bool marked = cache_examine();
    if ((cache_dir = open(conf.cache_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) == -1)
        die(errno, "-C %s", conf.cache_path);
    struct stat st;
    if (fstat(cache_dir, &st) == -1)
        die(errno, "-C %s", conf.cache_path);
    bool owned = st.st_uid == 0 || st.st_uid == geteuid() || (conf.run_as.given && st.st_uid == conf.run_as.uid);
    if (!owned || st.st_mode & S_IWOTH)
        warn(0, "-C %s: others may write there, and so have a say in what is answered", conf.cache_path);
    /* held until the last process ends: those of a program that was just stopped may take a moment for that */
    for (int tries = 0; !os_lock(cache_dir); tries++) {
        if (tries == CACHE_TRIES)
            die(0, "-C %s: another program uses it", conf.cache_path);
        (void)poll(NULL, 0, CACHE_PAUSE_MS);
    }
    int fd = marked ? -1 : openat(cache_dir, cache_marker, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (!marked && (fd == -1 || write(fd, "1\n", 2) != 2))
        die(errno, "-C %s", conf.cache_path);
    if (fd != -1)
        (void)close(fd);
    if (mkdirat(cache_dir, "tmp", 0700) == -1 && errno != EEXIST)
        die(errno, "-C %s", conf.cache_path);
    cache_clean(0);
}

/* Open DIR, and make the index. A recording that is replayed is only read: by any number of programs. Dies: before
 * the loop runs. */
static void cache_open(void)
{
    if (conf.cache_mode != CACHE_REPLAY)
        cache_take();
    else if (!cache_examine()
             || (cache_dir == -1 && (cache_dir = open(conf.cache_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) == -1))
        die(0, "-C %s: there is no recording in it", conf.cache_path);
    int64_t n = conf.cache_size / 1024 + 64;
    n = n < 1024 ? 1024 : n > INDEX_MOST ? INDEX_MOST : n;
    size_t octets = sizeof *cindex + (size_t)n * (sizeof *cindex->e + sizeof *cindex->buckets);
    if (!(cindex = os_shared(octets)))
        die(errno, "-C %s", conf.cache_path);
    cindex->cap = cindex->buckets_n = (uint32_t)n;
    cindex->fresh = 1;
    cindex->e = (void *)(cindex + 1);
    cindex->buckets = (void *)(cindex->e + n);
}

/* -U: another user goes on here. */
static bool cache_give(uid_t uid, gid_t gid)
{
    bool ok = fchown(cache_dir, uid, gid) == 0 && fchownat(cache_dir, "tmp", uid, gid, AT_SYMLINK_NOFOLLOW) == 0
        && fchownat(cache_dir, cache_marker, uid, gid, AT_SYMLINK_NOFOLLOW) == 0;
    for (unsigned b = 0; b < 256 && ok; b++) {
        char dir[3] = { hex_digits[b >> 4], hex_digits[b & 15], '\0' };
        ok = fchownat(cache_dir, dir, uid, gid, AT_SYMLINK_NOFOLLOW) == 0 || errno == ENOENT;
    }
    return ok;
}

/* HASH-V: of which key, and which variant, is it? false: it is no such name. */
static bool cache_parse_name(struct slice name, uint8_t hash[HASH_OCTETS], unsigned *variant)
{
    struct slice digits = { name.p, 2 * HASH_OCTETS };
    if (name.n != digits.n + 2 || name.p[digits.n] != '-' || !slice_all(digits, IS_HEX))
        return false;
    for (int i = 0; i < HASH_OCTETS; i++)
        hash[i] = (uint8_t)(hex_value(name.p[2 * i]) << 4 | hex_value(name.p[2 * i + 1]));
    *variant = (unsigned)name.p[name.n - 1] - '0';
    return *variant < VARIANTS;
}

/* Find what is there, in a process of its own. */
static void cache_scan(void)
{
    for (unsigned b = 0; b < 256; b++) {
        char dir[3] = { hex_digits[b >> 4], hex_digits[b & 15], '\0' };
        int fd = openat(cache_dir, dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        DIR *d = fd == -1 ? NULL : fdopendir(fd);
        for (struct dirent *e = d ? readdir(d) : NULL; e; e = readdir(d)) {
            uint8_t hash[HASH_OCTETS];
            unsigned v;
            struct stat st;
            if (!cache_parse_name(slice_of(e->d_name), hash, &v) || fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW) == -1
                || !S_ISREG(st.st_mode))
                continue;
            int64_t kib = (st.st_size + 1023) / 1024;
            if (index_find(hash, v))
                continue;
            if (index_make_room(kib)) {
                atomic_fetch_add(&cindex->kib, kib);
                index_lock();
                bool added = index_add(hash, v, (uint32_t)kib);
                index_unlock();
                if (added)
                    continue;
                atomic_fetch_sub(&cindex->kib, kib);
            }
            (void)unlinkat(dirfd(d), e->d_name, 0);
        }
        if (d)
            (void)closedir(d);
    }
    atomic_store(&cindex->scanned, true);
}

/* ==== 10. log: what is said about exchanges ==== log_ tally_ metrics_ member_ show_ seen_ json_ field_
 * slice_is_utf8 ==== */

/* What the log tells of one exchange. Slices are lent until the call returns. */
struct record {
    struct addr client;         /* who asked, as one function decided */
    struct slice id;            /* --request-id; n 0: none */
    struct slice user;          /* n 0: nobody logged in */
    struct slice method, target;
    unsigned minor;             /* HTTP/1.minor; the request line is known if method.n */
    const struct head *head;    /* of the request; NULL: not understood */
    struct slice path, query, host;     /* of the target and authority asked for */
    struct addr peer;           /* the connection's other end */
    const struct conn *conn;    /* and the connection */
    struct slice outs[8];       /* values of the fields of the response that the format names, in its order */
    bool kept;                  /* the connection goes on */
    int socks;                  /* 4 or 5: the version in which it was asked for; 0: HTTP */
    int64_t received, sent;     /* octets on the wire, heads included */
    struct slice referer, agent;
    int status;                 /* sent to the client; 0: none */
    int64_t content;            /* octets of content sent to the client */
    enum why why;               /* how it ended otherwise than well */
    struct addr upstream;       /* kind ADDR_NONE: none was connected to */
    int fwd_status;             /* of the answer, where the cache asked; 0: none */
    unsigned tries;             /* upstream connections it took */
    bool reused;                /* the last of them came from the pool */
    const char *cache;          /* hit, miss, ...; NULL: the cache had no part in it */
    struct slice rule;          /* that refused it; n 0: none */
    /* monotonic; 0: it did not come to it */
    int64_t begun_us;           /* the first octet of the request */
    int64_t asked_us, named_us; /* a name was asked for, and known */
    int64_t dialled_us, connected_us;   /* a connection was begun, and there */
    int64_t sent_us, first_us;  /* the request had gone out; the first of the answer came */
    int64_t done_us;
};

/* Log lines of a turn are collected and written at its end; what a pipe does not take at once is
 * kept for a while, then dropped and counted. */
static struct {
    int fd;
    bool is_stderr;             /* in the background: diagnostics go there as well */
    enum log_kind kind;
    bool colour, may_block;     /* not a regular file: is asked before it is written to */
    char *lines;
    size_t n, cap;
    bool failing;               /* and that was said */
    uint64_t dropped;
} logbook = { .fd = -1 };

/* Write whole lines; at most PIPE_BUF at once where it might block. */
static void log_flush(void)
{
    size_t at = 0;
    while (at < logbook.n) {
        size_t end = logbook.n;
        if (logbook.may_block) {
            if (!log_fd_takes(logbook.fd))
                break;
            if (end - at > LINE_MAX_LOG) {
                for (end = at + LINE_MAX_LOG; end > at && logbook.lines[end - 1] != '\n'; end--)
                    ;
                if (end == at)
                    end = at + LINE_MAX_LOG;
            }
        }
        ssize_t w = write(logbook.fd, logbook.lines + at, end - at);
        if (w <= 0) {
            bool failing = w == -1 && errno != EAGAIN && errno != EINTR;
            if (failing && !logbook.failing && conf.log_file)
                warn(errno, "-o %s", conf.log_file);
            logbook.failing |= failing;
            break;
        }
        logbook.failing = false;
        at += (size_t)w;
    }
    logbook.n -= at;
    memmove(logbook.lines, logbook.lines + at, logbook.n);
    if (logbook.dropped && at) {
        warn(0, "log: %llu lines were dropped", (unsigned long long)logbook.dropped);
        logbook.dropped = 0;
    }
}

enum { LOG_AGAIN_MS = 50, LOG_LAST_MS = 1000 };     /* how soon what was not taken is offered again; at the end, how long */

/* Before the process ends: what is left is offered for a while, then counted. */
static void log_end(void)
{
    struct pollfd p = { .fd = logbook.fd, .events = POLLOUT };
    int64_t until = time_us() / 1000 + LOG_LAST_MS;
    for (log_flush(); logbook.n && !logbook.failing && time_us() / 1000 < until; log_flush())
        (void)poll(&p, 1, LOG_AGAIN_MS);
    for (size_t i = 0; i < logbook.n; i++)
        logbook.dropped += logbook.lines[i] == '\n';
    if (logbook.dropped)
        warn(0, "log: %llu lines were dropped", (unsigned long long)logbook.dropped);
}

static void log_add(const struct text *t)
{
    if (t->n > logbook.cap - logbook.n)
        log_flush();
    if (t->n > logbook.cap - logbook.n) {
        logbook.dropped++;
        if (mine)
            slot_add(&mine->dropped, 1);
        return;
    }
    memcpy(logbook.lines + logbook.n, t->p, t->n);
    logbook.n += t->n;
}

/* From here on the log goes there; the descriptor is the log's. */
static void log_use(int fd)
{
    enum { ROOM = 32 << 10, ROOM_SHOW = 1 << 20 };      /* octets of lines that wait; -vv has long ones */
    struct stat st;
    if (logbook.fd != -1 && logbook.fd != STDERR_FILENO)
        (void)close(logbook.fd);
    if (logbook.is_stderr && fd != STDERR_FILENO)
        (void)dup2(fd, STDERR_FILENO);
    logbook.fd = fd;
    if (!logbook.lines) {
        logbook.cap = conf.verbose ? ROOM_SHOW : ROOM;
        logbook.lines = must_alloc(logbook.cap, 1);
    }
    bool terminal = isatty(fd);
    logbook.may_block = fstat(fd, &st) == 0 && !S_ISREG(st.st_mode);
    logbook.kind = conf.log_kind ? conf.log_kind : terminal ? LOG_HUMAN : LOG_COMBINED;
    logbook.colour = terminal && !getenv("NO_COLOR");
}

/* Open, or open again, what the log goes to. false: errno says why, and the old stays. */
static bool log_open(void)
{
    int fd = STDERR_FILENO;
    int how = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;    /* a pipe may have no reader */
    if (conf.log_file && (fd = open(conf.log_file, how, 0640)) == -1)
        return false;
    log_use(fd);
    return true;
}

static bool slice_is_utf8(struct slice s)
{
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        unsigned n = c < 0x80 ? 0 : (c & 0xe0) == 0xc0 ? 1 : (c & 0xf0) == 0xe0 ? 2 : (c & 0xf8) == 0xf0 ? 3 : 9;
        uint32_t v = n == 0 ? c : c & (0x3fU >> n);
        if (n == 9 || s.n - i <= n)
            return false;
        for (unsigned k = 1; k <= n; k++) {
            if (((unsigned char)s.p[i + k] & 0xc0) != 0x80)
                return false;
            v = v << 6 | ((unsigned char)s.p[i + k] & 0x3f);
        }
        if ((n == 1 && v < 0x80) || (n == 2 && (v < 0x800 || (v >= 0xd800 && v < 0xe000)))
            || (n == 3 && (v < 0x10000 || v > 0x10ffff)))
            return false;
        i += n + 1;
    }
    return true;
}

/* A JSON string. What is not UTF-8 (field values may be) is taken for Latin-1. `ascii`: nothing
 * else is in it, as a log wants it: some octets above move a terminal's cursor. */
static void text_json(struct text *t, struct slice s, bool ascii)
{
    bool utf8 = slice_is_utf8(s);
    text_char(t, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        uint32_t v = c;
        if (c >= 0x80 && utf8) {
            unsigned n = c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
            if (!ascii) {
                text_add(t, s.p + i, n + 1);
                i += n;
                continue;
            }
            for (v = c & (0x3fU >> n); n; n--)
                v = v << 6 | ((unsigned char)s.p[++i] & 0x3f);
        }
        if (c == '"' || c == '\\') {
            text_char(t, '\\');
            text_char(t, (char)c);
        } else if (v >= 0x10000)
            text_printf(t, "\\u%04x\\u%04x", (unsigned)(0xd800 + ((v - 0x10000) >> 10)),
                        (unsigned)(0xdc00 + ((v - 0x10000) & 0x3ff)));
        else if (v < 0x20 || v == 0x7f || (v >= 0x80 && ascii))
            text_printf(t, "\\u%04x", (unsigned)v);
        else if (v >= 0x80) {
            text_char(t, (char)(0xc0 | v >> 6));
            text_char(t, (char)(0x80 | (v & 0x3f)));
        } else
            text_char(t, (char)c);
    }
    text_char(t, '"');
}

/* 12.3k for people */
static void text_amount(struct text *t, int64_t n)
{
    static const char units[] = "kMGT";
    int unit = -1;
    double v = (double)n;
    for (; v >= 1000 && unit < 3; unit++)
        v /= 1024;
    if (unit < 0)
        text_num(t, n);
    else
        text_printf(t, "%.1f%c", v, units[unit]);
}

static void text_ms(struct text *t, const char *what, int64_t us)
{
    us = us < 0 ? 0 : us;
    text_printf(t, " %s%lld.%lldms", what, (long long)us / 1000, (long long)us / 100 % 10);
}

/* The second in which the exchange began. */
static int64_t log_begun(const struct record *r)
{
    return now_s - (r->done_us - r->begun_us) / 1000000;
}

/* HH:MM:SS CLIENT STATUS METHOD TARGET OCTETS TIME, then what there is of: user= to= name=
 * connect= answer= tries= rule= why= */
static void log_human(struct text *t, const struct record *r)
{
    struct tm tm;
    time_t when = (time_t)now_s;        /* lines stand in the order of their times */
    const char *colour = !logbook.colour ? "" : r->status >= 500 || r->status == 0 ? "\033[31m"
                         : r->status >= 400 ? "\033[33m" : "\033[32m";
    if (localtime_r(&when, &tm))
        text_printf(t, "%02d:%02d:%02d ", tm.tm_hour, tm.tm_min, tm.tm_sec);
    text_ip(t, &r->client);
    text_printf(t, " %s", colour);
    if (r->status)
        text_num(t, r->status);
    else
        text_char(t, '-');
    text_printf(t, "%s ", *colour ? "\033[0m" : "");
    text_escaped(t, r->method.n ? r->method : SLICE("-"));
    text_char(t, ' ');
    text_escaped(t, r->target.n ? r->target : SLICE("-"));
    text_char(t, ' ');
    text_amount(t, r->content);
    text_ms(t, "", r->done_us - r->begun_us);
    if (r->user.n) {
        text_str(t, " user=");
        text_escaped(t, r->user);
    }
    if (r->upstream.kind != ADDR_NONE) {
        text_str(t, " to=");
        text_addr(t, &r->upstream);
        if (r->named_us)
            text_ms(t, "name=", r->named_us - r->asked_us);
        if (!r->reused && r->connected_us)
            text_ms(t, "connect=", r->connected_us - r->dialled_us);
        if (r->first_us)
            text_ms(t, "answer=", r->first_us - (r->sent_us ? r->sent_us : r->connected_us));
        if (r->tries > 1)
            text_printf(t, " tries=%u", r->tries);
    }
    if (r->cache)
        text_printf(t, " cache=%s", r->cache);
    if (r->id.n) {
        text_str(t, " id=");
        text_escaped(t, r->id);
    }
    if (r->rule.n && r->why) {
        text_str(t, " rule=\"");
        text_escaped(t, r->rule);
        text_char(t, '"');
    }
    if (r->why)
        text_printf(t, " why=%s", whys[r->why].word);
}

/* The wall clock's time at which it began, in ms. */
static int64_t log_begun_ms(const struct record *r)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 - (r->done_us - r->begun_us) / 1000;
}

/* Milliseconds with a fraction, or what stands for none. */
static void text_span(struct text *t, bool known, int64_t us, const char *none)
{
    us = us < 0 ? 0 : us;
    if (known)
        text_printf(t, "%lld.%03lld", (long long)us / 1000, (long long)us % 1000);
    else
        text_str(t, none);
}

static void log_timing(struct text *t, const struct record *r, char which, const char *none)
{
    switch (which) {
    case 'n': text_span(t, r->named_us, r->named_us - r->asked_us, none); break;
    case 'c': text_span(t, r->connected_us && !r->reused, r->connected_us - r->dialled_us, none); break;
    case 'f': text_span(t, r->first_us, r->first_us - (r->sent_us ? r->sent_us : r->connected_us), none); break;
    case 't': text_span(t, true, r->done_us - r->begun_us, none); break;
    }
}

static void text_quoted(struct text *t, struct slice s)
{
    text_char(t, '"');
    text_escaped(t, s.n ? s : SLICE("-"));
    text_char(t, '"');
}

/* The time in brackets, as Apache writes it; made once a second. */
static void text_log_time(struct text *t, int64_t begun_s)
{
    static char made[32];
    static int64_t made_s = -1;
    if (made_s != begun_s) {
        struct tm tm;
        time_t when = (time_t)begun_s;
        if (!localtime_r(&when, &tm) || strftime(made, sizeof made, "[%d/%b/%Y:%H:%M:%S %z]", &tm) == 0)
            made[0] = '\0';
        made_s = begun_s;
    }
    text_str(t, made);
}

static void log_number(struct text *t, int64_t n)
{
    if (n)
        text_num(t, n);
    else
        text_char(t, '-');
}

static void log_request_line(struct text *t, const struct record *r)
{
    if (!r->method.n) {
        text_char(t, '-');
        return;
    }
    text_escaped(t, r->method);
    text_char(t, ' ');
    text_escaped(t, r->target);
    text_str(t, " HTTP/1.");
    text_num(t, r->minor);
}

/* Apache's combined format. */
static void log_combined(struct text *t, const struct record *r)
{
    text_ip(t, &r->client);
    text_str(t, " - ");
    if (r->user.n)
        for (size_t i = 0; i < r->user.n; i++)      /* a blank would begin the next column */
            if (r->user.p[i] == ' ')
                text_str(t, "\\x20");
            else
                text_escaped(t, (struct slice){ r->user.p + i, 1 });
    else
        text_char(t, '-');
    text_char(t, ' ');
    text_log_time(t, log_begun(r));
    text_str(t, " \"");
    log_request_line(t, r);
    text_str(t, "\" ");
    log_number(t, r->status);
    text_char(t, ' ');
    log_number(t, r->content);
    text_char(t, ' ');
    text_quoted(t, r->referer);
    text_char(t, ' ');
    text_quoted(t, r->agent);
}

static void text_or_none(struct text *t, struct slice s)
{
    text_escaped(t, s.n ? s : SLICE("-"));
}

static bool field_is_secret(const struct head *h, const struct field *f);

/* The values of a field of the request, as one list. */
static void log_field(struct text *t, const struct head *h, struct slice name)
{
    bool any = false;
    for (unsigned i = 0; h && i < h->fields_n; i++) {
        const struct field *f = &h->fields[i];
        if (!slice_eq_nocase(head_name(h, f), name))
            continue;
        text_str(t, any ? ", " : "");
        text_escaped(t, field_is_secret(h, f) ? SLICE("***") : head_value(h, f));
        any = true;
    }
    if (!any)
        text_char(t, '-');
}

static void log_time(struct text *t, const struct record *r, struct slice how)
{
    char format[64], made[128];
    struct tm tm;
    int64_t ms = log_begun_ms(r);
    time_t when = (time_t)(ms / 1000);
    if (how.n == 0)
        text_log_time(t, ms / 1000);
    else if (slice_eq(how, SLICE("sec")))
        text_num(t, ms / 1000);
    else if (slice_eq(how, SLICE("msec")))
        text_num(t, ms);
    else if (slice_eq(how, SLICE("usec")))
        text_num(t, ms * 1000);
    else if (localtime_r(&when, &tm)) {
        (void)snprintf(format, sizeof format, "%.*s", (int)how.n, how.p);
        text_add(t, made, strftime(made, sizeof made, format, &tm));
    }
}

static void log_address(struct text *t, const struct record *r)
{
    struct sockaddr_storage ss = { .ss_family = AF_UNSPEC };
    socklen_t n = sizeof ss;
    (void)getsockname(r->conn->fd, (struct sockaddr *)&ss, &n);
    struct addr a = addr_from_sockaddr((struct sockaddr *)&ss);
    text_ip(t, &a);
}

static void log_ours(struct text *t, const struct record *r, struct slice what)
{
    if (slice_eq(what, SLICE("upstream")) && r->upstream.kind != ADDR_NONE)
        text_addr(t, &r->upstream);
    else if (slice_eq(what, SLICE("tries")))
        text_num(t, r->tries);
    else if (slice_eq(what, SLICE("cache")))
        text_str(t, r->cache ? r->cache : "-");
    else if (slice_eq(what, SLICE("SSL_CLIENT_S_DN")))      /* as Apache calls it */
        text_or_none(t, conn_subject(r->conn));
    else if (slice_eq(what, SLICE("why")))
        text_str(t, whys[r->why].word);
    else if (slice_eq(what, SLICE("rule")))
        text_or_none(t, r->rule);
    else if (*what.p == 'u')
        text_char(t, '-');
    else
        log_timing(t, r, *what.p, "-");
}

/* One directive of a format (Apache's mod_log_config). */
static void log_directive(struct text *t, const struct record *r, const struct log_op *op, unsigned *out)
{
    int64_t us = r->done_us - r->begun_us;
    switch (op->what) {
    case 'h': text_ip(t, &r->client); break;
    case 'a': text_ip(t, op->arg.n ? &r->peer : &r->client); break;
    case 'A': log_address(t, r); break;
    case 'l': text_char(t, '-'); break;
    case 'L': text_or_none(t, r->id); break;
    case 'u': text_or_none(t, r->user); break;
    case 't': log_time(t, r, op->arg); break;
    case 'r': log_request_line(t, r); break;
    case 's': log_number(t, r->status); break;
    case 'b': log_number(t, r->content); break;
    case 'B': text_num(t, r->content); break;
    case 'D': text_num(t, us); break;
    case 'T': text_num(t, us / (op->arg.n == 0 || *op->arg.p == 's' ? 1000000 : *op->arg.p == 'm' ? 1000 : 1)); break;
    case 'm': text_or_none(t, r->method); break;
    case 'U': text_or_none(t, r->path); break;
    case 'q': text_escaped(t, r->query); break;
    case 'H':
        text_str(t, r->method.n ? "HTTP/1." : "-");
        if (r->method.n)
            text_num(t, r->minor);
        break;
    case 'v': case 'V': text_or_none(t, r->host); break;
    case 'p': text_num(t, listeners[r->conn->listener].addr.port); break;
    case 'P': text_num(t, (int64_t)getpid()); break;
    case 'k': text_num(t, r->conn->served); break;
    case 'I': text_num(t, r->received); break;
    case 'O': text_num(t, r->sent); break;
    case 'X': text_char(t, r->why == WHY_CLIENT_GONE || r->why == WHY_CLIENT_SLOW ? 'X' : r->kept ? '+' : '-'); break;
    case 'i': log_field(t, r->head, op->arg); break;
    case 'o': text_or_none(t, r->outs[(*out)++ % 8]); break;
    case 'x': log_ours(t, r, op->arg); break;
    default: text_slice(t, op->arg); break;
    }
}

static void json_string(struct text *t, const char *key, struct slice s)
{
    text_printf(t, ",\"%s\":", key);
    if (s.n)
        text_json(t, s, true);
    else
        text_str(t, "null");
}

static void json_timing(struct text *t, const struct record *r, const char *key)
{
    text_printf(t, ",\"%s_ms\":", key);
    log_timing(t, r, *key, "null");
}

/* One object a line; null for what there is not. */
static void log_json(struct text *t, const struct record *r)
{
    char made[64];
    struct text a = TEXT(made);
    struct tm tm;
    int64_t ms = log_begun_ms(r);
    time_t when = (time_t)(ms / 1000);
    if (gmtime_r(&when, &tm))
        text_printf(t, "{\"time\":\"%04d-%02d-%02dT%02d:%02d:%02d.%03dZ\"", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
                    tm.tm_hour, tm.tm_min, tm.tm_sec, (int)(ms % 1000));
    text_ip(&a, &r->client);
    json_string(t, "client", text_all(&a));
    json_string(t, "user", r->user);
    if (conn_subject(r->conn).n)
        json_string(t, "client_subject", conn_subject(r->conn));
    json_string(t, "method", r->method);
    json_string(t, "target", r->target);
    json_string(t, "version", r->socks ? r->socks == 5 ? SLICE("SOCKS5") : SLICE("SOCKS4")
                : r->method.n ? r->minor ? SLICE("HTTP/1.1") : SLICE("HTTP/1.0") : SLICE(""));
    json_string(t, "host", r->host);
    text_printf(t, r->status ? ",\"status\":%d" : ",\"status\":null", r->status);
    text_printf(t, ",\"octets\":%lld,\"received\":%lld", (long long)r->content, (long long)r->received);
    json_string(t, "why", r->why ? slice_of(whys[r->why].word) : SLICE(""));
    a.n = 0;
    if (r->upstream.kind != ADDR_NONE)
        text_addr(&a, &r->upstream);
    json_string(t, "upstream", text_all(&a));
    text_printf(t, ",\"tries\":%u", r->tries);
    json_timing(t, r, "name");
    json_timing(t, r, "connect");
    json_timing(t, r, "first");
    json_timing(t, r, "total");
    json_string(t, "referer", r->referer);
    json_string(t, "agent", r->agent);
    json_string(t, "rule", r->rule);
    json_string(t, "cache", slice_of(r->cache ? r->cache : ""));
    json_string(t, "id", r->id);
    text_char(t, '}');
}

static void log_exchange(const struct record *r)
{
    char line[LINE_MAX_LOG];
    struct text t = { .p = line, .cap = sizeof line - 1 };
    if (conf.quiet)
        return;
    unsigned out = 0;
    switch (logbook.kind) {
    case LOG_HUMAN: log_human(&t, r); break;
    case LOG_JSON:
        log_json(&t, r);
        if (t.cut) {                    /* what is cut is no JSON: leave out what may be long */
            struct record brief = *r;
            brief.referer.n = brief.agent.n = brief.rule.n = 0;
            brief.target.n = brief.target.n < 512 ? brief.target.n : 512;
            t.n = 0;
            log_json(&t, &brief);
        }
        break;
    case LOG_FORMAT:
        for (unsigned i = 0; i < conf.log_ops_n; i++)
            log_directive(&t, r, &conf.log_ops[i], &out);
        break;
    default: log_combined(&t, r); break;
    }
    t.cap = sizeof line;
    text_char(&t, '\n');
    log_add(&t);
}

/* Fields whose values are nobody's business. */
static bool field_names_secret(const struct head *h, const struct field *f)
{
    switch (f->id) {
    case FIELD_AUTHORIZATION: case FIELD_PROXY_AUTHORIZATION: case FIELD_COOKIE: case FIELD_SET_COOKIE:
        return true;
    default:
        return slice_eq_nocase(head_name(h, f), SLICE("x-api-key"));
    }
}

/* And are they to be masked? */
static bool field_is_secret(const struct head *h, const struct field *f)
{
    return !conf.show_secrets && field_names_secret(h, f);
}

/* ---- counts: what -A tells of all workers ---- */

/* Of the requests of forward mode, of those no route was found for, and of each route; one a worker, as its slot. */
enum { TALLY_FORWARD, TALLY_NO_ROUTE, TALLY_ROUTES };
enum { CODES = 6, TIMES = 13 };
static const int64_t tally_times[TIMES] = {     /* us: the upper ends of the histogram's classes */
    1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000, 1000000, 2500000, 5000000, 10000000,
};
struct tally {
    _Atomic int64_t codes[CODES];       /* by the first digit of the status; 0: no answer went out */
    _Atomic int64_t took[TIMES + 1], took_us;
    _Atomic int64_t received, sent;     /* octets, from and to clients */
};
static struct tally *tallies;           /* shared; by worker, then as above */

static void tally_share(void)
{
    if (!(tallies = os_shared((size_t)conf.workers * (TALLY_ROUTES + conf.routes_n) * sizeof *tallies)))
        die(errno, "starting");
}

static struct tally *tally_of(unsigned worker, unsigned which)
{
    return &tallies[(size_t)worker * (TALLY_ROUTES + conf.routes_n) + which];
}

/* Count an exchange that is logged. `timed`: how long it took says something. */
static void tally_exchange(const struct record *r, unsigned which, bool timed)
{
    struct tally *t = tally_of(slot_index(), which);
    int64_t us = r->done_us - r->begun_us;
    unsigned code = (unsigned)r->status / 100, class = 0;
    slot_add(&t->codes[code < CODES ? code : 0], 1);
    slot_add(&t->received, r->received);
    slot_add(&t->sent, r->sent);
    slot_add(&mine->connects, r->tries);
    if (r->reused)
        slot_add(&mine->reused, 1);
    if (r->why)
        slot_add(&mine->whys[r->why], 1);
    for (unsigned i = 0; r->cache && i < CACHED_MAX; i++)
        if (strcmp(r->cache, cached_words[i]) == 0)
            slot_add(&mine->cached[i], 1);
    if (!timed)
        return;
    while (class < TIMES && us > tally_times[class])
        class++;
    slot_add(&t->took[class], 1);
    slot_add(&t->took_us, us > 0 ? us : 0);
}

/* What a worker knows of itself, told once a second. */
static void tally_process(void)
{
    static int64_t told = -1;
    struct rusage use;
    if (!conf.admin.given || told == now_s)
        return;
    told = now_s;
    if (getrusage(RUSAGE_SELF, &use) == 0)
        mine->cpu_us = (int64_t)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1000000
            + use.ru_utime.tv_usec + use.ru_stime.tv_usec;
    mine->resident = os_resident();
    mine->descriptors = conns.open + (hot.lot != -1) + 3;
}

/* The sum of one number of all workers; at: its place in the slot. */
static int64_t tally_sum(size_t at)
{
    int64_t n = 0;
    for (unsigned w = 0; w < conf.workers; w++)
        n += atomic_load((_Atomic int64_t *)(void *)((char *)&shared->slots[w] + at));
    return n;
}
#define TALLY(member) tally_sum(offsetof(struct slot, member))

/* And of one number of all tallies of a kind. */
static int64_t tally_sum_of(unsigned which, size_t at)
{
    int64_t n = 0;
    for (unsigned w = 0; w < conf.workers; w++)
        n += atomic_load((_Atomic int64_t *)(void *)((char *)tally_of(w, which) + at));
    return n;
}

/* What a member has of connections and requests in all workers. */
struct census {
    int64_t active, idle, requests, failures;
};

static struct census member_census(const struct member *m)
{
    struct census c = { 0, 0, 0, 0 };
    for (unsigned w = 0; w < conf.workers; w++) {
        struct hold *h = member_hold(w, m);
        c.active += h->active;
        c.idle += h->idle;
        c.requests += h->requests;
        c.failures += h->failures;
    }
    return c;
}

static const char *member_state(const struct member *m)
{
    return m->gone ? "gone" : m->all->down ? "down" : !m->all->until ? "up" : m->all->until > now_ms ? "aside" : "trial";
}

/* ---- /metrics: the text format of Prometheus, version 0.0.4 ---- */

/* A label's value (backslash and quote are escaped); what is not visible ASCII, and what is far too long, is left out. */
static void text_label(struct text *t, const char *name, struct slice value)
{
    text_printf(t, "%s=\"", name);
    for (size_t i = 0; i < value.n && i < 256; i++) {
        char c = value.p[i];
        if (c == '\\' || c == '"')
            text_char(t, '\\');
        if (c >= ' ' && c < 0x7f)
            text_char(t, c);
    }
    text_char(t, '"');
}

static void text_metric(struct text *t, const char *name, const char *type, const char *help)
{
    text_printf(t, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void text_single(struct text *t, const char *name, const char *type, const char *help, int64_t value)
{
    text_metric(t, name, type, help);
    text_printf(t, "%s %lld\n", name, (long long)value);
}

/* One number with one label, for each word of a list. */
static void text_words(struct text *t, const char *name, const char *label, const char *const *words, unsigned n, size_t at)
{
    for (unsigned i = 0; i < n; i++)
        text_printf(t, "%s{%s=\"%s\"} %lld\n", name, label, words[i], (long long)tally_sum(at + i * sizeof(_Atomic int64_t)));
}

/* Microseconds, in seconds. */
static void text_seconds(struct text *t, int64_t us)
{
    text_printf(t, "%lld.%06lld", (long long)us / 1000000, (long long)us % 1000000);
}

/* Is there such a kind of requests? */
static bool tally_is_used(unsigned which)
{
    return which == TALLY_FORWARD ? conf.forward : conf.routes_n > 0;
}

static void text_tally_labels(struct text *t, unsigned which)
{
    struct slice match = which < TALLY_ROUTES ? SLICE("") : conf.routes[which - TALLY_ROUTES].match;
    text_str(t, which == TALLY_FORWARD ? "mode=\"forward\"," : "mode=\"reverse\",");
    text_label(t, "route", which >= TALLY_ROUTES && !match.n ? SLICE("/") : match);
}

static void metrics_requests(struct text *t)
{
    static const char *const codes[CODES] = { "none", "1xx", "2xx", "3xx", "4xx", "5xx" };
    const unsigned n = TALLY_ROUTES + conf.routes_n;
    text_metric(t, "proxy_requests_total", "counter", "Requests, by the class of the status that was sent.");
    for (unsigned i = 0; i < n; i++)
        for (unsigned c = 0; c < CODES && tally_is_used(i); c++) {
            text_str(t, "proxy_requests_total{");
            text_tally_labels(t, i);
            text_printf(t, ",code=\"%s\"} %lld\n", codes[c],
                        (long long)tally_sum_of(i, offsetof(struct tally, codes) + c * sizeof(_Atomic int64_t)));
        }
    text_metric(t, "proxy_request_duration_seconds", "histogram",
                "From the first octet of a request to the last of its answer; without tunnels and event streams.");
    for (unsigned i = 0; i < n; i++) {
        int64_t so_far = 0;
        for (unsigned c = 0; c <= TIMES && tally_is_used(i); c++) {
            so_far += tally_sum_of(i, offsetof(struct tally, took) + c * sizeof(_Atomic int64_t));
            text_str(t, "proxy_request_duration_seconds_bucket{");
            text_tally_labels(t, i);
            if (c < TIMES)
                text_printf(t, ",le=\"%g\"} %lld\n", (double)tally_times[c] / 1e6, (long long)so_far);
            else
                text_printf(t, ",le=\"+Inf\"} %lld\n", (long long)so_far);
        }
        if (!tally_is_used(i))
            continue;
        text_str(t, "proxy_request_duration_seconds_sum{");
        text_tally_labels(t, i);
        text_str(t, "} ");
        text_seconds(t, tally_sum_of(i, offsetof(struct tally, took_us)));
        text_str(t, "\nproxy_request_duration_seconds_count{");
        text_tally_labels(t, i);
        text_printf(t, "} %lld\n", (long long)so_far);
    }
    for (int sent = 0; sent < 2; sent++) {
        const char *name = sent ? "proxy_sent_bytes_total" : "proxy_received_bytes_total";
        text_metric(t, name, "counter", sent ? "Octets sent to clients, heads included."
                    : "Octets received from clients, heads included.");
        for (unsigned i = 0; i < n; i++) {
            if (!tally_is_used(i))
                continue;
            text_printf(t, "%s{", name);
            text_tally_labels(t, i);
            text_printf(t, "} %lld\n", (long long)tally_sum_of(i, sent ? offsetof(struct tally, sent)
                                                              : offsetof(struct tally, received)));
        }
    }
    text_metric(t, "proxy_refused_total", "counter", "Requests that ended otherwise than well, by the reason in the log.");
    for (int w = 1; w < WHY_MAX; w++) {
        int64_t sum = tally_sum(offsetof(struct slot, whys) + (size_t)w * sizeof(_Atomic int64_t));
        if (w == WHY_LOGIN)             /* one word for both */
            sum += TALLY(whys[WHY_LOGIN_PROXY]);
        if (sum && w != WHY_LOGIN_PROXY)
            text_printf(t, "proxy_refused_total{reason=\"%s\"} %lld\n", whys[w].word, (long long)sum);
    }
}

/* One number of every member. */
enum of_member { OF_UP, OF_ACTIVE, OF_IDLE, OF_REQUESTS, OF_FAILURES, OF_GOOD, OF_BAD };

static void metrics_of_members(struct text *t, const char *name, const char *type, const char *help, enum of_member which)
{
    text_metric(t, name, type, help);
    for (const struct route *r = routes; r < routes + routes_n; r++)
        for (unsigned i = 0; i < r->members_n; i++) {
            const struct member *m = r->members[i];
            if (!m || m->gone || (which >= OF_GOOD && m->conf->to != TO_SERVER))
                continue;
            char called[PATH_MAX];
            struct text n = TEXT(called);
            struct census c = member_census(m);
            text_member(&n, m);
            uint64_t up;
            const int64_t values[] = {
                [OF_UP] = strcmp(member_state(m), "up") == 0 || route_fit(r, 0, &up) == UINT64_C(1) << i,
                [OF_ACTIVE] = c.active, [OF_IDLE] = c.idle,
                [OF_REQUESTS] = c.requests, [OF_FAILURES] = c.failures, [OF_GOOD] = m->all->good, [OF_BAD] = m->all->bad,
            };
            text_printf(t, "%s{", name);
            text_label(t, "route", r->conf->match.n ? r->conf->match : SLICE("/"));
            text_char(t, ',');
            text_label(t, "member", text_all(&n));
            text_printf(t, ",index=\"%u\"} %lld\n", i, (long long)values[which]);
        }
}

static void metrics_members(struct text *t)
{
    metrics_of_members(t, "proxy_member_up", "gauge", "1: it gets requests; 0: it is set aside, on trial, or down.", OF_UP);
    metrics_of_members(t, "proxy_member_requests_in_flight", "gauge", "Requests that have, or want, a connection to it.", OF_ACTIVE);
    metrics_of_members(t, "proxy_member_idle", "gauge", "Idle connections to it.", OF_IDLE);
    metrics_of_members(t, "proxy_member_requests_total", "counter", "Requests it was chosen for.", OF_REQUESTS);
    metrics_of_members(t, "proxy_member_failures_total", "counter", "Requests that came to nothing there.", OF_FAILURES);
    if (conf.health.given) {
        metrics_of_members(t, "proxy_member_checks_good_total", "counter", "Checks (--health) that were good.", OF_GOOD);
        metrics_of_members(t, "proxy_member_checks_bad_total", "counter", "Checks (--health) that were bad.", OF_BAD);
    }
}

/* All of it. */
static void text_metrics(struct text *t, int64_t started_s)
{
    static const char *const sides[] = { "client", "upstream", "idle" };
    text_metric(t, "proxy_build_info", "gauge", "What was built.");
    text_str(t, "proxy_build_info{version=\"" VERSION "\",tls=\"" TLS_WORD "\"} 1\n");
    text_single(t, "proxy_workers", "gauge", "Processes that serve.", conf.workers);
    text_metric(t, "proxy_connections", "gauge", "Connections that are open.");
    int64_t held[3] = { 0, 0, 0 }, queued = 0;
    for (unsigned w = 0; w < conf.workers; w++) {
        held[0] += shared->slots[w].clients;
        held[1] += shared->slots[w].upstreams;
        held[2] += shared->slots[w].idle;
        queued += shared->slots[w].queued;
    }
    for (int i = 0; i < 3; i++)
        text_printf(t, "proxy_connections{side=\"%s\"} %lld\n", sides[i], (long long)held[i]);
    text_single(t, "proxy_connections_accepted_total", "counter", "Connections of clients.", TALLY(accepted));
    metrics_requests(t);
    text_single(t, "proxy_requests_queued", "gauge", "Requests that wait for a member to have room (max=).", queued);
    text_single(t, "proxy_retries_total", "counter", "Requests sent on to another member.", TALLY(retries));
    text_single(t, "proxy_upstream_connects_total", "counter", "Connections made, or tried, to servers.", TALLY(connects));
    text_single(t, "proxy_pool_reused_total", "counter", "Requests sent on an idle connection.", TALLY(reused));
    text_single(t, "proxy_log_dropped_total", "counter", "Lines of the log that nobody took.", TALLY(dropped));
    if (conf.cache_path) {
        text_metric(t, "proxy_cache_total", "counter", "Requests the cache had a part in.");
        text_words(t, "proxy_cache_total", "result", cached_words, CACHED_MAX, offsetof(struct slot, cached));
        text_single(t, "proxy_cache_bytes", "gauge", "Octets of all files.", atomic_load(&cindex->kib) * 1024);
        text_single(t, "proxy_cache_entries", "gauge", "Responses that are stored.", atomic_load(&cindex->entries));
    }
    if (conf.mirror.targets_n) {
        text_metric(t, "proxy_mirrored_total", "counter", "Copies of requests for --mirror.");
        text_words(t, "proxy_mirrored_total", "result", mirrored_words, MIRRORED_MAX, offsetof(struct slot, mirrored));
    }
    if (certs || conf.mitm) {
        text_metric(t, "proxy_tls_handshakes_total", "counter", "Handshakes with clients.");
        text_words(t, "proxy_tls_handshakes_total", "result", shaken_words, SHAKEN_MAX, offsetof(struct slot, shaken));
    }
    if (conf.routes_n)
        metrics_members(t);
    text_metric(t, "process_cpu_seconds_total", "counter", "CPU time of the workers.");
    text_str(t, "process_cpu_seconds_total ");
    text_seconds(t, TALLY(cpu_us));
    text_char(t, '\n');
    if (TALLY(resident))
        text_single(t, "process_resident_memory_bytes", "gauge", "Memory of the workers, what they share counted for each.",
                    TALLY(resident));
    text_single(t, "process_open_fds", "gauge", "Descriptors of the workers.", TALLY(descriptors));
    text_single(t, "process_max_fds", "gauge", "How many they may have.", (int64_t)conns.limit * conf.workers);
    text_single(t, "process_start_time_seconds", "gauge", "When the program was started.", started_s);
}

/* Octets that text_metrics takes at most. */
static size_t metrics_size(void)
{
    size_t n = 32768;
    for (unsigned r = 0; r < conf.routes_n; r++)
        n += (CODES + TIMES + 5) * (conf.routes[r].match.n * 2 + 160);
    for (const struct route *r = routes; r < routes + routes_n; r++)
        for (unsigned i = 0; i < r->members_n; i++)
            n += r->members[i] ? 8 * (2 * 256 + 2 * 256 + 200) : 0;
    return n;
}

/* ---- /status: the same for people and scripts, as JSON ---- */

static void text_status_members(struct text *t, const struct route *r)
{
    bool first = true;
    for (unsigned i = 0; i < r->members_n; i++) {
        const struct member *m = r->members[i];
        char called[PATH_MAX];
        struct text n = TEXT(called);
        if (!m)
            continue;
        struct census c = member_census(m);
        text_member(&n, m);
        text_str(t, first ? "{\"target\":" : ",{\"target\":");
        text_json(t, (struct slice){ n.p, n.n < 256 ? n.n : 256 }, true);
        text_printf(t, ",\"state\":\"%s\",\"in_flight\":%lld,\"idle\":%lld,\"requests\":%lld,\"failures\":%lld", member_state(m),
                    (long long)c.active, (long long)c.idle, (long long)c.requests, (long long)c.failures);
        text_printf(t, ",\"weight\":%d,\"backup\":%s}", m->conf->weight, m->conf->backup ? "true" : "false");
        first = false;
    }
}

static void text_status(struct text *t, int64_t started_s, bool stopping)
{
    int64_t clients = 0, upstreams = 0, idle = 0;
    text_printf(t, "{\"version\":\"" VERSION "\",\"pid\":%ld,\"uptime_s\":%lld,\"draining\":%s,\"workers\":[", (long)getppid(),
                (long long)(now_s - started_s), stopping ? "true" : "false");
    for (unsigned w = 0; w < conf.workers; w++) {
        struct slot *s = &shared->slots[w];
        clients += s->clients;
        upstreams += s->upstreams;
        idle += s->idle;
        text_printf(t, "%s{\"pid\":%d,\"clients\":%u,\"upstreams\":%u,\"idle\":%u,\"answered\":%lld}", w ? "," : "", s->pid,
                    s->clients, s->upstreams, s->idle, (long long)s->answered);
    }
    text_printf(t, "],\"connections\":{\"clients\":%lld,\"upstreams\":%lld,\"idle\":%lld}", (long long)clients,
                (long long)upstreams, (long long)idle);
    text_printf(t, ",\"answered\":%lld,\"failed\":%lld,\"routes\":[", (long long)TALLY(answered), (long long)TALLY(failed));
    for (const struct route *r = routes; r < routes + routes_n; r++) {
        text_str(t, r == routes ? "{\"match\":" : ",{\"match\":");
        text_json(t, r->conf->match.n ? r->conf->match : SLICE("/"), true);
        text_str(t, ",\"members\":[");
        text_status_members(t, r);
        text_str(t, "]}");
    }
    text_str(t, "]}\n");
}

/* ---- -v: what passes, for people ---- */

enum { SHOW_MOST = 64 << 10, SHOW_ROOM = 8 * SHOW_MOST, SHOW_KEPT = 1 << 20 };

/* What -v says of one exchange. As long as --show cannot decide, it is kept back. */
struct show {
    uint8_t whether;            /* enum truth; NO: nothing is said */
    struct block *kept;         /* OPEN: what was said so far, at most SHOW_KEPT octets */
    bool cut;                   /* and there was more */
};

static void show_out(struct show *s, const struct text *t)
{
    if (s->whether == YES)
        log_add(t);
    if (s->whether != OPEN || s->cut)
        return;
    size_t have = s->kept ? s->kept->w : 0;
    if (!s->kept || s->kept->cap - have < t->n) {
        struct block *b = have + t->n <= SHOW_KEPT ? block_get(2 * (have + t->n)) : NULL;
        if (!b) {
            s->cut = true;
            return;
        }
        if (have)
            memcpy(b->data, s->kept->data, have);
        b->w = (uint32_t)have;
        block_put(&s->kept);
        s->kept = b;
    }
    memcpy(s->kept->data + have, t->p, t->n);
    s->kept->w += (uint32_t)t->n;
}

/* What --show says now. */
static void show_decide(struct show *s, enum truth whether)
{
    char more[] = "(more than is kept)\n";
    s->whether = (uint8_t)whether;
    if (whether == YES && s->kept)
        log_add(&(struct text){ .p = s->kept->data, .n = s->kept->w });
    if (whether == YES && s->cut)
        log_add(&(struct text){ .p = more, .n = sizeof more - 1 });
    if (whether != OPEN)
        block_put(&s->kept);
}

/* A head of our own. */
static void show_text(struct show *s, struct slice head, char mark)
{
    char buffer[4096];
    while (head.n && s->whether) {
        struct slice line = slice_cut(&head, '\n');
        struct text t = { .p = buffer, .cap = sizeof buffer - 1 };
        line.n -= line.n > 0;           /* its CR */
        text_char(&t, mark);
        text_str(&t, line.n ? " " : "");
        text_escaped(&t, line);
        t.cap = sizeof buffer;
        text_char(&t, '\n');
        show_out(s, &t);
    }
}

/* A head as it was received, after a mark that tells which way it went. */
static void show_head(struct show *s, const struct head *h, struct slice start, char mark, int64_t us)
{
    char buffer[16 << 10];
    struct text t = { .p = buffer, .cap = sizeof buffer - 2 };
    if (!s->whether)
        return;
    text_char(&t, mark);
    text_char(&t, ' ');
    text_escaped(&t, start);
    if (us)
        text_ms(&t, "+", us);
    text_char(&t, '\n');
    for (unsigned i = 0; i < h->fields_n; i++) {
        const struct field *f = &h->fields[i];
        text_char(&t, mark);
        text_char(&t, ' ');
        text_escaped(&t, head_name(h, f));
        text_str(&t, ": ");
        text_escaped(&t, field_is_secret(h, f) ? SLICE("***") : head_value(h, f));
        text_char(&t, '\n');
    }
    if (t.cut)
        buffer[t.n - 1] = '\n';
    t.cap = sizeof buffer;
    text_char(&t, mark);
    text_char(&t, '\n');
    show_out(s, &t);
}

/* The first of a message's content, as much as is shown. */
struct seen {
    struct block *block;        /* NULL: none */
    int64_t octets;             /* of content in all */
    bool text, json;            /* its Content-Type says that it is text, or JSON */
};

static void seen_begin(struct seen *s, struct slice type)
{
    struct slice rest = type, media = slice_trim(slice_cut(&rest, ';'));
    s->json = slice_ends(media, SLICE("/json")) || slice_ends(media, SLICE("+json"));
    s->text = s->json || (media.n > 5 && slice_eq_nocase((struct slice){ media.p, 5 }, SLICE("text/")))
        || slice_ends(media, SLICE("xml")) || slice_ends(media, SLICE("javascript"));
}

static void seen_take(struct seen *s, const char *p, size_t n)
{
    s->octets += (int64_t)n;
    if (!s->block && n)
        s->block = block_get(SHOW_MOST);
    if (!s->block)
        return;
    size_t room = SHOW_MOST - s->block->w;
    n = n < room ? n : room;
    if (n)
        memcpy(s->block->data + s->block->w, p, n);
    s->block->w += (uint32_t)n;
}

static struct slice seen_all(const struct seen *s)
{
    return s->block ? (struct slice){ s->block->data, s->block->w } : (struct slice){ "", 0 };
}

/* Can a person read it? Its type says so, or it is UTF-8 without control characters. */
static bool seen_is_text(const struct seen *s)
{
    struct slice all = seen_all(s);
    if (slice_find(all, '\0') < all.n)
        return false;
    for (size_t i = 0; i < all.n && !s->text; i++)
        if ((unsigned char)all.p[i] < 0x20 && !strchr("\t\r\n\f", all.p[i]))
            return false;
    for (int cut = 0; s->octets > (int64_t)all.n && cut < 3 && all.n && !slice_is_utf8(all); cut++)
        all.n--;                        /* it may be cut within a character */
    return s->text || slice_is_utf8(all);
}

/* As it may stand on a terminal. */
static void text_visible(struct text *t, struct slice s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '\t' || (c >= 0x20 && c < 0x7f))
            text_char(t, (char)c);
        else
            text_escape(t, c);
    }
}

static void text_lines(struct text *t, struct slice s)
{
    while (s.n) {
        struct slice line = slice_cut(&s, '\n');
        if (line.n && line.p[line.n - 1] == '\r')
            line.n--;
        text_visible(t, line);
        text_char(t, '\n');
    }
}

static bool json_is_blank(char c)       /* RFC 8259, 2: ws */
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Do the brackets of what looks like JSON match, and its strings end? */
static bool json_is_balanced(struct slice s)
{
    enum { DEEPEST = 64 };
    uint64_t square = 0;                /* a bit a level: it began with [ */
    unsigned depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (quoted) {
            i += c == '\\';
            quoted = c != '"';
        } else if (c == '"')
            quoted = true;
        else if (c == '[' || c == '{') {
            if (depth == DEEPEST)
                return false;
            square = square << 1 | (c == '[');
            depth++;
        } else if (c == ']' || c == '}') {
            if (depth == 0 || (square & 1) != (c == ']'))
                return false;
            square >>= 1;
            depth--;
        }
    }
    return depth == 0 && !quoted;
}

/* One member a line, indented by two a level. */
static void text_json_pretty(struct text *t, struct slice s)
{
    enum { INDENT_MOST = 32 };
    static const char blanks[] = "                                ";
    unsigned depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool opens = c == '{' || c == '[', closes = c == '}' || c == ']';
        if (quoted || c == '"') {
            text_visible(t, (struct slice){ &s.p[i], quoted && c == '\\' && i + 1 < s.n ? 2 : 1 });
            i += quoted && c == '\\';
            quoted = quoted ? c != '"' : true;
            continue;
        }
        if (json_is_blank(c))
            continue;
        size_t next = i + 1;
        while (opens && next < s.n && json_is_blank(s.p[next]))
            next++;
        if (opens && next < s.n && (s.p[next] == '}' || s.p[next] == ']')) {    /* {} and [] stay together */
            text_char(t, c);
            text_char(t, s.p[next]);
            i = next;
            continue;
        }
        depth -= closes && depth;
        if (!closes)
            text_visible(t, (struct slice){ &s.p[i], 1 });
        depth += opens;
        if (opens || closes || c == ',') {
            text_char(t, '\n');
            text_add(t, blanks, 2 * depth < INDENT_MOST ? 2 * depth : INDENT_MOST);
        }
        if (closes || c == ':')
            text_char(t, closes ? c : ' ');
    }
    text_char(t, '\n');
}

/* Sixteen octets a line: where, in hex, as ASCII. */
static void text_hex_lines(struct text *t, struct slice s)
{
    for (size_t at = 0; at < s.n; at += 16) {
        size_t n = s.n - at < 16 ? s.n - at : 16;
        text_printf(t, "%08zx ", at);
        for (size_t i = 0; i < 16; i++)
            text_printf(t, i < n ? "%s%02x" : "%s  ", i == 8 ? "  " : " ",
                        (unsigned)(i < n ? (unsigned char)s.p[at + i] : 0));
        text_str(t, "  |");
        for (size_t i = 0; i < n; i++)
            text_char(t, s.p[at + i] >= 0x20 && s.p[at + i] < 0x7f ? s.p[at + i] : '.');
        text_str(t, "|\n");
    }
}

/* -vv, -vvv: what was seen of a message's content; it is forgotten then. */
static void show_content(struct show *out, struct seen *s)
{
    struct slice all = seen_all(s), shape = all;
    struct block *b = conf.verbose > 1 && out->whether && all.n ? block_get(SHOW_ROOM) : NULL;
    if (b) {
        struct text t = { .p = b->data, .cap = SHOW_ROOM - 64 };
        while (shape.n && json_is_blank(*shape.p))
            shape = slice_from(shape, 1);
        bool cut = s->octets > (int64_t)all.n, text = seen_is_text(s);
        if (conf.verbose > 2)
            text_hex_lines(&t, all);
        else if (!text)
            text_printf(&t, "(%lld octets, not text)\n", (long long)s->octets);
        else if (shape.n && (*shape.p == '{' || *shape.p == '[') && (cut ? s->json : json_is_balanced(shape)))
            text_json_pretty(&t, shape);
        else
            text_lines(&t, all);
        if (t.cut)
            t.p[t.n - 1] = '\n';
        t.cap = SHOW_ROOM;
        if (t.cut)
            text_str(&t, "(more than fits here)\n");
        else if (cut && (text || conf.verbose > 2))
            text_printf(&t, "(%lld octets more)\n", (long long)(s->octets - (int64_t)all.n));
        show_out(out, &t);
    }
    block_put(&b);
    block_put(&s->block);
    s->octets = 0;
}

/* An octet as printf(1) takes it after a backslash. */
static void text_octal(struct text *t, char c)
{
    for (int shift = 6; shift >= 0; shift -= 3)
        text_char(t, (char)('0' + ((unsigned char)c >> shift & 7)));
}

/* One word for every shell: in quotes, or made by printf(1) where there are octets that are not
 * printable ASCII (a final newline would be lost). */
static void text_shell(struct text *t, const struct slice *parts, unsigned n)
{
    bool plain = true, printable = true;
    for (unsigned i = 0; i < n; i++)
        for (size_t k = 0; k < parts[i].n; k++) {
            char c = parts[i].p[k];
            plain = plain && c && (octet_is(c, IS_UNRESERVED) || strchr("/:@%+,=", c)) && c != '~'
                && !(c == '=' && i == 0 && k == 0);     /* shells expand some of these */
            printable = printable && c >= 0x20 && c < 0x7f;
        }
    text_str(t, plain && n && parts[0].n ? "" : printable ? "'" : "\"$(printf '");
    for (unsigned i = 0; i < n; i++)
        for (size_t k = 0; k < parts[i].n; k++) {
            char c = parts[i].p[k];
            if (c == '\'' && printable)
                text_str(t, "'\\''");
            else if (printable)
                text_char(t, c);
            else if (c == '%' || c == '\\') {
                text_char(t, c);
                text_char(t, c);
            } else if (c < 0x20 || c >= 0x7f || c == '\'' || c == '!' || (c == '-' && i == 0 && k == 0)) {
                text_char(t, '\\');
                text_octal(t, c);
            } else
                text_char(t, c);
        }
    text_str(t, plain && n && parts[0].n ? "" : printable ? "'" : "')\"");
}

/* ==== 11. exchange: one request and its response ==== xchg_ flow_ login_ socks_ client_ upstream_ listener_
 * addr_ field_is_hop edits_ why_ name_answered ==== */

/* The states of an exchange, and the functions that lead from one to the next:
 *
 *   (octets come) --> HEAD --> LOGIN --> NAME --> DIAL --> SEND --> RELAY --> (end) --> HEAD ...
 *                     |  ^      |  |      |  |    |  |  ^   | |\
 *                    SOCKS------'  | QUEUE|-WAIT--' PARENT' | | `-> TUNNEL -> (end)
 *                     |            |      |                 | |
 *                     '------------+------+-----------------+-+--> COLLECT --> REPLY --> (end) | LINGER
 *
 *   HEAD    -> SOCKS    [xchg_socks]     the first octet says SOCKS; with a password SOCKS -> LOGIN -> SOCKS;
 *                                        it ends as the CONNECT request that it stands for
 *   HEAD    -> LOGIN    [xchg_login]     the head is whole and a helper has to check a password
 *   any     -> NAME     [xchg_wait_name] a name has to be looked up: of a server, or to choose among parents or members
 *   any     -> COLLECT  [xchg_go]        a target of ours answers once the content is read
 *   any     -> DIAL     [xchg_dial]      an address is known and allowed
 *   DIAL    -> PARENT   [xchg_parent]    a parent proxy is asked to connect
 *   DIAL, PARENT -> SECURE [xchg_shake]  the server is spoken to with TLS: first the handshake; and if the parent is,
 *                                        from DIAL; then [xchg_way] again
 *   any     -> SEND     [xchg_ready]     there is a connection, new or pooled; the request goes out
 *   SEND    -> RELAY    [xchg_final]     the final head was received and has been written anew
 *   RELAY   -> SEND     [xchg_response]  and back, if the content beside it is malformed: a 502 still
 *   SEND    -> TUNNEL   [xchg_tunnel]    101 that was asked for; for CONNECT from DIAL or PARENT
 *   LOGIN   -> PEEK     [xchg_look]      -M: CONNECT was answered; the first octets in the tunnel decide: HTTP makes it
 *                                        the connection of an (inside) server, (end) --> HEAD, the rest has it opened
 *   PEEK    -> NAME ... [xchg_opaque]    as without -M; and where nobody speaks first, TUNNEL -> PEEK if the client does
 *   SEND    -> DIAL     [xchg_upstream_failed]  nothing of an answer came, and it may be sent again
 *   any     -> QUEUE    [xchg_queue]     all members have as many connections as they may (max=); [xchg_member] again
 *   any     -> WAIT     [xchg_hold]      no member can be connected to (-t wait=); in a moment [xchg_member] again
 *   any     -> REPLY    [xchg_refuse]    before the response has begun, on error; HEAD -> REPLY [xchg_admin_page] by -A
 *   (none)  -> DIAL     [xchg_check_member, xchg_mirror_go]  without a client; checks end by [xchg_checked]
 *   HEAD    -> FOLLOW   [xchg_follow]    another fetches what is asked for; then [xchg_target] again
 *   HEAD    -> COLLECT  [xchg_gather]    -C mode=: all content first; then [xchg_gathered] to [xchg_target] again
 *   NAME    -> any      [name_answered]  [xchg_target] again where no server was chosen yet: so by the cache again
 *   any     -> REPLY    [xchg_serve]     a stored response is the answer
 *   RELAY   -> REPLY    [xchg_split]     a stand-in goes on with RELAY, and stores what x then reads along
 *   RELAY   -> DOUBT    [xchg_doubt]     of a stand-in: is what is stored all of it?
 *   HEAD    -> FOLLOW   [xchg_verify]    a large file has been opened, and a stand-in (VERIFY) reads it through
 *   RELAY, REPLY -> LINGER [xchg_end]    content of the request is still coming that nobody wants
 *
 * In RELAY the status line has gone out: an error can only close the connection, so that the message
 * is seen to be cut. A function that returns nothing and takes an exchange that is not const may end
 * it, and its callers return; so may those whose result says so. Exceptions are those that only
 * watch or note: xchg_deadline, _interest, _log, _show_*, _free and _leave_* (which may wake others). Content flows while in
 * SEND (request), RELAY and TUNNEL (both ways). The order matters: before RELAY nothing of a final
 * response has been written. */
enum xchg_state {
    X_HEAD, X_SOCKS, X_LOGIN, X_NAME, X_COLLECT, X_WAIT, X_QUEUE, X_FOLLOW, X_DIAL, X_PARENT, X_SECURE, X_PEEK, X_SEND,
    X_RELAY, X_TUNNEL, X_DOUBT, X_VERIFY, X_REPLY, X_LINGER
};

enum {
    PIECES = 8,                 /* of a flow that wait to be written */
    ROUNDS = 4,                 /* of reading and writing for one exchange before others have their turn */
    ECHO_MAX = 1 << 20,         /* octets of content an echo repeats */
    LINGER_MAX = 1 << 20,       /* octets that are read of a refused client before it is left alone */
    REUSED_RETRIES = 3,         /* pooled connections tried that turn out to be closed */
    TRAILER_MAX = 16 << 10,     /* octets of a trailer section */
    EOF_PATIENCE_MS = 4000,     /* for a client that has ended its sending */
    LOST_MOST = 3,              /* members that go away with one request, while it is held for them */
    SLOWEST = 100,              /* octets a second of content of a request */
    QUEUE_MOST = 1024,          /* exchanges that wait for room under max= */
    QUEUE_AGAIN_MS = 10,        /* how soon they look again by themselves */
};

/* What a SOCKS client sends next. */
enum socks_step {
    SOCKS_NOT,                  /* it speaks HTTP */
    SOCKS_METHODS, SOCKS_PASSWORD, SOCKS_REQUEST, SOCKS_REQUEST_4,
};

/* One message's content on its way from one connection to the other. What was read and is not yet
 * written is named by `v`; nothing more is read until all of it is gone (back pressure). */
struct flow {
    uint8_t in, out;            /* enum framing, as received and as sent */
    bool read_done;             /* the last octet of the message has been read */
    bool done;                  /* and written (upward only: the pump that sees it says so) */
    bool sink;                  /* nothing is to be written: its content goes to the store alone */
    uint8_t v_n, v_at;          /* pieces; the first that is not yet written */
    struct iovec v[PIECES];
    int64_t left;               /* in FRAME_LENGTH: octets still to be read */
    int64_t octets;             /* of content read so far */
    struct chunk chunk;         /* in FRAME_CHUNKED */
    struct block *block;        /* what content is read into; NULL: none at the moment */
    struct block *head;         /* a head, or an answer of ours, written anew; in v */
    struct block *tail;         /* a trailer section written anew; in v */
    char size[24];              /* a chunk's size line; in v */
    struct entry *store;        /* where its content is stored as well; NULL: nowhere */
    struct seen *seen;          /* -v: where its content is noted; NULL: nowhere */
    struct xchg *copy;          /* --mirror: whose content it is as well; NULL: nobody's */
};

struct xchg {
    struct xchg *free_next;
    struct conn *client;        /* never NULL */
    struct conn *up;            /* the upstream connection; NULL: none yet */
    uint8_t state;
    uint8_t empty_lines;        /* skipped before the request line */
    bool keep;                  /* the client connection can carry another request */
    bool to_head;               /* the method is HEAD */
    bool connect;               /* the method is CONNECT */
    bool looks;                 /* connect: what passes will be read (-M), if it is HTTP */
    bool promised;              /* connect: the client was told that it is connected */
    bool opened;                /* connect: once already, so that has been shown (-v) */
    bool inner;                 /* connect: in the tunnel the client speaks TLS, with us */
    bool tentative;             /* TUNNEL: it `looks` as soon as the client says something before the server does */
    bool idempotent;
    bool forwarding;            /* in forward mode */
    bool expects;               /* Expect: 100-continue, and no 100 was sent yet */
    bool checked;               /* the head is well-formed: target and the like are known */
    bool whole;                 /* all content stands in client->in, at content_at */
    bool sent;                  /* an octet of the request has been sent on this connection */
    bool is_events;             /* the response is an event stream */
    bool waits_name;            /* is in name->waiting */
    uint8_t socks;              /* enum socks_step */
    uint8_t parent_step;        /* PARENT: enum parent_step */
    const struct parent_conf *with;     /* SECURE: the handshake is with this parent; NULL: with the server */
    bool up_keep;               /* the upstream connection can carry another request */
    bool broken;                /* upstream takes no more of the request; it may have answered */
    bool shut_up, shut_client;  /* tunnel: the end of one side was passed on to the other */
    uint8_t interims;           /* interim answers relayed */
    uint8_t reused_retries;
    uint8_t lost;               /* how often it was held because a member went away with it */
    uint8_t retries;            /* other members tried */
    uint32_t content_at, content_n;     /* the content that came along with the head, in client->in */
    uint32_t second_n;          /* octets of upward.block that go out with the first write */
    int64_t hops;               /* Max-Forwards of TRACE and OPTIONS; 0: none */
    struct wish wish;           /* whom of the route's members it wants */
    struct route *route;
    struct member *member;
    bool claimed;               /* it counts among those the member serves */
    int64_t on_trial;           /* it decides whether the member is back: as of member_try; 0: it does not */
    bool queued;                /* is in the route's queue */
    bool its_turn;              /* came to the head of it */
    int64_t queued_us;          /* since when it waits there */
    bool admin;                 /* came by -A */
    bool mirrored;              /* is no client's: a copy of one, for the mirror */
    bool unnamed;               /* mirrored: of forward mode, so nothing is told of the client */
    struct member *check;       /* is no client's: it checks this one; NULL: it is one */
    struct xchg *next_queued;
    struct origin *origin;      /* forward mode: counted in its users; reverse: the member's */
    const struct parent_conf *parent;   /* forward mode: the way to it; NULL: direct */
    int64_t eof_ms;             /* when the client was first seen to have ended its sending; 0: it has not */
    int64_t retry_s;            /* --rate: when the client may ask again */
    int64_t starved_ms;         /* how long the client was waited for, for content */
    int64_t hungry_ms;          /* since when it is; 0: it is not */
    int64_t wait_until;         /* ms: it is held until then at most; 0: it was not held yet */
    struct name *name;          /* looked up, or waiting for */
    struct xchg *name_next;
    struct trial *trial;        /* of a password: it waits for the outcome */
    struct xchg *trial_next;
    struct target target;
    struct authority authority; /* asked for */
    struct slice upgrade;       /* the protocol of an Upgrade that is passed on; n 0: none */
    char proxy_header[64];      /* the PROXY header for upstream; in upward.v */
    char user[255];             /* authenticated as */
    uint8_t user_n;             /* 0: not yet */
    uint8_t claimed_n;          /* octets of the name in `user` while the password is checked */
    char id[64];                /* --request-id */
    uint8_t id_n;
    uint8_t socks_error;        /* the reply to a handshake that is refused */
    char rule[96];              /* the rule that refused it, as far as it fits */
    int file;                   /* TO_FILE: what the content is read from; -1: none */
    struct block *own_head;     /* the request head that SOCKS stands for, or of a tunnel that we look into; NULL: it
                                   stands in client->in */
    struct block *outs;         /* fields of the answer that the log names, a line each; NULL: none */
    struct block *collected;    /* TO_ECHO: content so far */
    bool collected_cut;
    struct addr from;           /* the client, as client_address decided */
    bool from_named;            /* by a field of a trusted peer */
    uint8_t hash[HASH_OCTETS];      /* of its key in the cache */
    bool keyed;                 /* which is known: what comes may be stored there */
    bool unsafe;                /* the method is: what is stored of the target is dropped after it */
    bool insists;               /* the client asked for what the server says now */
    bool validating;            /* the request asks whether `stored` is still good */
    bool completing;            /* the request asks for the rest of `stored`, the first part of it */
    bool gathering, gathered;   /* a digest of the content is part of the key: `collected` is becoming, is all of it */
    bool leads;                 /* others may wait for what it fetches */
    bool collapsed;             /* it waited for another's fetch */
    bool for_store;             /* it goes on for the store's sake: its client is a stand-in */
    bool serves;                /* the answer is `stored` */
    bool woken;                 /* is in the queue of those whose turn is to come */
    uint16_t stored_status;     /* serves: of the stored response */
    uint32_t drops;             /* of its key, when it was looked for */
    int64_t asked_s;            /* when the request went out, wall clock */
    int64_t entry_at;           /* serves: octets of its content that were read */
    const char *forwarded;      /* why the cache did not answer: a word of RFC 9211, 2.2 */
    const char *not_stored;     /* a word for it; NULL: it is, or does not apply */
    struct entry *stored;       /* the stored response it is about; used */
    struct xchg *next_reader, **reader_at;  /* of those that read `stored` while it grows; NULL: is none of them */
    struct xchg *followers, *next_follower;     /* those that wait for this one; the next that waits for the same */
    struct xchg *leader;        /* whom it waits for */
    struct xchg *next_leader;   /* in its bucket of all that lead */
    struct xchg *next_woken;
    char range[64];             /* serves: Content-Range; "": none */
    struct show show;
    struct seen seen_up, seen_down; /* -v: content of the request, of the answer */
    bool request_shown;
    struct record record;
    struct dial dial;
    struct flow upward, downward;   /* request content inbound, response content outbound */
    struct head req, res;       /* last: their field lists are not cleared */
    struct keeping keeping;     /* of res, once it may be stored; not cleared either */
};

static struct xchg *xchg_free_list;
static unsigned xchg_live;              /* how many are not in it */
static const struct policy *policy;     /* rules and logins; NULL: there are none */
static char via[32];                    /* how this process names itself: proxy (xxxxxxxx) */
static bool outdated;                   /* another program goes on with the cache's directory */
static bool draining;                   /* no new request on a connection after this one */
static struct conn *next_requests[4096];    /* clients with octets of a further request in hand */
static unsigned next_requests_n;
static unsigned mirrors_n;              /* copies under way */

enum { CLIENT_READY = 1, UPSTREAM_READY = 2 };

static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
static const char connected[] = "HTTP/1.1 200 Connection established\r\n\r\n";

enum outcome {
    GONE,                               /* x has gone on otherwise, and is not to be touched */
    MORE,                               /* the message is not whole */
    PASSED,                             /* it has been dealt with */
};
static void xchg_pump(struct xchg *x, unsigned ready);
static void xchg_target(struct xchg *x);
static void xchg_member(struct xchg *x);
static void xchg_judged(struct xchg *x);
static void xchg_admin(struct xchg *x, bool logged_in);
static void xchg_mirror_go(struct xchg *x);
static void xchg_upstream(struct xchg *x);
static void xchg_admin_purge(struct xchg *x);
static void xchg_gathered(struct xchg *x);
static void xchg_socks_logged_in(struct xchg *x);
static void xchg_leave_trial(struct xchg *x);
static void xchg_upstream_failed(struct xchg *x, enum why why);
static void xchg_refuse(struct xchg *x, enum why why);
static void xchg_abort(struct xchg *x, enum why why);
static void client_next_request(struct conn *c);
static void client_gone(struct conn *c);
static void xchg_wait_again(struct xchg *x);
static void xchg_serve(struct xchg *x, struct entry *e);
static bool xchg_cache(struct xchg *x);
static struct xchg *xchg_stand_in(const struct xchg *x);
static bool xchg_serve_stale(struct xchg *x, enum why why);
static void xchg_wake(struct xchg *x);
static void xchg_stored(struct xchg *x);
static void xchg_verify_on(struct xchg *x);
static void xchg_queue_on(struct xchg *x);
static void xchg_deadline(struct xchg *x);
static void xchg_checked(struct xchg *x, const char *bad);
static bool client_has_gone(struct xchg *x);

/* ---- flows ---- */

static void flow_piece(struct flow *f, const char *p, size_t n)
{
    if (n && f->v_n < PIECES)
        f->v[f->v_n++] = (struct iovec){ .iov_base = (void *)(uintptr_t)p, .iov_len = n };
}

/* The same before all others. */
static void flow_piece_first(struct flow *f, const char *p, size_t n)
{
    memmove(f->v + 1, f->v, f->v_n * sizeof *f->v);
    f->v[0] = (struct iovec){ .iov_base = (void *)(uintptr_t)p, .iov_len = n };
    f->v_n++;
}

static bool flow_pending(const struct flow *f)
{
    return f->v_n > 0;
}

static void flow_clear(struct flow *f)
{
    block_put(&f->block);
    block_put(&f->head);
    block_put(&f->tail);
    f->v_n = f->v_at = 0;
}

/* Write what is pending. 1: all of it is gone; 0: it would block; -1: failed. */
static int flow_write(struct flow *f, struct conn *to)
{
    const struct xchg *x = to->x;
    bool closing = f == &x->downward && f->read_done && !x->keep && (x->state == X_RELAY || x->state == X_REPLY);
    while (f->v_at < f->v_n) {
        ssize_t w = conn_write(to, f->v + f->v_at, (uint8_t)(f->v_n - f->v_at), closing);
        if (w <= 0)
            return (int)w;
        to->x->sent |= to == x->up;
        if (f == &x->downward)
            to->x->record.sent += w;
        while (w > 0 && f->v_at < f->v_n) {
            struct iovec *v = &f->v[f->v_at];
            size_t m = (size_t)w < v->iov_len ? (size_t)w : v->iov_len;
            v->iov_base = (char *)v->iov_base + m;
            v->iov_len -= m;
            w -= (ssize_t)m;
            if (v->iov_len == 0)
                f->v_at++;
        }
    }
    f->v_n = f->v_at = 0;
    block_put(&f->head);
    return 1;
}

/* Write the trailer section in b anew into f->tail, without what frames, routes, authenticates or
 * is between neighbours (RFC 9110, 6.5.1). 1: done; 0: needs more; -1: malformed. */
static int flow_trailer(struct flow *f, struct block *b, bool keep)
{
    static struct head t;
    head_begin(&t);
    if (head_parse(&t, HEAD_TRAILER, b->data + b->r, b->w - b->r, TRAILER_MAX))
        return -1;
    if (!t.size)
        return 0;
    b->r += t.size;
    if (!keep || !t.fields_n)
        return 1;
    if (!(f->tail = block_get(t.size + 16)))
        return -1;
    struct text out = { .p = f->tail->data, .cap = f->tail->cap };
    for (unsigned i = 0; i < t.fields_n; i++) {
        const struct field *fd = &t.fields[i];
        switch (fd->id) {
        case FIELD_OTHER: case FIELD_DATE: case FIELD_SERVER:
            text_slice(&out, head_name(&t, fd));
            text_add(&out, ": ", 2);
            text_slice(&out, head_value(&t, fd));
            text_add(&out, "\r\n", 2);
        }
    }
    f->tail->w = (uint32_t)out.n;
    return 1;
}

/* Make pieces of content, in the framing it is sent in; `last`: the message ends with it. */
static void flow_frame(struct flow *f, const char *content, size_t n, bool last)
{
    if (f->sink)
        return;
    if (f->out == FRAME_CHUNKED) {
        if (n) {
            struct text t = TEXT(f->size);
            text_hex(&t, n);
            text_add(&t, "\r\n", 2);
            flow_piece(f, f->size, t.n);
            flow_piece(f, content, n);
        }
        if (last) {
            flow_piece(f, n ? "\r\n0\r\n" : "0\r\n", n ? 5 : 3);
            if (f->tail)
                flow_piece(f, f->tail->data, f->tail->w);
            flow_piece(f, "\r\n", 2);
        } else if (n)
            flow_piece(f, "\r\n", 2);
    } else
        flow_piece(f, content, n);
}

/* It adds no more to what it stores: all is there, or never will be. */
static void flow_store_no_more(struct flow *f)
{
    struct entry *e = f->store;
    if (!e)
        return;
    f->store = NULL;
    e->fetch = NULL;
    e->failed = !e->whole;
    for (struct xchg *r = e->readers; r; r = r->next_reader)
        xchg_wake(r);
    entry_release(e);
}

/* Store content, and have those who read along go on. What cannot be stored is kept for them until all have
 * had it: more is not read before. */
static void flow_store(struct flow *f, const char *content, size_t n)
{
    struct entry *e = f->store;
    if (!e->spilled && !entry_add(e, content, n)) {
        e->spilled = true;
        e->window_at = e->have;
    }
    if (e->spilled && !e->readers) {
        if (e->fetch)
            xchg_wake(e->fetch);            /* to end */
        flow_store_no_more(f);
        return;
    }
    if (e->spilled) {
        struct block *b = block_get(n);
        e->failed = !b;
        if (b) {
            memcpy(b->data, content, n);
            b->w = (uint32_t)n;
        }
        e->window = b;
    }
    for (struct xchg *r = e->readers; r; r = r->next_reader)
        xchg_wake(r);
}

static bool xchg_collect(struct xchg *x, struct slice s);
static void xchg_mirror_drop(struct xchg *y);

/* Keep content for the mirror; more than that is not sent there. */
static void flow_copy(struct flow *f, const char *content, size_t n)
{
    struct xchg *y = f->copy;
    if (xchg_collect(y, (struct slice){ content, n }) && !y->collected_cut)
        return;
    f->copy = NULL;
    xchg_mirror_drop(y);
}

/* Turn octets of b into pieces, as far as this message goes. false: malformed. */
static bool flow_take(struct flow *f, struct block *b, bool trailers)
{
    const char *content = b->data + b->r;
    size_t n = b->w - b->r, at = 0;
    bool was_done = f->read_done;
    switch (f->in) {
    case FRAME_NONE:
        n = 0;
        f->read_done = true;
        break;
    case FRAME_LENGTH:
        if ((int64_t)n > f->left)
            n = (size_t)f->left;
        f->left -= (int64_t)n;
        f->read_done = f->left == 0;
        b->r += (uint32_t)n;
        break;
    case FRAME_CLOSE:
        b->r = b->w;
        break;
    case FRAME_CHUNKED: {
        ssize_t used = chunk_decode(&f->chunk, b->data + b->r, n, &at, &n);
        if (used == -1)
            return false;
        b->r += (uint32_t)used;
        content += at;
        if (f->chunk.state == CHUNK_TRAILER) {
            int r = flow_trailer(f, b, trailers && f->out == FRAME_CHUNKED);
            if (r == -1)
                return false;
            f->read_done = r == 1;
        }
        break;
    }
    }
    f->octets += (int64_t)n;
    if (f->store && n)
        flow_store(f, content, n);
    if (f->seen)
        seen_take(f->seen, content, n);
    if (f->copy && n)
        flow_copy(f, content, n);
    flow_frame(f, content, n, f->read_done && !was_done);
    return true;
}

/* The sender's connection has ended where that ends the message: say so in our framing. */
static void flow_end(struct flow *f)
{
    f->read_done = true;
    if (f->out == FRAME_CHUNKED)
        flow_piece(f, "0\r\n\r\n", 5);
}

/* ---- who asks, and for what ---- */

/* One connection more of this client's, whose address is known now. */
static void client_count(struct conn *c)
{
    if (!conf.max_per_client || c->peer.kind != ADDR_IP)
        return;
    unsigned crowd = crowd_count(&c->peer, 1);
    c->counted = crowd > 0;
    if (crowd > conf.max_per_client)
        c->excess = WHY_PER_CLIENT;
}

static bool addr_is_trusted(const struct addr *a)
{
    if (a->kind == ADDR_UNIX)
        return conf.trust_unix;
    if (conf.trust_private && addr_is_private(a))
        return true;
    for (unsigned i = 0; i < conf.trust_n; i++)
        if (cidr_has(&conf.trust[i], a->ip))
            return true;
    return false;
}

/* An address as X-Forwarded-For and Forwarded carry it: perhaps quoted, in brackets, with a port. */
static bool addr_of_element(struct slice s, struct addr *a)
{
    s = slice_trim(s);
    if (s.n > 1 && s.p[0] == '"' && s.p[s.n - 1] == '"')
        s = (struct slice){ s.p + 1, s.n - 2 };
    if (s.n && s.p[0] == '[') {
        size_t end = slice_find(s, ']');
        return end < s.n && addr_parse((struct slice){ s.p + 1, end - 1 }, a);
    }
    if (addr_parse(s, a))
        return true;
    size_t colon = slice_find(s, ':');
    return colon < s.n && addr_parse((struct slice){ s.p, colon }, a);
}

/* The client every rule means: the peer, or, from a trusted peer, the right-most address of
 * X-Forwarded-For (Forwarded where that is absent) that is not itself trusted. */
static struct addr client_address(struct xchg *x)
{
    struct addr from = x->client->peer, a;
    enum field_id id = x->req.first[FIELD_X_FORWARDED_FOR] ? FIELD_X_FORWARDED_FOR : FIELD_FORWARDED;
    if ((!conf.trust_n && !conf.trust_private && !conf.trust_unix) || !addr_is_trusted(&from))
        return from;
    x->from_named = x->req.first[id] != 0;
    for (unsigned i = x->req.fields_n; i-- > 0;) {
        if (x->req.fields[i].id != id)
            continue;
        struct slice list = head_value(&x->req, &x->req.fields[i]);
        while (list.n) {
            size_t at = list.n;
            while (at && list.p[at - 1] != ',')
                at--;
            struct slice element = slice_from(list, at);
            list.n = at ? at - 1 : 0;
            if (slice_trim(element).n == 0)
                continue;               /* an empty element is none (RFC 9110, 5.6.1) */
            if (id == FIELD_FORWARDED) {
                struct slice pairs = element, value = { "", 0 };
                while (pairs.n) {
                    struct slice v = slice_trim(slice_cut(&pairs, ';')), name = slice_cut(&v, '=');
                    if (slice_eq_nocase(name, SLICE("for")))
                        value = v;
                }
                element = value;
            }
            if (!addr_of_element(element, &a))
                return from;
            from = a;
            if (!addr_is_trusted(&a))
                return from;
        }
    }
    return from;
}

/* Did the client's own machine ask? Never true of one that a field or a PROXY header names. */
static bool client_is_here(const struct xchg *x)
{
    const struct addr *peer = &x->client->peer;
    return !x->from_named && !x->client->claimed && (peer->kind == ADDR_UNIX || addr_classify(peer) == ADDR_LOOPBACK);
}

static bool listener_is_local(const struct conn *client)
{
    const struct listener *l = &listeners[client->listener];
    return l->addr.kind == ADDR_UNIX || addr_classify(&l->addr) == ADDR_LOOPBACK;
}

/* Did the client take us for a proxy? Then it logs in as to one, even where a route answers. */
static bool xchg_is_proxied(const struct xchg *x)
{
    return conf.forward && (x->socks || x->connect || x->target.form == FORM_ABSOLUTE);
}

/* The path asked for in the comparing form; lent until the next call. */
static struct slice xchg_path(const struct xchg *x)
{
    static char folded[TARGET_MAX];
    struct slice path = x->target.path;
    if (path.n == 0)
        return x->connect || x->target.form == FORM_ASTERISK ? path : SLICE("/");
    if (slice_find(path, '%') == path.n)
        return path;
    return (struct slice){ folded, path_fold(path, folded) };
}

/* to NULL: where it goes is not known yet, or, in reverse mode, is no address asked for. */
static struct facts xchg_facts(const struct xchg *x, const struct addr *to)
{
    static const struct addr none = { .kind = ADDR_NONE };
    const bool pinned = x->authority.pinned;
    return (struct facts){
        .from = &x->from, .user = { x->user, x->user_n }, .method = head_method(&x->req),
        .host = authority_host(&x->authority), .host_ip = pinned ? none : x->authority.ip,
        .port = x->authority.port, .path = xchg_path(x), .head = &x->req,
        .to = !x->forwarding ? &none : pinned && !to ? &x->authority.ip : to,
        .know_user = true, .know_message = !x->looks,
    };
}

/* Is this verdict only to be reported? Then it stands in the log, and the request goes on. */
static bool xchg_report(struct xchg *x, enum why why)
{
    if (!conf.report_only || (why != WHY_DENIED && why != WHY_RATE && why != WHY_CONNECTIONS && why != WHY_PER_CLIENT
                              && why != WHY_BODY_LARGE))
        return false;
    x->record.why = why;
    return true;
}

/* Judge by the rules (as long as the user is not known, by the denials only); the one that decides,
 * either way, is kept for the log (a copy: a reload may take the policy it lies in). */
static bool xchg_is_refused(struct xchg *x, const struct facts *f)
{
    struct slice rule = { "", 0 };
    if (!policy)
        return false;
    bool refused = f->know_user ? policy_judge(policy, f, &rule) == REFUSE : policy_denied(policy, f, &rule) == YES;
    if (rule.n) {
        struct text t = TEXT(x->rule);
        text_slice(&t, rule);
        x->record.rule = text_all(&t);
    }
    return refused;
}

/* May this exchange go to this very address? Forward mode only: targets are the operator's.
 * WHY_NONE: it may. */
static enum why xchg_guard(struct xchg *x, const struct addr *to)
{
    enum addr_class class = addr_classify(to);
    struct facts f = { .from = NULL };
    if (addr_is_own_listener(to))
        return WHY_OWN_LISTENER;
    if (policy) {
        f = xchg_facts(x, to);
        if (xchg_is_refused(x, &f) && !xchg_report(x, WHY_DENIED))
            return WHY_DENIED;
    }
    if (class == ADDR_PUBLIC || class == ADDR_PRIVATE)
        if (!addr_is_ours(to))
            return WHY_NONE;
    if (policy && policy_names_to(policy, &f))
        return WHY_NONE;
    struct slice host = authority_host(&x->authority);
    bool named = x->authority.ip.kind == ADDR_IP ? addr_classify(&x->authority.ip) == ADDR_LOOPBACK
        : label_is_localhost(host);
    if (class == ADDR_LOOPBACK && named && listener_is_local(x->client) && client_is_here(x))
        return WHY_NONE;
    return x->authority.ip.kind == ADDR_IP ? WHY_GUARDED : WHY_REBINDING;
}

/* Leave only those of the addresses that x may go to. WHY_NONE: there is one; else why there is none. */
static enum why xchg_guard_all(struct xchg *x, struct addr *addrs, unsigned *n)
{
    enum why why, first = WHY_NONE;
    unsigned kept = 0;
    for (unsigned i = 0; i < *n; i++) {
        if (!(why = xchg_guard(x, &addrs[i])))
            addrs[kept++] = addrs[i];
        else if (!first || why == WHY_OWN_LISTENER)
            first = why;
    }
    *n = first == WHY_OWN_LISTENER ? 0 : kept;      /* its other addresses are no way around that */
    if (*n && first && policy) {                    /* the rule of one that was left out is not what decided */
        struct facts f = xchg_facts(x, &addrs[0]);
        x->record.rule.n = 0;
        (void)xchg_is_refused(x, &f);
    }
    return *n ? WHY_NONE : first;
}

/* May this exchange use that idle connection? */
static bool xchg_fits(struct xchg *x, const struct conn *c)
{
    if (x->member)              /* what its PROXY header said holds for one client only */
        return !x->member->conf->proxy || c->owner == conn_token(x->client);
    return x->origin->parent || xchg_guard(x, &c->peer) == WHY_NONE;
}

/* ---- life of an exchange ---- */

static struct xchg *xchg_new(struct conn *client)
{
    struct xchg *x = xchg_free_list;
    if (x)
        xchg_free_list = x->free_next;
    else if (!(x = malloc(sizeof *x)))
        return NULL;
    xchg_live++;
    memset(x, 0, offsetof(struct xchg, req));
    x->client = client;
    x->file = -1;
    x->record.begun_us = now_us;
    head_begin(&x->req);
    head_begin(&x->res);
    client->x = x;
    x->admin = client->admin;
    return x;
}

static void xchg_leave_name(struct xchg *x)
{
    if (!x->waits_name)
        return;
    struct xchg **at = &x->name->waiting;
    while (*at != x)
        at = &(*at)->name_next;
    *at = x->name_next;
    x->waits_name = false;
}

/* Have the other processes know since when ours wait; one that does not want all members holds nobody up. */
static void xchg_tell_queue(const struct route *r)
{
    int64_t since = r->queue && !r->queue->wish.tried ? r->queue->queued_us : 0;
    atomic_store_explicit(&r->standings->waits_us[slot_index()], since, memory_order_relaxed);
}

static void xchg_leave_queue(struct xchg *x)
{
    struct xchg *before = NULL, *at = x->queued ? x->route->queue : NULL;
    if (!x->queued)
        return;
    for (; at != x; at = at->next_queued)
        before = at;
    *(before ? &before->next_queued : &x->route->queue) = x->next_queued;
    if (x->route->queue_last == x)
        x->route->queue_last = before;
    x->queued = false;
    queued_n--;
    xchg_tell_queue(x->route);
}

/* It is no longer among those its member serves: who waits for that has its turn. */
static void xchg_leave_member(struct xchg *x)
{
    struct hold *h = x->claimed ? x->member->mine : NULL;
    if (h) {
        atomic_store_explicit(&h->active, h->active - 1, memory_order_relaxed);
        x->claimed = false;
        struct route *r = x->route;
        if (route_others_first(r, r->queue ? r->queue->queued_us : INT64_MAX)) {
            route_make_room(r);
            control_send(CONTROL_ROOM, (int32_t)r->index, 0);
        } else if (r->queue)
            xchg_wake(r->queue);
    }
    if (x->on_trial)
        member_untried(x->member, x->on_trial);
    x->on_trial = 0;
}

/* The upstream side is no longer needed: pool it, or close it. */
static void xchg_drop_upstream(struct xchg *x, bool pool)
{
    struct conn *up = x->up;
    dial_end(&x->dial, NULL);
    x->up = NULL;
    if (up) {
        up->x = NULL;
        if (pool && !(up->in && up->in->r < up->in->w))
            pool_put(up);
        else
            upstream_close(up);
    }
    xchg_leave_member(x);
}

/* ---- one fetch for many ---- */

/* Who asks for what another is fetching follows it (FOLLOW). When the head is here that may be stored, and
 * content is still to come, a stand-in takes the fetch over: all of them then read, each at its own pace,
 * what is in the entry so far. So a slow client slows nobody, and one that goes away ends nothing that
 * others want.
 *
 *   A --> SEND --> [xchg_split] --> REPLY <-- entry <-- stand-in: RELAY <-- upstream
 *   B --> FOLLOW -----------------> REPLY <---' */
enum {
    LEADERS = 1024,
    FETCH_WORTH = 1 << 20,      /* octets still to come, for which a fetch that nobody reads any more goes on */
    UNSTORED = 4096, UNSTORED_MS = 60000,
};
static struct xchg *leaders[LEADERS];   /* those that fetch what may be stored, by their hash */
static struct xchg *woken, *woken_last; /* those whose turn is to come, this turn or the next */
static struct {
    uint64_t tag;               /* of a key */
    int64_t until;              /* ms */
} unstored[UNSTORED];           /* whose answer was not to be stored: nobody waits for the next */

static struct xchg **xchg_leaders(const uint8_t *hash)
{
    return &leaders[(hash[2] | (unsigned)hash[3] << 8) % LEADERS];
}

static uint64_t xchg_tag(const uint8_t *hash)
{
    uint64_t tag;
    memcpy(&tag, hash, sizeof tag);
    return tag;
}

static void xchg_wake(struct xchg *x)
{
    if (x->woken)
        return;
    x->woken = true;
    x->next_woken = NULL;
    *(woken ? &woken_last->next_woken : &woken) = x;
    woken_last = x;
}

/* Take it out of the queue of those to be woken. */
static void xchg_sleep(struct xchg *x)
{
    struct xchg *before = NULL, *at = woken;
    if (!x->woken)
        return;
    while (at && at != x) {
        before = at;
        at = at->next_woken;
    }
    *(before ? &before->next_woken : &woken) = x->next_woken;
    if (woken_last == x)
        woken_last = before;
    x->woken = false;
}

/* Those that wait for what x fetches go on; x may be one of them. */
static void xchg_lead_no_more(struct xchg *x)
{
    if (x->leader) {
        struct xchg **at = &x->leader->followers;
        while (*at != x)
            at = &(*at)->next_follower;
        *at = x->next_follower;
        x->leader = NULL;
    }
    if (!x->leads)
        return;
    struct xchg **at = xchg_leaders(x->hash);
    while (*at != x)
        at = &(*at)->next_leader;
    *at = x->next_leader;
    x->leads = false;
    bool unanswered = x->state < X_RELAY;       /* its client has gone: the first of them leads the others */
    for (struct xchg *f = x->followers; f; f = f->next_follower) {
        f->leader = NULL;
        f->collapsed = f->collapsed && !unanswered;
        xchg_wake(f);
    }
    x->followers = NULL;
}

static void xchg_lead(struct xchg *x)
{
    struct xchg **bucket = xchg_leaders(x->hash);
    if (x->leads)
        return;                         /* it waited for a name, and comes by again */
    x->leads = true;
    x->next_leader = *bucket;
    *bucket = x;
}

/* Read what is stored while it grows. */
static void xchg_read_along(struct xchg *x)
{
    struct entry *e = x->stored;
    x->reader_at = &e->readers;
    x->next_reader = e->readers;
    if (e->readers)
        e->readers->reader_at = &x->next_reader;
    e->readers = x;
}

static void xchg_forget_stored(struct xchg *x)
{
    struct entry *e = x->stored;
    if (x->reader_at) {
        *x->reader_at = x->next_reader;
        if (x->next_reader)
            x->next_reader->reader_at = x->reader_at;
        x->reader_at = NULL;
        if (e->fetch)
            xchg_wake(e->fetch);        /* it may be the last that wanted it, or the slowest */
    }
    if (e && e->fetch == x)
        e->fetch = NULL;
    x->stored = NULL;
    x->serves = x->validating = x->completing = false;
    if (e)
        entry_release(e);
}

/* What the exchange is about from now on. */
static void xchg_set_stored(struct xchg *x, struct entry *e)
{
    if (x->stored == e)
        return;
    e->users++;
    xchg_forget_stored(x);
    x->stored = e;
}

/* Does it have to wait until all have read what could not be stored? */
static bool xchg_is_ahead(const struct xchg *x)
{
    struct entry *e = x->downward.store;
    if (!e || !e->window)
        return false;
    for (struct xchg *r = e->readers; r; r = r->next_reader)
        if (!r->downward.read_done && r->entry_at < e->window_at + e->window->w)
            return true;
    return false;
}

/* May more be read for x? What all have had who read along makes room. */
static bool xchg_may_read(struct xchg *x)
{
    struct entry *e = x->downward.store;
    if (!e || !e->window)
        return true;
    if (xchg_is_ahead(x))
        return false;
    e->window_at += e->window->w;
    block_put(&e->window);
    return true;
}

/* What could not be stored has waited for its readers for long: those that still have not taken it are cut off, if
 * others have. */
static void xchg_cut_slow(struct xchg *x)
{
    const struct entry *e = x->downward.store;
    int64_t end = e && e->window ? e->window_at + e->window->w : 0;
    bool others = false;
    for (struct xchg *r = end ? e->readers : NULL; r; r = r->next_reader)
        others |= r->downward.read_done || r->entry_at >= end;
    for (struct xchg *r = others ? e->readers : NULL, *next; r; r = next) {
        next = r->next_reader;
        if (!r->downward.read_done && r->entry_at < end)
            xchg_abort(r, WHY_CLIENT_SLOW);
    }
    xchg_deadline(x);
}

/* The turn of a fetch that goes on for the store: somebody has read, or has gone. */
static void xchg_fetch_on(struct xchg *x)
{
    const struct flow *f = &x->downward;
    const struct entry *e = f->store;
    if (x->state == X_DOUBT)
        return;
    bool near = f->in == FRAME_LENGTH && (f->left <= FETCH_WORTH || f->left <= f->octets);
    if (!e || (!e->readers && (e->spilled || (x->state == X_RELAY && !near))))
        xchg_abort(x, WHY_CLIENT_GONE);
    else if (e->window)
        xchg_pump(x, UPSTREAM_READY);
}

/* Another process waits for room, or has left some: who waits here looks; if nobody does, what is idle is closed. */
static void xchg_others_wait(unsigned index)
{
    for (struct route *r = routes; r < routes + routes_n; r++)
        if (r->index == index && r->queue)
            xchg_wake(r->queue);
        else if (r->index == index)
            route_make_room(r);
}

/* Somebody may have left a member in another process, or a member be back: whoever is first looks. */
static void xchg_queues(void)
{
    static int64_t next;
    if (!queued_n || now_ms < next)
        return;
    next = now_ms + QUEUE_AGAIN_MS;
    for (struct route *r = routes; r < routes + routes_n; r++) {
        if (r->queue)
            xchg_wake(r->queue);
        if (r->queue && route_is_held_idle(r))
            control_send(CONTROL_ROOM, (int32_t)r->index, 0);
    }
}

/* Give those woken their turn; who is woken meanwhile has it in the next round. */
static void xchg_turns(void)
{
    unsigned n = 0;
    for (const struct xchg *x = woken; x; x = x->next_woken)
        n++;
    for (struct xchg *x; n && (x = woken); n--) {
        xchg_sleep(x);
        if (x->state == X_FOLLOW)
            xchg_target(x);
        else if (x->state == X_QUEUE)
            xchg_queue_on(x);
        else if (x->state == X_VERIFY)
            xchg_verify_on(x);
        else if (x->for_store)
            xchg_fetch_on(x);
        else
            xchg_pump(x, 0);
    }
}

static void xchg_free(struct xchg *x)
{
    xchg_leave_name(x);
    xchg_leave_trial(x);
    xchg_drop_upstream(x, false);
    flow_clear(&x->upward);
    flow_clear(&x->downward);
    block_put(&x->collected);
    block_put(&x->outs);
    block_put(&x->own_head);
    xchg_lead_no_more(x);
    flow_store_no_more(&x->downward);
    xchg_forget_stored(x);
    xchg_leave_queue(x);
    xchg_sleep(x);
    if (x->upward.copy)
        xchg_mirror_drop(x->upward.copy);
    block_put(&x->show.kept);
    block_put(&x->seen_up.block);
    block_put(&x->seen_down.block);
    if (x->file != -1)
        (void)close(x->file);
    if (x->forwarding && x->origin)
        origin_release(x->origin);
    x->client->x = NULL;
    explicit_bzero(x->user, sizeof x->user);
    xchg_live--;
    x->free_next = xchg_free_list;
    xchg_free_list = x;
}

/* Keep the fields of our answer that the log format names: the head is gone when it is logged. */
static void xchg_keep_outs(struct xchg *x, struct slice answer)
{
    static struct head h;
    unsigned left = 8;
    if (!conf.log_outs || x->outs || !(x->outs = block_get(SMALL)))
        return;
    struct text t = { .p = x->outs->data, .cap = x->outs->cap };
    head_begin(&h);
    (void)head_parse(&h, HEAD_RESPONSE, answer.p, answer.n, answer.n + 1);
    for (unsigned i = 0; i < conf.log_ops_n && left; i++) {
        if (conf.log_ops[i].what != 'o')
            continue;
        bool any = false;
        for (unsigned k = 0; k < h.fields_n; k++)
            if (slice_eq_nocase(head_name(&h, &h.fields[k]), conf.log_ops[i].arg)) {
                text_str(&t, any ? ", " : "");
                text_slice(&t, field_is_secret(&h, &h.fields[k]) ? SLICE("***") : head_value(&h, &h.fields[k]));
                any = true;
            }
        text_char(&t, '\n');            /* no value holds one */
        left--;
    }
    x->outs->w = (uint32_t)t.n;
}

static void xchg_split_outs(struct xchg *x)
{
    struct slice rest = { x->outs->data, x->outs->w };
    for (unsigned i = 0; i < 8 && rest.n; i++)
        x->record.outs[i] = slice_cut(&rest, '\n');
}

static void xchg_count_expected(struct xchg *x)
{
    if (!conf.expects_n)
        return;
    struct facts f = xchg_facts(x, x->record.upstream.kind == ADDR_IP ? &x->record.upstream : NULL);
    f.status = x->record.status;
    for (unsigned i = 0; i < conf.expects_n; i++)
        if (policy_expects(policy, i, &f))
            atomic_fetch_add(&lasting->expected[i], 1);
}

/* ---- -v ---- */

/* Content that ends in a newline comes by a pipe: "$( )" would take that away. */
static void text_curl_pipe(struct text *t, struct slice content)
{
    text_str(t, "printf %b '");
    for (size_t i = 0; i < content.n; i++) {
        char c = content.p[i];
        if (c >= 0x20 && c < 0x7f && c != '\'' && c != '\\')
            text_char(t, c);
        else {
            text_str(t, "\\0");
            text_octal(t, c);
        }
    }
    text_str(t, "' | ");
}

/* The target as the log has it: the URL, where the client asked in a tunnel; lent until the next call. */
static struct slice xchg_logged_target(const struct xchg *x)
{
    static char made[TARGET_MAX + HOST_MAX + 32];
    struct text t = TEXT(made);
    const struct inside *in = x->client->inside;
    const struct slice target = head_target(&x->req);
    if (!in || (!x->checked && !slice_starts(target, SLICE("/"))))
        return target;
    text_str(&t, in->tls ? "https://" : "http://");
    text_authority(&t, x->checked ? &x->authority : &in->at, in->tls ? 443 : 80);
    if (!x->checked)
        text_slice(&t, target);
    else {
        text_slice(&t, x->target.path.n || slice_eq(target, SLICE("*")) ? x->target.path : SLICE("/"));
        text_slice(&t, x->target.query);
    }
    return text_all(&t);
}

/* How curl comes to the listener the request came by, where the URL alone would not lead there. */
static void text_curl_way(struct text *t, const struct xchg *x, struct slice by)
{
    bool tls;
    const struct listener *l = &listeners[x->client->listener];
    const struct authority *a = &x->authority;
    bool local = listener_is_local(x->client)
        && (label_is_localhost(authority_host(a)) || addr_classify(&a->ip) == ADDR_LOOPBACK);
    bool here = a->port == l->addr.port && (addr_same_ip(&a->ip, &l->addr) || local
                                            || (listener_is_wild(l) && a->ip.kind == ADDR_IP && addr_is_ours(&a->ip)));
    if (l->addr.kind == ADDR_UNIX) {
        text_str(t, "--unix-socket ");
        by = slice_from(by, sizeof "unix:" - 1);
    } else if (x->target.form == FORM_ABSOLUTE)
        text_str(t, "-x ");
    else if (x->req.first[FIELD_HOST] && !here) {
        text_str(t, "--connect-to ::");
        by = slice_from(by, reference_scheme(by, &tls));
    } else
        return;
    text_shell(t, &by, 1);
    text_char(t, ' ');
}

/* What the client sent, without what curl makes itself; and none of what curl would add. */
static void text_curl_fields(struct text *t, const struct xchg *x)
{
    const struct head *h = &x->req;
    bool agent = false, accept = false;
    for (unsigned i = 0; i < h->fields_n; i++) {
        const struct field *f = &h->fields[i];
        struct slice name = head_name(h, f), value = field_is_secret(h, f) ? SLICE("***") : head_value(h, f);
        struct slice parts[3] = { name, value.n ? SLICE(": ") : SLICE(";"), value };
        bool hop = f->id == FIELD_CONNECTION || f->id == FIELD_KEEP_ALIVE || f->id == FIELD_PROXY_CONNECTION;
        agent |= f->id == FIELD_USER_AGENT;
        accept |= slice_eq_nocase(name, SLICE("accept"));
        if (f->id == FIELD_HOST || f->id == FIELD_CONTENT_LENGTH || f->id == FIELD_EXPECT || (hop && !x->upgrade.n))
            continue;
        text_str(t, "-H ");
        text_shell(t, parts, 3);
        text_char(t, ' ');
    }
    text_str(t, agent ? "" : "-H User-Agent: ");
    text_str(t, accept ? "" : "-H Accept: ");
    text_str(t, x->upward.in != FRAME_NONE && !h->first[FIELD_CONTENT_TYPE] ? "-H Content-Type: " : "");
}

/* Whom it is to trust where we show certificates that we made. */
static void text_curl_trust(struct text *t, const char *option)
{
    struct slice path[2] = { slice_of(conf.mitm ? conf.mitm : made_cert.path), SLICE("/ca.pem") };
    text_str(t, option);
    text_shell(t, path, conf.mitm ? 2 : 1);
    text_char(t, ' ');
}

/* The request as a command that makes it again, through the listener it came by. */
static void text_curl(struct text *t, const struct xchg *x)
{
    char made[TARGET_MAX + 2 * HOST_MAX + 64], listener[PATH_MAX + 64];
    struct text url = TEXT(made), by = TEXT(listener);
    const struct head *h = &x->req;
    const struct listener *l = &listeners[x->client->listener];
    const struct slice method = head_method(h), content = seen_all(&x->seen_up), host = head_get(h, FIELD_HOST);
    const bool data = x->upward.in != FRAME_NONE;
    const bool known = x->upward.read_done && x->seen_up.octets == (int64_t)content.n   /* else it was refused before, */
        && slice_find(content, '\0') == content.n && seen_is_text(&x->seen_up);         /* or is not for a command line */
    const bool piped = known && content.n && content.p[content.n - 1] == '\n';
    text_url(&by, l->addr, l->both, l->tls, l->path);
    if (data && piped)
        text_curl_pipe(t, content);
    text_str(t, "curl ");
    text_str(t, h->minor ? "" : "-0 ");
    if (x->to_head)
        text_str(t, "-I ");
    else if (!slice_eq(method, data ? SLICE("POST") : SLICE("GET"))) {
        text_str(t, "-X ");
        text_shell(t, &method, 1);
        text_char(t, ' ');
    }
    text_curl_way(t, x, text_all(&by));
    text_curl_fields(t, x);
    text_str(t, l->proxy ? "--haproxy-protocol " : "");
    const bool inside = x->client->inside && x->target.https;
    if (l->tls && !conf.certs_n)
        text_curl_trust(t, x->target.form == FORM_ABSOLUTE ? "--proxy-cacert " : "--cacert ");
    if (inside)
        text_curl_trust(t, "--cacert ");
    if (data && known && !piped) {
        text_str(t, "--data-raw ");
        text_shell(t, &content, 1);
        text_char(t, ' ');
    } else if (data)
        text_str(t, "--data-binary @- ");
    if (x->target.form != FORM_ABSOLUTE) {
        bool tls;
        text_str(&url, l->tls ? "https://" : "http://");
        text_slice(&url, host.n ? host : l->addr.kind == ADDR_UNIX ? SLICE("localhost")
                   : slice_from(text_all(&by), reference_scheme(text_all(&by), &tls)));
    }
    if (x->target.form == FORM_ASTERISK)
        text_str(t, "--request-target '*' ");
    else
        text_slice(&url, xchg_logged_target(x));
    struct slice all = text_all(&url);
    bool dots = false, globs = false;                   /* what curl would change, or take for several URLs */
    for (size_t i = 0; i < all.n; i++) {
        dots |= all.p[i] == '/' && i + 1 < all.n && all.p[i + 1] == '.';
        globs |= strchr("[]{}", all.p[i]) != NULL;
    }
    text_str(t, dots ? "--path-as-is " : "");
    text_str(t, globs ? "-g " : "");
    text_shell(t, &all, 1);
    text_char(t, '\n');
}

/* The request has ended: its content, and how to repeat it. */
static void xchg_show_request(struct xchg *x)
{
    if (x->request_shown || !x->show.whether || !x->checked)
        return;
    x->request_shown = true;
    struct block *b = x->connect ? NULL : block_get(x->req.size * 6UL + 5UL * seen_all(&x->seen_up).n + TARGET_MAX + 2048);
    if (b) {
        struct text t = { .p = b->data, .cap = b->cap };
        text_curl(&t, x);
        if (t.cut) {
            t.n = 0;
            text_str(&t, "(too long for a curl line)\n");
        }
        show_out(&x->show, &t);
    }
    block_put(&b);
    show_content(&x->show, &x->seen_up);
}

/* What --show makes of it now. */
static void xchg_show_decide(struct xchg *x, int status)
{
    if (x->show.whether != OPEN)
        return;
    struct facts f = xchg_facts(x, x->record.upstream.kind == ADDR_IP ? &x->record.upstream : NULL);
    f.status = status;
    show_decide(&x->show, policy_shows(policy, &f));
}

/* A final head of ours goes out. */
static void xchg_show_answer(struct xchg *x, int status, struct slice head)
{
    xchg_show_request(x);
    xchg_show_decide(x, status);
    show_text(&x->show, head, '<');
}

/* A request head is there. */
static void xchg_show_begin(struct xchg *x)
{
    if (!conf.verbose)
        return;
    x->show.whether = YES;
    if (conf.show.n) {
        x->show.whether = x->checked ? OPEN : NO;
        xchg_show_decide(x, 0);
    }
    if (!x->show.whether)
        return;
    show_head(&x->show, &x->req, head_start_line(&x->req), '>', 0);
    if (x->upward.in != FRAME_NONE) {
        seen_begin(&x->seen_up, head_get(&x->req, FIELD_CONTENT_TYPE));
        x->upward.seen = &x->seen_up;
    }
}

/* The other end of the connection, whatever a PROXY header said. */
static struct addr addr_of_peer(const struct conn *c)
{
    struct sockaddr_storage ss = { .ss_family = AF_UNSPEC };
    socklen_t n = sizeof ss;
    (void)getpeername(c->fd, (struct sockaddr *)&ss, &n);
    return addr_from_sockaddr((struct sockaddr *)&ss);
}

static void xchg_log(struct xchg *x, enum why why)
{
    struct record *r = &x->record;
    if (x->for_store || x->check)
        return;                         /* nobody's exchange */
    if (x->mirrored) {
        slot_add(&mine->mirrored[why ? MIRRORED_FAILED : MIRRORED_SENT], 1);
        mirrors_n--;
        return;
    }
    if (!r->why)
        r->why = why;
    x->looks = false;                   /* now CONNECT is all there is */
    if (x->req.size || r->status) {
        if (x->req.method_n) {
            r->method = head_method(&x->req);
            r->target = xchg_logged_target(x);
            r->head = x->req.size ? &x->req : NULL;
            r->minor = x->req.minor;
            r->referer = head_get(&x->req, FIELD_REFERER);
            r->agent = head_get(&x->req, FIELD_USER_AGENT);
        }
        if (x->checked) {
            r->path = x->target.path.n || x->connect ? x->target.path : SLICE("/");
            r->query = x->target.query;
            r->host = authority_host(&x->authority);
        } else if (x->client->inside)
            r->host = authority_host(&x->client->inside->at);
        r->client = x->from.kind != ADDR_NONE ? x->from : x->client->peer;
        r->peer = x->client->claimed ? addr_of_peer(x->client) : x->client->peer;
        r->id = (struct slice){ x->id, x->id_n };
        r->conn = x->client;
        r->socks = x->socks == SOCKS_NOT ? 0 : x->socks == SOCKS_REQUEST_4 ? 4 : 5;
        r->kept = why == WHY_NONE && x->keep && x->upward.read_done;
        r->received = x->req.size + x->upward.octets;
        if (x->outs)
            xchg_split_outs(x);
        if (x->show.whether) {
            xchg_show_request(x);
            xchg_show_decide(x, r->status);
            if (x->show.whether == YES)
                show_content(&x->show, &x->seen_down);
        }
        r->user = (struct slice){ x->user, x->user_n };
        r->content = x->downward.octets;
        r->done_us = now_us;
        if (!x->admin || r->why)
            log_exchange(r);
        if (x->admin)
            return;
        tally_exchange(r, x->forwarding ? TALLY_FORWARD : x->route ? TALLY_ROUTES + x->route->index : TALLY_NO_ROUTE,
                       x->state != X_TUNNEL && !x->is_events);
        if ((r->status >= 200 && x->state != X_PEEK) || x->state == X_TUNNEL) {
            slot_add(&mine->answered, 1);
            if (lasting)
                (void)atomic_fetch_add(&lasting->answered, 1);
        }
        if (r->why && !(x->state == X_PEEK && (r->why == WHY_CLIENT_GONE || r->why == WHY_TUNNEL_IDLE)))
            slot_add(&mine->failed, 1);         /* clients connect beforehand, and then have no use for it */
        if (x->checked)
            xchg_count_expected(x);
    }
}

/* End it without a word more: what the client has is seen to be cut. */
static void xchg_abort(struct xchg *x, enum why why)
{
    struct conn *client = x->client;
    if (x->check) {
        xchg_checked(x, whys[why].word);
        return;
    }
    /* where only the end of the connection ends the message, ours must not look like one */
    bool rst = ((x->state == X_RELAY || x->serves) && x->downward.out == FRAME_CLOSE) || x->state == X_TUNNEL
        || x->promised;
    if (x->state == X_TUNNEL && x->up)
        conn_will_reset(x->up);
    xchg_log(x, why);
    xchg_free(x);
    if (rst)
        conn_will_reset(client);
    conn_close(client);
}

/* Have the next request begin, later in this turn, from what is already here. */
static void client_next_request(struct conn *c)
{
    if (next_requests_n < sizeof next_requests / sizeof *next_requests)
        next_requests[next_requests_n++] = c;
    else
        conn_close(c);
}

/* Have octets come that we do not want? */
static bool client_says_more(const struct conn *c)
{
    char octet;
    return (c->in && c->in->r < c->in->w) || (c->tls && c->tls->has_input) || recv(c->fd, &octet, 1, MSG_PEEK) > 0;
}

/* Both messages have ended. */
static void xchg_end(struct xchg *x)
{
    struct conn *c = x->client;
    bool pool = x->up && x->upward.done && x->up_keep && x->state == X_RELAY;
    bool keep = x->keep && x->upward.read_done;
    xchg_log(x, WHY_NONE);
    xchg_drop_upstream(x, pool);
    if (x->upward.block && x->upward.block->r < x->upward.block->w) {
        block_put(&c->in);                      /* octets of the next request were read along */
        c->in = x->upward.block;
        x->upward.block = NULL;
    }
    if (!keep && x->state != X_TUNNEL && (!x->upward.read_done || client_says_more(c))) {
        /* closing now would reset the connection under the answer: RFC 9112, 9.6 */
        xchg_lead_no_more(x);
        flow_store_no_more(&x->downward);
        xchg_forget_stored(x);
        xchg_sleep(x);
        conn_shut(c);
        flow_clear(&x->upward);
        flow_clear(&x->downward);
        block_put(&c->in);
        x->state = X_LINGER;
        x->upward.octets = 0;
        deadline_set(c, Q_LINGER);
        hot_want(c, POLLIN);
        return;
    }
    xchg_free(x);
    if (!keep) {
        conn_close(c);
        return;
    }
    c->served++;
    if (c->in && c->in->r < c->in->w) {
        deadline_clear(c);
        hot_want(c, 0);
        client_next_request(c);
    } else {
        block_put(&c->in);
        deadline_set(c, Q_KEEPALIVE);
        hot_want(c, POLLIN);
    }
}

/* What each side is watched for follows from what is pending; nothing is remembered. */
static void xchg_interest(struct xchg *x)
{
    struct conn *c = x->client;
    bool content = !x->upward.read_done && !flow_pending(&x->upward) && !x->broken;
    short client = 0, up = 0;
    switch (x->state) {
    case X_HEAD: case X_SOCKS: case X_LINGER:
        client = POLLIN;
        break;
    case X_COLLECT:
        client = (short)((x->upward.read_done ? 0 : POLLIN) | (flow_pending(&x->downward) ? POLLOUT : 0));
        break;
    case X_REPLY:
        client = flow_pending(&x->downward) || !x->reader_at ? POLLOUT : 0;
        break;
    case X_SEND: case X_RELAY: case X_TUNNEL:
        if (flow_pending(&x->upward))
            up |= POLLOUT;
        if (content && x->up)
            client |= POLLIN;
        if (flow_pending(&x->downward))
            client |= POLLOUT;
        else if (!x->downward.read_done && !xchg_is_ahead(x))
            up |= POLLIN;
        break;
    }
    hot_want(c, client);
    if (client & POLLIN && !x->hungry_ms)
        x->hungry_ms = now_ms;
    if (x->up)
        hot_want(x->up, up);
}

/* The deadline of the side that is due. */
static void xchg_deadline(struct xchg *x)
{
    struct conn *c = x->client, *up = x->up;
    if (x->check)
        return;                         /* all of it has one time */
    switch (x->state) {
    case X_COLLECT:
        deadline_set(c, Q_IDLE);
        break;
    case X_REPLY:
        deadline_set(c, flow_pending(&x->downward) || !x->reader_at ? Q_IDLE : Q_WATCH);
        break;
    case X_SEND:
        if (flow_pending(&x->upward)) {
            deadline_set(up, Q_IDLE);
            deadline_set(c, Q_WATCH);
        } else if (!x->upward.read_done && !x->broken) {
            deadline_set(up, Q_NONE);
            deadline_set(c, x->expects ? Q_WATCH : Q_IDLE);
        } else {
            deadline_set(up, Q_RESPONSE);
            deadline_set(c, flow_pending(&x->downward) ? Q_IDLE : Q_WATCH);
        }
        break;
    case X_RELAY: case X_TUNNEL: {
        bool client = flow_pending(&x->downward) || xchg_is_ahead(x);
        enum queue q = x->is_events || x->state == X_TUNNEL ? Q_TUNNEL : Q_IDLE;
        deadline_set(up, client ? Q_NONE : q);
        deadline_set(c, x->for_store ? client ? Q_LINGER : Q_NONE : client ? q : x->state == X_RELAY ? Q_WATCH : Q_NONE);
        break;
    }
    }
}

/* Have room in its block for more, in a larger one if need be. false: no memory. */
static bool client_make_room(struct conn *c)
{
    struct block *b = c->in;
    if (b->w < b->cap || block_compact(b))
        return true;
    struct block *big = block_get((size_t)conf.max_header + SMALL);
    if (!big)
        return false;
    big->w = b->w - b->r;
    memcpy(big->data, b->data + b->r, big->w);
    block_put(&c->in);
    c->in = big;
    return true;
}

/* Read more of what is before a request: make room for it and watch. A head is to be whole within the
 * time for one, from its first octet on. */
static void client_wait(struct conn *c)
{
    if (!client_make_room(c)) {
        if (c->x)
            xchg_refuse(c->x, WHY_BUSY);
        else
            conn_close(c);
        return;
    }
    if (c->x && !c->x->own_head)
        c->x->req.base = c->in->data + c->in->r;    /* what is parsed so far may have moved */
    if (c->queue != Q_HEAD)
        deadline_set(c, Q_HEAD);
    hot_want(c, POLLIN);
}

/* ---- heads written anew ---- */

/* Fields that are between neighbours, or ours to write. */
static bool field_is_hop(enum field_id id)
{
    switch (id) {
    case FIELD_CONNECTION: case FIELD_KEEP_ALIVE: case FIELD_PROXY_CONNECTION: case FIELD_TE: case FIELD_UPGRADE:
    case FIELD_HTTP2_SETTINGS: case FIELD_TRANSFER_ENCODING: case FIELD_CONTENT_LENGTH:
        return true;
    default:
        return false;
    }
}

static bool edits_name(const struct edits *e, struct slice name)
{
    for (unsigned i = 0; i < e->n; i++)
        if (slice_eq_nocase(e->list[i].name, name))
            return true;
    return false;
}

/* How many octets they take, written out. */
static size_t edits_size(const struct edits *e)
{
    size_t n = 0;
    for (unsigned i = 0; i < e->n; i++)
        n += e->list[i].name.n + e->list[i].value.n + 4;
    return n;
}

static void text_field(struct text *t, struct slice name, struct slice value)
{
    text_slice(t, name);
    text_add(t, ": ", 2);
    text_slice(t, value);
    text_add(t, "\r\n", 2);
}

static void text_edits(struct text *t, const struct edits *e)
{
    for (unsigned i = 0; i < e->n; i++)
        if (!e->list[i].remove)
            text_field(t, e->list[i].name, e->list[i].value);
}

/* The fields of h that go on, in their order. Lines that were written as we would write them
 * are copied together with their neighbours. */
static void text_fields(struct text *t, const struct head *h, const struct edits *e)
{
    const char *run = NULL;
    size_t run_n = 0;
    for (unsigned i = 0; i < h->fields_n; i++) {
        const struct field *f = &h->fields[i];
        const char *line = h->base + f->name;
        if (f->drop || field_is_hop(f->id) || (e->n && edits_name(e, head_name(h, f))))
            continue;
        size_t n = f->name_n + 2 + f->value_n + 2;
        bool as_is = f->value == f->name + f->name_n + 2 && line[f->name_n + 1] == ' '
            && line[n - 2] == '\r' && line[n - 1] == '\n';
        if (as_is && run && run + run_n == line) {
            run_n += n;
            continue;
        }
        if (run)
            text_add(t, run, run_n);
        run = as_is ? line : NULL;
        run_n = n;
        if (!as_is)
            text_field(t, head_name(h, f), head_value(h, f));
    }
    if (run)
        text_add(t, run, run_n);
}

/* By which a server is told whose certificate the client has shown. */
static const struct slice subject_field = { "X-SSL-Client-S-DN", sizeof "X-SSL-Client-S-DN" - 1 };

static const char *client_scheme(const struct xchg *x)
{
    struct slice said = head_get(&x->req, FIELD_X_FORWARDED_PROTO);
    if (addr_is_trusted(&x->client->peer)) {
        if (slice_eq_nocase(said, SLICE("https")))
            return "https";
        if (slice_eq_nocase(said, SLICE("http")))
            return "http";
    }
    return (x->client->inside ? x->client->inside->tls : x->client->tls != NULL) ? "https" : "http";
}

/* The authority the client asked for, as it wrote it; from a trusted peer, what that was asked for. */
static struct slice client_host(const struct xchg *x)
{
    struct slice said = head_get(&x->req, FIELD_X_FORWARDED_HOST);
    struct authority a = { .port = 0 };
    if (said.n && addr_is_trusted(&x->client->peer) && authority_parse(said, &a))
        return said;
    if (x->target.form == FORM_ABSOLUTE) {
        static char host[HOST_MAX + 16];
        struct text t = TEXT(host);
        text_authority(&t, &x->authority, x->target.https ? 443 : 80);
        return text_all(&t);
    }
    return head_get(&x->req, FIELD_HOST);
}

/* X-Forwarded-* and Forwarded (RFC 7239): what trusted peers said is carried on, the rest replaced. */
static void text_forwarded(struct text *t, const struct xchg *x)
{
    bool trusted = addr_is_trusted(&x->client->peer);
    const struct addr *peer = &x->client->peer;
    bool v6 = peer->kind == ADDR_IP && !addr_is_v4(peer);
    struct slice host = client_host(x);
    const char *scheme = client_scheme(x);
    const struct edits *e = &conf.up;           /* -H has the last word */
    bool set_for = edits_name(e, SLICE("X-Forwarded-For")), set_proto = edits_name(e, SLICE("X-Forwarded-Proto"));
    bool set_host = edits_name(e, SLICE("X-Forwarded-Host")), set_all = edits_name(e, SLICE("Forwarded"));
    if (!set_for)
        text_str(t, "X-Forwarded-For: ");
    if (trusted && !set_for)
        for (const struct field *f = NULL; (f = head_next(&x->req, FIELD_X_FORWARDED_FOR, f));) {
            text_slice(t, head_value(&x->req, f));
            text_add(t, ", ", 2);
        }
    if (!set_for) {
        if (peer->kind == ADDR_IP)
            text_ip(t, peer);
        else
            text_str(t, "unknown");
        text_add(t, "\r\n", 2);
    }
    if (!set_proto)
        text_field(t, SLICE("X-Forwarded-Proto"), slice_of(scheme));
    if (!set_host)
        text_field(t, SLICE("X-Forwarded-Host"), host);
    if (set_all)
        return;
    text_str(t, "Forwarded: ");
    if (trusted)
        for (const struct field *f = NULL; (f = head_next(&x->req, FIELD_FORWARDED, f));) {
            text_slice(t, head_value(&x->req, f));
            text_add(t, ", ", 2);
        }
    text_str(t, v6 ? "for=\"[" : "for=");
    if (peer->kind == ADDR_IP)
        text_ip(t, peer);
    else
        text_str(t, "unknown");
    text_str(t, v6 ? "]\"" : "");
    bool quote = slice_find(host, ':') < host.n;
    if (host.n) {
        text_str(t, quote ? ";host=\"" : ";host=");
        text_slice(t, host);
        text_str(t, quote ? "\"" : "");
    }
    text_str(t, ";proto=");
    text_str(t, scheme);
    text_add(t, "\r\n", 2);
}

static void text_via(struct text *t, unsigned minor)
{
    text_str(t, minor ? "Via: 1.1 " : "Via: 1.0 ");
    text_str(t, via);
    text_add(t, "\r\n", 2);
}

/* Does it go to an http:// parent that is to make the request, other than one for a tunnel? */
static bool xchg_by_parent(const struct xchg *x)
{
    return x->parent && x->parent->kind == PARENT_HTTP && !x->connect && !x->target.https && !x->authority.pinned;
}

/* The request target as this upstream gets it: the octets received, a matched prefix replaced. */
static void text_target(struct text *t, const struct xchg *x)
{
    const struct target_conf *to = x->member ? x->member->conf : NULL;
    struct slice path = x->target.path;
    if (xchg_by_parent(x)) {                                /* a proxy gets absolute-form (RFC 9112, 3.2.2) */
        text_str(t, "http://");
        text_authority(t, &x->authority, 80);
        if (path.n == 0 && !slice_eq(head_method(&x->req), SLICE("OPTIONS")))
            text_char(t, '/');
        text_slice(t, path);
        text_slice(t, x->target.query);
        return;
    }
    if (x->target.form == FORM_ASTERISK
        || (x->target.form == FORM_ABSOLUTE && path.n == 0 && x->target.query.n == 0
            && slice_eq(head_method(&x->req), SLICE("OPTIONS")))) {
        text_char(t, '*');
        return;
    }
    if (to && to->has_path) {
        path = slice_from(path, path_unfold(path, x->route->conf->path.n));
        text_slice(t, to->path);
        if (path.n == 0 && (to->path_slash || to->path.n == 0))
            text_char(t, '/');
    } else if (path.n == 0)
        text_char(t, '/');
    text_slice(t, path);
    text_slice(t, x->target.query);
}

/* Leave out what the client asked in ways that are ours to ask: it is answered from what comes. */
static void xchg_drop_conditions(struct xchg *x)
{
    static const char *const ours[] = { "range", "if-range", "if-none-match", "if-modified-since" };
    struct head *h = &x->req;
    if (!x->keyed || x->to_head || !(x->validating || x->completing || x->for_store || conf.cache_mode))
        return;
    for (unsigned i = 0; i < h->fields_n; i++)
        for (size_t k = 0; k < sizeof ours / sizeof *ours; k++)
            h->fields[i].drop |= slice_eq_nocase(head_name(h, &h->fields[i]), slice_of(ours[k]));
}

/* What we ask of what is stored: is it still good (RFC 9111, 4.3.1), or what is the rest of it (3.4)? */
static void text_conditions(struct text *t, const struct xchg *x)
{
    if (x->validating) {
        const struct head *old = entry_head(x->stored);
        struct slice etag = head_find_value(old, "etag"), modified = head_find_value(old, "last-modified");
        if (etag.n)
            text_field(t, SLICE("If-None-Match"), etag);
        if (modified.n)
            text_field(t, SLICE("If-Modified-Since"), modified);
    }
    if (x->completing) {
        struct slice etag = entry_strong_etag(x->stored);
        text_printf(t, "Range: bytes=%lld-\r\n", (long long)x->stored->size);
        if (etag.n)
            text_field(t, SLICE("If-Range"), etag);
    }
}

/* Write the request head for x->member (or x->origin) into upward. false: no memory. */
static bool xchg_write_request(struct xchg *x)
{
    struct flow *f = &x->upward;
    struct head *h = &x->req;
    size_t need = h->size + 1024 + conf.request_id.n + sizeof x->id
        + (x->member ? x->member->conf->path.n + x->member->conf->host.n : 0)
        + 2 * head_get(h, FIELD_X_FORWARDED_FOR).n;
    struct slice auth = x->member ? x->member->conf->auth : (struct slice){ "", 0 };
    need += edits_size(&conf.up) + auth.n + subject_field.n + conn_subject(x->client).n + (x->parent ? HOST_MAX + x->parent->basic.n : 0);
    need += x->validating || x->completing ? x->stored->head.n + 64 : 0;
    block_put(&f->head);
    if (!(f->head = block_get(need)))
        return false;
    struct text t = { .p = f->head->data, .cap = f->head->cap };
    text_slice(&t, head_method(h));
    text_char(&t, ' ');
    text_target(&t, x);
    text_str(&t, " HTTP/1.1\r\nHost: ");
    struct slice host = head_get(h, FIELD_HOST);
    if (x->member && x->member->conf->host.n)
        text_slice(&t, x->member->conf->host);
    else if (x->target.form == FORM_ABSOLUTE || host.n == 0)
        text_authority(&t, x->target.form == FORM_ABSOLUTE ? &x->target.authority : &x->origin->at,
                       x->target.https || x->origin->tls ? 443 : 80);
    else
        text_slice(&t, host);
    text_add(&t, "\r\n", 2);
    xchg_drop_conditions(x);
    for (unsigned i = 0; i < h->fields_n && !x->forwarding; i++)
        if (h->fields[i].id == FIELD_AUTHORIZATION)         /* ours, the consumed one of -u, or the client's */
            h->fields[i].drop = auth.n || (conf.logins.n && !xchg_is_proxied(x));
    text_fields(&t, h, &conf.up);
    text_edits(&t, &conf.up);
    if (auth.n)
        text_field(&t, SLICE("Authorization"), auth);
    text_conditions(&t, x);
    x->asked_s = now_s;
    if (xchg_by_parent(x) && x->parent->basic.n)
        text_field(&t, SLICE("Proxy-Authorization"), x->parent->basic);
    if (conf.verbose > 1 && !edits_name(&conf.up, SLICE("Accept-Encoding")))
        text_str(&t, "Accept-Encoding: identity\r\n");     /* what is shown is to be read */
    if (x->id_n)
        text_field(&t, conf.request_id, (struct slice){ x->id, x->id_n });
    if (!conf.private) {
        if (!x->forwarding && !x->unnamed)
            text_forwarded(&t, x);
        if (!x->forwarding && conn_subject(x->client).n)
            text_field(&t, subject_field, conn_subject(x->client));
        text_via(&t, h->minor);
    }
    if (x->hops > 0) {
        text_str(&t, "Max-Forwards: ");
        text_num(&t, x->hops - 1);
        text_add(&t, "\r\n", 2);
    }
    if (x->upgrade.n) {
        text_str(&t, "Connection: upgrade\r\n");
        text_field(&t, SLICE("Upgrade"), x->upgrade);
    }
    if (f->in == FRAME_LENGTH) {
        text_str(&t, "Content-Length: ");
        text_num(&t, f->octets + f->left);
        text_add(&t, "\r\n", 2);
    } else if (f->in == FRAME_CHUNKED)
        text_str(&t, "Transfer-Encoding: chunked\r\n");
    text_add(&t, "\r\n", 2);
    f->head->w = (uint32_t)t.n;
    return !t.cut;
}

/* Where a URL the upstream wrote leads, in the client's terms: its own authority becomes the
 * client's, and what replaced the matched prefix becomes that again. */
static void text_url_back(struct text *t, const struct xchg *x, struct slice url)
{
    const struct target_conf *to = x->member->conf;
    struct authority a = { .port = 0 };
    bool https;
    const size_t scheme = reference_scheme(url, &https);
    if (!scheme && (url.n == 0 || url.p[0] != '/' || (url.n > 1 && url.p[1] == '/'))) {
        text_slice(t, url);
        return;
    }
    struct slice path = url;
    if (scheme) {
        struct slice rest = slice_from(url, scheme);
        size_t end = 0;
        while (end < rest.n && rest.p[end] != '/' && rest.p[end] != '?' && rest.p[end] != '#')
            end++;
        struct slice authority = { rest.p, end }, host = client_host(x);
        bool inside = authority_parse(authority, &a) && slice_eq(authority_host(&a), authority_host(&to->at))
            && https == to->tls && (a.port ? a.port : https ? 443 : 80) == to->at.port;
        if (!inside && to->host.n)
            inside = slice_eq_nocase(authority, to->host);
        path = slice_from(rest, end);
        if (!inside && !slice_eq_nocase(authority, host)) {
            text_slice(t, url);
            return;
        }
        if (inside) {
            text_str(t, client_scheme(x));
            text_add(t, "://", 3);
            text_slice(t, host);
        } else
            text_add(t, url.p, scheme + end);
    }
    if (to->has_path && path_under(path, to->path)) {
        text_slice(t, x->route->conf->path);
        path = slice_from(path, to->path.n);
        if (path.n == 0 && x->route->conf->path.n == 0)
            text_char(t, '/');
    }
    text_slice(t, path);
}

/* Set-Cookie with Domain and Path in the client's terms (RFC 6265, 5.2). A Domain of the inside
 * is left out: the cookie is then the client's host's. */
static void text_cookie_back(struct text *t, const struct xchg *x, struct slice cookie)
{
    const struct target_conf *to = x->member->conf;
    for (bool first = true; cookie.n; first = false) {
        struct slice part = slice_cut(&cookie, ';'), value = part;
        struct slice name = slice_trim(slice_cut(&value, '='));
        value = slice_trim(value);
        if (!first && slice_eq_nocase(name, SLICE("domain"))) {
            struct slice domain = value.n && value.p[0] == '.' ? slice_from(value, 1) : value;
            if (slice_eq_nocase(domain, authority_host(&to->at))
                || (to->host.n && slice_eq_nocase(domain, to->host)))
                continue;
        }
        if (!first)
            text_char(t, ';');
        if (!first && slice_eq_nocase(name, SLICE("path")) && to->has_path && path_under(value, to->path)) {
            text_str(t, " Path=");
            text_slice(t, x->route->conf->path);
            value = slice_from(value, to->path.n);
            text_slice(t, value.n || x->route->conf->path.n ? value : SLICE("/"));
        } else
            text_slice(t, part);
    }
}

/* The fields of a response whose values name the inside. */
static void text_fields_back(struct text *t, struct xchg *x)
{
    struct head *h = &x->res;
    static const enum field_id ids[] = { FIELD_LOCATION, FIELD_CONTENT_LOCATION, FIELD_SET_COOKIE };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        for (const struct field *f = NULL; (f = head_next(h, ids[i], f));) {
            if (f->drop || edits_name(&conf.down, head_name(h, f)))
                continue;
            text_slice(t, head_name(h, f));
            text_add(t, ": ", 2);
            if (ids[i] == FIELD_SET_COOKIE)
                text_cookie_back(t, x, head_value(h, f));
            else
                text_url_back(t, x, head_value(h, f));
            text_add(t, "\r\n", 2);
            h->fields[f - h->fields].drop = true;
        }
}

static void text_date_now(struct text *t)
{
    static char line[48];
    static int64_t made = -1;
    static size_t n;
    if (made != now_s) {
        struct text d = TEXT(line);
        text_str(&d, "Date: ");
        text_date(&d, now_s);
        text_add(&d, "\r\n", 2);
        n = d.n;
        made = now_s;
    }
    text_add(t, line, n);
}

static void text_status_line(struct text *t, int status, struct slice reason)
{
    text_str(t, "HTTP/1.1 ");
    text_num(t, status);
    text_char(t, ' ');
    text_slice(t, reason);
    text_add(t, "\r\n", 2);
}

/* How the message to the client ends, and whether its connection goes on. */
static void text_framing(struct text *t, struct xchg *x, int64_t length)
{
    struct flow *f = &x->downward;
    if (f->out == FRAME_CHUNKED)
        text_str(t, "Transfer-Encoding: chunked\r\n");
    else if (length >= 0) {
        text_str(t, "Content-Length: ");
        text_num(t, length);
        text_add(t, "\r\n", 2);
    }
    if (f->out == FRAME_CLOSE || draining || (conf.requests && lasting->answered + 1 >= conf.requests))
        x->keep = false;
    if (!x->keep)
        text_str(t, "Connection: close\r\n");
    else if (x->req.minor == 0)
        text_str(t, "Connection: keep-alive\r\n");
}

/* What --cors adds to every answer: the page's origin is let in, whatever the server said. */
static void text_cors(struct text *t, const struct xchg *x)
{
    for (unsigned i = 0; conf.cors && i < x->req.fields_n; i++) {
        const struct field *f = &x->req.fields[i];
        if (!slice_eq_nocase(head_name(&x->req, f), SLICE("origin")) || f->value_n > 512)
            continue;
        text_field(t, SLICE("Access-Control-Allow-Origin"), head_value(&x->req, f));
        text_str(t, "Access-Control-Allow-Credentials: true\r\nAccess-Control-Expose-Headers: *\r\nVary: Origin\r\n");
        return;
    }
}

/* Age, Content-Range and Cache-Status (RFC 9211), where the cache had a part in it. */
static void text_cache_status(struct text *t, const struct xchg *x)
{
    const struct keeping *k = x->serves ? &x->stored->keeping : NULL;
    if (k) {
        text_str(t, "Age: ");
        text_num(t, keeping_age(k));
        text_str(t, "\r\n");
    }
    if (k && *x->range)
        text_field(t, SLICE("Content-Range"), slice_of(x->range));
    if (!x->forwarded && !k)
        return;
    text_str(t, "Cache-Status: proxy");
    if (k && !x->forwarded)
        text_str(t, "; hit");
    if (x->forwarded)
        text_printf(t, "; fwd=%s", x->forwarded);
    if (x->forwarded && x->record.fwd_status)
        text_printf(t, "; fwd-status=%d", x->record.fwd_status);
    if (k) {
        int64_t ttl = k->lifetime - keeping_age(k);
        text_str(t, ttl < 0 ? "; ttl=-" : "; ttl=");
        text_num(t, ttl < 0 ? -ttl : ttl);
    }
    text_str(t, x->collapsed ? "; collapsed" : "");
    text_str(t, x->downward.store ? "; stored" : "");
    if (x->not_stored)
        text_printf(t, "; detail=%s", x->not_stored);
    text_str(t, "\r\n");
}

/* Write the head of x->res (interim or final) for the client. false: no memory. */
static bool xchg_write_response(struct xchg *x, bool final, int64_t length)
{
    struct flow *f = &x->downward;
    struct head *h = &x->res;
    bool rewrite = x->route && x->member
        && (h->first[FIELD_LOCATION] || h->first[FIELD_CONTENT_LOCATION] || h->first[FIELD_SET_COOKIE]);
    size_t need = h->size + 1280;
    if (rewrite)
        need += (h->fields_n + 1U) * (HOST_MAX + 64 + x->route->conf->path.n);
    need += edits_size(&conf.down);
    if (!(f->head = block_get(need)))
        return false;
    struct text t = { .p = f->head->data, .cap = f->head->cap };
    bool made = x->serves && h->status != x->stored_status;     /* of a stored response, for this request */
    struct slice phrase = { h->base + h->reason, h->reason_n };
    text_status_line(&t, h->status, made ? slice_of(status_phrase(h->status)) : phrase);
    if (conf.private) {
        head_drop(h, FIELD_SERVER);
        head_drop(h, FIELD_VIA);
    }
    head_drop(h, FIELD_PROXY_AUTHENTICATE);
    if (rewrite)
        text_fields_back(&t, x);
    static const struct edits none;
    for (unsigned i = 0; conf.cors && i < h->fields_n; i++)
        if (h->fields[i].name_n > 15
            && slice_eq_nocase((struct slice){ h->base + h->fields[i].name, 15 }, SLICE("access-control-")))
            h->fields[i].drop = true;
    text_fields(&t, h, final ? &conf.down : &none);
    if (final) {
        text_cors(&t, x);
        text_edits(&t, &conf.down);
        if (!h->first[FIELD_DATE])
            text_date_now(&t);
        text_cache_status(&t, x);
    }
    if (!conf.private)
        text_via(&t, h->minor);
    if (h->status == 101) {
        text_str(&t, "Connection: upgrade\r\n");
        text_field(&t, SLICE("Upgrade"), head_get(h, FIELD_UPGRADE));
    }
    if (final)
        text_framing(&t, x, length);
    text_add(&t, "\r\n", 2);
    f->head->w = (uint32_t)t.n;
    flow_piece(f, f->head->data, t.n);
    if (final)
        xchg_keep_outs(x, text_all(&t));
    return !t.cut;
}

/* ---- answers of our own ---- */

static const char allow_field[] = "Allow: GET, HEAD, POST, PUT, DELETE, OPTIONS, TRACE, PATCH\r\n";

/* Put together an answer: content is copied if it fits beside the head, else it is lent until it
 * is written. */
static void xchg_answer(struct xchg *x, int status, const char *type, struct slice content, const char *more)
{
    static const struct edits unedited;
    const struct edits *edits = x->admin ? &unedited : &conf.down;
    struct flow *f = &x->downward;
    bool none = status == 204 || status == 304;
    size_t need = 2048 + strlen(more) + TARGET_MAX * 2;
    need += edits_size(edits);
    xchg_drop_upstream(x, false);
    flow_clear(f);
    if (!(f->head = block_get(need))) {
        xchg_abort(x, WHY_BUSY);
        return;
    }
    f->out = none || x->to_head ? FRAME_NONE : FRAME_LENGTH;
    struct text t = { .p = f->head->data, .cap = f->head->cap };
    text_status_line(&t, status, slice_of(status_phrase(status)));
    if (!edits_name(edits, SLICE("Date")))
        text_date_now(&t);
    if (!none && content.n && !edits_name(edits, SLICE("Content-Type")))
        text_field(&t, SLICE("Content-Type"), slice_of(type));
    text_str(&t, more);
    if (!x->admin)
        text_cors(&t, x);
    text_edits(&t, edits);
    text_framing(&t, x, none ? -1 : x->file == -1 ? (int64_t)content.n : f->left);
    text_add(&t, "\r\n", 2);
    f->head->w = (uint32_t)t.n;
    if (x->show.whether) {
        xchg_show_answer(x, status, text_all(&t));
        if (conf.verbose > 1) {
            seen_begin(&x->seen_down, slice_of(type));
            if (f->out == FRAME_LENGTH && x->file == -1)
                seen_take(&x->seen_down, content.p, content.n);
            f->seen = &x->seen_down;
        }
    }
    block_put(&x->outs);
    xchg_keep_outs(x, text_all(&t));
    flow_piece(f, f->head->data, t.n);
    if (f->out == FRAME_LENGTH && x->file == -1)
        flow_piece(f, content.p, content.n);
    f->in = f->out == FRAME_LENGTH && x->file != -1 ? FRAME_LENGTH : FRAME_NONE;
    f->octets = f->out == FRAME_LENGTH && x->file == -1 ? (int64_t)content.n : 0;
    f->read_done = f->in == FRAME_NONE || f->left == 0;
    x->record.status = status;
    x->state = X_REPLY;
    xchg_pump(x, 0);
}

/* Does this failure leave doubt where the next message begins, or what it is meant for? */
static bool why_ends_connection(enum why why)
{
    return (why >= WHY_BAD_REQUEST_LINE && why <= WHY_BODY_LARGE) || why == WHY_NO_CONNECT || why == WHY_NOT_PROXY
        || why == WHY_PLAIN_ON_TLS || why == WHY_CONNECTIONS || why == WHY_PER_CLIENT;
}

/* The outcome, as SOCKS says it (RFC 1928, 6). */
static void text_socks_reply(struct text *t, const struct xchg *x, enum why why)
{
    if (why == WHY_HEAD_CUT)
        return;                         /* it ended its sending in the middle: it hears nothing more */
    char code = (char)(why == WHY_SOCKS ? x->socks_error : socks_reply(why));
    switch (x->socks) {
    case SOCKS_METHODS:
        if (why == WHY_LOGIN_PROXY || why == WHY_SOCKS)
            text_add(t, "\5\377", 2);
        break;
    case SOCKS_PASSWORD:
        text_add(t, "\1\1", 2);
        break;
    case SOCKS_REQUEST_4:
        text_char(t, 0);
        text_char(t, code ? 0x5b : 0x5a);
        text_add(t, "\0\0\0\0\0\0", 6);
        break;
    default:
        text_char(t, 5);
        text_char(t, code);
        text_add(t, "\0\1\0\0\0\0\0\0", 8);       /* which address of ours it is, is nobody's business */
    }
}

/* A SOCKS client is told in a few octets. */
static void xchg_socks_refuse(struct xchg *x, enum why why)
{
    struct flow *f = &x->downward;
    xchg_drop_upstream(x, false);
    flow_clear(f);
    if (!(f->head = block_get(16))) {
        xchg_abort(x, why);
        return;
    }
    struct text t = { .p = f->head->data, .cap = f->head->cap };
    text_socks_reply(&t, x, why);
    flow_piece(f, t.p, t.n);
    f->in = f->out = FRAME_NONE;
    f->read_done = true;
    x->record.status = whys[why].status;
    x->keep = false;
    x->state = X_REPLY;
    xchg_pump(x, 0);
}

/* Answer with an error. Before a response has begun only. */
static void xchg_refuse(struct xchg *x, enum why why)
{
    char content[512], more[512];
    struct text c = TEXT(content), m = TEXT(more);
    int status = whys[why].status;
    if (x->tentative && !draining) {
        xchg_wait_again(x);
        return;
    }
    if (x->check || x->mirrored || x->for_store || x->promised
        || (x->state < X_RELAY && flow_pending(&x->downward))) {    /* an interim answer is half written */
        xchg_abort(x, why);
        return;
    }
    if (x->looks)
        xchg_show_begin(x);             /* it was put off, for it is shown only if it is not read */
    xchg_leave_name(x);
    xchg_leave_trial(x);
    xchg_leave_queue(x);
    x->record.why = why;
    x->upward.v_n = x->upward.v_at = 0;
    block_put(&x->upward.head);
    if (x->from.kind == ADDR_NONE)
        x->from = x->client->peer;
    /* content already here in full is passed over; else the connection ends with the answer */
    if (!x->upward.read_done && x->whole)
        x->upward.read_done = true;
    if (why_ends_connection(why) || x->connect || !x->upward.read_done)
        x->keep = false;
    if (x->socks) {
        xchg_socks_refuse(x, why);
        return;
    }
    text_printf(&c, "%d %s: %s\n", status, status_phrase(status), whys[why].text);
    if (why == WHY_LOGIN || why == WHY_LOGIN_PROXY)
        text_printf(&m, "%s: Basic realm=\"proxy\", charset=\"UTF-8\"\r\n",
                    why == WHY_LOGIN ? "WWW-Authenticate" : "Proxy-Authenticate");
    if (status == 405)
        text_str(&m, x->admin ? "Allow: GET, HEAD, PURGE\r\n" : allow_field);
    if (status == 503 || status == 429)
        text_printf(&m, "Retry-After: %lld\r\n", (long long)(status == 429 ? x->retry_s : 1));
    text_char(&m, '\0');
    x->to_head = slice_eq(head_method(&x->req), SLICE("HEAD")) && x->req.method_n;
    /* the content must outlive this call: it goes where the head goes */
    struct block *b = block_get(c.n);
    if (b) {
        memcpy(b->data, c.p, c.n);
        flow_clear(&x->downward);
        block_put(&x->collected);
        x->collected = b;
        b->w = (uint32_t)c.n;
    }
    xchg_answer(x, status, "text/plain; charset=utf-8", b ? (struct slice){ b->data, c.n } : SLICE(""), more);
}

/* TO_CANNED */
static void xchg_canned(struct xchg *x)
{
    const struct target_conf *to = x->member->conf;
    char more[TARGET_MAX + 2048];
    struct text m = { .p = more, .cap = sizeof more - 1 };
    bool redirect = to->status / 100 == 3 && to->status != 304 && to->text.n;
    if (redirect) {
        text_str(&m, "Location: ");
        for (struct slice rest = to->text; rest.n;) {
            if (slice_starts(rest, SLICE("{uri}"))) {
                text_slice(&m, x->target.path.n ? x->target.path : SLICE("/"));
                text_slice(&m, x->target.query);
                rest = slice_from(rest, 5);
            } else {
                text_char(&m, *rest.p);
                rest = slice_from(rest, 1);
            }
        }
        text_add(&m, "\r\n", 2);
    }
    more[m.n] = '\0';
    if (m.cut) {
        xchg_refuse(x, WHY_TARGET_LONG);
        return;
    }
    xchg_answer(x, to->status, to->type, redirect ? SLICE("") : to->text, more);
}

/* TO_FILE: what the file holds now. */
static void xchg_file(struct xchg *x)
{
    const struct target_conf *to = x->member->conf;
    struct stat st;
    x->file = open(to->text.p, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (x->file == -1 || fstat(x->file, &st) == -1 || !S_ISREG(st.st_mode)) {
        xchg_refuse(x, WHY_NO_FILE);
        return;
    }
    x->downward.left = st.st_size;
    xchg_answer(x, 200, to->type, SLICE("x"), "");
}

/* TO_ECHO: the request as it was received. */
static void xchg_echo(struct xchg *x)
{
    const struct head *h = &x->req;
    struct slice content = x->collected ? (struct slice){ x->collected->data, x->collected->w } : SLICE("");
    struct block *b = block_get(content.n * 6 + h->size * 6 + 1024 + h->fields_n * 8U);
    if (!b) {
        xchg_refuse(x, WHY_BUSY);
        return;
    }
    struct text t = { .p = b->data, .cap = b->cap };
    text_str(&t, "{\"method\":");
    text_json(&t, head_method(h), false);
    text_str(&t, ",\"target\":");
    text_json(&t, head_target(h), false);
    text_str(&t, ",\"version\":\"HTTP/1.");
    text_num(&t, h->minor);
    text_str(&t, "\",\"client\":\"");
    text_ip(&t, &x->from);
    text_str(&t, "\",\"fields\":[");
    for (unsigned i = 0; i < h->fields_n; i++) {
        text_str(&t, i ? ",[" : "[");
        text_json(&t, head_name(h, &h->fields[i]), false);
        text_char(&t, ',');
        text_json(&t, head_value(h, &h->fields[i]), false);
        text_char(&t, ']');
    }
    text_char(&t, ']');
    if (slice_is_utf8(content)) {
        text_str(&t, ",\"content\":");
        text_json(&t, content, false);
    } else {
        text_str(&t, ",\"content_base64\":\"");
        text_base64(&t, content);
        text_char(&t, '"');
    }
    text_str(&t, x->collected_cut ? ",\"truncated\":true}\n" : "}\n");
    b->w = (uint32_t)t.n;
    block_put(&x->collected);
    x->collected = b;
    xchg_answer(x, 200, "application/json", (struct slice){ b->data, t.n }, "");
}

/* TRACE and OPTIONS that may go no further are answered by us (RFC 9110, 7.6.2). */
static void xchg_last_hop(struct xchg *x)
{
    struct head *h = &x->req;
    if (slice_eq(head_method(h), SLICE("OPTIONS"))) {
        xchg_answer(x, 200, "text/plain", SLICE(""), allow_field);
        return;
    }
    struct block *b = block_get(h->size + h->fields_n * 2UL);
    if (!b) {
        xchg_refuse(x, WHY_BUSY);
        return;
    }
    struct text t = { .p = b->data, .cap = b->cap };
    text_add(&t, h->base, h->fields_n ? h->fields[0].name : h->size - 2);
    for (unsigned i = 0; i < h->fields_n; i++) {
        if (field_names_secret(h, &h->fields[i]))          /* 9.3.8: nothing sensitive comes back */
            continue;
        text_field(&t, head_name(h, &h->fields[i]), head_value(h, &h->fields[i]));
    }
    text_add(&t, "\r\n", 2);
    b->w = (uint32_t)t.n;
    block_put(&x->collected);
    x->collected = b;
    xchg_answer(x, 200, "message/http", (struct slice){ b->data, t.n }, "");
}

/* All content of the request is in: a target of ours answers. */
static void xchg_collected(struct xchg *x)
{
    switch (x->member->conf->to) {
    case TO_CANNED: xchg_canned(x); break;
    case TO_FILE: xchg_file(x); break;
    default: xchg_echo(x); break;
    }
}

/* An exchange that asks the same without x's client. NULL: no memory. */
static struct xchg *xchg_twin(const struct xchg *x)
{
    struct block *b = block_get(x->req.size);
    struct conn *c = b ? conn_new(-1, CONN_STAND_IN) : NULL;
    struct xchg *y = c ? xchg_new(c) : NULL;
    if (!y) {
        block_put(&b);
        if (c)
            conn_close(c);
        return NULL;
    }
    memcpy(b->data, x->req.base, x->req.size);
    b->r = b->w = x->req.size;
    c->in = b;
    c->peer = x->client->peer;
    c->listener = x->client->listener;
    memcpy(&y->req, &x->req, offsetof(struct head, fields) + x->req.fields_n * sizeof *x->req.fields);
    y->req.base = b->data;
    (void)target_parse(head_target(&y->req), head_method(&y->req), &y->target);
    y->checked = y->whole = y->upward.read_done = y->downward.sink = true;
    y->idempotent = x->idempotent;
    y->to_head = x->to_head;
    y->authority = x->authority;
    y->route = x->route;
    y->from = x->from;
    return y;
}

/* ---- --mirror: a copy of each request goes to another server as well ---- */

enum { MIRRORS_MOST = 64 };

/* A copy that does not come to be. */
static void xchg_mirror_drop(struct xchg *y)
{
    struct conn *c = y->client;
    slot_add(&mine->mirrored[MIRRORED_DROPPED], 1);
    mirrors_n--;
    xchg_free(y);
    conn_close(c);
}

/* All content of x is in: its copy goes. */
static void xchg_mirror_go(struct xchg *x)
{
    struct xchg *y = x->upward.copy;
    struct flow *f = &y->upward;
    x->upward.copy = NULL;
    if (y->member->all->until > now_ms) {       /* nobody is there */
        xchg_mirror_drop(y);
        return;
    }
    if (x->upward.in != FRAME_NONE) {
        f->in = f->out = FRAME_LENGTH;
        f->octets = y->collected ? y->collected->w : 0;
        y->gathered = true;
    }
    y->origin = &y->member->origin;
    xchg_upstream(y);
}

/* Begin a copy of a request that was allowed. It never holds the request up: what cannot be copied is left out. */
static void xchg_mirror(struct xchg *x)
{
    const bool all_here = x->upward.read_done;
    struct xchg *y = mirrors_n < MIRRORS_MOST ? xchg_twin(x) : NULL;
    if (!y) {
        slot_add(&mine->mirrored[MIRRORED_DROPPED], 1);
        return;
    }
    mirrors_n++;
    y->mirrored = true;
    y->unnamed = x->forwarding;
    y->route = &mirror;
    y->member = mirror.members[0];
    y->hops = x->hops;
    memcpy(y->id, x->id, sizeof y->id);
    y->id_n = x->id_n;
    x->upward.copy = y;
    if (x->content_n)
        flow_copy(&x->upward, x->client->in->data + x->content_at, x->content_n);
    if (x->upward.copy && all_here)
        xchg_mirror_go(x);
}

/* ---- logins: a password is checked once by a helper, then remembered for five minutes ---- */

enum { LOGINS_KEPT = 1024, LOGIN_MS = 300000, TRIALS_MOST = 16 };

/* A check under way; equal pairs join. */
struct trial {
    struct trial *next;
    uint64_t digest[4];         /* as of kept_login */
    struct xchg *waiting;       /* by trial_next */
    bool known;                 /* the name is; a check of an unknown one always fails */
    unsigned logins;            /* the generation of logins its hash is of */
    uint64_t client;            /* who gave it first, as of rate_client */
};
static struct trial *trials;
static unsigned login_generation;   /* grows when they are read again */
static struct kept_login {
    _Atomic uint64_t digest[4]; /* of secret, the logins in force, name and password */
    _Atomic int64_t until;      /* ms; 0: empty */
} *logins_kept;                 /* shared by all workers */
static uint8_t login_secret[32];

/* false: no memory. */
static bool login_share(void)
{
    os_random(login_secret, sizeof login_secret);
    return (logins_kept = os_shared(LOGINS_KEPT * sizeof *logins_kept));
}

static struct kept_login *login_place(const uint64_t digest[4])
{
    return &logins_kept[digest[0] % LOGINS_KEPT];
}

static bool login_is_kept(const uint64_t digest[4])
{
    const struct kept_login *k = login_place(digest);
    uint64_t differs = 0;
    for (int i = 0; i < 4; i++)
        differs |= k->digest[i] ^ digest[i];
    return !differs && k->until > now_ms;
}

static void login_keep(const uint64_t digest[4])
{
    struct kept_login *k = login_place(digest);
    for (int i = 0; i < 4; i++)
        k->digest[i] = digest[i];
    k->until = now_ms + LOGIN_MS;
}

static void xchg_leave_trial(struct xchg *x)
{
    if (!x->trial)
        return;
    struct xchg **at = &x->trial->waiting;
    while (*at != x)
        at = &(*at)->trial_next;
    *at = x->trial_next;
    x->trial = NULL;
}

/* user-pass of Basic credentials (RFC 7617, 2), decoded into out. n 0: not that. */
static struct slice login_decode(struct slice value, char *out, size_t cap)
{
    struct slice scheme = slice_cut(&value, ' ');
    uint32_t bits = 0;
    unsigned have = 0;
    size_t n = 0;
    if (!slice_eq_nocase(scheme, SLICE("basic")))
        return (struct slice){ out, 0 };
    value = slice_trim(value);
    while (value.n && value.p[value.n - 1] == '=')
        value.n--;
    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i];
        int v = c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26 : c >= '0' && c <= '9' ? c - '0' + 52
            : c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
        if (v < 0 || n == cap)
            return (struct slice){ out, 0 };
        bits = bits << 6 | (uint32_t)v;
        if ((have += 6) >= 8)
            out[n++] = (char)(bits >> (have -= 8));
    }
    return (struct slice){ out, n };
}

enum login_state { LOGIN_NO, LOGIN_YES, LOGIN_WAIT, LOGIN_BUSY, LOGIN_LATER };

/* Is this the password of that name? Sets x->user when that is known. */
static enum login_state login_check(struct xchg *x, struct slice name, struct slice password)
{
    char call[CALL_TEXT], seed[32 + 16 + 512];
    struct text s = TEXT(seed);
    uint8_t sum[32];
    uint64_t digest[4];
    text_add(&s, (const char *)login_secret, sizeof login_secret);
    text_add(&s, (const char *)policy->key, sizeof policy->key);
    text_slice(&s, name);
    text_char(&s, ':');
    text_slice(&s, password);
    if (name.n == 0 || name.n > sizeof x->user || slice_find(password, '\0') < password.n || s.cut)
        return LOGIN_NO;
    digest_sha256(seed, s.n, sum);
    memcpy(digest, sum, sizeof digest);
    memcpy(x->user, name.p, name.n);
    enum login_state state = LOGIN_WAIT;
    if (login_is_kept(digest)) {
        x->user_n = (uint8_t)name.n;
        state = LOGIN_YES;
    } else if ((x->retry_s = guess_wait(&x->from)))
        state = LOGIN_LATER;
    else {
        struct trial *l = trials;
        const uint64_t client = rate_client(&x->from);
        unsigned under_way = 0;
        for (; l && memcmp(l->digest, digest, sizeof digest) != 0; l = l->next)
            under_way += l->client == client;
        if (!l && under_way * conf.workers >= TRIALS_MOST) {        /* all at once is no way around the waiting */
            explicit_bzero(seed, sizeof seed);
            x->retry_s = 1;
            return LOGIN_LATER;
        }
        if (!l) {
            struct slice stored = policy_login(policy, name), dummy = policy_dummy(policy);
            struct text t = TEXT(call);
            text_slice(&t, stored.n ? stored : dummy);
            text_char(&t, '\0');
            text_slice(&t, password);
            if (t.cut)
                state = LOGIN_NO;
            else if (!(l = calloc(1, sizeof *l)))
                state = LOGIN_BUSY;
            else {
                memcpy(l->digest, digest, sizeof digest);
                l->known = stored.n > 0;
                l->client = client;
                l->logins = login_generation;
                if (!call_ask(CALL_HASH, text_all(&t), &x->from, l)) {
                    free(l);
                    l = NULL;
                    state = LOGIN_BUSY;
                } else {
                    l->next = trials;
                    trials = l;
                }
            }
            explicit_bzero(call, sizeof call);
        }
        if (l && state == LOGIN_WAIT) {
            x->trial = l;
            x->trial_next = l->waiting;
            l->waiting = x;
            x->claimed_n = (uint8_t)name.n;
        }
    }
    explicit_bzero(seed, sizeof seed);
    return state;
}

/* By the field of Basic credentials. */
static enum login_state login_of_field(struct xchg *x)
{
    char pair[512];
    enum field_id id = xchg_is_proxied(x) ? FIELD_PROXY_AUTHORIZATION : FIELD_AUTHORIZATION;
    struct slice password = login_decode(head_get(&x->req, id), pair, sizeof pair);
    bool is_pair = slice_find(password, ':') < password.n && !head_next(&x->req, id, head_next(&x->req, id, NULL));
    struct slice name = slice_cut(&password, ':');
    enum login_state state = is_pair ? login_check(x, name, password) : LOGIN_NO;
    explicit_bzero(pair, sizeof pair);
    return state;
}

/* By what SOCKS said, which stays where it was received until the outcome is known. */
static enum login_state login_of_socks(struct xchg *x)
{
    struct block *b = x->client->in;
    struct slice name = { "", 0 }, password = { "", 0 };
    (void)socks_login((struct slice){ b->data + b->r, b->w - b->r }, &name, &password);
    return conf.logins.n ? login_check(x, name, password) : LOGIN_YES;
}

static void xchg_login_required(struct xchg *x)
{
    xchg_refuse(x, xchg_is_proxied(x) ? WHY_LOGIN_PROXY : WHY_LOGIN);
}

static void xchg_logged_in(struct xchg *x)
{
    if (x->admin)
        xchg_admin(x, true);
    else if (x->socks)
        xchg_socks_logged_in(x);
    else
        xchg_judged(x);
}

/* HEAD or SOCKS -> LOGIN, or on. */
static void xchg_login(struct xchg *x)
{
    x->state = X_LOGIN;
    switch (x->socks ? login_of_socks(x) : login_of_field(x)) {
    case LOGIN_YES: xchg_logged_in(x); break;
    case LOGIN_NO: xchg_login_required(x); break;
    case LOGIN_BUSY: xchg_refuse(x, WHY_BUSY); break;
    case LOGIN_LATER: xchg_refuse(x, WHY_GUESSES); break;
    case LOGIN_WAIT:
        if (x->client->queue != Q_CONNECT)
            deadline_set(x->client, Q_CONNECT);
        hot_want(x->client, 0);
        break;
    }
}

/* A helper has said whether the password is right; error not 0: it could not. */
static void login_answered(struct trial *l, bool yes, int error)
{
    struct trial **at = &trials;
    while (*at != l)
        at = &(*at)->next;
    *at = l->next;
    bool stale = l->logins != login_generation;     /* read again meanwhile: ask the new ones */
    yes = yes && l->known && !stale;
    if (yes) {
        login_keep(l->digest);
    }
    while (l->waiting) {
        struct xchg *x = l->waiting;
        xchg_leave_trial(x);
        if (error)
            xchg_refuse(x, WHY_BUSY);
        else if (stale)
            xchg_login(x);
        else if (yes) {
            x->user_n = x->claimed_n;
            xchg_logged_in(x);
        } else {
            guess_failed(&x->from);
            xchg_login_required(x);
        }
    }
    free(l);
}

/* ---- a request head is whole ---- */

/* The first of the content, which came along with the head, leaves the client's block here, so
 * that a request that is all at hand can be sent again. */
static enum why xchg_first_content(struct xchg *x)
{
    struct flow *f = &x->upward;
    struct block *b = x->client->in;
    size_t n = b->w - b->r, at = 0;
    x->content_at = b->r;
    if (f->in == FRAME_LENGTH) {
        if ((int64_t)n > f->left)
            n = (size_t)f->left;
        b->r += (uint32_t)n;
        f->left -= (int64_t)n;
        f->read_done = f->left == 0;
    } else if (f->in == FRAME_CHUNKED) {
        ssize_t used = chunk_decode(&f->chunk, b->data + b->r, n, &at, &n);
        if (used == -1)
            return WHY_BAD_CHUNK;
        x->content_at += (uint32_t)at;
        b->r += (uint32_t)used;
        if (f->chunk.state == CHUNK_TRAILER) {
            int r = flow_trailer(f, b, true);
            if (r == -1)
                return WHY_BAD_FIELD;
            f->read_done = r == 1;
        }
    } else {
        n = 0;
        f->read_done = true;
    }
    f->octets = (int64_t)n;
    if (f->seen)
        seen_take(f->seen, b->data + x->content_at, n);
    x->content_n = (uint32_t)n;
    x->whole = f->read_done;
    return WHY_NONE;
}

/* The protocol of an Upgrade that is passed on; others are left out and the request goes on
 * without (RFC 9110, 7.8). h2c would be a tunnel past every rule. */
static struct slice xchg_upgrade(const struct xchg *x, struct persist p)
{
    const struct field *f = head_next(&x->req, FIELD_UPGRADE, NULL);
    struct slice none = { "", 0 };
    if (!p.upgrade || !f || head_next(&x->req, FIELD_UPGRADE, f) || x->req.minor == 0 || x->upward.in == FRAME_CHUNKED
        || (x->upward.in == FRAME_LENGTH && x->upward.left))
        return none;
    struct slice v = head_value(&x->req, f), rest = v, name = slice_cut(&rest, '/');
    if (name.n == 0 || !slice_all(name, IS_TOKEN) || (rest.n && !slice_all(rest, IS_TOKEN)))
        return none;
    if (slice_eq_nocase(name, SLICE("h2c")) || slice_eq_nocase(name, SLICE("tls")) || slice_eq_nocase(name, SLICE("http"))
        || (policy && policy_has(policy, HAS_METHOD | HAS_PATH | HAS_HEADER) && !slice_eq_nocase(v, SLICE("websocket"))))
        return none;
    return v;
}

/* A request that came in a tunnel is one for the URL that the client means (-M). It has to be on the server that the
 * tunnel was asked for; one that was asked for by address may go by a name. */
static enum why xchg_check_inside(struct xchg *x)
{
    const struct authority *at = &x->client->inside->at;
    const bool https = x->client->inside->tls;
    struct authority *a = &x->authority;
    if (x->connect)
        return WHY_NO_CONNECT;
    if (x->target.form == FORM_ABSOLUTE && x->target.https != https)
        return WHY_MISDIRECTED;
    if (!a->host_n)                             /* HTTP/1.0 */
        *a = *at;
    bool same = slice_eq(authority_host(a), authority_host(at)), other_port = a->port && a->port != at->port;
    if (other_port || (!same && (at->ip.kind != ADDR_IP || a->ip.kind == ADDR_IP)))
        return WHY_MISDIRECTED;
    a->port = at->port;
    a->ip = at->ip;
    a->pinned = !same;
    x->target.form = FORM_ABSOLUTE;
    x->target.https = https;
    x->target.authority = *a;
    return WHY_NONE;
}

/* Everything the message alone decides: target, Host, framing, expectations. */
static enum why xchg_check(struct xchg *x)
{
    struct head *h = &x->req;
    struct slice method = head_method(h);
    struct authority host = { .host_n = 0 };
    const struct field *f = head_next(h, FIELD_HOST, NULL);
    enum framing framing;
    enum why why;
    x->to_head = slice_eq(method, SLICE("HEAD"));
    if ((why = target_parse(head_target(h), method, &x->target)))
        return why;
    x->connect = x->target.form == FORM_AUTHORITY;
    if ((!f && h->minor >= 1) || (f && head_next(h, FIELD_HOST, f)) || (f && !authority_parse(head_value(h, f), &host)))
        return WHY_BAD_HOST;
    x->authority = x->target.form == FORM_ABSOLUTE || x->connect ? x->target.authority : host;
    if (x->client->inside && (why = xchg_check_inside(x)))
        return why;
    if (!x->authority.port)
        x->authority.port = (x->target.form == FORM_ABSOLUTE ? x->target.https : x->client->tls != NULL) ? 443 : 80;
    if ((why = frame_request(h, &framing, &x->upward.left)))
        return why;
    if (x->connect && framing != FRAME_NONE)
        return framing == FRAME_LENGTH ? WHY_BAD_LENGTH : WHY_BAD_CODING;
    x->upward.in = x->upward.out = (uint8_t)framing;
    if (slice_eq(method, SLICE("TRACE")) && framing != FRAME_NONE)
        return WHY_BAD_TRACE;
    struct persist p = head_connection(h);
    if (p.too_many)
        return WHY_HEAD_LARGE;
    x->keep = h->minor >= 1 ? !p.close : p.keep_alive && !p.close;
    x->upgrade = xchg_upgrade(x, p);
    head_drop(h, FIELD_HOST);
    for (f = NULL; (f = head_next(h, FIELD_EXPECT, f));)
        if (!slice_eq_nocase(head_value(h, f), SLICE("100-continue")))
            return WHY_EXPECT;
    if (h->first[FIELD_EXPECT]) {
        x->expects = h->minor >= 1 && framing != FRAME_NONE;
        if (!x->expects)
            head_drop(h, FIELD_EXPECT);
    }
    for (f = NULL; (f = head_next(h, FIELD_VIA, f));) {
        struct slice list = head_value(h, f), me = slice_of(via);
        while (list.n)
            if (slice_ends(slice_trim(slice_cut(&list, ',')), me))
                return WHY_LOOP;
    }
    static const char *const idempotent[] = { "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE" };
    for (size_t i = 0; i < sizeof idempotent / sizeof *idempotent; i++)     /* RFC 9110, 9.2.2 */
        x->idempotent |= slice_eq(method, slice_of(idempotent[i]));
    return WHY_NONE;
}

/* ---- -A: about ourselves ---- */

enum { ADMIN_LIST, ADMIN_METRICS, ADMIN_HEALTHZ, ADMIN_STATUS, ADMIN_PAC, ADMIN_CA, ADMIN_PAGES };
static const struct {
    const char *path, *type;
    bool open;                          /* to whoever can connect */
} admin_pages[ADMIN_PAGES] = {
    [ADMIN_LIST] = { "/", "text/plain", false }, [ADMIN_STATUS] = { "/status", "application/json", false },
    [ADMIN_METRICS] = { "/metrics", "text/plain; version=0.0.4; charset=utf-8", true },
    [ADMIN_HEALTHZ] = { "/healthz", "text/plain", true },
    [ADMIN_PAC] = { "/proxy.pac", "application/x-ns-proxy-autoconfig", true },
    [ADMIN_CA] = { "/ca.pem", "application/x-x509-ca-cert", false },
};

/* A page of a browser that is led here by a name of its own must not read what is here (DNS rebinding): the Host has
 * to be an address, localhost or what -A says. */
static bool xchg_admin_is_meant(const struct xchg *x)
{
    struct slice host = authority_host(&x->authority), named = listeners[x->client->listener].host;
    return host.n == 0 || x->authority.ip.kind == ADDR_IP || label_is_localhost(host) || slice_eq_nocase(host, named);
}

/* Where clients that came this way find the proxy: at the address they reached us by, and the port of the first
 * listener that has one, which is returned. NULL: there is none. */
static const struct listener *xchg_pac_addr(const struct xchg *x, struct addr *at)
{
    struct sockaddr_storage ss = { .ss_family = AF_UNSPEC };
    socklen_t n = sizeof ss;
    for (const struct listener *l = listeners; l < listeners + listeners_n && conf.forward; l++) {
        if (l->admin || l->proxy || l->addr.kind != ADDR_IP)
            continue;
        *at = l->addr;
        if (!listener_is_wild(l))
            return l;
        (void)getsockname(x->client->fd, (struct sockaddr *)&ss, &n);
        *at = addr_from_sockaddr((struct sockaddr *)&ss);
        if (at->kind != ADDR_IP)
            (void)addr_parse(l->both || addr_is_v4(&l->addr) ? SLICE("127.0.0.1") : SLICE("::1"), at);
        at->port = l->addr.port;
        if (l->both || addr_is_v4(at) == addr_is_v4(&l->addr))
            return l;
    }
    return NULL;
}

/* The whole page is made before it is sent. */
static void xchg_admin_page(struct xchg *x, unsigned page)
{
    struct addr at;
    size_t most = page == ADMIN_METRICS || page == ADMIN_STATUS ? metrics_size() : 1024 + ca_pem.n;
    const struct listener *of = page == ADMIN_PAC ? xchg_pac_addr(x, &at) : NULL;
    bool none = (page == ADMIN_PAC && !of) || (page == ADMIN_CA && !ca_pem.n);
    struct block *b = none ? NULL : block_get(most);
    if (!b) {
        xchg_refuse(x, none ? WHY_NO_ROUTE : WHY_BUSY);
        return;
    }
    struct text t = { .p = b->data, .cap = b->cap };
    tally_process();
    switch (page) {
    case ADMIN_METRICS: text_metrics(&t, shared->started_s); break;
    case ADMIN_STATUS: text_status(&t, shared->started_s, draining); break;
    case ADMIN_HEALTHZ: text_str(&t, draining ? "draining\n" : "ok\n"); break;
    case ADMIN_PAC:
        text_str(&t, "function FindProxyForURL(url, host) { return \"");
        text_str(&t, of->tls ? "HTTPS " : "PROXY ");
        text_addr(&t, &at);
        text_str(&t, "\"; }\n");
        break;
    case ADMIN_CA: text_slice(&t, ca_pem); break;
    default:
        for (unsigned i = 1; i < (ca_pem.n ? ADMIN_PAGES : ADMIN_CA); i++)
            text_printf(&t, "%s\n", admin_pages[i].path);
    }
    b->w = (uint32_t)t.n;
    block_put(&x->collected);
    x->collected = b;
    if (t.cut) {
        xchg_refuse(x, WHY_BUSY);
        return;
    }
    xchg_answer(x, page == ADMIN_HEALTHZ && draining ? 503 : 200, admin_pages[page].type, (struct slice){ b->data, t.n },
                "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n");
}

/* A request that came by -A. */
static void xchg_admin(struct xchg *x, bool logged_in)
{
    struct slice method = head_method(&x->req), path = xchg_path(x);
    bool purge = slice_eq(method, SLICE("PURGE")), mine_own = client_is_here(x);
    unsigned page = 0;
    while (page < ADMIN_PAGES && !slice_eq(path, slice_of(admin_pages[page].path)))
        page++;
    if (!x->upward.read_done)
        x->keep = false;
    if (!purge && !xchg_admin_is_meant(x))
        xchg_refuse(x, WHY_MISDIRECTED);
    else if (x->connect || (!purge && !slice_eq(method, SLICE("GET")) && !x->to_head))
        xchg_refuse(x, WHY_METHOD);
    else if (!mine_own && !logged_in && (purge || page == ADMIN_PAGES || !admin_pages[page].open)) {
        if (conf.logins.n)
            xchg_login(x);
        else
            xchg_refuse(x, WHY_ADMIN);
    } else if (purge && conf.cache_path)
        xchg_admin_purge(x);
    else if (purge || page == ADMIN_PAGES)
        xchg_refuse(x, WHY_NO_ROUTE);
    else
        xchg_admin_page(x, page);
}

/* ---- --cors: pages of every origin may use what is here (the Fetch standard, 3.2) ---- */

static bool xchg_is_preflight(const struct xchg *x)
{
    return slice_eq(head_method(&x->req), SLICE("OPTIONS")) && head_find_value(&x->req, "Origin").n
        && head_find_value(&x->req, "Access-Control-Request-Method").n;
}

/* A preflight has no login and asks no server. */
static void xchg_preflight(struct xchg *x)
{
    char more[4096];
    struct text t = { .p = more, .cap = sizeof more - 1 };
    text_field(&t, SLICE("Access-Control-Allow-Methods"), head_find_value(&x->req, "Access-Control-Request-Method"));
    struct slice wanted = head_find_value(&x->req, "Access-Control-Request-Headers");
    if (wanted.n)
        text_field(&t, SLICE("Access-Control-Allow-Headers"), wanted);
    text_str(&t, "Access-Control-Max-Age: 600\r\n");
    more[t.n] = '\0';
    if (t.cut)
        xchg_refuse(x, WHY_HEAD_LARGE);
    else
        xchg_answer(x, 204, "", SLICE(""), more);
}

/* An id for this request: a trusted peer's, or a new one. */
static void xchg_identify(struct xchg *x)
{
    static uint64_t made;       /* begins at random: workers hash alike */
    struct text t = TEXT(x->id);
    if (!made)
        os_random(&made, sizeof made);
    for (unsigned i = 0; i < x->req.fields_n; i++) {
        struct field *f = &x->req.fields[i];
        if (!slice_eq_nocase(head_name(&x->req, f), conf.request_id))
            continue;
        f->drop = true;
        struct slice said = head_value(&x->req, f);
        if (t.n == 0 && said.n && said.n <= sizeof x->id && slice_all(said, IS_VISIBLE) && addr_is_trusted(&x->client->peer))
            text_slice(&t, said);
    }
    if (t.n == 0) {
        made++;
        text_hex(&t, hash_octets((const char *)&made, sizeof made) | UINT64_C(1) << 63);
        text_hex(&t, hash_octets((const char *)&made, sizeof made - 1) ^ made);
    }
    x->id_n = (uint8_t)t.n;
}

/* To the same URL at the first https:// listener (RFC 9110, 15.4.9: 308 keeps method and content). */
static void xchg_redirect(struct xchg *x)
{
    char more[2 * HOST_MAX + TARGET_MAX + 64];
    struct text m = { .p = more, .cap = sizeof more - 1 };
    struct authority at = x->authority;
    for (unsigned i = listeners_n; i-- > 0;)
        if (listeners[i].tls)
            at.port = listeners[i].addr.port;
    text_str(&m, "Location: https://");
    text_authority(&m, &at, 443);
    text_slice(&m, head_target(&x->req));
    text_str(&m, "\r\n");
    more[m.n] = '\0';
    if (!at.host_n)
        xchg_refuse(x, WHY_BAD_HOST);
    else if (m.cut)
        xchg_refuse(x, WHY_TARGET_LONG);
    else
        xchg_answer(x, 308, "", SLICE(""), more);
}

/* Is the host left alone by -M? */
static bool xchg_is_excepted(const struct xchg *x)
{
    bool is = false;
    for (unsigned i = 0; i < conf.excepts_n; i++)
        is |= name_covers(conf.excepts[i], authority_host(&x->authority));
    return is;
}

/* HEAD -> LOGIN or on: the head is whole and well-formed. */
static void xchg_request(struct xchg *x)
{
    enum why why = xchg_check(x);
    const struct inside *inside = x->client->inside;
    x->from = inside ? inside->from : client_address(x);
    x->checked = why == WHY_NONE;
    x->looks = !why && x->connect && conf.forward && conf.mitm && !xchg_is_excepted(x);
    if (inside) {
        x->from_named = inside->from_named;
        memcpy(x->user, inside->user, x->user_n = inside->user_n);
    }
    if (conf.request_id.n && !x->admin)
        xchg_identify(x);
    if (!x->admin && !x->looks)
        xchg_show_begin(x);
    if (!why)
        why = xchg_first_content(x);
    if (!why && x->upward.in == FRAME_NONE)
        xchg_show_request(x);
    if (why) {
        xchg_refuse(x, why);
        return;
    }
    if (x->admin) {
        xchg_admin(x, false);
        return;
    }
    if (x->connect || (x->target.form == FORM_ABSOLUTE && !route_names(authority_host(&x->authority))))
        x->forwarding = conf.forward;
    if (x->client->excess == WHY_PLAIN_ON_TLS)
        why = WHY_PLAIN_ON_TLS;
    else if (x->connect && !x->forwarding)
        why = WHY_NO_CONNECT;
    else if (!x->forwarding && !routes_n)
        why = WHY_NOT_PROXY;
    else if (!x->forwarding && !path_is_plain(x->target.path))
        why = WHY_BAD_PATH;
    else if (x->forwarding && policy && policy_has(policy, HAS_PATH) && !path_is_plain(x->target.path))
        why = WHY_AMBIGUOUS_PATH;
    if (!why && x->client->excess)
        why = x->client->excess;
    if (policy && !why) {
        struct facts f = xchg_facts(x, NULL);
        f.know_user = false;
        if (xchg_is_refused(x, &f))
            why = WHY_DENIED;
    }
    if (xchg_report(x, why))
        why = WHY_NONE;
    if (why) {
        xchg_refuse(x, why);
        return;
    }
    if (listeners[x->client->listener].redirect && x->target.form == FORM_ORIGIN
        && !path_under(x->target.path, SLICE("/.well-known/acme-challenge")))   /* RFC 8555, 8.3: asked by http */
        xchg_redirect(x);
    else if (conf.cors && xchg_is_preflight(x))
        xchg_preflight(x);
    else if (conf.logins.n && !x->socks && !inside)
        xchg_login(x);
    else
        xchg_judged(x);
}

/* ---- SOCKS: a handshake that stands for a CONNECT request ---- */

/* A few octets, which always fit: nothing else was written before. */
static void socks_say(struct xchg *x, const char *octets, size_t n)
{
    struct iovec v = { .iov_base = (void *)(uintptr_t)octets, .iov_len = n };
    (void)conn_write(x->client, &v, 1, false);
}

/* Write the request head that the handshake stands for, and go on with that. */
static void xchg_socks_request(struct xchg *x, struct slice authority)
{
    struct block *b = x->own_head = block_get(2 * authority.n + 64);
    if (!b) {
        xchg_refuse(x, WHY_BUSY);
        return;
    }
    struct text t = { .p = b->data, .cap = b->cap };
    text_str(&t, "CONNECT ");
    text_slice(&t, authority);
    text_str(&t, " HTTP/1.1\r\n");
    text_field(&t, SLICE("Host"), authority);
    text_str(&t, "\r\n");
    b->w = (uint32_t)t.n;
    if (head_parse(&x->req, HEAD_REQUEST, b->data, b->w, b->w + 1UL)) {
        xchg_refuse(x, WHY_SOCKS);
        return;
    }
    deadline_clear(x->client);
    xchg_request(x);
}

/* SOCKS: go through what has come. */
static void xchg_socks(struct xchg *x)
{
    struct conn *c = x->client;
    x->state = X_SOCKS;
    if (c->excess && !xchg_report(x, c->excess)) {      /* before it costs a look at a password */
        xchg_refuse(x, c->excess);
        return;
    }
    for (;;) {
        char made[HOST_MAX + 16];
        struct text to = TEXT(made);
        struct slice in = { c->in->data + c->in->r, c->in->w - c->in->r }, name, password;
        unsigned offered = 0, method;
        int n;
        switch (x->socks) {
        case SOCKS_METHODS: n = socks_methods(in, &offered); break;
        case SOCKS_PASSWORD: n = socks_login(in, &name, &password); break;
        case SOCKS_REQUEST: n = socks_request(in, &to); break;
        default: n = socks_request_4(in, &to); break;
        }
        if (n == SOCKS_MORE) {
            client_wait(c);
            return;
        }
        if (n < 0) {
            x->socks_error = n == SOCKS_COMMAND ? REPLY_COMMAND
                : n == SOCKS_ADDRESS_TYPE ? REPLY_ADDRESS_TYPE : REPLY_GENERAL_FAILURE;
            xchg_refuse(x, WHY_SOCKS);
            return;
        }
        if (x->socks == SOCKS_PASSWORD) {
            xchg_login(x);
            return;
        }
        c->in->r += (uint32_t)n;
        if (x->socks != SOCKS_METHODS) {
            if (conf.logins.n && x->socks == SOCKS_REQUEST_4)   /* it has no password */
                xchg_login_required(x);
            else
                xchg_socks_request(x, text_all(&to));
            return;
        }
        method = conf.logins.n || !(offered & SOCKS_NO_AUTH) ? SOCKS_USERPASS : SOCKS_NO_AUTH;
        if (!(offered & method)) {
            xchg_refuse(x, conf.logins.n ? WHY_LOGIN_PROXY : WHY_SOCKS);
            return;
        }
        socks_say(x, method == SOCKS_USERPASS ? "\5\2" : "\5\0", 2);
        x->socks = method == SOCKS_USERPASS ? SOCKS_PASSWORD : SOCKS_REQUEST;
    }
}

static void xchg_socks_logged_in(struct xchg *x)
{
    struct block *b = x->client->in;
    struct slice name, password;
    int n = socks_login((struct slice){ b->data + b->r, b->w - b->r }, &name, &password);
    explicit_bzero(b->data + b->r, (size_t)n);
    b->r += (uint32_t)n;
    socks_say(x, "\1\0", 2);
    x->socks = SOCKS_REQUEST;
    xchg_socks(x);
}

static void xchg_look(struct xchg *x);

/* Count it for --rate: a tunnel that is looked into and the first request in it are one. false: it is one too many. */
static bool xchg_take_rate(struct xchg *x)
{
    struct inside *in = x->client->inside;
    const bool paid = x->promised || (in && in->paid);
    if (in)
        in->paid = false;
    if (!rates || paid || x->from.kind != ADDR_IP)
        return true;
    return !(x->retry_s = rate_take(&x->from)) || xchg_report(x, WHY_RATE);
}

/* Max-Forwards (RFC 9110, 7.6.2). false: it goes no further. */
static bool xchg_take_hop(struct xchg *x)
{
    struct head *h = &x->req;
    const struct field *f = head_next(h, FIELD_MAX_FORWARDS, NULL);
    int64_t hops;
    if (!f || !(slice_eq(head_method(h), SLICE("TRACE")) || slice_eq(head_method(h), SLICE("OPTIONS"))))
        return true;
    if (head_next(h, FIELD_MAX_FORWARDS, f) || !all_digits(head_value(h, f))) {
        xchg_refuse(x, WHY_BAD_FIELD);
        return false;
    }
    if (!num_parse(head_value(h, f), INT64_MAX - 1, &hops))
        hops = INT64_MAX - 1;
    x->hops = hops;
    if (hops) {
        head_drop(h, FIELD_MAX_FORWARDS);
        return true;
    }
    if (!x->upward.read_done)
        x->keep = false;
    xchg_last_hop(x);
    return false;
}

/* It is known who asks: the rules that need it, the limits, and how far it may go. */
static void xchg_judged(struct xchg *x)
{
    struct head *h = &x->req;
    head_drop(h, FIELD_PROXY_AUTHORIZATION);        /* it was for us */
    if (policy) {
        struct facts f = xchg_facts(x, NULL);
        if (xchg_is_refused(x, &f) && !xchg_report(x, WHY_DENIED)) {
            xchg_refuse(x, WHY_DENIED);
            return;
        }
    }
    if (x->connect && x->authority.port != 443 && !listener_is_local(x->client)
        && !(policy && policy_has(policy, HAS_ALLOW_PORT))) {
        xchg_refuse(x, WHY_PORT);
        return;
    }
    if (!xchg_take_rate(x)) {
        xchg_refuse(x, WHY_RATE);
        return;
    }
    if (x->looks) {
        xchg_look(x);
        return;
    }
    if (conf.max_body >= 0 && x->upward.octets > conf.max_body - x->upward.left && !xchg_report(x, WHY_BODY_LARGE)) {
        xchg_refuse(x, WHY_BODY_LARGE);
        return;
    }
    if (!xchg_take_hop(x))
        return;
    for (unsigned i = 0; conf.verbose > 1 && i < h->fields_n; i++)
        h->fields[i].drop |= slice_eq_nocase(head_name(h, &h->fields[i]), SLICE("accept-encoding"));
    if (conf.private) {
        static const enum field_id of_client[] = {
            FIELD_VIA, FIELD_FORWARDED, FIELD_X_FORWARDED_FOR, FIELD_X_FORWARDED_HOST, FIELD_X_FORWARDED_PROTO,
            FIELD_FROM, FIELD_X_REAL_IP,
        };
        for (size_t i = 0; i < sizeof of_client / sizeof *of_client; i++)
            head_drop(h, of_client[i]);
        for (unsigned i = 0; i < h->fields_n; i++)
            if (h->fields[i].name_n > 12
                && slice_eq_nocase((struct slice){ h->base + h->fields[i].name, 12 }, SLICE("x-forwarded-")))
                h->fields[i].drop = true;
    } else if (!x->forwarding) {
        head_drop(h, FIELD_FORWARDED);
        head_drop(h, FIELD_X_FORWARDED_FOR);
        head_drop(h, FIELD_X_FORWARDED_HOST);
        head_drop(h, FIELD_X_FORWARDED_PROTO);
        for (unsigned i = 0; i < h->fields_n; i++)      /* whose certificate it is only we can say */
            if (h->fields[i].name_n == subject_field.n && slice_eq_nocase(head_name(h, &h->fields[i]), subject_field)
                && !addr_is_trusted(&x->client->peer))
                h->fields[i].drop = true;
    }
    if (conf.mirror.targets_n && !x->connect && !x->upgrade.n)
        xchg_mirror(x);
    xchg_target(x);
}

/* ---- an upstream for it ---- */

static void xchg_dial(struct xchg *x);
static void xchg_way(struct xchg *x);
static void xchg_connected(struct xchg *x, struct conn *c);
static bool xchg_write_check(struct xchg *x);

/* Let it wait for room at a member of its route: at the head, if it comes from there; but one that does not want all of
 * them is not to hold up the others. */
static void xchg_queue(struct xchg *x)
{
    struct route *r = x->route;
    xchg_leave_member(x);               /* who decides whether a member is back does not wait */
    if (queued_n >= QUEUE_MOST) {
        if (!xchg_serve_stale(x, WHY_QUEUE_FULL))
            xchg_refuse(x, WHY_QUEUE_FULL);
        return;
    }
    x->state = X_QUEUE;
    x->queued = true;
    const bool first = x->its_turn && !x->wish.tried;
    x->next_queued = first ? r->queue : NULL;
    if (first || !r->queue)
        r->queue = x;
    else
        r->queue_last->next_queued = x;
    if (!x->next_queued)
        r->queue_last = x;
    queued_n++;
    if (!x->its_turn)
        x->queued_us = now_us;
    xchg_tell_queue(r);
    if (x->client->queue != Q_QUEUE)
        deadline_set(x->client, Q_QUEUE);
    hot_want(x->client, 0);
}

/* The first in a queue has its turn. */
static void xchg_queue_on(struct xchg *x)
{
    struct route *r = x->route;
    if (route_others_first(r, x->queued_us))
        return;
    xchg_leave_queue(x);
    const unsigned others = queued_n;
    if (client_has_gone(x))
        xchg_abort(x, WHY_CLIENT_GONE);
    else {
        x->its_turn = true;
        xchg_member(x);
    }
    if (r->queue && queued_n <= others)
        xchg_wake(r->queue);            /* it did not come back: there may be room for more */
}

/* Count it among those its member serves. false: that has no room (max=) any more. */
static bool xchg_claim(struct xchg *x)
{
    struct hold *h = x->member->mine;
    int64_t max = x->member->conf->max;
    atomic_store_explicit(&h->active, h->active + 1, memory_order_relaxed);
    x->claimed = true;
    if (max)
        atomic_thread_fence(memory_order_seq_cst);  /* of two that do this at once, one at least sees both */
    /* an idle connection of ours will be taken, or is closed before another is made */
    if (!max || member_load(x->member, true) - (h->idle > 0) <= max) {
        x->its_turn = false;
        return true;
    }
    atomic_store_explicit(&h->active, h->active - 1, memory_order_relaxed);    /* another process was as quick */
    x->claimed = false;
    return false;
}

/* Have the head and the content at hand ready to be written. */
static bool xchg_prepare(struct xchg *x)
{
    struct flow *f = &x->upward;
    f->v_n = f->v_at = 0;
    f->done = x->broken = x->sent = false;
    if (x->connect)
        return true;
    if (x->check)
        return xchg_write_check(x);
    if (!xchg_write_request(x))
        return false;
    flow_piece(f, f->head->data, f->head->w);
    if (x->gathered && x->collected)
        flow_frame(f, x->collected->data, x->collected->w, true);
    else
        flow_frame(f, x->client->in->data + x->content_at, x->content_n, x->whole);
    if (x->second_n)
        flow_piece(f, f->block->data, x->second_n);
    return true;
}

/* The look-up and all addresses have one time together; a check has had its own from the start. */
static void xchg_begin_connecting(struct xchg *x)
{
    if (x->client->queue != Q_CONNECT && !x->check)
        deadline_set(x->client, Q_CONNECT);
}

/* HEAD -> NAME: go on when the name is known. */
static void xchg_wait_name(struct xchg *x, struct name *name)
{
    xchg_begin_connecting(x);
    x->name = name;
    x->name_next = name->waiting;
    name->waiting = x;
    x->waits_name = true;
    x->record.asked_us = now_us;
    x->state = X_NAME;
    hot_want(x->client, 0);
}

/* A PROXY header of version 2 (2.2 of haproxy's proxy-protocol.txt): the client's address, as a header
 * of its own may have said it, and ours that the connection came to; without such, that we speak for
 * ourselves. */
static void text_proxy_header(struct text *t, const struct conn *client)
{
    struct sockaddr_storage ss = { .ss_family = AF_UNSPEC };
    socklen_t n = sizeof ss;
    (void)getsockname(client->fd, (struct sockaddr *)&ss, &n);
    struct addr ends[2] = { client->peer, addr_from_sockaddr((struct sockaddr *)&ss) };
    bool known = ends[0].kind == ADDR_IP && ends[1].kind == ADDR_IP;
    unsigned ip_n = !known ? 0 : addr_is_v4(&ends[0]) && addr_is_v4(&ends[1]) ? 4 : 16;
    text_add(t, proxy_header_2, sizeof proxy_header_2);
    text_char(t, known ? 0x21 : 0x20);
    text_char(t, ip_n == 4 ? 0x11 : ip_n ? 0x21 : 0);
    text_char(t, 0);
    text_char(t, (char)(ip_n ? 2 * ip_n + 4 : 0));
    for (int i = 0; i < 2 && ip_n; i++)
        text_add(t, (const char *)ends[i].ip + 16 - ip_n, ip_n);
    for (int i = 0; i < 2 && ip_n; i++) {
        text_char(t, (char)(ends[i].port >> 8));
        text_char(t, (char)ends[i].port);
    }
}

/* An origin is chosen: take a pooled connection, or find out its addresses. */
static void xchg_upstream(struct xchg *x)
{
    struct origin *o = x->origin;
    struct dial *d = &x->dial;
    struct conn *c = NULL;
    if (x->member && !x->claimed && !x->check && !xchg_claim(x)) {
        xchg_queue(x);
        return;
    }
    head_begin(&x->res);
    x->record.dialled_us = x->record.connected_us = x->record.sent_us = x->record.first_us = 0;
    if (!xchg_prepare(x)) {
        xchg_refuse(x, WHY_BUSY);
        return;
    }
    if (!x->connect && !x->check && x->reused_retries < REUSED_RETRIES)
        c = pool_take(o, x->forwarding || x->member->conf->proxy ? xchg_fits : NULL, x);
    if (c) {
        x->record.reused = true;
        xchg_connected(x, c);
        return;
    }
    *d = (struct dial){ .one = x->member && x->member->conf->max };
    while (d->one && o->pooled && member_load(x->member, true) > x->member->conf->max)
        upstream_close(o->pooled);              /* it is of no use here, but counts */
    xchg_begin_connecting(x);
    const struct authority *at = origin_at(o);
    const bool guarded = x->forwarding && !x->parent;       /* what the operator names is not */
    if (at->ip.kind != ADDR_NONE) {
        d->addrs[d->n++] = at->ip;
    } else {
        struct name *name = name_get(authority_host(at), guarded ? &x->from : NULL);
        if (!name) {
            xchg_upstream_failed(x, WHY_BUSY);
            return;
        }
        if (name->asked && (name->n == 0 || guarded)) {
            xchg_wait_name(x, name);
            return;
        }
        if (name->n == 0) {
            xchg_upstream_failed(x, name->error == EAI_LATE ? WHY_NAME_LATE : WHY_NAME_UNKNOWN);
            return;
        }
        for (unsigned i = 0; i < name->n; i++)
            d->addrs[d->n++] = name->addrs[i];
    }
    enum why why = WHY_NONE;
    unsigned n = d->n;
    for (unsigned i = 0; i < n; i++) {
        d->addrs[i].port = at->port;
        if (!guarded && addr_is_own_listener(&d->addrs[i]))
            why = WHY_OWN_LISTENER;
    }
    if (guarded)
        why = xchg_guard_all(x, d->addrs, &n);
    if (why) {
        xchg_refuse(x, why);
        return;
    }
    d->n = (uint8_t)n;
    if (x->member && x->member->conf->proxy) {
        struct text t = TEXT(x->proxy_header);
        text_proxy_header(&t, x->client);
        flow_piece_first(&x->upward, t.p, t.n);
    }
    xchg_dial(x);
}

/* What a name's look-up brought. */
static void name_answered(struct name *n, int error, const struct addr *addrs, unsigned addrs_n)
{
    n->asked = false;
    n->error = error;
    if (!error && addrs_n) {
        memcpy(n->addrs, addrs, addrs_n * sizeof *addrs);
        n->n = (uint8_t)addrs_n;
    } else if (error != EAI_LATE || now_ms > n->until + NAME_OK_MS)
        n->n = 0;
    if (!error)
        route_resolved(n);
    n->until = now_ms + (error ? NAME_FAILED_MS : NAME_OK_MS);
    n->held = true;
    while (n->waiting) {
        struct xchg *x = n->waiting;
        xchg_leave_name(x);
        x->record.named_us = now_us;
        if (!x->origin)                     /* what it waited for decides where it goes */
            xchg_target(x);
        else if (n->n == 0)
            xchg_upstream_failed(x, error == EAI_LATE ? WHY_NAME_LATE : WHY_NAME_UNKNOWN);
        else
            xchg_upstream(x);
    }
    n->held = false;
}

static void xchg_dial(struct xchg *x)
{
    struct conn *c;
    x->state = X_DIAL;
    hot_want(x->client, 0);
    while ((c = dial_next(&x->dial, x, x->origin))) {
        x->record.tries++;
        x->record.reused = false;
        x->record.upstream = c->peer;
        if (!x->record.dialled_us)
            x->record.dialled_us = now_us;
        if (x->connect || x->origin->tls || x->dial.live > 1 || (x->check && !conf.health.path.n)
            || (x->parent && (x->parent->tls || !xchg_by_parent(x))))
            return;
        /* On loopback it is connected already, so write first and poll after; a socket that is
         * not yet connected takes nothing. */
        x->up = c;
        int r = flow_write(&x->upward, c);
        x->up = NULL;
        if (r == 1 || x->sent) {
            xchg_connected(x, c);
            return;
        }
        if (r == 0)
            return;
        x->dial.error = errno;
        dial_forget(&x->dial, c);
        upstream_close(c);
    }
    if (!x->dial.live)
        xchg_upstream_failed(x, x->dial.error == EMFILE || x->dial.error == ENFILE || x->dial.error == ENOMEM
                             ? WHY_BUSY : WHY_CONNECT);
}

/* An attempt has an outcome. */
static void xchg_dialled(struct xchg *x, struct conn *c)
{
    int error = 0;
    socklen_t n = sizeof error;
    if (getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &error, &n) == 0 && error == 0) {
        xchg_connected(x, c);
        return;
    }
    x->dial.error = error;
    dial_forget(&x->dial, c);
    upstream_close(c);
    xchg_dial(x);
}

static void xchg_tunnel(struct xchg *x)
{
    struct flow *f = &x->downward;
    x->state = X_TUNNEL;
    x->upward.in = x->upward.out = FRAME_CLOSE;
    x->upward.read_done = x->upward.done = false;
    f->in = f->out = FRAME_CLOSE;
    x->upward.seen = f->seen = NULL;
    x->keep = false;
}

/* What a client is told whose tunnel is open. */
static void text_connected(struct text *t, const struct xchg *x)
{
    if (x->socks)
        text_socks_reply(t, x, WHY_NONE);
    else
        text_add(t, connected, sizeof connected - 1);
}

/* There is a connection to where x goes: the request goes out on it, or the tunnel is open. */
static void xchg_ready(struct xchg *x)
{
    if (!x->connect) {
        x->state = X_SEND;
        x->downward.read_done = false;
        xchg_pump(x, x->upward.read_done ? 0 : CLIENT_READY);
        return;
    }
    if ((conf.verbose || conf.cache_mode) && !conf.mitm && !atomic_exchange(&shared->hinted, true))
        warn(0, "%s: what passes in a tunnel is not %s" TLS_HINT, conf.verbose ? "-v" : "-C",
             conf.verbose ? "shown" : "recorded");
    xchg_tunnel(x);
    x->record.status = 200;
    if (x->show.whether && !x->socks && !x->opened)
        xchg_show_answer(x, 200, (struct slice){ connected, sizeof connected - 1 });
    x->opened = true;
    struct block *b = x->promised ? NULL : block_get(sizeof connected);
    if (!x->promised && !b) {
        xchg_abort(x, WHY_BUSY);
        return;
    }
    if (b) {
        struct text t = { .p = b->data, .cap = b->cap };
        text_connected(&t, x);
        x->downward.head = b;
        flow_piece(&x->downward, t.p, t.n);
    }
    xchg_pump(x, x->tentative ? 0 : CLIENT_READY);
}

/* SECURE: the handshake with the server goes on; whatever is wrong, nothing of the request has been sent. */
static void xchg_secure_on(struct xchg *x)
{
    struct conn *c = x->up;
    ssize_t r = conn_shake(c);
    struct tls_session **session = x->with ? &parent_sessions[x->with - conf.parents] : &x->origin->session;
    if (r == READ_AGAIN)
        return;
    if (r != 1) {
        enum why why = tls_why(c->tls);
        if (x->with)
            why += WHY_PARENT_TLS_FAILED - WHY_TLS_FAILED;      /* they are in the same order */
        tls_forget_session(session);
        xchg_upstream_failed(x, why);
        return;
    }
    tls_keep_session(c->tls, session);
    hot_want(c, 0);
    if (x->with)
        xchg_way(x);
    else
        xchg_ready(x);
}

/* -> SECURE: with this parent, or, NULL, with the server */
static void xchg_shake(struct xchg *x, const struct parent_conf *with)
{
    struct origin *o = x->origin;
    const struct authority *at = with ? &with->at : x->member ? &x->member->conf->at : &o->at;
    if (!conf.insecure && !anchors_found()) {
        xchg_upstream_failed(x, WHY_NO_ANCHORS);
        return;
    }
    struct tls_session *session = with ? parent_sessions[with - conf.parents] : o->session;
    struct tls *tls = tls_connect(at, conf.insecure, session, x->up->tls);
    if (!tls) {
        xchg_upstream_failed(x, WHY_BUSY);
        return;
    }
    conn_secure(x->up, tls);
    x->state = X_SECURE;
    x->with = with;
    xchg_secure_on(x);
}

/* There is a way to the server: with TLS, if it is to be so, the handshake comes first. */
static void xchg_secure(struct xchg *x)
{
    if (x->origin->tls && !x->up->reused)
        xchg_shake(x, NULL);
    else
        xchg_ready(x);
}

/* ---- -M: a tunnel is looked into, if what passes there is HTTP ---- */

/* How it goes on, by who speaks, and by which deadline:
 *
 *   PEEK, nothing came       Q_PEEK       the client speaks -> it decides
 *                                         too late: may it pass unread? the way is opened, `tentative`
 *                                                   it may not: Q_KEEPALIVE, and then it is closed
 *   PEEK, too little came    Q_HEAD       more -> it decides; too late: unread, or, a handshake, closed
 *   NAME ... TUNNEL, `tentative`          the server speaks -> a tunnel like others
 *                                         the client speaks -> PEEK; the server is not reached -> PEEK, Q_KEEPALIVE
 *   decided: HTTP            xchg_inside  the exchange of CONNECT ends; conn->inside has what is left of it
 *   decided: TLS with us     x->inner     PEEK again, for what is in it
 *   decided: other           xchg_opaque  `looks` ends: judged as CONNECT, and opened
 *
 * `promised`: 200 was sent, so whoever is refused from then on is cut off. */

/* Have they the look of a request's first octets? 0: they are too few to tell. What other protocols begin with has a word
 * too, but no target behind it; and "PRI *" is HTTP/2 (RFC 9113, 3.4), which is not for us. */
static int xchg_looks_like_http(struct slice in)
{
    enum { METHOD_MOST = 32 };
    for (int i = 0; i < 2 && slice_starts(in, SLICE("\r\n")); i++)
        in = slice_from(in, 2);                 /* as before any request */
    struct slice target = in, method = slice_cut(&target, ' '), absolute = SLICE("http");
    if (in.n == 0 || slice_eq(in, SLICE("\r")))
        return 0;
    if (!slice_all(method, IS_TOKEN) || method.n > METHOD_MOST || slice_eq(method, SLICE("PRI")))
        return -1;
    if (target.n == 0)
        return method.n < in.n || in.n <= METHOD_MOST ? 0 : -1;
    if (method.n == 0)
        return -1;
    if (target.p[0] == '/' || target.p[0] == '*')
        return 1;
    size_t n = target.n < absolute.n ? target.n : absolute.n;
    return !slice_eq_nocase((struct slice){ target.p, n }, (struct slice){ absolute.p, n }) ? -1 : n == absolute.n;
}

/* It is HTTP: the connection is now one to us as to that server. */
static void xchg_inside(struct xchg *x)
{
    struct conn *c = x->client;
    struct inside *in = calloc(1, sizeof *in);
    if (!in) {
        xchg_abort(x, WHY_BUSY);
        return;
    }
    in->at = x->authority;
    in->from = x->from;
    in->from_named = x->from_named;
    in->paid = true;
    in->tls = x->inner;
    memcpy(in->user, x->user, in->user_n = x->user_n);
    c->inside = in;
    xchg_free(x);
    deadline_clear(c);
    hot_want(c, 0);
    client_next_request(c);
}

/* May it pass unread? Not where a -d might be meant for what is in it, nor where no -a is for CONNECT. */
static bool xchg_may_be_opaque(const struct xchg *x)
{
    struct facts f = xchg_facts(x, NULL);
    struct slice rule;
    f.know_message = true;
    return !policy || (!policy_might_deny(policy, f) && policy_judge(policy, &f, &rule) != REFUSE);
}

/* It is something else: it passes as it would without -M, if it may. */
static void xchg_opaque(struct xchg *x)
{
    deadline_clear(x->client);
    hot_want(x->client, 0);
    if (!xchg_may_be_opaque(x) && !xchg_report(x, WHY_DENIED)) {
        xchg_refuse(x, WHY_DENIED);
        return;
    }
    x->looks = false;
    if (!x->opened)
        xchg_show_begin(x);
    xchg_judged(x);
}

/* PEEK: what has come decides, if it is enough. */
static void xchg_peek(struct xchg *x)
{
    struct conn *c = x->client;
    for (;;) {
        struct slice in = { c->in ? c->in->data + c->in->r : "", c->in ? c->in->w - c->in->r : 0 };
        const bool tls = in.n && in.p[0] == 22 && !x->inner;
        const int http = !in.n ? 0 : tls ? tls_offers_http(in) : x->inner && c->tls->http ? 1 : xchg_looks_like_http(in);
        if (http == -1) {
            xchg_opaque(x);
            return;
        }
        if (http == 1 && !tls) {
            xchg_inside(x);
            return;
        }
        if (http == 1) {
            struct tls *t = tls_accept(0, &x->authority, &c->in, c->tls);
            if (!t) {
                xchg_abort(x, WHY_BUSY);
                return;
            }
            conn_secure(c, t);
            x->inner = true;
        }
        if ((!c->in && !(c->in = block_get(SMALL))) || !client_make_room(c)) {
            xchg_abort(x, WHY_BUSY);
            return;
        }
        ssize_t n = conn_read(c, c->in);
        if (n == 0 && !x->inner) {              /* it says no more, but may listen */
            xchg_opaque(x);
            return;
        }
        if (n <= 0 && n != READ_AGAIN) {
            enum why why = x->inner && !c->tls->up ? tls_why_client(c->tls) : WHY_CLIENT_GONE;
            if (why == WHY_TLS_DISTRUST && !atomic_exchange(&shared->hinted, true))
                warn(0, "-M: a client does not trust our certificate for %s; have it trust %s/ca.pem", x->authority.host,
                     conf.mitm);
            xchg_abort(x, why);
            return;
        }
        if (n == READ_AGAIN)
            break;
    }
    const bool silent = c->in->r == c->in->w && (!x->inner || c->tls->up);
    const enum queue q = silent ? Q_PEEK : Q_HEAD;
    if (c->in->r == c->in->w)
        block_put(&c->in);
    if (c->queue != q)
        deadline_set(c, q);
    hot_want(c, POLLIN);
}

/* Has the client said nothing yet in its tunnel? Then it is one of those idle. */
static bool xchg_is_silent(const struct xchg *x)
{
    return x->tentative || (x->state == X_PEEK && (x->client->queue == Q_PEEK || x->client->queue == Q_KEEPALIVE));
}

/* Nobody has said anything, or too little. It may be that the server is to, so the way there is opened, if it may be;
 * where the client has said nothing, it can still be the first, and is then looked at. */
static void xchg_peek_late(struct xchg *x, enum queue q)
{
    const struct block *in = x->client->in;
    const bool said = in && in->r < in->w, shakes = x->inner && !x->client->tls->up;
    if (q == Q_KEEPALIVE) {
        xchg_log(x, WHY_TUNNEL_IDLE);
        client_gone(x->client);
    } else if (q == Q_HEAD && (shakes || (said && in->data[in->r] == 22))) {
        slot_add(&mine->shaken[SHAKEN_FAILED], shakes);
        xchg_abort(x, WHY_HEAD_LATE);
    } else if (!said && (draining || (!xchg_may_be_opaque(x) && !conf.report_only)))
        deadline_set(x->client, Q_KEEPALIVE);
    else {
        x->tentative = !said;
        xchg_opaque(x);
    }
}

/* NAME ... TUNNEL -> PEEK: the server is not reached, or no longer wanted, and the client has still to say something. */
static void xchg_wait_again(struct xchg *x)
{
    xchg_leave_name(x);
    xchg_drop_upstream(x, false);
    if (x->origin)
        origin_release(x->origin);
    x->origin = NULL;
    x->parent = NULL;
    x->tentative = false;
    x->looks = true;
    x->state = X_PEEK;
    flow_clear(&x->upward);
    flow_clear(&x->downward);
    deadline_set(x->client, Q_KEEPALIVE);
    hot_want(x->client, POLLIN);
}

/* -> PEEK: whoever may be asked for there, the client is told that it is connected, so that it goes on. */
static void xchg_look(struct xchg *x)
{
    struct conn *c = x->client;
    char made[sizeof connected + 32];
    struct text t = TEXT(made);
    struct block *rest = NULL;
    struct addr to = x->authority.ip;
    enum why why = WHY_NONE;
    to.port = x->authority.port;
    if (to.kind == ADDR_IP && (why = xchg_guard(x, &to))) {     /* what is known now is said now */
        xchg_refuse(x, why);
        return;
    }
    if (!x->own_head) {                         /* the head stays where it is, for the log */
        const size_t n = c->in->w - c->in->r;
        if (n && !(rest = block_get(n))) {
            xchg_refuse(x, WHY_BUSY);
            return;
        }
        if (rest)
            memcpy(rest->data, c->in->data + c->in->r, rest->w = (uint32_t)n);
        x->own_head = c->in;
        c->in = rest;
    }
    text_connected(&t, x);
    struct iovec v = { .iov_base = t.p, .iov_len = t.n };
    x->record.status = 200;
    x->promised = true;
    x->state = X_PEEK;
    if (conn_write(c, &v, 1, false) == (ssize_t)t.n)    /* it is short, and all that went before is gone: it fits */
        xchg_peek(x);
    else
        xchg_abort(x, WHY_CLIENT_GONE);
}

/* ---- checks: an exchange of our own, on a connection of its own (--health) ---- */

/* Write what a member is asked. */
static bool xchg_write_check(struct xchg *x)
{
    const struct target_conf *to = x->check->conf;
    struct flow *f = &x->upward;
    if (!conf.health.path.n)
        return true;
    block_put(&f->head);
    if (!(f->head = block_get(conf.health.path.n + to->host.n + to->auth.n + HOST_MAX + 256)))
        return false;
    struct text t = { .p = f->head->data, .cap = f->head->cap };
    text_str(&t, "GET ");
    text_slice(&t, conf.health.path);
    text_str(&t, " HTTP/1.1\r\nHost: ");
    if (to->host.n)
        text_slice(&t, to->host);
    else
        text_authority(&t, &x->origin->at, to->tls ? 443 : 80);
    text_str(&t, "\r\nUser-Agent: proxy-health\r\nConnection: close\r\n");
    if (to->auth.n)
        text_field(&t, SLICE("Authorization"), to->auth);
    text_add(&t, "\r\n", 2);
    f->head->w = (uint32_t)t.n;
    flow_piece(f, t.p, t.n);
    return !t.cut;
}

/* The outcome of a check: NULL, or what was bad. */
static void xchg_checked(struct xchg *x, const char *bad)
{
    struct member *m = x->check;
    xchg_free(x);
    if (!draining)                      /* it may be we who broke it off */
        member_checked(m, bad);
}

/* The time of a member's next check has come, and the last one has to be over. */
static void xchg_check_member(struct conn *c)
{
    struct member *m = member_of_origin(c->origin);
    if (c->x)
        xchg_checked(c->x, whys[c->x->state == X_SEND ? WHY_RESPONSE_LATE : WHY_CONNECT_LATE].word);
    if (draining) {
        m->checker = NULL;
        conn_close(c);
        return;
    }
    deadline_set(c, Q_CHECK);
    struct xchg *x = m->gone ? NULL : xchg_new(c);
    if (!x)
        return;
    x->idempotent = x->whole = x->upward.read_done = true;
    x->check = x->member = m;
    x->route = m->route;
    x->origin = &m->origin;
    xchg_upstream(x);
}

/* ---- parents: another proxy is asked to connect ---- */

/* What the parent is to send next. */
enum parent_step { PARENT_METHODS, PARENT_PASSWORD, PARENT_REPLY, PARENT_HEAD };

static enum outcome xchg_parent_fails(struct xchg *x, enum why why)
{
    xchg_upstream_failed(x, why);
    return GONE;
}

/* Nothing else was written on this connection, and this is short: it fits. */
static enum outcome xchg_parent_say(struct xchg *x, const struct text *t, enum parent_step next)
{
    struct iovec v = { .iov_base = t->p, .iov_len = t->n };
    x->parent_step = (uint8_t)next;
    return conn_write(x->up, &v, 1, false) == (ssize_t)t->n ? PASSED : xchg_parent_fails(x, WHY_UPSTREAM_RESET);
}

/* Ask for a tunnel (RFC 9110, 9.3.6). */
static enum outcome xchg_parent_tunnel(struct xchg *x)
{
    char made[2 * HOST_MAX + 1024];
    struct text t = TEXT(made);
    struct authority at = x->authority;
    if (at.pinned) {                            /* not where the name may lead the parent */
        struct text host = { .p = at.host, .cap = sizeof at.host - 1 };
        text_ip(&host, &at.ip);
        at.host_n = (uint16_t)host.n;
    }
    text_str(&t, "CONNECT ");
    text_authority(&t, &at, 0);
    text_str(&t, " HTTP/1.1\r\nHost: ");
    text_authority(&t, &at, 0);
    text_str(&t, "\r\n");
    if (!conf.private)
        text_via(&t, x->req.minor);
    if (x->parent->basic.n)
        text_field(&t, SLICE("Proxy-Authorization"), x->parent->basic);
    text_str(&t, "\r\n");
    return xchg_parent_say(x, &t, PARENT_HEAD);
}

/* VER, ULEN, UNAME, PLEN, PASSWD (RFC 1929, 2) */
static enum outcome xchg_parent_login(struct xchg *x)
{
    char made[2 * 256 + 4];
    struct text t = TEXT(made);
    text_char(&t, 1);
    text_char(&t, (char)x->parent->user.n);
    text_slice(&t, x->parent->user);
    text_char(&t, (char)x->parent->password.n);
    text_slice(&t, x->parent->password);
    return xchg_parent_say(x, &t, PARENT_PASSWORD);
}

/* VER, CMD, RSV, ATYP, DST.ADDR, DST.PORT (RFC 1928, 4): names are the parent's to resolve. */
static enum outcome xchg_parent_request(struct xchg *x)
{
    char made[HOST_MAX + 16];
    struct text t = TEXT(made);
    const struct authority *a = &x->authority;
    text_add(&t, "\5\1\0", 3);
    if (a->ip.kind == ADDR_IP && addr_is_v4(&a->ip)) {
        text_char(&t, 1);
        text_add(&t, (const char *)a->ip.ip + 12, 4);
    } else if (a->ip.kind == ADDR_IP) {
        text_char(&t, 4);
        text_add(&t, (const char *)a->ip.ip, 16);
    } else {
        text_char(&t, 3);
        text_char(&t, (char)a->host_n);
        text_slice(&t, authority_host(a));
    }
    text_char(&t, (char)(a->port >> 8));
    text_char(&t, (char)a->port);
    return xchg_parent_say(x, &t, PARENT_REPLY);
}

/* DIAL -> PARENT */
static void xchg_parent(struct xchg *x)
{
    char made[4];
    struct text offer = TEXT(made);
    enum outcome o;
    x->state = X_PARENT;
    if (x->parent->kind == PARENT_HTTP)
        o = xchg_parent_tunnel(x);
    else {
        text_add(&offer, x->parent->user.n ? "\5\2\0\2" : "\5\1\0", x->parent->user.n ? 4 : 3);  /* RFC 1928, 3 */
        o = xchg_parent_say(x, &offer, PARENT_METHODS);
    }
    if (o == PASSED)
        hot_want(x->up, POLLIN);
}

/* The parent has connected to where x goes. */
static enum outcome xchg_parent_done(struct xchg *x)
{
    struct block *in = x->up->in;
    head_begin(&x->res);
    if (in->r < in->w && (!x->connect || x->origin->tls))       /* an answer to what was not asked yet */
        return xchg_parent_fails(x, WHY_BAD_RESPONSE);
    if (in->r == in->w)
        block_put(&x->up->in);
    xchg_secure(x);
    return GONE;
}

/* Deal with one message of the parent's. MORE: it is not whole; PASSED: there may be another; GONE: x
 * has gone on. */
static enum outcome xchg_parent_said(struct xchg *x)
{
    struct block *in = x->up->in;
    struct head *h = &x->res;
    const unsigned char *b = (const unsigned char *)in->data + in->r;
    size_t n = in->w - in->r, size;
    enum why why;
    switch (x->parent_step) {
    case PARENT_METHODS:                        /* VER, METHOD */
        if (n < 2)
            return MORE;
        in->r += 2;
        if (b[0] != 5)
            return xchg_parent_fails(x, WHY_BAD_RESPONSE);
        if (b[1] == 0)
            return xchg_parent_request(x);
        return b[1] == 2 && x->parent->user.n ? xchg_parent_login(x) : xchg_parent_fails(x, WHY_PARENT);
    case PARENT_PASSWORD:                       /* VER, STATUS */
        if (n < 2)
            return MORE;
        in->r += 2;
        return b[1] == 0 ? xchg_parent_request(x) : xchg_parent_fails(x, WHY_PARENT);
    case PARENT_REPLY:                          /* VER, REP, RSV, ATYP, BND.ADDR, BND.PORT */
        if (n < 5)
            return MORE;
        if (b[0] != 5 || (b[3] != 1 && b[3] != 3 && b[3] != 4))
            return xchg_parent_fails(x, WHY_BAD_RESPONSE);
        if (b[1])
            return xchg_parent_fails(x, socks_why(b[1]));
        size = b[3] == 1 ? 10 : b[3] == 4 ? 22 : 7U + b[4];
        if (n < size)
            return MORE;
        in->r += (uint32_t)size;
        return xchg_parent_done(x);
    default:
        why = head_parse(h, HEAD_RESPONSE, in->data + in->r, n, HEAD_DEFAULT);
        if (!why && !h->size)
            return MORE;
        in->r += why ? 0 : h->size;
        if (!why && h->status >= 300)
            why = WHY_PARENT;
        if (!why && (h->status == 101 || (h->status < 200 && ++x->interims > INTERIM_MAX)))
            why = WHY_BAD_RESPONSE;
        if (why)
            return xchg_parent_fails(x, why);
        if (h->status >= 200)
            return xchg_parent_done(x);
        head_begin(h);
        return PASSED;
    }
}

/* PARENT: something has come. */
static void xchg_parent_ready(struct xchg *x)
{
    struct conn *up = x->up;
    if (!up->in && !(up->in = block_get(BULK))) {
        xchg_upstream_failed(x, WHY_BUSY);
        return;
    }
    if (up->in->w == up->in->cap)
        (void)block_compact(up->in);            /* an unfinished message is far smaller than that */
    ssize_t n = conn_read(up, up->in);
    if (n == READ_AGAIN)
        return;
    if (n <= 0)                                 /* as OpenSSH does that cannot connect */
        xchg_upstream_failed(x, WHY_PARENT);
    else
        while (xchg_parent_said(x) == PASSED)
            ;
}

/* The parent, if there is one, may have to be asked to connect first. */
static void xchg_way(struct xchg *x)
{
    if (x->parent && !x->up->reused && !xchg_by_parent(x))
        xchg_parent(x);
    else
        xchg_secure(x);
}

/* There is a connection. */
static void xchg_connected(struct xchg *x, struct conn *c)
{
    dial_forget(&x->dial, c);
    dial_end(&x->dial, c);
    deadline_clear(c);
    c->kind = CONN_UPSTREAM;
    c->x = x;
    x->up = c;
    x->record.upstream = c->peer;
    x->record.connected_us = now_us;
    if (x->check && !conf.health.path.n) {
        xchg_checked(x, NULL);
        return;
    }
    if (!c->reused)
        c->owner = conn_token(x->client);
    if (x->parent && x->parent->tls && !c->reused)
        xchg_shake(x, x->parent);
    else
        xchg_way(x);
}

/* Which parent is this for? false: it waits for a name, or was refused. */
static bool xchg_choose_parent(struct xchg *x)
{
    struct authority *at = &x->authority;
    struct slice host = authority_host(at);
    const struct parent_conf *p = parent_of_host(host);
    const bool judge = policy && policy_has(policy, HAS_TO_ADDR);
    struct name *name = NULL;
    struct addr addrs[ADDRS_MAX] = { at->ip };
    unsigned n = at->ip.kind == ADDR_IP;
    if (n == 0 && (judge || (!p && conf.parents_by_addr) || label_is_localhost(host))) {
        if (!(name = name_get(host, &x->from))) {
            xchg_refuse(x, WHY_BUSY);
            return false;
        }
        if (name->asked) {
            xchg_wait_name(x, name);
            return false;
        }
        n = name->n;
        memcpy(addrs, name->addrs, n * sizeof *addrs);
    }
    for (unsigned i = 0; i < n && !p; i++)
        p = parent_of_addr(&addrs[i]);
    if (!p)
        p = parent_of_rest();
    x->parent = p && p->kind != PARENT_DIRECT ? p : NULL;
    /* the parent connects, but not where the rules or the guard say no, as far as we can know */
    enum why why = x->parent && judge && n == 0 ? WHY_NAME_UNKNOWN : WHY_NONE;
    for (unsigned i = 0; i < n; i++)
        addrs[i].port = at->port;
    if (x->parent && n)
        why = xchg_guard_all(x, addrs, &n);
    if (why)
        xchg_refuse(x, why);
    return !why;
}

static void xchg_target(struct xchg *x)
{
    if (x->forwarding) {
        struct authority at = x->authority;
        if (xchg_cache(x))
            return;
        if (conf.parents_n && !xchg_choose_parent(x))
            return;
        if (xchg_by_parent(x))
            at = x->parent->at;                 /* it is one server for all that goes through it */
        if (!(x->origin = origin_get(&at, x->connect ? x->inner : x->target.https, x->parent))) {
            xchg_refuse(x, WHY_BUSY);
            return;
        }
        xchg_upstream(x);
        return;
    }
    x->route = route_find(authority_host(&x->authority), xchg_path(x));
    if (!x->route) {
        bool known = routes_any_host || route_names(authority_host(&x->authority));
        xchg_refuse(x, known ? WHY_NO_ROUTE : WHY_MISDIRECTED);
        return;
    }
    if (xchg_cache(x))
        return;
    xchg_member(x);
}

/* any -> COLLECT: have all content of the request. */
static void xchg_collect_all(struct xchg *x)
{
    x->state = X_COLLECT;
    if (x->expects && x->content_n == 0)
        flow_piece(&x->downward, go_on, sizeof go_on - 1);
    x->expects = false;
    xchg_pump(x, CLIENT_READY);
}

/* To the member chosen: an upstream, or a target of ours, which answers once it has the content. */
static void xchg_go(struct xchg *x)
{
    if (x->member->conf->to != TO_SERVER) {
        xchg_collect_all(x);
        return;
    }
    x->origin = &x->member->origin;
    xchg_upstream(x);
}

/* A cookie of the request (RFC 6265, 4.2.1). n 0: there is none. */
static struct slice xchg_cookie(const struct xchg *x, struct slice wanted)
{
    for (const struct field *f = NULL; (f = head_next(&x->req, FIELD_COOKIE, f));)
        for (struct slice rest = head_value(&x->req, f); rest.n;) {
            struct slice value = slice_trim(slice_cut(&rest, ';')), name = slice_cut(&value, '=');
            if (slice_eq(name, wanted))
                return value;
        }
    return (struct slice){ "", 0 };
}

/* What a hash chooses the member by; 0: the request has no such thing. */
static uint64_t xchg_wish_key(const struct xchg *x)
{
    struct slice s = { "", 0 };
    uint64_t h = 0;
    switch (conf.hash_of) {
    case HASH_IP:
        if (x->from.kind == ADDR_IP)            /* of IPv6 the network: the rest changes by the day */
            s = (struct slice){ (const char *)x->from.ip, addr_is_v4(&x->from) ? sizeof x->from.ip : sizeof x->from.ip / 2 };
        break;
    case HASH_URI:
        s = xchg_path(x);
        h = hash_plain(0, x->target.query.p, x->target.query.n);
        break;
    case HASH_HEADER:
        for (unsigned i = 0; i < x->req.fields_n && !s.n; i++)
            if (slice_eq_nocase(head_name(&x->req, &x->req.fields[i]), conf.hash_name))
                s = head_value(&x->req, &x->req.fields[i]);
        break;
    case HASH_COOKIE: s = xchg_cookie(x, conf.hash_name); break;
    }
    return s.n ? hash_plain(h, s.p, s.n) | 1 : 0;
}

/* Have a member for it, and go there, or wait for one with room. false: there is none. */
static bool xchg_choose(struct xchg *x)
{
    bool full;
    int64_t trial;
    if (conf.balance == BALANCE_HASH && !x->wish.key)
        x->wish.key = xchg_wish_key(x);
    struct member *m = member_choose(x->route, &x->wish, &full, &trial);
    if (!m && !full)
        return false;
    if (!m) {
        xchg_queue(x);
        return true;
    }
    x->member = m;
    x->on_trial = trial;
    x->origin = NULL;
    slot_add(&m->mine->requests, 1);
    xchg_go(x);
    return true;
}

/* -t wait=: no member can be connected to, or the one that could went away. Hold the request, which
 * may be sent again, for a moment, then try all again; until it was held for long enough (false). */
static bool xchg_hold(struct xchg *x, enum why why)
{
    switch (why) {
    case WHY_CONNECT: case WHY_CONNECT_LATE: case WHY_NAME_UNKNOWN: case WHY_NAME_LATE: case WHY_NO_MEMBER:
        break;
    case WHY_UPSTREAM_CLOSED: case WHY_UPSTREAM_RESET:
        if (x->lost++ < LOST_MOST)      /* it may be this request that ends it */
            break;
        return false;
    default:
        return false;
    }
    if (x->for_store)
        return false;
    if (!x->wait_until)
        x->wait_until = now_ms + conf.timeout[T_WAIT];
    if (conf.timeout[T_WAIT] == 0 || now_ms >= x->wait_until)
        return false;
    x->state = X_WAIT;
    x->wish.tried = 0;
    x->retries = 0;
    deadline_set(x->client, Q_RETRY);
    hot_want(x->client, 0);
    return true;
}

/* Choose a member of the route and go there. */
static void xchg_member(struct xchg *x)
{
    struct name *asked = route_refresh(x->route);
    x->member = NULL;
    x->origin = NULL;
    if (!x->its_turn && (x->route->queue || route_others_first(x->route, INT64_MAX)))
        xchg_queue(x);                  /* others were here before */
    else if (xchg_choose(x))
        return;
    else if (asked)
        xchg_wait_name(x, asked);
    else if (!xchg_serve_stale(x, WHY_NO_MEMBER) && !xchg_hold(x, WHY_NO_MEMBER))
        xchg_refuse(x, x->route->each ? WHY_NAME_UNKNOWN : WHY_NO_MEMBER);
}

/* This connection, or the way to one, came to nothing: send it elsewhere if that is allowed
 * (RFC 9110, 9.2.2; RFC 9112, 9.3.1), else say what was wrong. */
static void xchg_upstream_failed(struct xchg *x, enum why why)
{
    bool reused = x->up && x->up->reused;
    bool closed = why == WHY_UPSTREAM_CLOSED || why == WHY_UPSTREAM_RESET;
    bool silent = x->res.size == 0 && x->interims == 0 && !(x->up && x->up->in && x->up->in->w);
    bool repeatable = !x->sent || (x->whole && (x->idempotent || (reused && closed)));
    bool trial = x->on_trial != 0, fault = x->member && !(reused && closed) && why != WHY_BUSY && why != WHY_BAD_RESPONSE;
    if (x->check) {
        xchg_checked(x, whys[why].word);
        return;
    }
    if (fault && (trial || !x->wait_until)) {
        member_failed(x->member, trial);
        x->on_trial = 0;
    }
    xchg_drop_upstream(x, false);
    deadline_clear(x->client);
    if (x->origin && x->state != X_PARENT && (why == WHY_CONNECT || x->wait_until)) {
        const struct authority *at = origin_at(x->origin);
        if (at->ip.kind == ADDR_NONE || (x->member && x->member->conf->each))
            name_doubt(authority_host(at), x->wait_until ? WATCH_MS : NAME_FAILED_MS);
    }
    if (silent && closed && reused && repeatable) {
        x->reused_retries = x->idempotent ? x->reused_retries + 1 : REUSED_RETRIES;
        xchg_upstream(x);
        return;
    }
    if (x->mirrored) {
        xchg_abort(x, why);
        return;
    }
    if (x->member && silent && repeatable && why != WHY_BAD_RESPONSE && x->retries < conf.retries) {
        x->wish.tried |= UINT64_C(1) << x->member->slot;
        x->retries++;
        x->reused_retries = 0;
        if (xchg_choose(x)) {
            slot_add(&mine->retries, 1);
            return;
        }
    }
    if (xchg_serve_stale(x, why))
        return;
    if (!x->route || !silent || !repeatable || !xchg_hold(x, why))
        xchg_refuse(x, why);
}

/* ---- the cache: what is stored answers, and what comes is stored ---- */

/* The key of what is asked for, or of another path of the same authority: method, scheme, authority, path in
 * the comparing form and query, and in reverse mode the route. With mode=, the content of the request too. */
static void text_cache_key(struct text *key, const struct xchg *x, struct slice path, struct slice query)
{
    uint8_t digest[32];
    /* what GET brought answers HEAD; and what was recorded is for replay alone */
    text_str(key, conf.cache_mode ? "recorded " : "");
    text_slice(key, conf.cache_mode ? head_method(&x->req) : SLICE("GET"));
    struct authority at = x->authority, said = { .port = 0 };
    const char *scheme = !x->forwarding ? client_scheme(x) : x->target.https ? "https" : "http";
    if (!x->forwarding && x->req.first[FIELD_X_FORWARDED_HOST] && authority_parse(client_host(x), &said)) {
        at = said;                      /* of a trusted peer: the server gets it */
        at.port = at.port ? at.port : slice_eq(slice_of(scheme), SLICE("https")) ? 443 : 80;
    }
    if (conf.cache_mode && x->route && at.port == listeners[x->client->listener].addr.port)
        at.port = 0;                    /* our own may be another one when it is replayed */
    text_char(key, ' ');
    text_str(key, scheme);
    text_char(key, ' ');
    text_authority(key, &at, 0);
    text_char(key, ' ');
    text_slice(key, path);
    text_slice(key, query);
    if (x->route) {
        text_str(key, " route ");
        text_slice(key, x->route->conf->match.n ? x->route->conf->match : SLICE("/"));
    }
    if (x->gathered && x->collected) {
        digest_sha256(x->collected->data, x->collected->w, digest);
        text_str(key, " content ");
        text_hex_octets(key, digest, sizeof digest);
    }
}

/* Is one of the entity tags in this list the same, by the weak comparison (RFC 9110, 8.8.3.2)? They may have
 * commas in them. */
static bool field_lists_etag(struct slice list, struct slice etag)
{
    if (slice_starts(etag, SLICE("W/")))
        etag = slice_from(etag, 2);
    while (etag.n && list.n) {
        list = slice_trim(list);
        size_t from = slice_starts(list, SLICE("W/")) ? 2 : 0, to = from + 1;
        while (to < list.n && list.p[to] != '"')
            to++;
        to = to < list.n ? to + 1 : list.n;
        if (from < to && slice_eq((struct slice){ list.p + from, to - from }, etag))
            return true;
        list = slice_from(list, to);
        size_t comma = slice_find(list, ',');
        list = slice_from(list, comma < list.n ? comma + 1 : list.n);
    }
    return false;
}

/* Validators of the client's (RFC 9110, 13): is what it has still good? */
static bool xchg_not_modified(const struct xchg *x, const struct head *stored)
{
    const struct head *h = &x->req;
    struct slice etag = head_find_value(stored, "etag");
    if (head_find(h, "if-none-match")) {
        for (unsigned i = 0; i < h->fields_n; i++) {
            struct slice list = head_value(h, &h->fields[i]);
            if (slice_eq_nocase(head_name(h, &h->fields[i]), SLICE("if-none-match"))
                && (slice_eq(slice_trim(list), SLICE("*")) || field_lists_etag(list, etag)))
                return true;
        }
        return false;
    }
    int64_t since = cache_date(h, "if-modified-since"), modified = cache_date(stored, "last-modified");
    if (modified == -1)
        modified = cache_date(stored, "date");
    return since >= 0 && modified >= 0 && modified <= since;
}

/* Does If-Range, if there is one, allow a part of what is stored (RFC 9110, 13.1.5)? */
static bool xchg_range_holds(const struct xchg *x, const struct head *stored)
{
    const struct field *f = head_find(&x->req, "if-range");
    if (!f)
        return true;
    struct slice is = head_value(&x->req, f), etag = head_find_value(stored, "etag");
    if (is.n && *is.p == '"')
        return slice_eq(is, etag);
    return date_parse(is) >= 0 && date_parse(is) == cache_date(stored, "last-modified");
}

/* The one range asked for of n octets (RFC 9110, 14). 1: *from and *to are set; 0: all of it is sent;
 * -1: it cannot be satisfied. */
static int xchg_range(const struct xchg *x, const struct head *stored, int64_t n, int64_t *from, int64_t *to)
{
    struct slice v = head_find_value(&x->req, "range"), unit = slice_cut(&v, '=');
    v = slice_trim(v);
    if (x->to_head || !head_find(&x->req, "range") || !slice_eq_nocase(slice_trim(unit), SLICE("bytes"))
        || slice_find(v, ',') < v.n || !xchg_range_holds(x, stored))
        return 0;
    struct slice last = v, first = slice_cut(&last, '-');
    if (first.n == v.n || (first.n && !all_digits(first)) || (last.n && !all_digits(last)) || (!first.n && !last.n))
        return 0;
    if (first.n == 0) {
        int64_t suffix;
        if (!num_parse(last, INT64_MAX - 1, &suffix))
            suffix = INT64_MAX - 1;
        if (suffix == 0 || n == 0)
            return -1;
        *from = suffix < n ? n - suffix : 0;
        *to = n - 1;
        return 1;
    }
    if (!num_parse(first, INT64_MAX - 1, from))
        return -1;
    if (!last.n || !num_parse(last, INT64_MAX - 1, to) || *to >= n)
        *to = n - 1;
    if (last.n && *to < *from && *from < n)
        return 0;                       /* it is malformed */
    return *from < n ? 1 : -1;
}

/* The head that is stored becomes x->res, without what is not for this client. */
static void xchg_take_stored_head(struct xchg *x)
{
    const struct entry *e = x->stored;
    struct head *h = &x->res;
    head_begin(h);
    (void)head_parse(h, HEAD_RESPONSE, e->head.p, e->head.n, e->head.n + 1);
    (void)head_connection(h);
    x->stored_status = h->status;
    for (unsigned i = 0; i < h->fields_n; i++) {
        struct slice name = head_name(h, &h->fields[i]);
        h->fields[i].drop |= slice_eq_nocase(name, SLICE("age"))
            || (name.n > 10 && slice_eq_nocase((struct slice){ name.p, 10 }, SLICE("proxy-auth")))
            || (e->part && slice_eq_nocase(name, SLICE("content-range")))
            || (e->keeping.cc.flags & CC_FIELDS && cc_names_field(h, name));
    }
}

/* Which part of what is stored answers: *from and its length; -1: all there is, which is not known yet. The
 * status and Content-Range follow from that. */
static int64_t xchg_choose_part(struct xchg *x, int64_t *from)
{
    const struct entry *e = x->stored;
    struct head *h = &x->res;
    struct text t = { .p = x->range, .cap = sizeof x->range - 1 };
    int64_t total = e->part ? e->part_of : e->size, to = 0;
    *from = 0;
    *x->range = '\0';
    if (h->status != (e->part ? 206 : 200) || !(x->to_head || slice_eq(head_method(&x->req), SLICE("GET"))))
        return e->size;
    if (xchg_not_modified(x, h)) {
        h->status = 304;
        return 0;
    }
    switch (total >= 0 ? xchg_range(x, h, total, from, &to) : 0) {
    case 1: {
        int64_t n = to - *from + 1;
        text_printf(&t, "bytes %lld-%lld/%lld", (long long)*from, (long long)to, (long long)total);
        x->range[t.n] = '\0';
        h->status = 206;
        *from -= e->part_from;
        return n;
    }
    case -1:
        text_printf(&t, "bytes */%lld", (long long)total);
        x->range[t.n] = '\0';
        h->status = 416;
        *from = 0;
        return 0;
    default:
        *from = 0;
        return e->size;
    }
}

/* any -> REPLY: e is the answer, or the part of it that the client wants. */
static void xchg_serve(struct xchg *x, struct entry *e)
{
    struct head *h = &x->res;
    struct flow *f = &x->downward;
    xchg_set_stored(x, e);
    xchg_lead_no_more(x);
    xchg_drop_upstream(x, false);
    flow_clear(f);
    e->visited = true;
    index_visit(e->hash, e->variant);
    x->validating = false;
    x->serves = true;
    xchg_take_stored_head(x);
    int64_t n = xchg_choose_part(x, &x->entry_at);
    for (unsigned r = 0; x->route && r < x->route->members_n; r++)
        if (x->route->members[r] && (conf.cache_mode && !x->member ? true
                                     : e->to && slice_eq(slice_of(x->route->members[r]->conf->given), slice_of(e->to->given))))
            x->member = x->route->members[r];   /* its terms are written back; of a recording, if need be another's */
    bool none = h->status == 204 || h->status == 304;
    f->out = none || x->to_head ? FRAME_NONE : n >= 0 ? FRAME_LENGTH : x->req.minor >= 1 ? FRAME_CHUNKED : FRAME_CLOSE;
    x->state = X_REPLY;
    if (conf.cache_mode && x->to_head && !num_parse(head_find_value(h, "content-length"), INT64_MAX, &n))
        n = -1;                         /* stored of a HEAD, which has no content */
    if (!xchg_write_response(x, true, none ? -1 : n)) {
        xchg_abort(x, WHY_BUSY);
        return;
    }
    x->record.status = h->status;
    if (x->show.whether) {
        xchg_show_request(x);
        xchg_show_decide(x, h->status);
        show_text(&x->show, (struct slice){ f->head->data, f->head->w }, '<');
    }
    f->in = FRAME_NONE;
    f->octets = 0;
    f->left = n;
    f->read_done = f->out == FRAME_NONE || n == 0;
    if (x->show.whether && conf.verbose > 1) {
        seen_begin(&x->seen_down, head_get(h, FIELD_CONTENT_TYPE));
        f->seen = &x->seen_down;
    }
    if (!f->read_done && e->whole && e->body) {
        flow_piece(f, e->body->data + x->entry_at, (size_t)n);
        if (f->seen)
            seen_take(f->seen, e->body->data + x->entry_at, (size_t)n);
        f->octets = n;
        f->read_done = true;
    } else if (!f->read_done && !e->whole)
        xchg_read_along(x);
    xchg_pump(x, 0);
}

/* REPLY: more of what is stored goes on. 1: there was some, or the end; 0: it has yet to come; -1: it never will. */
static int xchg_read_stored(struct xchg *x)
{
    struct flow *f = &x->downward;
    const struct entry *e = x->stored;
    const char *p;
    ssize_t n;
    if (e->body && !e->spilled && e->size >= 0 && e->size <= e->body->cap) {   /* it stays where it is */
        p = e->body->data + x->entry_at;
        n = (ssize_t)(e->have > x->entry_at ? e->have - x->entry_at : 0);
    } else {
        if (!f->block && !(f->block = block_get(BULK)))
            return -1;
        p = f->block->data;
        n = entry_read(e, x->entry_at, f->block->data, f->block->cap);
    }
    if (f->left >= 0 && n > f->left)
        n = (ssize_t)f->left;
    if (n == 0 && e->whole && f->left == -1) {
        flow_end(f);
        return 1;
    }
    if (n < 0)
        entry_unlist(x->stored);            /* the next will find out what is the matter with it */
    if (n <= 0)
        return n == 0 && !e->whole && !e->failed ? 0 : -1;
    x->entry_at += n;
    f->octets += n;
    f->left -= f->left >= 0 ? n : 0;
    f->read_done = f->left == 0;
    if (f->seen)
        seen_take(f->seen, p, (size_t)n);
    flow_frame(f, p, (size_t)n, false);
    if (x->reader_at && e->fetch && e->window)
        xchg_wake(e->fetch);            /* it may be the last that had to read this */
    return 1;
}

/* May it purge? It has to come from this machine, or by -A, and neither by a proxy nor from a page. */
static bool xchg_may_purge(const struct xchg *x)
{
    static const char *const of_others[] = { "forwarded", "via", "origin", "x-forwarded-", "sec-fetch-" };   /* or so begun */
    bool may = x->admin || client_is_here(x);
    for (unsigned i = 0; i < x->req.fields_n; i++)
        for (size_t k = 0; k < sizeof of_others / sizeof *of_others; k++) {
            struct slice name = head_name(&x->req, &x->req.fields[i]), other = slice_of(of_others[k]);
            if (other.p[other.n - 1] == '-' && name.n > other.n)
                name.n = other.n;
            may = may && !slice_eq_nocase(name, other);
        }
    return may;
}

static void xchg_purged(struct xchg *x, bool any)
{
    if (!x->upward.read_done)
        x->keep = false;
    xchg_answer(x, any ? 200 : 404, "text/plain", any ? SLICE("purged\n") : SLICE("not stored\n"), "");
}

/* PURGE (Squid's method): all that is stored of the target is dropped. */
static void xchg_purge(struct xchg *x)
{
    if (xchg_may_purge(x))
        xchg_purged(x, entry_drop_all(x->hash));
    else
        xchg_refuse(x, WHY_PURGE);
}

/* By -A: what the mode and the route would store it as. */
static void xchg_admin_purge(struct xchg *x)
{
    bool any = false;
    if (!xchg_may_purge(x)) {
        xchg_refuse(x, WHY_PURGE);
        return;
    }
    for (int forward = 0; forward < 2; forward++) {
        char made[TARGET_MAX + 2 * HOST_MAX + 1024];
        struct text key = TEXT(made);
        x->forwarding = forward;
        x->route = forward ? NULL : route_find(authority_host(&x->authority), xchg_path(x));
        if (forward ? !conf.forward : !x->route)
            continue;
        text_cache_key(&key, x, xchg_path(x), x->target.query);
        cache_hash(text_all(&key), x->hash);
        any |= entry_drop_all(x->hash);
    }
    x->forwarding = false;
    x->route = NULL;
    xchg_purged(x, any);
}

/* Does a target of ours answer? Then there is nothing to store. */
static bool xchg_is_canned(const struct xchg *x)
{
    return x->route && x->route->conf->targets[0].to != TO_SERVER;
}

/* Does the request go out with a login: the client's, -H's or the member's? */
static bool xchg_is_authorized(const struct xchg *x)
{
    if (x->req.first[FIELD_AUTHORIZATION] && (x->forwarding || !conf.logins.n || xchg_is_proxied(x)))
        return true;
    for (unsigned i = 0; x->route && i < x->route->conf->targets_n; i++)
        if (x->route->conf->targets[i].auth.n)
            return true;
    for (unsigned i = 0; i < conf.up.n; i++)
        if (!conf.up.list[i].remove && slice_eq_nocase(conf.up.list[i].name, SLICE("authorization")))
            return true;
    return false;
}

/* Is what is stored fresh enough for this request, or as stale as it allows (RFC 9111, 4.2)? */
static bool xchg_suits(const struct keeping *k, const struct cc *asked)
{
    int64_t age = keeping_age(k), late = age - k->lifetime;
    if (asked->flags & CC_NO_CACHE || asked->time[CC_MAX_AGE] == 0
        || (asked->time[CC_MAX_AGE] > 0 && age > asked->time[CC_MAX_AGE])
        || (asked->time[CC_MIN_FRESH] >= 0 && -late < asked->time[CC_MIN_FRESH]))
        return false;
    if (keeping_is_fresh(k))
        return true;
    return asked->time[CC_MAX_STALE] >= 0 && late <= asked->time[CC_MAX_STALE] && keeping_may_be_stale(k);
}

/* May a stored part answer? Only a request for a range of it. */
static bool xchg_is_in_part(const struct xchg *x, const struct entry *e)
{
    int64_t from, to;
    return xchg_range(x, entry_head(e), e->part_of, &from, &to) == 1 && from >= e->part_from && to < e->part_from + e->size;
}

/* May x have what came from where this did? Else it goes the usual way, and is refused there. */
static bool xchg_may_have(struct xchg *x, const struct entry *e)
{
    struct addr to = e->from.kind == ADDR_IP ? e->from : x->authority.ip;
    to.port = x->authority.port;
    return !x->forwarding || to.kind != ADDR_IP || xchg_guard(x, &to) == WHY_NONE;
}

/* The newest stored response that fits (RFC 9111, 4.1); NULL: none, and *miss says what there is instead. */
static struct entry *xchg_choose_stored(struct xchg *x, struct slice key, const char **miss)
{
    struct entry *best = NULL;
    *miss = "uri-miss";
    bool authorized = !conf.cache_mode && xchg_is_authorized(x);
    for (struct entry *e = entry_first(x->hash, key); e; e = e->chain) {
        if (!entry_is_of(e, x->hash) || !slice_eq(e->key, key) || (e->whole && e->failed))
            continue;
        bool may = !authorized || keeping_allows_authorized(&e->keeping);
        *miss = may ? "vary-miss" : "request";
        if (may && entry_fits(e, &x->req) && xchg_may_have(x, e) && (!e->part || xchg_is_in_part(x, e))
            && (!best || e->keeping.answered > best->keeping.answered))
            best = e;
    }
    return best;
}

/* A stored part that only lacks the rest, for a request for the whole; NULL: none. */
static struct entry *xchg_choose_prefix(struct xchg *x, struct slice key, const struct cc *asked)
{
    for (struct entry *e = *entry_bucket(x->hash); e && !head_find(&x->req, "range"); e = e->chain)
        if (entry_is_of(e, x->hash) && slice_eq(e->key, key) && e->part && e->part_from == 0 && e->size <= ENTRY_AT_ONCE
            && entry_fits(e, &x->req) && xchg_suits(&e->keeping, asked) && !xchg_is_authorized(x) && xchg_may_have(x, e))
            return e;
    return NULL;
}

/* One that fetches the same, and what of it x may read already (*e). NULL: nobody. */
static struct xchg *xchg_find_leader(struct xchg *x, const struct cc *asked, struct entry **e)
{
    *e = NULL;
    for (struct xchg *l = *xchg_leaders(x->hash); l; l = l->next_leader) {
        if (l == x || memcmp(l->hash, x->hash, HASH_OCTETS) != 0)
            continue;
        *e = l->downward.store;
        if (!*e)
            return l;
        if (!(*e)->spilled && !(*e)->part && (*e)->drops == atomic_load(index_drops(x->hash)) && entry_fits(*e, &x->req)
            && xchg_suits(&(*e)->keeping, asked) && !xchg_is_authorized(x) && xchg_may_have(x, *e))
            return l;
    }
    return NULL;
}

/* HEAD -> FOLLOW: its turn comes when l has an answer, or none. */
static void xchg_wait_for(struct xchg *x, struct xchg *l)
{
    x->state = X_FOLLOW;
    x->leader = l;
    x->next_follower = l->followers;
    l->followers = x;
    deadline_set(x->client, Q_WATCH);
    hot_want(x->client, 0);
}

/* HEAD -> FOLLOW, while a stand-in checks a large file that was opened just now. */
static void xchg_verify(struct xchg *x, struct entry *e)
{
    struct xchg *y = e->fetch;
    if (!y && (y = xchg_stand_in(x))) {
        y->state = X_VERIFY;
        xchg_set_stored(y, e);
        e->fetch = y;
        xchg_lead(y);
        xchg_wake(y);
    }
    if (y)
        xchg_wait_for(x, y);
    else
        xchg_refuse(x, WHY_BUSY);
}

/* VERIFY: on, a piece a turn. */
static void xchg_verify_on(struct xchg *x)
{
    struct entry *e = x->stored;
    bool ok = entry_check(e, ENTRY_AT_ONCE);
    if (ok && e->unchecked) {
        xchg_wake(x);
        return;
    }
    if (!ok && conf.cache_mode == CACHE_REPLAY) {
        warn(0, "-C %s: a file of %lld octets is damaged, or was edited, and is not used", conf.cache_path, (long long)e->size);
        e->failed = true;                   /* it stays, and is passed over */
    } else if (!ok)
        entry_drop(e);
    xchg_abort(x, WHY_NONE);
}

/* Stale, but inside its stale-while-revalidate (RFC 5861, 3): it is served, and asked for meanwhile. */
static bool xchg_serve_meanwhile(struct xchg *x, struct entry *best, const struct cc *asked)
{
    const struct keeping *k = &best->keeping;
    struct entry *e;
    int64_t late = keeping_age(k) - k->lifetime;
    if (late > k->cc.time[CC_SWR] || !keeping_may_be_stale(k) || asked->flags & CC_NO_CACHE || asked->time[CC_MAX_AGE] >= 0
        || asked->time[CC_MIN_FRESH] >= 0)
        return false;
    struct xchg *other = xchg_find_leader(x, asked, &e), *y = other || x->to_head ? NULL : xchg_stand_in(x);
    if (y) {
        xchg_set_stored(y, best);
        y->validating = entry_has_validator(best);
    }
    x->record.cache = "stale";
    xchg_serve(x, best);
    if (y) {
        xchg_lead(y);
        xchg_target(y);
    }
    return true;
}

/* HEAD -> FOLLOW, or REPLY from what another is fetching. false: x fetches for itself. */
static bool xchg_follow(struct xchg *x, const struct cc *asked)
{
    struct entry *e;
    unsigned slot = (unsigned)(xchg_tag(x->hash) % UNSTORED);
    if (x->insists)
        return false;
    struct xchg *l = xchg_find_leader(x, asked, &e);
    if (l && e) {
        x->record.cache = "hit";
        x->collapsed = true;
        xchg_serve(x, e);
        return true;
    }
    if (!l || x->collapsed || head_find(&x->req, "range")
        || (unstored[slot].tag == xchg_tag(x->hash) && unstored[slot].until > now_ms))
        return false;
    x->collapsed = true;                /* once: if it was in vain, x fetches for itself */
    xchg_wait_for(x, l);
    return true;
}

/* With mode=: what was recorded is the answer, whatever it says of its keeping. */
static bool xchg_replay(struct xchg *x, struct slice key)
{
    const char *miss = "request";
    struct entry *e = conf.cache_mode == CACHE_RECORD ? NULL : xchg_choose_stored(x, key, &miss);
    if (e && e->unchecked) {
        xchg_verify(x, e);
        return true;
    }
    x->keyed = true;
    x->forwarded = miss;
    x->record.cache = e ? "hit" : "miss";
    if (e) {
        x->forwarded = NULL;
        xchg_serve(x, e);
    } else if (conf.cache_mode == CACHE_REPLAY)
        xchg_refuse(x, WHY_NOT_RECORDED);
    return e || conf.cache_mode == CACHE_REPLAY;
}

/* With mode=: have all content of the request first, as the key has a digest of it. */
static bool xchg_gather(struct xchg *x)
{
    if (x->gathered || x->upward.in == FRAME_NONE)
        return false;
    x->gathering = true;
    head_drop(&x->req, FIELD_EXPECT);
    xchg_collect_all(x);
    return true;
}

/* COLLECT -> on: all content is in, and x goes where it would have gone. */
static void xchg_gathered(struct xchg *x)
{
    if (x->collected_cut) {
        xchg_refuse(x, WHY_BODY_LARGE);
        return;
    }
    x->gathering = false;
    x->gathered = x->whole = true;
    x->upward.out = x->upward.in;
    block_put(&x->upward.block);
    xchg_target(x);
}

/* What the cache can do for other methods than GET and HEAD: note that they may change things (RFC 9111, 4.4). */
static bool xchg_cache_method(struct xchg *x, struct slice method)
{
    if (slice_eq(method, SLICE("PURGE"))) {
        xchg_purge(x);
        return true;
    }
    x->record.cache = "bypass";
    x->unsafe = !slice_eq(method, SLICE("OPTIONS")) && !slice_eq(method, SLICE("TRACE"));
    x->forwarded = "method";
    return false;
}

/* What the client asks of the cache (RFC 9111, 5.2.1). false: not to be asked at all. */
static bool xchg_cache_asked(struct xchg *x, struct cc *asked)
{
    const struct head *h = &x->req;
    cc_read(asked, h);
    if (!(asked->flags & CC_GIVEN) && slice_eq_nocase(head_find_value(h, "pragma"), SLICE("no-cache")))
        asked->flags |= CC_NO_CACHE;
    x->insists = asked->flags & CC_NO_CACHE || asked->time[CC_MAX_AGE] == 0;
    bool bypass = x->upward.in != FRAME_NONE || x->upgrade.n || head_find(h, "if-match")
        || head_find(h, "if-unmodified-since");
    x->record.cache = "bypass";
    x->forwarded = bypass ? "bypass" : "request";
    return !bypass && !(asked->flags & CC_NO_STORE);
}

/* Look for what is asked for among what is stored. true: x has gone on: answered, or waiting for
 * another that fetches the same; false: the server is to be asked. */
static bool xchg_cache(struct xchg *x)
{
    char made[TARGET_MAX + 2 * HOST_MAX + 1024];
    struct text key = TEXT(made);
    const struct head *h = &x->req;
    struct slice method = head_method(h);
    struct cc asked;
    const char *miss;
    bool get = slice_eq(method, SLICE("GET"));
    if (!conf.cache_path || x->for_store || xchg_is_canned(x))
        return false;
    bool out = x->connect || (x->forwarding && !path_is_plain(x->target.path))
        || x->authority.pinned;                 /* whoever chose the address might answer for the name */
    bool recorded = conf.cache_mode && !out && !x->upgrade.n && !slice_eq(method, SLICE("TRACE"))
        && !slice_eq(method, SLICE("PURGE"));
    if (conf.cache_mode == CACHE_REPLAY && !recorded) {         /* it is to ask nobody */
        xchg_refuse(x, WHY_NOT_RECORDED);
        return true;
    }
    if (out)
        return false;
    if (recorded && xchg_gather(x))
        return true;
    text_cache_key(&key, x, xchg_path(x), x->target.query);
    cache_hash(text_all(&key), x->hash);
    x->drops = atomic_load(index_drops(x->hash));
    if (recorded && !key.cut)
        return xchg_replay(x, text_all(&key));
    if (!get && !x->to_head)
        return xchg_cache_method(x, method);
    if (!xchg_cache_asked(x, &asked) || key.cut)
        return false;
    struct entry *best = xchg_choose_stored(x, text_all(&key), &miss);
    x->forwarded = NULL;
    if (best && best->unchecked) {
        xchg_verify(x, best);
        return true;
    }
    if (best && xchg_suits(&best->keeping, &asked)) {
        x->record.cache = keeping_is_fresh(&best->keeping) ? "hit" : "stale";
        xchg_serve(x, best);
        return true;
    }
    if (best && xchg_serve_meanwhile(x, best, &asked))
        return true;
    if (get && xchg_follow(x, &asked))
        return true;
    x->forwarded = !best ? miss : keeping_is_fresh(&best->keeping) ? "request" : "stale";
    x->record.cache = "miss";
    if (asked.flags & CC_ONLY_IF_CACHED) {
        xchg_refuse(x, WHY_ONLY_IF_CACHED);
        return true;
    }
    x->keyed = true;
    struct entry *part = get && !best ? xchg_choose_prefix(x, text_all(&key), &asked) : NULL;
    if (part) {
        xchg_set_stored(x, part);
        x->completing = true;
        x->forwarded = "partial";
    }
    if (best && !best->part) {
        xchg_set_stored(x, best);
        x->validating = get && entry_has_validator(best);
    }
    if (get && (x->validating || !head_find(h, "range")))
        xchg_lead(x);
    return false;
}

/* Is a field of a 304, or of the answer to a HEAD, to replace what is stored? */
static bool field_is_kept(const struct head *h, const struct field *f)
{
    return !f->drop && !field_is_hop(f->id) && !slice_eq_nocase(head_name(h, f), SLICE("content-range"));
}

/* Write into t the head of what is stored with the fields of x->res in place of its own (RFC 9111, 3.2); `completed`: as
 * that of the whole (3.4). */
static void text_updated_head(struct text *t, const struct head *was, const struct head *h, bool completed)
{
    if (completed)
        text_str(t, "HTTP/1.1 200 OK\r\n");
    else
        text_add(t, was->base, was->fields_n ? was->fields[0].name : was->size - 2);
    for (unsigned i = 0; i < was->fields_n; i++) {
        struct slice name = head_name(was, &was->fields[i]);
        bool replaced = slice_eq_nocase(name, SLICE("age")) || slice_eq_nocase(name, SLICE("date"))
            || (completed && (slice_eq_nocase(name, SLICE("content-range")) || field_is_hop(was->fields[i].id)));
        for (unsigned k = 0; k < h->fields_n && !replaced; k++)
            replaced = slice_eq_nocase(head_name(h, &h->fields[k]), name) && field_is_kept(h, &h->fields[k]);
        if (!replaced)
            text_field(t, name, head_value(was, &was->fields[i]));
    }
    for (unsigned i = 0; i < h->fields_n; i++)
        if (field_is_kept(h, &h->fields[i]))
            text_field(t, head_name(h, &h->fields[i]), head_value(h, &h->fields[i]));
    text_str(t, "\r\n");
}

/* What is stored is still good: store it anew with what the server says of it now (RFC 9111, 4.3.4). NULL: the old
 * one stays as it is. */
static struct entry *xchg_freshen(struct xchg *x)
{
    static struct head now;
    struct entry *old = x->stored, *e = NULL;
    struct block *b = block_get(old->head.n + x->res.size + 8);
    struct keeping k;
    const char *why;
    if (!b)
        return NULL;
    head_begin(&now);
    (void)head_connection(&x->res);
    struct text t = { .p = b->data, .cap = b->cap };
    text_updated_head(&t, entry_head(old), &x->res, false);
    if (!t.cut && !head_parse(&now, HEAD_RESPONSE, t.p, t.n, t.n + 1)) {
        keeping_read(&k, &now, x->asked_s, now_s, !x->forwarding);
        struct entry_facts f = { .hash = x->hash, .key = old->key, .to = old->to, .from = old->from, .drops = x->drops };
        if (keeping_refused(&k, &x->req, &now, xchg_is_authorized(x)))
            entry_drop(old);            /* it may be stored no longer */
        else
            e = entry_begin(&f, &x->req, &now, &k, &why);
    }
    block_put(&b);
    bool ok = e && (old->size > ENTRY_AT_ONCE ? entry_adopt(e, old) : entry_copy(e, old) && entry_finish(e));
    if (e && !ok) {
        entry_free(e);
        e = NULL;
    }
    return e;
}

/* 304 to a condition of ours. */
static void xchg_validated(struct xchg *x)
{
    struct head *h = &x->res;
    struct persist p = head_connection(h);
    struct entry *e = xchg_freshen(x), *old = x->stored;
    x->record.cache = "revalidated";
    xchg_drop_upstream(x, !p.close && (h->minor >= 1 || p.keep_alive) && x->upward.done);
    if (x->for_store)
        xchg_abort(x, WHY_NONE);
    else
        xchg_serve(x, e ? e : old);
    if (e)
        entry_release(e);
}

/* The answer to a HEAD tells whether what GET brought is still good (RFC 9111, 4.3.5). */
static void xchg_compare(struct xchg *x)
{
    static const char *const validators[] = { "etag", "last-modified" };
    const struct head *was = entry_head(x->stored);
    bool same = true, told = false;
    int64_t length;
    for (size_t i = 0; i < sizeof validators / sizeof *validators; i++) {
        struct slice now = head_find_value(&x->res, validators[i]);
        told |= now.n > 0;
        same = same && (now.n == 0 || slice_eq(now, head_find_value(was, validators[i])));
    }
    if (num_parse(head_get(&x->res, FIELD_CONTENT_LENGTH), INT64_MAX, &length))
        same = same && length == x->stored->size;
    if (!same) {
        (void)entry_drop_all(x->hash);
        return;
    }
    struct entry *e = told ? xchg_freshen(x) : NULL;
    if (e)
        entry_release(e);
}

/* The server has an error: is what is stored good enough instead (RFC 5861, 4)? */
static bool xchg_serve_instead(struct xchg *x)
{
    int status = x->res.status;
    if (!x->stored || x->stored->part || x->insists || (status != 500 && status != 502 && status != 503 && status != 504)
        || !keeping_serves_error(&x->stored->keeping, false))
        return false;
    if (x->for_store) {
        xchg_abort(x, WHY_NONE);
        return true;
    }
    x->record.cache = "stale";
    x->forwarded = NULL;
    xchg_serve(x, x->stored);
    return true;
}

/* Is this the origin of the target URI, as we know it or as the client does? */
static bool xchg_is_origin(const struct xchg *x, const struct reference *r)
{
    struct authority a = { .port = 0 }, own = { .port = 0 };
    if (!r->has_authority)
        return r->scheme.n == 0;
    if (!authority_parse(r->authority, &a))
        return false;
    const bool https = x->target.form == FORM_ABSOLUTE ? x->target.https : x->client->tls != NULL;
    struct slice asked = https ? SLICE("https") : SLICE("http"), scheme = r->scheme.n ? r->scheme : asked;
    unsigned usual = slice_eq_nocase(scheme, SLICE("https")) ? 443 : 80;
    if (slice_eq_nocase(scheme, asked) && slice_eq(authority_host(&a), authority_host(&x->authority))
        && (a.port ? a.port : usual) == x->authority.port)
        return true;
    return !x->forwarding && slice_eq_nocase(scheme, slice_of(client_scheme(x))) && authority_parse(client_host(x), &own)
        && slice_eq(authority_host(&a), authority_host(&own)) && (a.port ? a.port : usual) == (own.port ? own.port : usual);
}

/* What an unsafe method has changed is stored no more: the target URI, and what Location and Content-Location
 * name of the same origin (RFC 9111, 4.4). true: the content is what GET would bring now (Content-Location says so:
 * RFC 9110, 9.3.3). */
static bool xchg_invalidate(struct xchg *x)
{
    static const char *const others[] = { "location", "content-location" };
    bool itself = false;
    (void)entry_drop_all(x->hash);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        char mapped[2 * TARGET_MAX], resolved[2 * TARGET_MAX], made[2 * TARGET_MAX + 2 * HOST_MAX + 1024];
        struct text m = TEXT(mapped), t = TEXT(resolved), key = TEXT(made);
        struct slice url = head_find_value(&x->res, others[i]);
        struct reference r;
        struct route *route = x->route;
        uint8_t hash[HASH_OCTETS];
        if (url.n == 0)
            continue;
        if (x->member && !x->forwarding) {      /* it is in the terms of the inside */
            text_str(&t, !slice_starts(url, SLICE("//")) ? "" : x->member->conf->tls ? "https:" : "http:");
            text_slice(&t, url);
            text_url_back(&m, x, text_all(&t));
        } else
            text_slice(&m, url);
        reference_parse(text_all(&m), &r);
        if (m.cut || t.cut || !xchg_is_origin(x, &r))
            continue;
        t.n = 0;
        size_t n = text_resolved(&t, &r, x->target.path, x->target.query);
        struct slice path = { t.p, n }, query = slice_from(text_all(&t), n);
        if (route && !(x->route = route_find(authority_host(&x->authority), path)))
            x->route = route;
        text_cache_key(&key, x, path, query);
        cache_hash(text_all(&key), hash);
        x->route = route;
        if (!t.cut && !key.cut) {
            itself |= i == 1 && memcmp(hash, x->hash, sizeof hash) == 0;
            (void)entry_drop_all(hash);
        }
    }
    return itself;
}

/* Is this 206 the rest of the part that is stored, and of the same representation (RFC 9111, 3.4)? Then x->res becomes the
 * head of the whole. */
static bool xchg_complete(struct xchg *x)
{
    struct head *h = &x->res, *was;
    struct entry *part = x->stored, rest = { .size = -1 };
    struct slice etag = entry_strong_etag(part);
    if (h->status != 206 || etag.n == 0 || !slice_eq(etag, head_find_value(h, "etag"))
        || !num_parse(head_get(h, FIELD_CONTENT_LENGTH), INT64_MAX / 2, &rest.size) || !entry_read_part(&rest, h)
        || rest.part_from != part->size || rest.part_of != part->part_of || rest.part_from + rest.size != rest.part_of)
        return false;
    struct block *b = block_get(part->head.n + h->size + 64);
    if (!b)
        return false;
    was = entry_head(part);
    (void)head_connection(was);
    struct text t = { .p = b->data, .cap = b->cap };
    text_updated_head(&t, was, h, true);
    block_put(&x->collected);
    x->collected = b;
    head_begin(h);
    return !t.cut && !head_parse(h, HEAD_RESPONSE, t.p, t.n, t.n + 1);
}

/* What came cannot complete what is stored: forget that, and ask for the whole. Nothing has gone to the client yet. */
static void xchg_ask_whole(struct xchg *x)
{
    x->completing = false;
    entry_drop(x->stored);
    xchg_forget_stored(x);
    flow_store_no_more(&x->downward);
    xchg_drop_upstream(x, false);
    flow_clear(&x->downward);
    xchg_upstream(x);
}

/* A final head has come: is what is stored good again, or stale but better than this, or is this to be
 * stored? true: x has gone on. */
static bool xchg_cache_response(struct xchg *x)
{
    struct head *h = &x->res;
    x->record.fwd_status = h->status;
    if (x->unsafe && h->status >= 200 && h->status < 400 && xchg_invalidate(x) && h->status == 200) {
        x->keyed = slice_eq(head_method(&x->req), SLICE("POST"));
        x->drops = atomic_load(index_drops(x->hash));
    }
    if (!x->keyed)
        return false;
    if (h->status == 304 && x->validating) {
        xchg_validated(x);
        return true;
    }
    x->validating = false;
    if (x->completing && (h->status == 206 || h->status == 304 || h->status == 412 || h->status == 416)) {
        if (xchg_complete(x)) {
            keeping_read(&x->keeping, h, x->asked_s, now_s, !x->forwarding);
            if (!keeping_refused(&x->keeping, &x->req, h, xchg_is_authorized(x)))
                return false;
        }
        xchg_ask_whole(x);
        return true;
    }
    if (x->completing)
        xchg_forget_stored(x);
    if (xchg_serve_instead(x))
        return true;
    if (x->to_head && x->stored && h->status == 200)
        xchg_compare(x);
    xchg_forget_stored(x);
    if (x->to_head && !conf.cache_mode)
        return false;
    keeping_read(&x->keeping, h, x->asked_s, now_s, !x->forwarding);
    x->not_stored = conf.cache_mode ? NULL : x->unsafe && !x->keeping.fixed ? "no-freshness"
        : keeping_refused(&x->keeping, &x->req, h, xchg_is_authorized(x));
    return false;
}

/* What is stored may be served though it is stale, as the server cannot be had (4.2.4). */
static bool xchg_serve_stale(struct xchg *x, enum why why)
{
    if (!x->stored || x->stored->part || x->serves || !x->keyed || x->insists || x->for_store || flow_pending(&x->downward)
        || !keeping_serves_error(&x->stored->keeping, true))
        return false;
    switch (why) {
    case WHY_NAME_UNKNOWN: case WHY_NAME_LATE: case WHY_CONNECT: case WHY_CONNECT_LATE: case WHY_UPSTREAM_CLOSED:
    case WHY_UPSTREAM_RESET: case WHY_RESPONSE_LATE: case WHY_NO_MEMBER: case WHY_PARENT: case WHY_CUT: case WHY_BAD_RESPONSE:
    case WHY_QUEUE_FULL: case WHY_QUEUE_LATE:
        xchg_leave_queue(x);
        x->record.cache = "stale";
        x->record.why = why;
        x->forwarded = NULL;
        deadline_clear(x->client);
        xchg_serve(x, x->stored);
        return true;
    default:
        return false;
    }
}

/* Begin to store the response whose head has come. NULL: x->not_stored says why. */
static struct entry *xchg_store_begin(struct xchg *x)
{
    struct flow *f = &x->downward;
    char made[TARGET_MAX + 2 * HOST_MAX + 1024];
    struct text key = TEXT(made);
    bool sized = f->in == FRAME_LENGTH || f->in == FRAME_NONE;
    int64_t size = x->completing ? x->stored->part_of : f->in == FRAME_LENGTH ? f->left : 0;
    x->not_stored = f->in == FRAME_CLOSE && !conf.cache_mode ? "framing"
        : !x->upward.done ? "early"
        : outdated ? "draining"
        : size > conf.cache_object ? "size"
        : size > ENTRY_SMALL && files_us <= 0 && conf.workers == 1 ? "busy"
        : NULL;
    if (x->not_stored)
        return NULL;
    text_cache_key(&key, x, xchg_path(x), x->target.query);
    struct entry_facts facts = { .hash = x->hash, .key = text_all(&key), .drops = x->drops };
    if (x->member)
        facts.to = x->member->conf;
    else if (!x->parent)
        facts.from = x->record.upstream;
    struct entry *e = entry_begin(&facts, &x->req, &x->res, &x->keeping, &x->not_stored);
    if (!e)
        return NULL;
    x->not_stored = NULL;
    e->size = sized ? size : -1;
    e->fetch = x->for_store ? x : NULL;
    x->not_stored = entry_read_part(e, &x->res) ? NULL : "partial";
    if (!x->not_stored && x->completing && !entry_copy(e, x->stored))
        x->not_stored = "memory";
    if (!x->not_stored)
        return e;
    entry_free(e);
    return NULL;
}

/* Its framing is decided: store the content of this response as it passes. */
static void xchg_store(struct xchg *x)
{
    unsigned slot = (unsigned)(xchg_tag(x->hash) % UNSTORED);
    if (x->keyed && (!x->to_head || conf.cache_mode) && !x->not_stored)
        x->downward.store = xchg_store_begin(x);
    if (!x->downward.store && x->leads && !xchg_is_authorized(x)) {
        unstored[slot].tag = xchg_tag(x->hash);
        unstored[slot].until = now_ms + UNSTORED_MS;
    } else if (x->downward.store && unstored[slot].tag == xchg_tag(x->hash))
        unstored[slot].until = 0;
    if (!x->downward.store)
        xchg_lead_no_more(x);
}

/* All content has been read: what is stored is there before the client has the last of it. */
static void xchg_stored(struct xchg *x)
{
    struct flow *f = &x->downward;
    struct entry *e = f->store;
    const struct block *in = x->up ? x->up->in : NULL;
    if (!e || !f->read_done)
        return;
    if (e->spilled) {
        e->whole = !e->failed;
        e->size = f->octets;
    } else if (in && in->r < in->w) {
        e->size = f->octets;
        return;                         /* more than was promised: xchg_doubt is next */
    } else
        (void)entry_finish(e);
    flow_store_no_more(&x->downward);
    xchg_lead_no_more(x);
}

/* RELAY -> DOUBT: there are octets behind the content. If they are the end of what this server says, the content may
 * have been longer than promised, and is not stored. On a connection that goes on they are no part of it. */
static void xchg_doubt(struct xchg *x)
{
    x->state = X_DOUBT;
    xchg_lead_no_more(x);
    deadline_set(x->client, Q_ATTEMPT);
    hot_want(x->up, POLLIN);
}

/* DOUBT: the server says more, or ends; `late`: it has done neither for a moment. */
static void xchg_doubt_on(struct xchg *x, bool late)
{
    static char sink[16 << 10];
    ssize_t n = late ? 0 : recv(x->up->fd, sink, sizeof sink, 0);
    if (!late && (n > 0 || (n == -1 && (errno == EAGAIN || errno == EINTR))))
        return;
    if (late)
        (void)entry_finish(x->downward.store);
    xchg_abort(x, WHY_NONE);
}

/* A stand-in for x, which has a copy of its request, and goes on when its client has gone. NULL: no memory. */
static struct xchg *xchg_stand_in(const struct xchg *x)
{
    struct xchg *y = xchg_twin(x);
    if (!y)
        return NULL;
    y->for_store = y->keyed = true;
    y->to_head = false;
    y->forwarding = x->forwarding;
    y->drops = x->drops;
    memcpy(y->hash, x->hash, sizeof y->hash);
    return y;
}

/* RELAY -> REPLY: more of what is stored is still to come, so a stand-in fetches it, and x reads along. false: no
 * memory; x goes on as it is. */
static bool xchg_split(struct xchg *x)
{
    struct flow *f = &x->downward, *g;
    struct entry *e = f->store;
    struct xchg *y = xchg_stand_in(x);
    if (!y)
        return false;
    y->state = X_RELAY;
    y->member = x->member;
    y->claimed = x->claimed;
    x->claimed = false;
    y->up = x->up;
    y->up->x = y;
    y->up_keep = x->up_keep;
    y->upward.done = true;
    x->up = NULL;
    g = &y->downward;
    g->in = f->in;
    g->left = f->left;
    g->chunk = f->chunk;
    g->octets = f->octets;
    g->read_done = f->read_done;
    g->store = e;
    f->store = NULL;
    e->fetch = y;
    bool led = x->leads;
    xchg_lead_no_more(x);               /* those who waited come back, and find it */
    if (led)
        xchg_lead(y);
    f->v_n = 1;                         /* the head; content is read from the entry */
    f->in = FRAME_NONE;
    f->octets = 0;
    f->left = e->size;
    f->read_done = e->size == 0;
    if (f->seen)
        seen_begin(f->seen, head_get(&x->res, FIELD_CONTENT_TYPE));
    xchg_set_stored(x, e);
    xchg_read_along(x);
    x->serves = true;
    x->entry_at = 0;
    x->state = X_REPLY;
    xchg_stored(y);                     /* it may be all here */
    xchg_pump(y, UPSTREAM_READY);
    xchg_pump(x, 0);
    return true;
}

/* ---- the response ---- */

static void xchg_member_answered(struct xchg *x)
{
    if (x->member)
        member_answered(x->member);
    x->on_trial = 0;
}

/* A final head: decide how its content ends, and write it anew. */
static enum why xchg_final(struct xchg *x)
{
    struct flow *f = &x->downward;
    struct head *h = &x->res;
    enum framing framing;
    int64_t length;
    enum why why = frame_response(h, x->to_head, &framing, &length);
    if (!why && x->parent && x->parent->kind == PARENT_HTTP && h->status == 407)
        why = WHY_PARENT;               /* it is our login that it wants, not the client's */
    if (why)
        return why;
    struct persist p = head_connection(h);
    if (p.too_many)
        return WHY_BAD_RESPONSE;
    x->up_keep = !p.close && (h->minor >= 1 || p.keep_alive) && framing != FRAME_CLOSE;
    xchg_member_answered(x);
    if (conf.cache_path && !x->mirrored && xchg_cache_response(x))
        return WHY_MAX;                 /* it is answered */
    f->in = (uint8_t)framing;
    f->left = length;
    f->chunk = (struct chunk){ .state = CHUNK_SIZE };
    f->out = (uint8_t)(framing == FRAME_CHUNKED || framing == FRAME_CLOSE ? x->req.minor >= 1 ? FRAME_CHUNKED : FRAME_CLOSE
                       : framing);
    f->octets = 0;
    f->read_done = framing == FRAME_NONE || (framing == FRAME_LENGTH && length == 0);
    if (!x->upward.read_done)
        x->keep = false;            /* an early answer: what more of the request comes is not read as the next */
    struct slice type = head_get(h, FIELD_CONTENT_TYPE), media = slice_trim(slice_cut(&type, ';'));
    x->is_events = slice_eq_nocase(media, SLICE("text/event-stream"));
    x->record.status = h->status;
    if (!x->mirrored)
        xchg_store(x);
    if (x->for_store && !f->store) {
        xchg_abort(x, WHY_NONE);
        return WHY_MAX;
    }
    if (x->completing && !f->store) {
        xchg_ask_whole(x);
        return WHY_MAX;
    }
    if (x->completing)
        length = x->stored->part_of;
    if (!x->for_store && !x->mirrored && !xchg_write_response(x, true, h->status == 204 ? -1 : length))
        return WHY_BUSY;
    x->state = X_RELAY;
    return WHY_NONE;
}

/* 1xx: passed on as it comes to those who can read it (RFC 9110, 15.2). */
static enum why xchg_interim(struct xchg *x)
{
    struct head *h = &x->res;
    if (++x->interims > INTERIM_MAX)
        return WHY_BAD_RESPONSE;
    if (head_connection(h).too_many)
        return WHY_BAD_RESPONSE;
    if (h->status == 101) {
        if (!x->upgrade.n || !slice_eq_nocase(head_get(h, FIELD_UPGRADE), x->upgrade))
            return WHY_BAD_RESPONSE;
        x->record.status = 101;
        xchg_member_answered(x);
        xchg_tunnel(x);
        return xchg_write_response(x, false, -1) ? WHY_NONE : WHY_BUSY;
    }
    bool wanted = h->status != 100 || x->expects;
    if (h->status == 100)
        x->expects = false;
    if (x->req.minor >= 1 && wanted && !x->for_store && !x->mirrored && !xchg_write_response(x, false, -1))
        return WHY_BUSY;
    return WHY_NONE;
}

/* Parse what has come of the response head. */
static enum outcome xchg_response(struct xchg *x)
{
    struct block *b = x->up->in;
    struct head *h = &x->res;
    enum why why = head_parse(h, HEAD_RESPONSE, b->data + b->r, b->w - b->r, HEAD_DEFAULT);
    if (!why && !h->size)
        return MORE;
    if (!why) {
        b->r += h->size;
        if (h->status >= 200 || h->status == 101)
            x->record.first_us = now_us;
        if (x->check) {
            char bad[16];
            (void)snprintf(bad, sizeof bad, "status %d", h->status);
            if (h->status < 200 && h->status != 101) {
                head_begin(h);
                return PASSED;
            }
            xchg_checked(x, h->status >= conf.health.least && h->status <= conf.health.most ? NULL : bad);
            return GONE;
        }
        if (x->show.whether) {
            if (h->status >= 200) {
                xchg_show_request(x);
                xchg_show_decide(x, h->status);
            }
            show_head(&x->show, h, head_start_line(h), '<', now_us - x->record.begun_us);
            if (h->status >= 200 && conf.verbose > 1) {
                seen_begin(&x->seen_down, head_get(h, FIELD_CONTENT_TYPE));
                x->downward.seen = &x->seen_down;
            }
        }
        why = h->status < 200 ? xchg_interim(x) : xchg_final(x);
        if (why == WHY_MAX)
            return GONE;
        if (!why && x->state == X_SEND)
            head_begin(h);
        if (!why && x->state == X_RELAY && !x->downward.read_done && b->r < b->w && !flow_take(&x->downward, b, true)) {
            flow_store_no_more(&x->downward);
            flow_clear(&x->downward);       /* nothing has gone out yet: it can still be a 502 */
            x->state = X_SEND;
            why = WHY_BAD_RESPONSE;
        }
        if (!why && x->state == X_RELAY && !x->completing)
            xchg_stored(x);
        if (!why && x->downward.store && !x->for_store && xchg_split(x))
            return GONE;
        if (!why && x->state == X_RELAY && x->completing) {     /* the beginning could not be stored with it */
            xchg_ask_whole(x);
            return GONE;
        }
        if (!why && x->state != X_SEND && !x->for_store) {
            xchg_lead_no_more(x);
            flow_store_no_more(&x->downward);
        }
    }
    if (!why)
        return PASSED;
    xchg_upstream_failed(x, why);
    return GONE;
}

/* ---- the pumps: content on its way ---- */

/* Where content that was read and not yet taken stands: at first behind the head. NULL: nowhere. */
static struct block *xchg_unread(const struct xchg *x)
{
    struct block *in = x->client->in, *b = x->upward.block;
    return in && in->r < in->w ? in : b && b->r < b->w ? b : NULL;
}

/* Content comes too slowly if all the time the client was waited for is more than -t idle and what its octets may
 * take: so one that sends an octet now and then does not keep its place for ever. */
static bool xchg_starves(struct xchg *x)
{
    if (x->hungry_ms)
        x->starved_ms += now_ms - x->hungry_ms;
    x->hungry_ms = 0;
    return conf.timeout[T_IDLE] && x->state != X_TUNNEL
        && x->starved_ms > conf.timeout[T_IDLE] + x->upward.octets * 1000 / SLOWEST;
}

/* Read more content from the client; a trailer section that is not whole goes on where it began.
 * 2: some came and there may be more; 1: some came; 0: none now; -1: x has gone on otherwise. */
static int xchg_read_content(struct xchg *x)
{
    struct flow *f = &x->upward;
    struct conn *c = x->client;
    struct block *b = xchg_unread(x);
    enum why why = WHY_NONE;
    if (!b) {
        if (!f->block && !(f->block = block_get(BULK)))
            return 0;
        b = f->block;
        b->r = b->w = 0;
    } else if (b->w == b->cap && b == c->in) {          /* behind the head there is no room left for it */
        if (!f->block && !(f->block = block_get(BULK)))
            return 0;
        f->block->r = 0;
        f->block->w = b->w - b->r;
        memcpy(f->block->data, b->data + b->r, f->block->w);
        b->r = b->w;
        b = f->block;
    } else if (b->w == b->cap && !block_compact(b))
        why = WHY_BAD_CHUNK;
    ssize_t n = why ? 1 : conn_read(c, b);
    if (n == READ_AGAIN) {
        if (f->block && f->block->r == f->block->w)
            block_put(&f->block);
        return 0;
    }
    if (n == 0 && x->state == X_TUNNEL) {
        flow_end(f);
        return 1;
    }
    if (n > 0 && !why && !xchg_starves(x))
        return b->w == b->cap ? 2 : 1;
    if (n > 0 && !why)
        why = WHY_BODY_LATE;
    if (n >= 0 && x->state != X_RELAY && x->state != X_TUNNEL)
        xchg_refuse(x, why ? why : WHY_BODY_CUT);
    else
        xchg_abort(x, why ? why : WHY_CLIENT_GONE);
    return -1;
}

/* Turn what was read into pieces. false: x has gone on otherwise. */
static bool xchg_take_content(struct xchg *x, struct block *b)
{
    struct flow *f = &x->upward;
    enum why why = flow_take(f, b, true) ? WHY_NONE : WHY_BAD_CHUNK;
    if (!why && conf.max_body >= 0 && f->octets > conf.max_body && x->state != X_TUNNEL && !xchg_report(x, WHY_BODY_LARGE))
        why = WHY_BODY_LARGE;
    if (!why)
        return true;
    if (x->state == X_RELAY)
        xchg_abort(x, why);
    else
        xchg_refuse(x, why);
    return false;
}

static bool xchg_collect(struct xchg *x, struct slice s)
{
    size_t have = x->collected ? x->collected->w : 0;
    if (s.n > ECHO_MAX - have) {
        s.n = ECHO_MAX - have;
        x->collected_cut = true;
    }
    if (!x->collected || s.n > x->collected->cap - have) {
        struct block *b = block_get(have + s.n < ECHO_MAX / 2 ? (have + s.n) * 2 : ECHO_MAX);
        if (!b)
            return false;
        if (have)
            memcpy(b->data, x->collected->data, have);
        b->w = (uint32_t)have;
        block_put(&x->collected);
        x->collected = b;
    }
    if (s.n)
        memcpy(x->collected->data + have, s.p, s.n);
    x->collected->w += (uint32_t)s.n;
    return true;
}

/* Inbound. false: x is gone or has gone on otherwise. */
static bool xchg_pump_up(struct xchg *x, bool ready)
{
    struct flow *f = &x->upward;
    struct conn *c = x->client;
    if (ready && x->state == X_SEND && !x->sent && f->in == FRAME_LENGTH && f->left && !f->block && flow_pending(f)) {
        /* before the first write: what else has come goes out in the same call */
        if ((f->block = block_get(BULK)) && conn_read(c, f->block) > 0) {
            x->second_n = (uint32_t)((int64_t)f->block->w < f->left ? f->block->w : f->left);
            (void)flow_take(f, f->block, true);
        } else
            block_put(&f->block);
    }
    for (unsigned round = 0;; round++) {
        if (flow_pending(f)) {
            int r = flow_write(f, x->up);
            if (r == 0)
                return true;
            if (r == -1 && x->sent && x->state != X_TUNNEL) {
                f->v_n = f->v_at = 0;       /* it may have answered before it closed: that is looked for */
                x->broken = true;
                return true;
            }
            if (r == -1) {
                if (x->state == X_SEND)
                    xchg_upstream_failed(x, WHY_UPSTREAM_RESET);
                else
                    xchg_abort(x, WHY_CUT);
                return false;
            }
            x->second_n = 0;
        }
        if (f->read_done && f->copy)
            xchg_mirror_go(x);
        if (f->read_done) {
            if (!f->done && x->state == X_SEND)
                x->record.sent_us = now_us;
            f->done = true;
            if (x->state == X_TUNNEL && !x->shut_up) {
                conn_shut(x->up);
                x->shut_up = true;
            }
        }
        if (f->read_done || x->broken)
            return true;
        struct block *b = xchg_unread(x);
        if (b) {
            if (!xchg_take_content(x, b))
                return false;
            if (flow_pending(f) || f->read_done)
                continue;
        }
        if (!ready) {
            if (f->block && f->block->r == f->block->w)
                block_put(&f->block);
            return true;
        }
        int r = xchg_read_content(x);
        if (r <= 0)
            return r == 0;
        ready = r == 2 && round < ROUNDS;
    }
}

/* The upstream connection has ended, or failed, in the middle of a response or before it. */
static void xchg_upstream_ended(struct xchg *x, ssize_t n)
{
    const struct block *in = x->up->in;
    if (x->state == X_SEND)
        xchg_upstream_failed(x, in->r < in->w ? WHY_CUT : n == 0 ? WHY_UPSTREAM_CLOSED : WHY_UPSTREAM_RESET);
    else
        xchg_abort(x, WHY_CUT);
}

/* Outbound. false: x is gone or has gone on otherwise. */
static bool xchg_pump_down(struct xchg *x, bool ready)
{
    struct flow *f = &x->downward;
    struct conn *up = x->up;
    for (unsigned round = 0;; round++) {
        int r = flow_pending(f) ? flow_write(f, x->client) : 1;
        if (r == -1) {
            xchg_abort(x, WHY_CLIENT_GONE);
            return false;
        }
        if (r == 0 || !xchg_may_read(x))
            return true;
        if (f->read_done && x->state != X_SEND) {
            x->tentative = false;
            if (x->state == X_TUNNEL && !x->shut_client) {
                conn_shut(x->client);
                x->shut_client = true;
            }
            break;
        }
        if (up->in && up->in->r < up->in->w) {
            if (x->state == X_SEND) {
                enum outcome o = xchg_response(x);
                if (o == GONE)
                    return false;
                if (o == PASSED)
                    continue;
            } else {
                x->tentative = false;
                if (!flow_take(f, up->in, true)) {
                    xchg_abort(x, WHY_CUT);
                    return false;
                }
                xchg_stored(x);
                if (x->is_events && f->seen)
                    show_content(&x->show, f->seen);        /* these are shown as they come */
                if (flow_pending(f) || f->read_done)
                    continue;
            }
        }
        if (!ready || round >= ROUNDS || (!up->in && !(up->in = block_get(BULK))))
            break;
        if (up->in->r == up->in->w)
            up->in->r = up->in->w = 0;
        if (up->in->w == up->in->cap && !block_compact(up->in)) {
            if (x->state == X_SEND)
                xchg_upstream_failed(x, WHY_BAD_RESPONSE);
            else
                xchg_abort(x, WHY_CUT);
            return false;
        }
        ssize_t n = conn_read(up, up->in);
        if (n == READ_AGAIN)
            break;
        if (n == 0 && x->state != X_SEND && f->in == FRAME_CLOSE) {
            flow_end(f);
            xchg_stored(x);
            continue;
        }
        if (n <= 0) {
            xchg_upstream_ended(x, n);
            return false;
        }
        ready = up->in->w == up->in->cap;
    }
    if (up->in && up->in->r == up->in->w)
        block_put(&up->in);                 /* nothing to say: no block held */
    return true;
}

/* COLLECT: read the content and drop it, or keep it for an echo. false: x is gone. */
static bool xchg_pump_collect(struct xchg *x)
{
    struct flow *f = &x->upward;
    struct conn *c = x->client;
    bool echo = x->gathering || x->member->conf->to == TO_ECHO;
    struct slice first = { c->in ? c->in->data + x->content_at : "", x->content_n };
    if (flow_pending(&x->downward) && flow_write(&x->downward, c) == -1) {
        xchg_abort(x, WHY_CLIENT_GONE);
        return false;
    }
    f->out = FRAME_CLOSE;           /* pieces of bare content */
    f->v_n = f->v_at = 0;
    block_put(&f->head);
    flow_piece(f, first.p, first.n);
    if (x->second_n)
        flow_piece(f, f->block->data, x->second_n);
    x->content_n = x->second_n = 0;
    for (unsigned round = 0;; round++) {
        for (unsigned i = 0; i < f->v_n && echo; i++)
            if (!xchg_collect(x, (struct slice){ f->v[i].iov_base, f->v[i].iov_len })) {
                xchg_refuse(x, WHY_BUSY);
                return false;
            }
        f->v_n = 0;
        if (f->read_done && f->copy)
            xchg_mirror_go(x);
        if (f->read_done)
            return true;
        struct block *b = xchg_unread(x);
        if (b) {
            if (!xchg_take_content(x, b))
                return false;
            if (flow_pending(f) || f->read_done)
                continue;
        }
        int r = round < ROUNDS ? xchg_read_content(x) : 0;
        if (r <= 0)
            return r == 0;
    }
}

/* REPLY: more of a file into x's block, and on. 1: there was some; -1: there is none. */
static int xchg_read_file(struct xchg *x)
{
    struct flow *f = &x->downward;
    if (!f->block && !(f->block = block_get(BULK)))
        return -1;
    f->block->r = f->block->w = 0;
    ssize_t n = read(x->file, f->block->data, f->block->cap);
    if (n <= 0)
        return -1;
    f->block->w = (uint32_t)n;
    (void)flow_take(f, f->block, false);
    return 1;
}

/* REPLY: our own answer goes out. */
static void xchg_pump_reply(struct xchg *x)
{
    struct flow *f = &x->downward;
    for (unsigned round = 0;; round++) {
        int r = flow_pending(f) ? flow_write(f, x->client) : 1;
        if (r == -1) {
            xchg_abort(x, WHY_CLIENT_GONE);
            return;
        }
        if (r == 0)
            break;
        if (f->read_done) {
            xchg_end(x);
            return;
        }
        if (round >= ROUNDS) {
            if (x->reader_at)
                xchg_wake(x);
            break;
        }
        r = x->serves ? xchg_read_stored(x) : xchg_read_file(x);
        if (r == -1) {                  /* it has become shorter: what was promised cannot be kept */
            xchg_abort(x, WHY_CUT);
            return;
        }
        if (r == 0) {
            block_put(&f->block);
            break;
        }
    }
    xchg_deadline(x);
    xchg_interest(x);
}

/* Move what can be moved. `ready` says which sides may be read without asking poll first. */
static void xchg_pump(struct xchg *x, unsigned ready)
{
    switch (x->state) {
    case X_COLLECT:
        if (!xchg_pump_collect(x))
            return;
        if (x->upward.read_done && !flow_pending(&x->downward)) {
            if (x->gathering)
                xchg_gathered(x);
            else
                xchg_collected(x);
            return;
        }
        break;
    case X_REPLY:
        xchg_pump_reply(x);
        return;
    default:
        if (x->tentative && !xchg_pump_down(x, ready & UPSTREAM_READY))
            return;
        if (x->tentative && ready & CLIENT_READY) {     /* the client is the first to speak */
            xchg_wait_again(x);
            xchg_peek(x);
            return;
        }
        if (!xchg_pump_up(x, ready & CLIENT_READY) || !xchg_pump_down(x, (ready & UPSTREAM_READY) || x->broken))
            return;
        if (x->state == X_TUNNEL && xchg_unread(x) && !flow_pending(&x->upward) && !xchg_pump_up(x, false))
            return;                         /* sent before the 101 was here */
        bool down = x->downward.read_done && !flow_pending(&x->downward);
        if (x->state == X_RELAY && down && x->downward.store) {
            xchg_doubt(x);
            return;
        }
        if (x->state == X_RELAY ? down : x->state == X_TUNNEL && down && x->upward.done) {
            xchg_end(x);
            return;
        }
    }
    xchg_deadline(x);
    xchg_interest(x);
}

/* ---- what the loop tells ---- */

static void client_gone(struct conn *c)
{
    if (c->x)
        xchg_free(c->x);
    conn_close(c);
}

/* HEAD: go through what has come. */
static void xchg_head(struct xchg *x)
{
    struct conn *c = x->client;
    struct block *b = c->in;
    while (!x->req.line && !x->req.seen && b->w - b->r >= 2 && memcmp(b->data + b->r, "\r\n", 2) == 0
           && x->empty_lines < 2) {             /* RFC 9112, 2.2: after a request some send one too many */
        b->r += 2;
        x->empty_lines++;
    }
    if (conf.forward && !c->admin && !c->served && !c->inside && !x->req.line && !x->req.seen && !x->empty_lines
        && b->r < b->w && (b->data[b->r] == 4 || b->data[b->r] == 5)) {
        x->socks = b->data[b->r] == 5 ? SOCKS_METHODS : SOCKS_REQUEST_4;
        x->forwarding = true;
        x->from = c->peer;
        xchg_socks(x);
        return;
    }
    bool more = b->r == b->w || (b->w - b->r == 1 && b->data[b->r] == '\r' && x->empty_lines < 2);
    enum why why = WHY_NONE;
    if (!more && !x->req.seen && !octet_is(b->data[b->r], IS_TOKEN))
        why = WHY_BAD_REQUEST_LINE;             /* TLS, say: no need to wait for more of it */
    if (!more && !why)
        why = head_parse(&x->req, HEAD_REQUEST, b->data + b->r, b->w - b->r, (size_t)conf.max_header);
    if (why) {
        x->from = c->peer;
        xchg_refuse(x, why);
        return;
    }
    if (!more && x->req.size) {
        b->r += x->req.size;
        deadline_clear(c);
        xchg_request(x);
        return;
    }
    client_wait(c);
}

static void client_head(struct conn *c, bool read);

/* Begin what its listener asks for before HTTP. false: no memory. */
static bool client_secure(struct conn *c)
{
    const struct listener *l = &listeners[c->listener];
    if (!l->tls)
        return true;
    struct tls *tls = tls_accept((uint32_t)c->listener << 16 | l->addr.port, NULL, &c->in, NULL);
    if (tls)
        conn_secure(c, tls);
    return tls != NULL;
}

/* The PROXY header: what it says of the client is believed of those who may say it, and it is passed
 * over. true: that is done, and what follows is here. */
static bool client_proxy_header(struct conn *c)
{
    struct block *b = c->in;
    struct proxy_header p;
    int got = 1;
    enum why why = WHY_NONE;
    if (!c->skip) {
        if (!addr_is_trusted(&c->peer) && !listener_is_local(c))
            why = WHY_UNTRUSTED;
        else if ((got = proxy_header_parse((struct slice){ b->data + b->r, b->w - b->r }, &p)) == -1)
            why = WHY_PROXY_HEADER;
        if (why) {
            struct xchg *x = xchg_new(c);
            if (x)
                xchg_refuse(x, why);
            else
                conn_close(c);
            return false;
        }
        if (got == 1) {
            c->skip = p.size;
            c->claimed = p.from.kind != ADDR_NONE;
            if (c->claimed)
                c->peer = p.from;
            client_count(c);
        }
    }
    if (got == 1) {
        uint32_t n = b->w - b->r < c->skip ? b->w - b->r : c->skip;
        b->r += n;
        c->skip -= n;
        c->proxy_header = c->skip > 0;
    }
    if (c->proxy_header) {
        client_wait(c);
        return false;
    }
    if (listeners[c->listener].tls) {
        if (b->r == b->w)
            block_put(&c->in);
        if (client_secure(c))
            client_head(c, true);
        else
            client_gone(c);
        return false;
    }
    if (b->r < b->w)
        return true;
    block_put(&c->in);
    deadline_set(c, c->excess ? Q_HEAD : Q_KEEPALIVE);
    return false;
}

/* A handshake at a listener has come to nothing: it has its line in the log, but is no request. */
static void client_shake_failed(const struct conn *c, enum why why)
{
    struct record r = { .client = c->peer, .peer = c->claimed ? addr_of_peer(c) : c->peer, .conn = c, .why = why,
        .begun_us = now_us, .done_us = now_us };
    if (!c->admin)
        log_exchange(&r);
}

/* Octets of a request may have come; also called when some are left from before. */
static void client_head(struct conn *c, bool read)
{
    if (!c->in && !(c->in = block_get(SMALL))) {
        client_gone(c);
        return;
    }
    if (read) {
        ssize_t n = conn_read(c, c->in);
        if (n == READ_AGAIN) {
            if (!c->x && c->in->r == c->in->w)
                block_put(&c->in);
            return;
        }
        if (n == 0 && c->proxy_header && c->in->w && xchg_new(c)) {
            xchg_refuse(c->x, WHY_PROXY_HEADER);
            return;
        }
        if (n == 0 && c->x && (c->x->req.seen || c->x->req.line || c->x->state == X_SOCKS)) {
            xchg_refuse(c->x, WHY_HEAD_CUT);
            return;
        }
        if (n <= 0) {
            if (c->tls && c->tls->began && !c->tls->up)
                client_shake_failed(c, tls_why_client(c->tls));
            client_gone(c);
            return;
        }
    }
    if (c->proxy_header && !client_proxy_header(c))
        return;
    if (!c->x && !xchg_new(c))
        client_gone(c);
    else if (c->x->state == X_SOCKS)
        xchg_socks(c->x);
    else
        xchg_head(c->x);
}

/* LINGER: read what nobody wants, until the client has seen our end. */
static void client_linger(struct conn *c)
{
    static char sink[64 << 10];
    ssize_t n = recv(c->fd, sink, sizeof sink, 0);
    if (n > 0) {
        if ((c->x->upward.octets += n) >= LINGER_MAX)
            hot_want(c, 0);             /* enough; but it has the time to read the answer */
        return;
    }
    if (n == -1 && (errno == EAGAIN || errno == EINTR))
        return;
    client_gone(c);
}

static void client_ready(struct conn *c, short events)
{
    struct xchg *x = c->x;
    if (!x || x->state == X_HEAD || x->state == X_SOCKS)
        client_head(c, true);
    else if (x->state == X_PEEK)
        xchg_peek(x);
    else if (x->state == X_LINGER)
        client_linger(c);
    else
        xchg_pump(x, events & (POLLIN | POLLHUP | POLLERR) ? CLIENT_READY : 0);
}

static void upstream_ready(struct conn *c, short events)
{
    if (c->x->state == X_DOUBT)
        xchg_doubt_on(c->x, false);
    else if (c->x->state == X_PARENT)
        xchg_parent_ready(c->x);
    else if (c->x->state == X_SECURE)
        xchg_secure_on(c->x);
    else
        xchg_pump(c->x, events & (POLLIN | POLLHUP | POLLERR) ? UPSTREAM_READY : 0);
}

/* Has the client of an exchange that waits for its answer gone? One that has only ended its sending
 * may still want it: it gets some seconds more. */
static bool client_has_gone(struct xchg *x)
{
    struct conn *c = x->client;
    struct pollfd p = { .fd = c->fd, .events = POLLIN | POLLRDHUP };
    char octet;
    if (poll(&p, 1, 0) != 1)
        return false;
    if (p.revents & (POLLERR | POLLHUP | POLLNVAL))
        return true;
    if ((x->state == X_RELAY && !x->is_events) || x->state == X_REPLY
        /* or the request is still under way */
        || !x->upward.read_done || (x->state == X_SEND && (!x->upward.done || os_holds_octets(x->up->fd)))
        || (!(p.revents & POLLRDHUP) && recv(c->fd, &octet, 1, MSG_PEEK) != 0))
        return false;
    x->eof_ms = x->eof_ms ? x->eof_ms : now_ms;
    return now_ms - x->eof_ms >= EOF_PATIENCE_MS;
}

/* The slow look at a client that waits. One that waits to be told to go on is told so by us if the
 * origin has not (RFC 9110, 10.1.1: some never do). */
static void xchg_watch(struct xchg *x)
{
    struct conn *c = x->client;
    if (client_has_gone(x)) {
        xchg_abort(x, WHY_CLIENT_GONE);
        return;
    }
    if (x->expects && x->state == X_SEND && !x->upward.read_done && !flow_pending(&x->downward)) {
        x->expects = false;
        flow_piece(&x->downward, go_on, sizeof go_on - 1);
        xchg_pump(x, 0);
        return;
    }
    deadline_set(c, Q_WATCH);
}

/* The same where it waits for room, as long as it may. */
static void xchg_watch_queued(struct xchg *x)
{
    int64_t most = conf.timeout[T_CONNECT];
    if (client_has_gone(x))
        xchg_abort(x, WHY_CLIENT_GONE);
    else if (!most || now_us - x->queued_us < (most - 1) * 1000)
        deadline_set(x->client, Q_QUEUE);
    else if (!xchg_serve_stale(x, WHY_QUEUE_LATE))
        xchg_refuse(x, WHY_QUEUE_LATE);
}

static void client_late(struct conn *c, enum queue q)
{
    struct xchg *x = c->x;
    if (q == Q_CHECK)
        xchg_check_member(c);
    else if (!x && c->proxy_header && (x = xchg_new(c)))
        xchg_refuse(x, WHY_HEAD_LATE);
    else if (!x || x->state == X_LINGER) {
        if (c->tls && c->tls->began && !c->tls->up) {
            slot_add(&mine->shaken[SHAKEN_FAILED], 1);
            client_shake_failed(c, WHY_HEAD_LATE);
        }
        client_gone(c);
    } else if (q == Q_WATCH)
        xchg_watch(x);
    else
        switch (x->state) {
        case X_HEAD: case X_SOCKS: xchg_refuse(x, WHY_HEAD_LATE); break;
        case X_PEEK: xchg_peek_late(x, q); break;
        case X_LOGIN: xchg_refuse(x, WHY_BUSY); break;
        case X_NAME: xchg_leave_name(x); xchg_upstream_failed(x, WHY_NAME_LATE); break;
        case X_DIAL: case X_PARENT: case X_SECURE: xchg_upstream_failed(x, WHY_CONNECT_LATE); break;
        case X_QUEUE: xchg_watch_queued(x); break;
        case X_WAIT:
            if (client_has_gone(x))
                xchg_abort(x, WHY_CLIENT_GONE);
            else
                xchg_member(x);
            break;
        case X_SEND: case X_COLLECT: xchg_refuse(x, WHY_BODY_LATE); break;
        case X_TUNNEL: xchg_abort(x, WHY_TUNNEL_IDLE); break;
        case X_DOUBT: xchg_doubt_on(x, true); break;
        case X_RELAY:
            if (x->for_store)
                xchg_cut_slow(x);
            else
                xchg_abort(x, WHY_CLIENT_SLOW);
            break;
        default: xchg_abort(x, WHY_CLIENT_SLOW); break;
        }
}

static void upstream_late(struct conn *c)
{
    struct xchg *x = c->x;
    switch (x->state) {
    case X_TUNNEL: xchg_abort(x, WHY_TUNNEL_IDLE); break;
    case X_RELAY:
        xchg_abort(x, WHY_RESPONSE_STALL);
        break;
    default:
        x->retries = UINT8_MAX;             /* waiting as long again for another would help nobody */
        xchg_upstream_failed(x, WHY_RESPONSE_LATE);
        break;
    }
}

/* ==== 12. loop: one poll() a turn, deadlines, accepting ==== loop_ ==== */

enum { ACCEPT_MOST = 64, FULL_MS = 100, GRACE_MS = 250 };

static struct {
    bool stop;                  /* end when nothing is in flight */
    int64_t stop_ms;            /* and at the latest then; 0: not stopping */
    int64_t grace_ms;           /* until then idle clients may still send a request */
    int64_t full_ms;            /* accepting is tried again then; 0: it goes on */
    bool crowded;               /* it stopped for want of room, which may come sooner */
    unsigned listening;         /* stopping: listeners whose queue may not be empty yet */
    bool requests_wait;         /* the first request of the last new client came late */
    int64_t names_ms;           /* when names whose addresses are members are looked up again; 0: there are none */
    unsigned batch;             /* how many accepts are tried a turn: what the last turns had use for */
} loop = { .batch = 1 };

/* Look at listeners, or not (no descriptor is left, or we are stopping). */
static void loop_listen(bool on)
{
    for (uint32_t i = 0; i < conns.slabs_n * SLAB; i++)
        if (conn_by_id(i)->kind == CONN_LISTENER)
            hot_want(conn_by_id(i), on ? POLLIN : 0);
}

/* Is there a descriptor for one more client, and one for each exchange that still needs its own
 * to an upstream? */
static bool loop_has_room(void)
{
    unsigned upstream = conns.open - conns.fixed - conns.clients - pooled_n;
    unsigned reserve = xchg_live > upstream ? xchg_live - upstream : 0;
    return conns.open + reserve + 2 <= conns.limit;
}

static void proc_controlled(struct conn *c);

/* Returns how many were accepted. */
static unsigned loop_accept(struct conn *listener)
{
    unsigned n = 0;
    for (; n < loop.batch; n++) {
        struct sockaddr_storage ss = { .ss_family = AF_UNSPEC };
        socklen_t len = sizeof ss;
        if (!loop_has_room() && !((pool_reclaim() || (loop.stop && client_reclaim())) && loop_has_room())) {
            loop.full_ms = now_ms + FULL_MS;
            loop.crowded = true;
            loop_listen(false);
            break;
        }
        int fd = os_accept(listener->fd, (struct sockaddr *)&ss, &len);
        if (fd == -1) {
            if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
                loop.full_ms = now_ms + FULL_MS;
                loop_listen(false);
            }
            break;
        }
        struct conn *c = conn_new(fd, CONN_CLIENT);
        if (!c)
            break;
        c->listener = listener->listener;
        c->peer = addr_from_sockaddr((struct sockaddr *)&ss);
        c->proxy_header = listeners[c->listener].proxy;
        const bool admin = c->admin = listeners[c->listener].admin;
        if (admin)
            conn_count(0, 1);
        if (!c->proxy_header && !admin)
            client_count(c);
        slot_add(&mine->accepted, !admin);
        if (conf.max_connections && !admin && slot_clients() > conf.max_connections)
            c->excess = WHY_CONNECTIONS;
        deadline_set(c, c->excess || c->proxy_header || listeners[c->listener].tls ? Q_HEAD : Q_KEEPALIVE);
        if (!c->proxy_header && !client_secure(c)) {
            conn_close(c);
            continue;
        }
        c->put_turn = hot.turn;
        hot_want(c, POLLIN);
        /* the request is often here already; where it lately was not, do not ask, and where it
         * takes many turns to come, wait in the lot */
        if (loop.requests_wait)
            hot_park(c);
        else
            client_head(c, true);
    }
    if (n == loop.batch && loop.batch < ACCEPT_MOST)
        loop.batch *= 2;
    else if (n < loop.batch)
        loop.batch = n ? n : 1;
    return n;
}

static void loop_answered(struct conn *c, enum call_kind kind)
{
    static struct call_answer a;
    ssize_t n = recv(c->fd, &a, sizeof a, 0);
    struct caller *k = &callers[kind];
    if (n < (ssize_t)offsetof(struct call_answer, addrs))
        return;
    for (struct call *call = k->first; call; call = call->next) {
        if (call->request.id != a.id)
            continue;
        if (a.error == -1) {
            call->pid = a.pid;
            return;
        }
        void *arg = call->arg;
        call_drop(k, call);
        if (kind == CALL_NAME)
            name_answered(arg, a.error, a.addrs, a.n < ADDRS_MAX ? a.n : ADDRS_MAX);
        else
            login_answered(arg, a.n == 1, a.error);
        break;
    }
    call_dispatch(kind);
}

/* How long a call may take: a helper may have died with it. */
static int64_t loop_call_ms(void)
{
    return conf.timeout[T_CONNECT] ? conf.timeout[T_CONNECT] : 60000;
}

/* A call that takes too long is given up; the helper stuck in it is replaced. */
static void loop_late_calls(enum call_kind kind)
{
    struct caller *k = &callers[kind];
    int64_t ms = loop_call_ms();
    while (k->first && now_ms - k->first->asked_ms >= ms) {
        void *arg = k->first->arg;
        if (k->first->pid)
            control_send(CONTROL_KILL, k->first->pid, 0);
        call_drop(k, k->first);
        if (kind == CALL_NAME)
            name_answered(arg, EAI_LATE, NULL, 0);
        else
            login_answered(arg, false, ETIMEDOUT);
        call_dispatch(kind);
    }
}

/* Does it do something for a client? What is asked by -A and by checks keeps no program alive (-n idle=). */
static bool loop_is_traffic(const struct conn *c)
{
    if (c->kind == CONN_LISTENER || c->kind == CONN_CLIENT)
        return !listeners[c->listener].admin;
    return c->kind <= CONN_POOLED && !(c->x && c->x->check);
}

/* TLS may have to write before anything else. false: of what has come, c's owner wants to know nothing. */
static bool loop_tls(struct conn *c, short events)
{
    if (c->tls->blocked && events & POLLOUT && tls_send(c->tls, c->fd) != 0)
        hot_want(c, c->tls->wanted);
    return !c->tls->up || events & (c->tls->wanted | POLLHUP | POLLERR | POLLNVAL);
}

static void loop_event(struct conn *c, short events)
{
    if (c->tls && !loop_tls(c, events))
        return;
    c->ready = hot.turn;
    if (loop_is_traffic(c))
        atomic_store_explicit(&mine->active_ms, now_ms, memory_order_relaxed);
    switch (c->kind) {
    case CONN_LISTENER: (void)loop_accept(c); break;
    case CONN_CLIENT:
        if (!c->x && !c->served)
            loop.requests_wait = hot.turn - c->put_turn > PARK_TURNS;
        client_ready(c, events);
        break;
    case CONN_DIAL: xchg_dialled(c->x, c); break;
    case CONN_UPSTREAM: upstream_ready(c, events); break;
    case CONN_POOLED: upstream_close(c); break;
    case CONN_CALL: loop_answered(c, c == callers[CALL_NAME].channel ? CALL_NAME : CALL_HASH); break;
    case CONN_CONTROL: proc_controlled(c); break;
    }
}

static void loop_late(struct conn *c)
{
    enum queue q = c->queue;
    deadline_clear(c);
    switch (c->kind) {
    case CONN_CLIENT: case CONN_STAND_IN: client_late(c, q); break;
    case CONN_DIAL: xchg_dial(c->x); break;
    case CONN_UPSTREAM: upstream_late(c); break;
    case CONN_POOLED: upstream_close(c); break;
    }
}

/* Those that have something poll does not see; who joins meanwhile has its turn after the next poll. */
static void loop_eager(void)
{
    unsigned n = 0;
    for (const struct conn *c = eager.first; c; c = c->tls->next_eager)
        n++;
    for (struct conn *c; n && (c = eager.first); n--) {
        hot_eager_leave(c);
        if (c->tls->wanted & POLLIN && c->tls->has_input)
            loop_event(c, POLLIN);
    }
}

/* Milliseconds until there is something to do without an event; -1: there is nothing. */
static int loop_timeout(void)
{
    if (eager.first)
        return 0;
    int64_t next = INT64_MAX;
    for (int q = 1; q < Q_MAX; q++)
        if (queues[q].first && queues[q].first->deadline < next)
            next = queues[q].first->deadline;
    for (int k = 0; k < CALL_KINDS; k++)
        if (callers[k].first && callers[k].first->asked_ms + loop_call_ms() < next)
            next = callers[k].first->asked_ms + loop_call_ms();
    if (loop.full_ms && loop.full_ms < next)
        next = loop.full_ms;
    if (loop.stop_ms && loop.stop_ms < next)
        next = loop.stop_ms;
    if (loop.names_ms && loop.names_ms < next)
        next = loop.names_ms;
    if (logbook.n && now_ms + LOG_AGAIN_MS < next)
        next = now_ms + LOG_AGAIN_MS;
    if (conf.requests_idle && !loop.stop && slot_active() + conf.requests_idle < next)
        next = slot_active() + conf.requests_idle;
    if (loop.grace_ms > now_ms && loop.grace_ms < next)
        next = loop.grace_ms;
    if (hot.parked && hot.lot == -1 && hot.lot_ms < next)
        next = hot.lot_ms;
    if (files_first && next > now_ms + 1)
        next = now_ms + 1;
    if (next_requests_n || woken)
        return 0;
    if (queued_n && next > now_ms + QUEUE_AGAIN_MS)
        next = now_ms + QUEUE_AGAIN_MS;
    if (next == INT64_MAX)
        return -1;
    next -= now_ms;
    return next < 0 ? 0 : next > 60000 ? 60000 : (int)next;
}

static void loop_close_listeners(void)
{
    for (uint32_t i = 0; i < conns.slabs_n * SLAB; i++)
        if (conn_by_id(i)->kind == CONN_LISTENER) {
            conn_close(conn_by_id(i));
            conns.fixed--;
        }
    loop.full_ms = 0;
}

/* While stopping: take what waits in the accept queues, and close those that are empty. */
static void loop_empty_queues(void)
{
    loop.listening = 0;
    for (uint32_t i = 0; i < conns.slabs_n * SLAB; i++) {
        struct conn *c = conn_by_id(i);
        if (c->kind != CONN_LISTENER)
            continue;
        while (loop_accept(c))
            ;
        if (loop.full_ms)
            loop.listening++;           /* more when there is room */
        else {
            conn_close(c);
            conns.fixed--;
        }
    }
}

/* Stop: what waits in the accept queues is taken, what is in flight ends, no new request after. `replaced`: others
 * take what waits there, and an idle client is not closed before it had an answer that says so, or the time is over:
 * it has no reason to expect that. */
static void loop_drain(bool replaced)
{
    if (loop.stop && !replaced && loop.grace_ms > now_ms + GRACE_MS)
        loop.grace_ms = now_ms + GRACE_MS;          /* and now those others stop as well */
    if (loop.stop)
        return;
    loop.stop = true;
    loop.stop_ms = conf.timeout[T_DRAIN] ? now_ms + conf.timeout[T_DRAIN] : 0;
    loop.grace_ms = !replaced ? now_ms + GRACE_MS : loop.stop_ms ? loop.stop_ms : INT64_MAX;
    if (replaced) {
        loop_close_listeners();
        outdated = true;
    } else
        loop_empty_queues();
    draining = true;
}

/* Is any client left? Those idle past the grace are let go. */
static bool loop_is_idle(void)
{
    bool busy = loop.listening > 0;
    for (uint32_t i = 0; i < conns.slabs_n * SLAB; i++) {
        struct conn *c = conn_by_id(i);
        if (c->kind != CONN_CLIENT)
            continue;
        if ((c->x ? xchg_is_silent(c->x) : !c->in) && now_ms >= loop.grace_ms)
            client_gone(c);
        else
            busy = true;
    }
    return !busy;
}

/* The time to drain is over: what is still in flight is seen to be cut. */
static void loop_end(void)
{
    for (uint32_t i = 0; i < conns.slabs_n * SLAB; i++) {
        struct conn *c = conn_by_id(i);
        if ((c->kind == CONN_CLIENT || c->kind == CONN_STAND_IN) && c->x && c->x->state != X_LINGER)
            xchg_abort(c->x, WHY_DRAIN);
    }
}

static void loop_turn(void)
{
    int64_t begun = now_us, waiting = conf.cache_path ? time_us() : 0;
    int n = poll(hot.polls, hot.n, loop_timeout());
    time_read();
    if (conf.cache_path) {
        files_us += (now_us - waiting) / 8 + (waiting - begun) / 16;
        files_us = files_us > FILES_US ? FILES_US : files_us < -FILES_US ? -FILES_US : files_us;
        entry_save_later(false);
    }
    hot.turn++;
    hot.reported_n = 0;
    if (n > 0 && hot.lot_polled && hot.polls[0].revents) {
        hot.polls[0].revents = 0;
        hot_ask_lot();
    } else if (hot.lot == -1)
        hot_ask_lot();
    for (unsigned i = hot.n; i-- > 0;) {
        /* what a handler takes out is replaced from the end, which has been seen */
        if (i >= hot.n || !hot.polls[i].revents || !hot.conns[i])
            continue;
        short events = hot.polls[i].revents;
        hot.polls[i].revents = 0;
        loop_event(hot.conns[i], events);
    }
    for (unsigned i = 0; i < hot.reported_n; i++) {
        struct conn *c = hot_reported(i);
        if (c)
            loop_event(c, c->parked);
    }
    loop_eager();
    for (int q = 1; q < Q_MAX; q++)
        while (queues[q].first && queues[q].first->deadline <= now_ms)
            loop_late(queues[q].first);
    for (int k = 0; k < CALL_KINDS; k++)
        loop_late_calls((enum call_kind)k);
    xchg_queues();
    xchg_turns();
    unsigned more = next_requests_n;
    for (unsigned i = 0; i < more; i++)
        client_head(next_requests[i], false);
    memmove(next_requests, next_requests + more, (next_requests_n - more) * sizeof *next_requests);
    next_requests_n -= more;
    if (loop.full_ms && (now_ms >= loop.full_ms || (loop.crowded && loop_has_room()))) {
        loop.full_ms = 0;
        loop.crowded = false;
        if (loop.stop)
            loop_empty_queues();
        else
            loop_listen(true);
    }
    if (loop.names_ms && now_ms >= loop.names_ms) {
        for (unsigned r = 0; r < routes_n; r++)
            (void)route_refresh(&routes[r]);
        loop.names_ms = now_ms + NAME_OK_MS + 1;
    }
    hot_park_quiet();
    log_flush();
    tally_process();
    atomic_store_explicit(&mine->idle, pooled_n, memory_order_relaxed);
    atomic_store_explicit(&mine->queued, queued_n, memory_order_relaxed);
    atomic_store_explicit(&mine->upstreams, conns.open - conns.fixed - conns.clients - pooled_n, memory_order_relaxed);
}

/* ==== 13. process: supervisor, worker, helpers, signals, daemon ==== proc_ helper_ dry_ probe_ ==== */

/* The first process binds, starts the others and has no connections of its own, so it alone may
 * fork: a child that held a client's socket would keep it open.
 *
 *   supervisor --control-- workers     accept, and do all of the work; what they share is counted in
 *        |                   |         a mapping, each in a slot of its own
 *        '--- helpers -------'         names, hashes: each worker's, over one socket of datagrams a kind
 *        '--- reader                   at HUP: builds rules and logins anew, then ends */

enum {
    HELPERS_ALL = CALL_KINDS * HELPERS_MIN * WORKERS_MAX, CRASH_MS = 1000, CRASHES_MAX = 5, RESTART_MS = 100, READER_S = 120,
    STUCK_MS = 2000
};

/* One worker, as the supervisor knows it. Its listening sockets and its end of the calls are kept
 * here as well, for the one that replaces it. */
struct worker {
    pid_t pid;                  /* 0: none at the moment */
    int control;                /* to it; -1: none */
    int calls[CALL_KINDS][2];   /* its end and the helpers' */
    unsigned wanted[CALL_KINDS];    /* helpers it should have */
    int64_t started_ms;
    unsigned crashes;           /* of those that hardly lived, one after the other */
};

/* A worker of the program that was here before (USR2), which finishes what it has begun. */
struct elder {
    pid_t pid;
    int control;
    int lifeline;               /* of its helpers */
};
enum { ELDERS_MAX = 4 * WORKERS_MAX };

static struct {
    struct worker workers[WORKERS_MAX];     /* conf.workers of them */
    struct elder elders[ELDERS_MAX];        /* elders_n of them, in no order */
    unsigned elders_n;
    int64_t elders_ms;          /* those that have not ended by then are stuck; 0: never */
    char *program;              /* whose file */
    char **argv;                /* as the system has it, secrets overwritten */
    char **args;                /* as they were given, argv[0] left out; NULL at the end */
    pid_t tester;               /* tries whether the program could be started anew; 0: nobody does */
    bool ready_to_become;       /* it could */
    bool upgrade_due;           /* USR2 came while rules and logins were read */
    pid_t cleaner;              /* who removes pidfile and sockets at its exit */
    pid_t reader;               /* 0: none */
    int signals[2];             /* the handler writes, the loop reads */
    int lifeline[2];            /* helpers read: it ends with the supervisor */
    int pidfile;                /* kept open, to be emptied where it cannot be removed; -1: none */
    int ready;                  /* -D: to the parent that waits; -1: none */
    int notify;                 /* to systemd; -1: it does not want to know */
    int lasting;                /* the file of `lasting`; -1: there is none */
    struct { pid_t pid; uint8_t kind, worker; } helpers[HELPERS_ALL];
    bool due;                   /* something is to be started when some time has passed */
    int reload, reload_certs;   /* the files the reader fills; -1: none */
    bool reload_again;          /* HUP came while the reader was at work */
    bool stopping;
    int64_t kill_ms;            /* stopping: workers that have not ended by then are stuck; 0: never */
    unsigned came_ignored;      /* bits of `ours`: ignored when we were started */
    pid_t command;              /* 0: none, or it has ended */
    int command_status;         /* how it ended, as a shell says it */
    int64_t started_ms;         /* the program was */
    struct policy_file policy;  /* fd -1: there are no rules and logins */
} proc = { .lasting = -1, .reload = -1, .reload_certs = -1, .policy.fd = -1, .pidfile = -1, .ready = -1, .notify = -1 };

/* What a program before this one, in this process, has left to it (USR2). */
struct handed_listener {
    const char *given;
    bool admin;
    int fds[WORKERS_MAX], claim;
    unsigned fds_n;             /* 0: it has been taken */
    unsigned port;              /* 0: of a Unix socket */
    dev_t dev;
    ino_t ino;
};
static struct handed {
    bool any;                   /* there was a program before this one, in this process */
    bool test;                  /* or we are only to find out whether there could be one after it */
    char **args;                /* as argv, without [0] */
    unsigned args_n;
    struct handed_listener listeners[LISTENERS_MAX];
    unsigned listeners_n;
    int pidfile, notify, cache, lasting;
    const char *pidfile_path, *cache_path;
    const char *made_path, *made_pem;   /* of a certificate; NULL: none was made */
    int64_t workers, started_s, started_ms;
    const char *expected[EXPECTS_MAX];  /* the --expect, as given */
    unsigned expected_n;
    const char **standings;     /* of members: see proc_hand_standing */
    unsigned standings_n;
} handed;

static const int ours[] = { SIGTERM, SIGINT, SIGHUP, SIGPIPE, SIGXFSZ, SIGUSR1, SIGUSR2 };   /* those we change */

enum { BY_KERNEL = 0x80 };      /* in the octet of a signal: a terminal sent it, to all of us */

static void proc_on_signal(int signal, siginfo_t *info, void *context)
{
    int e = errno;
    unsigned char c = (unsigned char)(signal | (info->si_code > 0 ? BY_KERNEL : 0));
    (void)context;
    (void)!write(proc.signals[1], &c, 1);
    errno = e;
}

/* Handle the signals we know, or (in a child: the supervisor decides) ignore them. */
static void proc_signals(bool handle)
{
    static const int all_of_them[] = { SIGTERM, SIGINT, SIGHUP, SIGCHLD, SIGUSR1, SIGUSR2 };
    struct sigaction sa = { .sa_flags = 0 };
    if (handle) {
        sa.sa_flags = SA_SIGINFO;
        sa.sa_sigaction = proc_on_signal;
    } else
        sa.sa_handler = SIG_IGN;
    (void)sigfillset(&sa.sa_mask);      /* one at a time, so that the loop reads them in order */
    for (size_t i = 0; i < sizeof all_of_them / sizeof *all_of_them; i++)
        (void)sigaction(all_of_them[i], &sa, NULL);
    sa.sa_flags = 0;
    sa.sa_handler = SIG_IGN;
    (void)sigaction(SIGPIPE, &sa, NULL);
    (void)sigaction(SIGXFSZ, &sa, NULL);        /* a file that may not grow is a full disk */
}

/* As a program expects them that is run in our place. */
static void proc_signals_default(void)
{
    struct sigaction sa = { .sa_handler = SIG_DFL };
    (void)sigemptyset(&sa.sa_mask);
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        (void)sigaction(ours[i], &sa, NULL);
}

/* Those that came while one program took the other's place. */
static void proc_signals_let(void)
{
    sigset_t none;
    (void)sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Fork; signals wait meanwhile, so that none of the child's is taken for the supervisor's. */
static pid_t proc_fork(void)
{
    sigset_t all_signals, before;
    struct sigaction sa = { .sa_handler = SIG_DFL };
    (void)sigfillset(&all_signals);
    (void)sigprocmask(SIG_SETMASK, &all_signals, &before);
    pid_t pid = fork();
    if (pid == 0) {
        proc_signals(false);    /* the terminal signals all of us; the supervisor decides */
        (void)sigaction(SIGCHLD, &sa, NULL);
        (void)close(proc.signals[0]);
        (void)close(proc.signals[1]);
        (void)close(proc.lifeline[1]);
        if (proc.ready != -1)
            (void)close(proc.ready);
        if (proc.pidfile != -1)
            (void)close(proc.pidfile);
        if (proc.notify != -1)
            (void)close(proc.notify);
    }
    int e = errno;
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    errno = e;
    return pid;
}

/* A child holds nothing that others wait for the end of: only worker `keep` (-1: it is none) its
 * own listening sockets and calls, and a helper the other end of those. */
static void proc_without_connections(int keep, bool helper)
{
    listener_close(helper ? -1 : keep);
    if (proc.policy.fd != -1)
        (void)close(proc.policy.fd);
    if (proc.reload != -1)
        (void)close(proc.reload);
    if (proc.reload_certs != -1)
        (void)close(proc.reload_certs);
    for (unsigned i = 0; i < proc.elders_n; i++) {
        (void)close(proc.elders[i].control);
        (void)close(proc.elders[i].lifeline);
    }
    for (int i = 0; i < (int)conf.workers; i++) {
        if (proc.workers[i].control != -1)
            (void)close(proc.workers[i].control);
        for (int k = 0; k < CALL_KINDS; k++) {
            if (i != keep || helper)
                (void)close(proc.workers[i].calls[k][0]);
            if (i != keep || !helper)
                (void)close(proc.workers[i].calls[k][1]);
        }
    }
}

/* ---- helpers ---- */

static void helper_name(const struct call_request *q, struct call_answer *a)
{
    char host[CALL_TEXT + 1];
    struct addrinfo hints = { .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM }, *list = NULL;
    struct addr found[2][ADDRS_MAX];
    unsigned n[2] = { 0, 0 };
    memcpy(host, q->text, q->n);
    host[q->n] = '\0';
    a->error = getaddrinfo(host, NULL, &hints, &list);
    int first = -1;
    for (struct addrinfo *i = list; i; i = i->ai_next) {
        struct addr at = addr_from_sockaddr(i->ai_addr);
        int v4 = addr_is_v4(&at);
        if (first == -1)
            first = v4;
        if (at.kind == ADDR_IP && n[v4] < ADDRS_MAX)
            found[v4][n[v4]++] = at;
    }
    if (list)
        freeaddrinfo(list);
    /* interleaved, beginning with the family the system puts first (RFC 8305, 4) */
    for (unsigned i = 0; i < ADDRS_MAX; i++)
        for (int k = 0; k < 2; k++) {
            int family = k ? !first : first;
            if (first != -1 && i < n[family] && a->n < ADDRS_MAX)
                a->addrs[a->n++] = found[family][i];
        }
    if (!a->error && !a->n)
        a->error = EAI_NONAME;
}

static void helper_hash(struct call_request *q, struct call_answer *a)
{
    struct slice rest = { q->text, q->n }, stored = slice_cut(&rest, '\0');
    a->n = hash_check(stored, rest);
    explicit_bzero(q, sizeof *q);
}

/* Take calls one by one from the socket all helpers of this kind share. */
__attribute__((noreturn))
static void helper_run(enum call_kind kind, int fd)
{
    static struct call_request q;
    const struct os_place all = { .fd = -1, .path = "/", .use = USE_READ };     /* the resolver, crypt(3) */
    os_confine(&all, 1, kind == CALL_NAME);
    struct pollfd p[2] = { { .fd = fd, .events = POLLIN }, { .fd = proc.lifeline[0], .events = POLLIN } };
    for (;;) {
        if (poll(p, 2, -1) == -1 && errno != EINTR)
            _exit(1);
        if (p[1].revents)
            _exit(0);
        ssize_t n = recv(fd, &q, sizeof q, MSG_DONTWAIT);
        if (n < (ssize_t)offsetof(struct call_request, text) || q.n > n - (ssize_t)offsetof(struct call_request, text))
            continue;                   /* another helper was quicker */
        struct call_answer a = { .id = q.id, .pid = (int32_t)getpid(), .error = -1 };
        (void)!send(fd, &a, offsetof(struct call_answer, addrs), MSG_NOSIGNAL);
        a.error = 0;
        if (kind == CALL_NAME)
            helper_name(&q, &a);
        else
            helper_hash(&q, &a);
        (void)!send(fd, &a, sizeof a, MSG_NOSIGNAL);
    }
}

/* Have that many helpers of a kind for a worker. */
static void proc_helper(unsigned worker, enum call_kind kind, int64_t wanted)
{
    struct worker *w = &proc.workers[worker];
    unsigned have = 0;
    for (unsigned i = 0; i < HELPERS_ALL; i++)
        have += proc.helpers[i].pid && proc.helpers[i].kind == kind && proc.helpers[i].worker == worker;
    w->wanted[kind] = wanted < call_helpers() ? (unsigned)wanted : call_helpers();
    for (unsigned i = 0; i < HELPERS_ALL && have < w->wanted[kind]; i++) {
        if (proc.helpers[i].pid)
            continue;
        pid_t pid = proc_fork();
        if (pid == 0) {
            proc_without_connections((int)worker, true);
            policy_unmap(policy);
            helper_run(kind, w->calls[kind][1]);
        }
        if (pid == -1) {
            warn(errno, "starting a helper");
            proc.due = true;
            return;
        }
        proc.helpers[i].pid = pid;
        proc.helpers[i].kind = (uint8_t)kind;
        proc.helpers[i].worker = (uint8_t)worker;
        have++;
    }
}

/* ---- certificates of the https:// listeners ---- */

enum { MADE_NAMES = 256 };

/* Add to *all, of *size octets: the content of a file, and an end of its last line. false: *why says what is wrong. */
static bool proc_read_pem(const char *file, char **all, size_t *size, struct text *why)
{
    size_t n = 0;
    char *content = file_read(file, &n), *larger = content ? realloc(*all, *size + n + 1) : NULL;
    if (!larger)
        text_printf(why, "-c %s: %s", file, strerror(errno));
    else {
        memcpy(larger + *size, content, n);
        larger[*size + n] = '\n';
        *size += n + 1;
        *all = larger;
    }
    if (content)
        explicit_bzero(content, n);
    free(content);
    return larger != NULL;
}

/* Read all -c into one text: of each its length as eight octets, then its PEM, key included. NULL: *why says what is
 * wrong. It is the caller's to free. */
static char *proc_read_pems(size_t *size, struct text *why)
{
    char *all = NULL;
    *size = 0;
    for (unsigned i = 0; i < conf.certs_n; i++) {
        const size_t at = *size;
        char *larger = realloc(all, at + 8);
        if (!larger) {
            text_printf(why, "-c %s: %s", conf.certs[i].file, strerror(errno));
            free(all);
            return NULL;
        }
        all = larger;
        *size = at + 8;
        if (!proc_read_pem(conf.certs[i].file, &all, size, why)
            || (conf.certs[i].key && !proc_read_pem(conf.certs[i].key, &all, size, why))) {
            free(all);
            return NULL;
        }
        uint64_t n = *size - at - 8;
        memcpy(all + at, &n, 8);
    }
    return all;
}

/* Certificates out of such a text. NULL: *why says what is wrong. */
static struct certs *proc_certs_of(const char *all, size_t size, bool tell, struct text *why)
{
    struct slice pems[CERTS_MAX];
    unsigned n = 0, which;
    const char *bad;
    for (size_t at = 0; at + 8 <= size && n < CERTS_MAX; n++) {
        uint64_t one;
        memcpy(&one, all + at, 8);
        pems[n] = (struct slice){ all + at + 8, one < size - at - 8 ? (size_t)one : size - at - 8 };
        at += 8 + pems[n].n;
    }
    struct certs *made = certs_read(pems, n, &which, &bad, tell);
    if (!made)
        text_printf(why, "-c %s: %s", which < conf.certs_n ? conf.certs[which].file : "", bad);
    return made;
}

/* Show those of this file from now on, if they can be used. */
static void proc_map_certs(int fd, size_t size)
{
    char message[1024];
    struct text why = TEXT(message);
    void *all = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);
    struct certs *fresh = all == MAP_FAILED ? NULL : proc_certs_of(all, size, false, &why);
    if (all == MAP_FAILED)
        text_str(&why, strerror(errno));
    else
        (void)munmap(all, size);
    if (!fresh) {
        warn(0, "%.*s; the certificates in force are kept", (int)why.n, why.p);
        return;
    }
    certs_release(certs);
    certs = fresh;
}

/* Judge by the rules of this file from now on. */
static bool proc_map_policy(int fd, size_t size)
{
    const struct policy *fresh = policy_map(fd, size);
    if (!fresh) {
        warn(errno, "reading rules and logins again");
        return false;
    }
    policy_unmap(policy);
    policy = fresh;
    return true;
}

/* Take a message of the supervisor's. */
static void proc_controlled(struct conn *c)
{
    struct control_message m;
    union { struct cmsghdr head; char room[CMSG_SPACE(sizeof(int))]; } extra;
    struct iovec v = { .iov_base = &m, .iov_len = sizeof m };
    struct msghdr h = { .msg_iov = &v, .msg_iovlen = 1, .msg_control = &extra, .msg_controllen = sizeof extra };
    ssize_t n = recvmsg(c->fd, &h, 0);
    if (n == -1 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n != sizeof m)
        _exit(1);                       /* the supervisor is gone */
    switch (m.what) {
    case CONTROL_DRAIN:
        loop_drain(m.arg == 1);
        break;
    case CONTROL_ROOM:
        xchg_others_wait((unsigned)m.arg);
        break;
    case CONTROL_RELOAD: case CONTROL_CERTS: case CONTROL_REOPEN: {
        struct cmsghdr *cm = CMSG_FIRSTHDR(&h);
        int fd = -1;
        if (!cm || cm->cmsg_type != SCM_RIGHTS) {
            warn(EMFILE, m.what == CONTROL_REOPEN ? "opening the log again" : "reading rules, logins and certificates again");
            break;
        }
        memcpy(&fd, CMSG_DATA(cm), sizeof fd);
        if (m.what == CONTROL_REOPEN) {
            (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
            log_use(fd);
            break;
        }
        if (m.what == CONTROL_CERTS)
            proc_map_certs(fd, (size_t)m.size);
        else if (proc_map_policy(fd, (size_t)m.size))
            login_generation++;
        (void)close(fd);
        break;
    }
    }
}

/* All are made non-blocking, also a listening socket that was handed to us: whoever shares it expects that. */
static struct conn *proc_watch(int fd, enum conn_kind kind)
{
    struct conn *c = conn_new(os_own(fd), kind);
    if (!c)
        die(ENOMEM, "starting");
    hot_want(c, POLLIN);
    if (kind != CONN_LISTENER && hot.lot != -1)
        hot_park(c);            /* what seldom speaks is not scanned every turn */
    return c;
}

/* The directory of the first n octets of a path. */
static struct os_place proc_directory(const char *path, size_t n)
{
    while (n && path[n - 1] != '/')
        n--;
    return (struct os_place){ .fd = -1, .path = n ? must_copy((struct slice){ path, n }) : "." };
}

/* Where a file may be looked for: in its directory, for it may be another by then; where its links lead; and where they
 * are, for they may lead elsewhere by then. Returns how many places that makes, PLACES_MOST at most. */
enum { PLACES_MOST = 8 };
static unsigned proc_places(const char *file, struct os_place *places)
{
    unsigned n = 0;
    struct stat st;
    char prefix[PATH_MAX], *real = realpath(file, NULL);
    places[n++] = proc_directory(file, strlen(file));
    if (real)
        places[n++] = proc_directory(real, strlen(real));
    free(real);
    for (size_t i = 1; i < sizeof prefix && i <= strlen(file) && n < PLACES_MOST; i++)
        if (file[i] == '/' || !file[i]) {
            (void)snprintf(prefix, sizeof prefix, "%.*s", (int)i, file);
            if (lstat(prefix, &st) == 0 && S_ISLNK(st.st_mode) && strrchr(prefix, '/') != prefix)
                places[n++] = proc_directory(file, i);
        }
    return n;
}

/* Keep what a worker needs of the files: the cache, what file: targets name, whom to trust, the time zone, and how much
 * memory it has. */
static void proc_confine(void)
{
    unsigned n = ANCHORS_USUAL + 1;
    for (unsigned r = 0; r < conf.routes_n; r++)
        n += conf.routes[r].targets_n;
    struct os_place *places = must_alloc(n * PLACES_MOST, sizeof *places);
    n = 0;
    tzset();
    places[n++] = (struct os_place){ .fd = -1, .path = "/proc/self" };
    places[n++] = (struct os_place){ .fd = -1, .path = "/etc/localtime" };
    places[n++] = (struct os_place){ .fd = -1, .path = "/usr/share/zoneinfo" };
    if (conf.cache_path)
        places[n++] = (struct os_place){ .fd = cache_dir, .use = USE_ALL };
    for (size_t i = 0; i < (conf.ca ? 1 : ANCHORS_USUAL); i++)
        n += proc_places(conf.ca ? conf.ca : anchors_usual[i], places + n);
    for (unsigned r = 0; r < conf.routes_n; r++)
        for (unsigned t = 0; t < conf.routes[r].targets_n; t++)
            if (conf.routes[r].targets[t].to == TO_FILE)
                n += proc_places(conf.routes[r].targets[t].text.p, places + n);
    os_confine(places, n, true);
    free(places);
}

__attribute__((noreturn))
static void proc_work(int worker, int control_fd)
{
    static const enum timeout of[Q_MAX] = {
        [Q_HEAD] = T_HEAD, [Q_CONNECT] = T_CONNECT, [Q_RESPONSE] = T_RESPONSE, [Q_IDLE] = T_IDLE,
        [Q_KEEPALIVE] = T_KEEPALIVE, [Q_POOL] = T_POOL, [Q_TUNNEL] = T_TUNNEL,
    };
    struct rlimit files;
    for (int q = Q_HEAD; q <= Q_TUNNEL; q++)
        queues[q].ms = conf.timeout[of[q]];
    queues[Q_WATCH].ms = WATCH_MS;
    queues[Q_PEEK].ms = PEEK_MS;
    queues[Q_ATTEMPT].ms = ATTEMPT_MS;
    queues[Q_RETRY].ms = RETRY_MS;
    int64_t most = conf.timeout[T_CONNECT], looks = most / WATCH_MS + 1;
    queues[Q_QUEUE].ms = most ? (most + looks - 1) / looks : WATCH_MS;   /* so that the last look is when the time is over */
    queues[Q_CHECK].ms = conf.health.interval;
    queues[Q_LINGER].ms = LINGER_MS;
    mine = &shared->slots[worker];
    mine->pid = (int32_t)getpid();
    os_random(&call_ids, sizeof call_ids);
    time_read();
    hot.lot = lot_open();
    if (hot.lot != -1 && hot_grow()) {
        hot.polls[0] = (struct pollfd){ .fd = hot.lot, .events = POLLIN };
        hot.conns[0] = NULL;
        hot.n = 1;
        hot.lot_polled = true;
    }
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        (void)setrlimit(RLIMIT_NOFILE, &files);
    }
    conns.limit = files.rlim_max == RLIM_INFINITY || files.rlim_max > 1 << 20 ? 1 << 20 : (unsigned)files.rlim_max;
    conns.limit -= conns.limit > 40 ? 16 : 8;      /* for what is not a connection */
    control = proc_watch(control_fd, CONN_CONTROL);
    for (int k = 0; k < CALL_KINDS; k++)
        callers[k].channel = proc_watch(proc.workers[worker].calls[k][0], CONN_CALL);
    for (unsigned i = 0; i < listeners_n; i++)
        proc_watch(listeners[i].fds[(unsigned)worker % listeners[i].fds_n], CONN_LISTENER)->listener = (uint8_t)i;
    conns.fixed = conns.open;
    mine->active_ms = now_ms;
    route_start();
    for (unsigned r = 0; r < routes_n; r++)
        for (unsigned i = 0; i < routes[r].members_n; i++) {
            struct member *m = routes[r].members[i];
            if (m && m->conf->to == TO_SERVER && m->origin.at.ip.kind == ADDR_NONE)
                (void)name_get(authority_host(&m->origin.at), NULL);    /* before it is needed */
            if (m && m->checker)
                xchg_check_member(m->checker);
        }
    loop.names_ms = routes_each ? now_ms : 0;
    proc_confine();
    bool told = false;
    for (;;) {
        loop_turn();
        bool enough = (conf.requests && lasting->answered >= conf.requests)
            || (conf.requests_idle && now_ms - slot_active() >= conf.requests_idle);
        if (enough)
            loop_drain(false);
        if (enough && !told) {
            control_send(CONTROL_STOP, 0, 0);
            told = true;
        }
        if (loop.stop && (loop_is_idle() || (loop.stop_ms && now_ms >= loop.stop_ms))) {
            loop_end();
            entry_save_later(true);
            log_end();
            _exit(0);
        }
    }
}

/* ---- the supervisor ---- */

/* false: errno says why, and it will be tried again. */
static bool proc_start_worker(unsigned i)
{
    struct worker *w = &proc.workers[i];
    int pair[2];
    if (w->control != -1)
        (void)close(w->control);
    w->control = -1;
    w->pid = 0;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == -1)
        return false;
    (void)fcntl(pair[0], F_SETFD, FD_CLOEXEC);
    (void)fcntl(pair[1], F_SETFD, FD_CLOEXEC);
    w->started_ms = time_us() / 1000;
    pid_t pid = proc_fork();
    if (pid == 0) {
        (void)close(pair[0]);
        proc_without_connections((int)i, false);
        proc_work((int)i, pair[1]);
    }
    int e = errno;
    (void)close(pair[1]);
    if (pid == -1) {
        (void)close(pair[0]);
        errno = e;
        return false;
    }
    w->pid = pid;
    w->control = pair[0];
    return true;
}

/* Tell all workers; fd -1: there is no descriptor to go with it. */
static void proc_tell(enum control what, int fd, size_t size)
{
    struct control_message m = { .what = (int32_t)what, .size = (int64_t)size };
    union { struct cmsghdr head; char room[CMSG_SPACE(sizeof(int))]; } extra;
    struct iovec v = { .iov_base = &m, .iov_len = sizeof m };
    struct msghdr h = { .msg_iov = &v, .msg_iovlen = 1 };
    if (fd != -1) {
        memset(&extra, 0, sizeof extra);
        h.msg_control = &extra;
        h.msg_controllen = sizeof extra;
        struct cmsghdr *cm = CMSG_FIRSTHDR(&h);
        cm->cmsg_level = SOL_SOCKET;
        cm->cmsg_type = SCM_RIGHTS;
        cm->cmsg_len = CMSG_LEN(sizeof fd);
        memcpy(CMSG_DATA(cm), &fd, sizeof fd);
    }
    for (unsigned i = 0; i < conf.workers; i++)
        if (proc.workers[i].control != -1)
            (void)!sendmsg(proc.workers[i].control, &h, MSG_NOSIGNAL | MSG_DONTWAIT);    /* one may be stuck */
}

static bool proc_read_policy(struct policy_file *to, struct text *why)
{
    struct policy_source src = {
        .allow = conf.allow.list, .allow_n = conf.allow.n, .deny = conf.deny.list, .deny_n = conf.deny.n,
        .logins = conf.logins.list, .logins_n = conf.logins.n,
        .expect = conf.expect_rules.list, .expect_n = conf.expect_rules.n,
        .show = conf.show.list, .show_n = conf.show.n,
    };
    return policy_build(&src, to, why);
}

/* Tell systemd, if it started us and wants to know (sd_notify(3)). */
static void proc_notify(const char *what)
{
    char line[128];
    int n = snprintf(line, sizeof line, "%s\nMAINPID=%ld\nMONOTONIC_USEC=%lld\n", what, (long)getpid(), (long long)time_us());
    if (proc.notify != -1)
        (void)!send(proc.notify, line, (size_t)n, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/* Its socket is known by name; we may be in another root when we want it. */
static void proc_notify_open(void)
{
    const char *name = getenv("NOTIFY_SOCKET");
    proc.notify = handed.notify;
    struct sockaddr_un un = { .sun_family = AF_UNIX };
    size_t n = name ? strlen(name) : 0;
    if (n == 0 || n >= sizeof un.sun_path || (*name != '/' && *name != '@'))
        return;
    memcpy(un.sun_path, name, n);
    if (*name == '@')
        un.sun_path[0] = '\0';             /* of Linux's abstract names */
    proc.notify = os_own(socket(AF_UNIX, SOCK_DGRAM, 0));
    if (proc.notify != -1
        && connect(proc.notify, (struct sockaddr *)&un, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n)) == -1) {
        (void)close(proc.notify);
        proc.notify = -1;
    }
    (void)unsetenv("NOTIFY_SOCKET");
}

enum { KEPT_RULES = 1, KEPT_CERTS = 2 };         /* status of the reader: what stays in force, as a file is bad */

static bool proc_write_all(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t w = write(fd, p, n);
        if (w == -1)
            return false;
        p += w;
        n -= (size_t)w;
    }
    return true;
}

/* In the reader: rules and logins as they are now, to this file. */
static bool proc_reread_policy(int to)
{
    char message[1024];
    struct text why = TEXT(message);
    struct policy_file made;
    if (!proc_read_policy(&made, &why)) {
        warn(0, "%.*s; the rules and logins in force are kept", (int)why.n, why.p);
        return false;
    }
    const char *p = mmap(NULL, made.size, PROT_READ, MAP_SHARED, made.fd, 0);
    bool ok = p != MAP_FAILED && proc_write_all(to, p, made.size);
    if (!ok)
        warn(errno, "reading rules and logins again");
    return ok;
}

/* In the reader: the certificates, which are tried first. */
static bool proc_reread_certs(int to)
{
    char message[1024];
    struct text why = TEXT(message);
    size_t size;
    char *all = proc_read_pems(&size, &why);
    bool ok = all && proc_certs_of(all, size, true, &why);
    if (ok && !proc_write_all(to, all, size)) {
        text_printf(&why, "%s", strerror(errno));
        ok = false;
    }
    if (!ok)
        warn(0, "%.*s; the certificates in force are kept", (int)why.n, why.p);
    return ok;
}

/* What it filled is no longer needed. */
static void proc_reader_closed(void)
{
    if (proc.reload != -1)
        (void)close(proc.reload);
    if (proc.reload_certs != -1)
        (void)close(proc.reload_certs);
    proc.reload = proc.reload_certs = -1;
    proc_notify("READY=1");
}

/* HUP: logs are opened again, rules and logins read again by a process of its own. */
static void proc_reload(void)
{
    if (!log_open())
        warn(errno, "-o %s: the old file is still written to", conf.log_file);
    else if (conf.log_file)
        proc_tell(CONTROL_REOPEN, logbook.fd, 0);
    proc_notify("RELOADING=1");
    if (proc.policy.fd == -1 && !conf.certs_n) {
        proc_notify("READY=1");
        return;
    }
    if (proc.reader) {
        proc.reload_again = true;
        return;
    }
    proc.reload = proc.policy.fd == -1 ? -1 : os_nameless_file();
    proc.reload_certs = conf.certs_n ? os_nameless_file() : -1;
    bool ready = (proc.reload != -1 || proc.policy.fd == -1) && (proc.reload_certs != -1 || !conf.certs_n);
    pid_t pid = ready ? proc_fork() : -1;
    if (pid == -1) {
        warn(errno, "reading rules, logins and certificates again");
        proc_reader_closed();
        return;
    }
    proc.reader = pid;
    if (pid == 0) {
        int rules = proc.reload, pems = proc.reload_certs;
        proc.reload = proc.reload_certs = -1;
        proc_without_connections(-1, false);
        (void)alarm(READER_S);
        bool kept_rules = rules != -1 && !proc_reread_policy(rules), kept_certs = pems != -1 && !proc_reread_certs(pems);
        _exit((kept_rules ? KEPT_RULES : 0) | (kept_certs ? KEPT_CERTS : 0));
    }
}

static void proc_upgrade(void);
static void proc_become(void);
static void proc_drain_elders(bool replaced);

static void proc_reader_ended(int status)
{
    struct stat st;
    proc.reader = 0;
    if (WIFSIGNALED(status))
        warn(0, "reading rules, logins and certificates again: ended by signal %d; those in force are kept", WTERMSIG(status));
    const int kept = WIFEXITED(status) ? WEXITSTATUS(status) : KEPT_RULES | KEPT_CERTS;
    if (!(kept & KEPT_RULES) && proc.reload != -1 && fstat(proc.reload, &st) == 0 && proc_map_policy(proc.reload, (size_t)st.st_size)) {
        (void)close(proc.policy.fd);
        proc.policy = (struct policy_file){ .fd = proc.reload, .size = (size_t)st.st_size };
        proc.reload = -1;
        proc_tell(CONTROL_RELOAD, proc.policy.fd, proc.policy.size);
    }
    if (!(kept & KEPT_CERTS) && proc.reload_certs != -1 && fstat(proc.reload_certs, &st) == 0) {
        proc_map_certs(proc.reload_certs, (size_t)st.st_size);
        proc_tell(CONTROL_CERTS, proc.reload_certs, (size_t)st.st_size);
    }
    proc_reader_closed();
    if (proc.reload_again) {
        proc.reload_again = false;
        proc_reload();
    } else if (proc.upgrade_due)
        proc_upgrade();
}

/* Were all that were expected there? Says which were not. */
static bool proc_expected(void)
{
    bool met = true;
    for (unsigned i = 0; i < conf.expects_n; i++) {
        int64_t n = atomic_load(&lasting->expected[i]);
        if (n >= conf.expects[i].least && n <= conf.expects[i].most)
            continue;
        warn(0, "--expect %s: %lld matched", conf.expects[i].given, (long long)n);
        met = false;
    }
    return met;
}

/* At every exit(3) of the first process. */
static void proc_clean_up(void)
{
    if (proc.cleaner != getpid())
        return;
    char line[32] = "";
    struct stat held, named;
    if (proc.pidfile != -1 && pread(proc.pidfile, line, sizeof line - 1, 0) > 0 && strtol(line, NULL, 10) == (long)getpid()) {
        bool same = fstat(proc.pidfile, &held) == 0 && stat(conf.pidfile, &named) == 0
            && held.st_dev == named.st_dev && held.st_ino == named.st_ino;
        if (!same || unlink(conf.pidfile) == -1)    /* not that of one started meanwhile; -U may leave no right to */
            (void)!ftruncate(proc.pidfile, 0);
    }
    for (unsigned i = 0; i < listeners_n; i++) {
        struct stat st;
        if (listeners[i].path && stat(listeners[i].path, &st) == 0 && st.st_dev == listeners[i].dev
            && st.st_ino == listeners[i].ino)
            (void)unlink(listeners[i].path);
    }
    if (made_cert.path)
        (void)unlink(made_cert.path);
    if (proc.reader > 0)
        (void)kill(proc.reader, SIGKILL);
}

__attribute__((noreturn))
static void proc_exit(int status)
{
    exit(!proc_expected() && status == 0 ? 4 : status);
}

static bool proc_has_worker(void)
{
    for (unsigned i = 0; i < conf.workers; i++)
        if (proc.workers[i].pid)
            return true;
    return proc.elders_n > 0;
}

static void proc_kill_elders(void)
{
    for (unsigned i = 0; i < proc.elders_n; i++)
        (void)kill(proc.elders[i].pid, SIGKILL);
    proc.elders_ms = 0;
}

static void proc_kill_workers(void)
{
    proc_kill_elders();
    for (unsigned i = 0; i < conf.workers; i++)
        if (proc.workers[i].pid)
            (void)kill(proc.workers[i].pid, SIGKILL);
}

static void proc_worker_ended(unsigned i, int status)
{
    struct worker *w = &proc.workers[i];
    long pid = (long)w->pid;
    const char *then = proc.stopping ? "" : "; another is started";
    w->pid = 0;
    slot_clear(&shared->slots[i]);
    member_worker_ended(i);
    if (conf.cache_path && conf.cache_mode != CACHE_REPLAY)
        cache_worker_ended(&shared->slots[i], (pid_t)pid);
    if (WIFSIGNALED(status))
        warn(0, "worker %ld: ended by signal %d%s", pid, WTERMSIG(status), then);
    else if (!proc.stopping || status)
        warn(0, "worker %ld: ended with status %d%s", pid, WEXITSTATUS(status), then);
    if (proc.stopping) {
        if (!proc_has_worker())
            proc_exit(conf.command ? proc.command_status : 0);
        return;
    }
    bool by_hand = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;      /* no fault of the program's */
    w->crashes = time_us() / 1000 - w->started_ms < CRASH_MS && !by_hand ? w->crashes + 1 : 0;
    if (w->crashes >= CRASHES_MAX) {
        warn(0, "workers end as soon as they are started");
        if (proc.command)
            (void)kill(proc.command, SIGTERM);
        proc_kill_workers();
        proc_exit(1);
    }
    if (!proc_start_worker(i))
        warn(errno, "starting a worker");
}

/* What could not be started, or ended at once, is started after a pause. */
static void proc_start_due(void)
{
    proc.due = false;
    for (unsigned i = 0; i < conf.workers; i++) {
        if (!proc.workers[i].pid && !proc.stopping)
            proc.due |= !proc_start_worker(i);
        for (int k = 0; k < CALL_KINDS; k++)
            proc_helper(i, (enum call_kind)k, proc.workers[i].wanted[k]);
    }
}

static void proc_elder_ended(unsigned which)
{
    const struct elder e = proc.elders[which];
    bool last = true;
    if (conf.cache_path && conf.cache_mode != CACHE_REPLAY)
        cache_clean(e.pid);
    proc.elders[which] = proc.elders[--proc.elders_n];
    if (e.control != -1)
        (void)close(e.control);
    for (unsigned i = 0; i < proc.elders_n; i++)    /* those of one program have one lifeline */
        last = last && proc.elders[i].lifeline != e.lifeline;
    if (last)
        (void)close(e.lifeline);
    if (proc.stopping && !proc_has_worker())
        proc_exit(conf.command ? proc.command_status : 0);
}

static void proc_stop(void);

/* Could the program be started anew? */
static void proc_tested(int status)
{
    proc.tester = 0;
    if (proc.stopping)
        return;
    proc.ready_to_become = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (proc.ready_to_become)
        return;
    if (WIFSIGNALED(status))
        warn(0, "USR2: %s: ended by signal %d; this one goes on", proc.program, WTERMSIG(status));
    else
        warn(0, "USR2: %s: ended with status %d; this one goes on", proc.program, WEXITSTATUS(status));
    proc_notify("READY=1");
}

static void proc_reap(void)
{
    int status;
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
        if (pid == proc.command) {
            proc.command = 0;
            proc.command_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
            if (!proc.stopping)
                proc_stop();
        } else if (pid == proc.reader)
            proc_reader_ended(status);
        else if (pid == proc.tester)
            proc_tested(status);
        for (unsigned i = proc.elders_n; i-- > 0;)
            if (proc.elders[i].pid == pid)
                proc_elder_ended(i);
        for (unsigned i = 0; i < conf.workers; i++)
            if (proc.workers[i].pid == pid)
                proc_worker_ended(i, status);
        for (unsigned i = 0; i < HELPERS_ALL; i++)
            if (proc.helpers[i].pid == pid) {
                proc.helpers[i].pid = 0;
                proc.due |= !proc.stopping;
            }
    }
}

/* End one that has nothing to finish; 0: there is none. */
static void proc_end_child(pid_t *pid)
{
    if (*pid) {
        (void)kill(*pid, SIGKILL);
        (void)waitpid(*pid, NULL, 0);
    }
    *pid = 0;
}

static void proc_stop(void)
{
    if (proc.stopping || !proc_has_worker()) {
        proc_kill_workers();
        proc_exit(conf.command ? proc.command_status : 0);
    }
    proc.stopping = true;
    proc.kill_ms = conf.timeout[T_DRAIN] ? time_us() / 1000 + conf.timeout[T_DRAIN] + STUCK_MS : 0;
    proc_notify("STOPPING=1");
    proc_end_child(&proc.tester);       /* as long as they live they hold what we listen with */
    proc_end_child(&proc.reader);
    listener_close(-1);         /* the workers take what waits there, then nobody listens */
    proc_tell(CONTROL_DRAIN, -1, 0);
    proc_drain_elders(false);
}

/* USR1: how we are. */
static void proc_status(void)
{
    int64_t clients = 0, upstreams = 0, idle = 0, accepted = 0, answered = 0, failed = 0, dropped = 0;
    unsigned workers = 0;
    for (unsigned i = 0; i < conf.workers; i++) {
        struct slot *s = &shared->slots[i];
        clients += s->clients;
        upstreams += s->upstreams;
        idle += s->idle;
        accepted += s->accepted;
        answered += s->answered;
        failed += s->failed;
        dropped += s->dropped;
        workers += proc.workers[i].pid != 0;
    }
    warn(0, "status: pid %ld, up %llds, workers %u, clients %lld, upstreams %lld, idle %lld, "
         "answered %lld, failed %lld, accepted %lld, log lines dropped %lld%s",
         (long)getpid(), (long long)(time_us() / 1000 - proc.started_ms) / 1000, workers, (long long)clients,
         (long long)upstreams, (long long)idle, (long long)answered, (long long)failed, (long long)accepted, (long long)dropped,
         proc.stopping ? ", stopping" : "");
}

static void proc_signalled(void)
{
    unsigned char c[64];
    ssize_t n = read(proc.signals[0], c, sizeof c);
    for (ssize_t i = 0; i < n; i++) {
        int what = c[i] & ~BY_KERNEL;
        if (proc.command && what != SIGCHLD) {      /* it is the command's to decide; we end after it */
            if (!(c[i] & BY_KERNEL))
                (void)kill(proc.command, what);
            continue;
        }
        switch (what) {
        case SIGTERM: case SIGINT: proc_stop(); break;
        case SIGHUP: proc_reload(); break;
        case SIGUSR1: proc_status(); break;
        case SIGUSR2: proc_upgrade(); break;
        case SIGCHLD: proc_reap(); break;
        }
    }
}

/* A worker asks for something. */
static void proc_asked(unsigned worker)
{
    struct worker *w = &proc.workers[worker];
    struct control_message m;
    ssize_t n = recv(w->control, &m, sizeof m, MSG_DONTWAIT);
    if (n == 0) {                               /* it has ended: SIGCHLD will tell */
        (void)close(w->control);
        w->control = -1;
    }
    if (n != sizeof m)
        return;
    switch (m.what) {
    case CONTROL_HELPER:
        if (m.arg >= 0 && m.arg < CALL_KINDS)
            proc_helper(worker, (enum call_kind)m.arg, m.size);
        break;
    case CONTROL_KILL:
        for (unsigned i = 0; i < HELPERS_ALL; i++)
            if (proc.helpers[i].pid && proc.helpers[i].pid == m.arg)
                (void)kill(m.arg, SIGKILL);
        break;
    case CONTROL_STOP:
        if (!proc.stopping)
            proc_stop();
        break;
    case CONTROL_ROOM:
        for (unsigned i = 0; i < conf.workers; i++)
            if (i != worker && proc.workers[i].control != -1)
                (void)!send(proc.workers[i].control, &m, sizeof m, MSG_NOSIGNAL | MSG_DONTWAIT);
        break;
    }
}

/* One that is to finish: all it may want is that we all do (-n). */
static void proc_elder_asked(struct elder *e)
{
    struct control_message m;
    ssize_t n = recv(e->control, &m, sizeof m, MSG_DONTWAIT);
    if (n == 0) {
        (void)close(e->control);
        e->control = -1;
    }
    if (n == sizeof m && m.what == CONTROL_STOP && !proc.stopping)
        proc_stop();
}

__attribute__((noreturn))
static void proc_supervise(void)
{
    static struct pollfd p[1 + WORKERS_MAX + ELDERS_MAX];
    p[0] = (struct pollfd){ .fd = proc.signals[0], .events = POLLIN };
    proc_reap();                /* who ended while one program became another */
    for (;;) {
        bool due = proc.due;
        for (unsigned i = 0; i < conf.workers; i++) {
            p[1 + i] = (struct pollfd){ .fd = proc.workers[i].control, .events = POLLIN };
            due |= !proc.workers[i].pid && !proc.stopping;
        }
        const unsigned elders_n = proc.elders_n;
        for (unsigned i = 0; i < elders_n; i++)
            p[1 + conf.workers + i] = (struct pollfd){ .fd = proc.elders[i].control, .events = POLLIN };
        int64_t now = time_us() / 1000, left = proc.kill_ms ? proc.kill_ms - now : INT_MAX;
        int64_t elders = proc.elders_ms ? proc.elders_ms - now : INT_MAX;
        if (left <= 0) {
            proc_kill_workers();
            proc.kill_ms = 0;
        }
        if (elders <= 0)
            proc_kill_elders();
        left = left < elders ? left : elders;
        int n = poll(p, 1 + conf.workers + elders_n, due ? RESTART_MS : !proc.kill_ms && !proc.elders_ms ? -1 : left < 0 ? 0 : (int)left);
        if (n == 0 && due)
            proc_start_due();
        if (n <= 0)
            continue;
        for (unsigned i = 0; i < conf.workers; i++)
            if (p[1 + i].revents)
                proc_asked(i);
        for (unsigned i = 0; i < elders_n; i++)
            if (p[1 + conf.workers + i].revents)
                proc_elder_asked(&proc.elders[i]);
        if (p[0].revents)
            proc_signalled();
        if (proc.ready_to_become && !proc.stopping)
            proc_become();
    }
}

/* ---- USR2: the program is started anew, in the same process and with the same sockets ---- */

/* The first process has no connections, so it can become another program: what is in flight is in its workers, which
 * stay. All it has to tell the other stands in a file without a name, the strings of which begin with a letter:
 *
 *   A an argument, as it was given       L a listener: admin, device, inode, claim, descriptors, -l
 *   O a worker: process, control, lifeline of its helpers
 *   P pidfile    N systemd    C cache    W workers    S start    R what lasts    E an --expect, as given
 *   T a certificate that was made: its file, a new line, it and its key as PEM
 *   M a member that is not simply up: route, target, which kind of it, until, fails, down
 *
 *   USR2 --> tester: the file that has our name now, in a child: reads arguments, rules, files, and binds what is new
 *        --> [proc_become] exec; [proc_take_over] in the new program
 *        --> workers are started, and the elder ones told to DRAIN */

static const char handed_variable[] = "PROXY_HANDOVER";     /* PID:FD, or PID:FD:test */

/* Have our program's descriptors stay open in the next one, or not. */
static void proc_keep_open(bool keep)
{
    int how = keep ? 0 : FD_CLOEXEC;
    for (unsigned i = 0; i < listeners_n; i++) {
        for (unsigned k = 0; k < listeners[i].fds_n; k++)
            (void)fcntl(listeners[i].fds[k], F_SETFD, how);
        if (listeners[i].claim >= 0)
            (void)fcntl(listeners[i].claim, F_SETFD, how);
    }
    for (unsigned i = 0; i < conf.workers; i++)
        if (proc.workers[i].control != -1)
            (void)fcntl(proc.workers[i].control, F_SETFD, how);
    for (unsigned i = 0; i < proc.elders_n; i++) {
        (void)fcntl(proc.elders[i].control, F_SETFD, how);
        (void)fcntl(proc.elders[i].lifeline, F_SETFD, how);
    }
    const int others[] = { proc.lifeline[1], proc.pidfile, proc.notify, proc.lasting, cache_dir };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i] != -1)
            (void)fcntl(others[i], F_SETFD, how);
}

/* One string for the next program. false: it cannot be written. */
__attribute__((format(printf, 2, 3)))
static bool proc_hand(int fd, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int n = vdprintf(fd, fmt, ap);
    va_end(ap);
    return n >= 0 && write(fd, "", 1) == 1;
}

/* By what a member is known from one program to the next: its route, and its target, or its key among addresses. */
static uint64_t proc_standing_route(const struct route_conf *r)
{
    return hash_plain(r->below ? 1 : 0, r->host.p, r->host.n) ^ hash_plain(2, r->path.p, r->path.n);
}

static const struct target_conf *proc_standing_target(const struct route_conf *r, unsigned place)
{
    for (unsigned t = 0; t < r->targets_n; t++)     /* as route_start gives the places */
        if (!r->targets[t].each && place-- == 0)
            return &r->targets[t];
    return NULL;
}

static bool proc_hand_standings(int fd)
{
    bool ok = true;
    for (unsigned r = 0; r < conf.routes_n; r++)
        for (unsigned i = 0; i < MEMBERS_MAX; i++) {
            struct standing *s = &standings[r].members[i];
            const struct target_conf *to = proc_standing_target(&conf.routes[r], i);
            uint64_t id = to ? hash_plain(0, to->given, strlen(to->given)) : s->key;
            if (s->key && (s->fails || s->down || s->until))
                ok = ok && proc_hand(fd, "M%llx %llx %d %lld %u %d", (unsigned long long)proc_standing_route(&conf.routes[r]),
                                     (unsigned long long)id, to != NULL, (long long)s->until, s->fails, s->down);
        }
    return ok;
}

/* Write all that the next program has to know. false: errno says why not. */
static bool proc_hand_over(int fd)
{
    bool ok = true;
    for (char **a = proc.args; *a; a++)
        ok = ok && proc_hand(fd, "A%s", *a);
    for (unsigned i = 0; i < listeners_n; i++) {
        char fds[WORKERS_MAX * 12];
        struct text t = { .p = fds, .cap = sizeof fds - 1 };
        for (unsigned k = 0; k < listeners[i].fds_n; k++)
            text_printf(&t, "%d,", listeners[i].fds[k]);
        fds[t.n] = '\0';
        ok = ok && proc_hand(fd, "L%d %llu %llu %d %s %s", listeners[i].admin, (unsigned long long)listeners[i].dev,
                             (unsigned long long)listeners[i].ino, listeners[i].claim, fds, conf.listens[i].given);
    }
    for (unsigned i = 0; i < conf.workers; i++)
        if (proc.workers[i].pid)
            ok = ok && proc_hand(fd, "O%ld %d %d", (long)proc.workers[i].pid, proc.workers[i].control, proc.lifeline[1]);
    for (unsigned i = 0; i < proc.elders_n; i++)
        ok = ok && proc_hand(fd, "O%ld %d %d", (long)proc.elders[i].pid, proc.elders[i].control, proc.elders[i].lifeline);
    if (proc.pidfile != -1)
        ok = ok && proc_hand(fd, "P%d %s", proc.pidfile, conf.pidfile);
    if (proc.notify != -1)
        ok = ok && proc_hand(fd, "N%d", proc.notify);
    if (cache_dir != -1)
        ok = ok && proc_hand(fd, "C%d %s", cache_dir, conf.cache_path);
    if (made_cert.path)
        ok = ok && proc_hand(fd, "T%s\n%.*s", made_cert.path, (int)made_cert.pem.n, made_cert.pem.p);
    ok = ok && proc_hand(fd, "W%u", conf.workers) && proc_hand(fd, "R%d", proc.lasting)
        && proc_hand(fd, "S%lld %lld", (long long)shared->started_s, (long long)proc.started_ms);
    for (unsigned i = 0; i < conf.expects_n; i++)
        ok = ok && proc_hand(fd, "E%s", conf.expects[i].given);
    return ok && proc_hand_standings(fd) && lseek(fd, 0, SEEK_SET) == 0;
}

/* Say in the environment where it stands, and run the file that has our name. Returns if that fails. */
static void proc_exec(int fd, bool test)
{
    char where[64], n[32];
    (void)snprintf(where, sizeof where, "%ld:%d%s", (long)getpid(), fd, test ? ":test" : "");
    (void)setenv(handed_variable, where, 1);
    if (conf.passed) {
        (void)snprintf(n, sizeof n, "%ld", (long)getpid());
        (void)setenv("LISTEN_PID", n, 1);
        (void)snprintf(n, sizeof n, "%lld", (long long)conf.passed);
        (void)setenv("LISTEN_FDS", n, 1);
    }
    proc_keep_open(true);
    (void)fcntl(fd, F_SETFD, 0);
    if (strchr(proc.program, '/'))      /* a script is none of our program's versions */
        (void)execv(proc.program, proc.argv);
    else
        (void)execvp(proc.program, proc.argv);
    int e = errno;
    proc_keep_open(false);
    (void)unsetenv(handed_variable);
    (void)unsetenv("LISTEN_PID");
    (void)unsetenv("LISTEN_FDS");
    errno = e;
}

/* USR2: first a child finds out whether the program could be started anew. */
static void proc_upgrade(void)
{
    proc.upgrade_due = proc.reader != 0;
    if (proc.stopping || proc.tester || proc.reader)
        return;
    if (proc.elders_n + conf.workers > ELDERS_MAX) {
        warn(0, "USR2: too many of those before still finish; this one goes on");
        return;
    }
    proc_notify("RELOADING=1");
    proc.tester = proc_fork();
    if (proc.tester == 0) {
        int fd = os_nameless_file();
        (void)alarm(READER_S);
        if (fd != -1 && proc_hand_over(fd)) {
            proc_signals_default();
            proc_exec(fd, true);
        }
        warn(errno, "USR2: %s", proc.program);
        _exit(126);
    }
    if (proc.tester == -1) {
        warn(errno, "USR2");
        proc.tester = 0;
        proc_notify("READY=1");
    }
}

/* Become the program that has our name now; what signals come meanwhile waits for it. */
static void proc_become(void)
{
    sigset_t all_signals, before;
    int fd = os_nameless_file();
    for (unsigned i = 0; i < conf.workers; i++) {   /* the next one does not know what ours ask for */
        if (conf.forward || conf_has_names())
            proc_helper(i, CALL_NAME, HELPERS_MIN);
        if (conf.logins.n)
            proc_helper(i, CALL_HASH, HELPERS_MIN);
    }
    (void)sigfillset(&all_signals);
    (void)sigprocmask(SIG_SETMASK, &all_signals, &before);
    for (unsigned char c; read(proc.signals[0], &c, 1) == 1;)
        (void)raise(c & ~BY_KERNEL);            /* those that were not looked at yet wait as well */
    if (fd != -1 && proc_hand_over(fd))
        proc_exec(fd, false);
    int e = errno;
    proc.ready_to_become = false;
    if (fd != -1)
        (void)close(fd);
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    warn(e, "USR2: %s; this one goes on", proc.program);
    proc_notify("READY=1");
}

static void proc_take_listener(char *s, struct handed_listener *l)
{
    unsigned long long dev, ino;
    int admin, at = 0;
    if (sscanf(s, "%d %llu %llu %d %n", &admin, &dev, &ino, &l->claim, &at) != 4)
        return;
    l->admin = admin;
    l->dev = (dev_t)dev;
    l->ino = (ino_t)ino;
    if (l->claim >= 0)
        (void)os_own(l->claim);
    for (s += at; *s && *s != ' ' && l->fds_n < WORKERS_MAX; s += *s == ',')
        l->fds[l->fds_n++] = os_own((int)strtol(s, &s, 10));
    l->given = s + (*s == ' ');
    struct sockaddr_storage ss = { .ss_family = AF_UNSPEC };
    socklen_t n = sizeof ss;
    if (l->fds_n && getsockname(l->fds[0], (struct sockaddr *)&ss, &n) == 0)
        l->port = addr_from_sockaddr((struct sockaddr *)&ss).port;
}

/* One string of the program before us. */
static void proc_take(char *s)
{
    long long a = 0, b = 0, c = 0;
    char *rest = s + 1;
    switch (*s) {
    case 'A':
        handed.args = must_grow(handed.args, handed.args_n, sizeof *handed.args);
        handed.args[handed.args_n++] = rest;
        break;
    case 'L':
        if (handed.listeners_n < LISTENERS_MAX)
            proc_take_listener(rest, &handed.listeners[handed.listeners_n++]);
        break;
    case 'O':
        if (proc.elders_n < ELDERS_MAX && sscanf(rest, "%lld %lld %lld", &a, &b, &c) == 3)
            proc.elders[proc.elders_n++] = (struct elder){ (pid_t)a, os_own((int)b), os_own((int)c) };
        break;
    case 'P':
        handed.pidfile = (int)strtol(rest, &rest, 10);
        handed.pidfile_path = rest + (*rest == ' ');
        (void)fcntl(handed.pidfile, F_SETFD, FD_CLOEXEC);
        break;
    case 'N': handed.notify = os_own((int)strtol(rest, NULL, 10)); break;
    case 'C':
        handed.cache = (int)strtol(rest, &rest, 10);
        handed.cache_path = rest + (*rest == ' ');
        (void)fcntl(handed.cache, F_SETFD, FD_CLOEXEC);
        break;
    case 'T':
        handed.made_path = rest;
        rest[strcspn(rest, "\n")] = '\0';
        handed.made_pem = rest + strlen(rest) + 1;
        break;
    case 'W': handed.workers = strtoll(rest, NULL, 10); break;
    case 'R': handed.lasting = (int)strtol(rest, NULL, 10); break;
    case 'S': (void)sscanf(rest, "%lld %lld", &a, &b), handed.started_s = a, handed.started_ms = b; break;
    case 'E':
        if (handed.expected_n < EXPECTS_MAX)
            handed.expected[handed.expected_n++] = rest;
        break;
    case 'M':
        handed.standings = must_grow(handed.standings, handed.standings_n, sizeof *handed.standings);
        handed.standings[handed.standings_n++] = rest;
        break;
    }
}

/* Was there a program before us in this process? Then take what it left. Returns our arguments. */
static void proc_take_over(int *argc, char ***argv)
{
    const char *where = getenv(handed_variable);
    long pid;
    int fd, end = 0;
    struct stat st;
    handed.pidfile = handed.notify = handed.cache = handed.lasting = -1;
    if (!where)
        return;
    if (sscanf(where, "%ld:%d%n", &pid, &fd, &end) != 2 || pid != (long)getpid() || fstat(fd, &st) == -1)
        return;                         /* it is not ours: somebody was careless with an environment */
    handed.any = true;
    handed.test = where[end] == ':';
    (void)unsetenv(handed_variable);
    size_t n = (size_t)st.st_size;
    static char *text;                  /* for good: what is handed lies in it */
    text = must_alloc(n + 1, 1);
    for (size_t got = 0; got < n;) {
        ssize_t r = read(fd, text + got, n - got);
        if (r <= 0)
            die(r ? errno : EIO, "USR2");
        got += (size_t)r;
    }
    (void)close(fd);
    handed.args = must_grow(handed.args, 0, sizeof *handed.args);
    handed.args[handed.args_n++] = (*argv)[0];
    for (char *s = text; s < text + n; s += strlen(s) + 1)
        proc_take(s);
    handed.args = must_grow(handed.args, handed.args_n, sizeof *handed.args);
    handed.args[handed.args_n] = NULL;
    *argc = (int)handed.args_n;
    *argv = handed.args;
}

/* Keep the arguments as they are given, for the next program: secrets are overwritten while they are read. */
static void proc_keep_arguments(int argc, char **argv, char **given)
{
    proc.program = os_program(given[0] ? given[0] : "proxy");
    proc.argv = given;
    proc.args = must_alloc((size_t)argc + 1, sizeof *proc.args);
    for (int i = 1; i < argc; i++)
        proc.args[i - 1] = must_copy(slice_of(argv[i]));
}

/* What the program before us knew of members, where they are the same; and what it had counted. */
static void proc_take_standings(void)
{
    for (unsigned i = 0; i < handed.standings_n; i++) {
        unsigned long long route, id;
        long long until;
        unsigned fails;
        int fixed, down;
        if (sscanf(handed.standings[i], "%llx %llx %d %lld %u %d", &route, &id, &fixed, &until, &fails, &down) != 6)
            continue;
        for (unsigned r = 0; r < conf.routes_n; r++)
            for (unsigned p = 0; p < MEMBERS_MAX && proc_standing_route(&conf.routes[r]) == route; p++) {
                struct standing *s = &standings[r].members[p];
                const struct target_conf *to = proc_standing_target(&conf.routes[r], p);
                if (fixed ? !to || hash_plain(0, to->given, strlen(to->given)) != id : to || s->key)
                    continue;
                if (!fixed)
                    s->key = id;        /* whoever has a member with this address finds its place */
                s->until = until;
                s->fails = fails;
                s->down = down && conf.health.given;
                break;
            }
    }
}

/* Count on in the file of the program before us; in a new one, from what stands there, if other --expect are given. */
static void proc_share_lasting(void)
{
    bool same = handed.lasting != -1 && handed.expected_n == conf.expects_n;
    for (unsigned i = 0; same && i < conf.expects_n; i++)
        same = strcmp(conf.expects[i].given, handed.expected[i]) == 0;
    struct lasting *before = handed.lasting == -1 ? MAP_FAILED
        : mmap(NULL, sizeof *before, PROT_READ | PROT_WRITE, MAP_SHARED, handed.lasting, 0);
    if (same && before != MAP_FAILED) {
        lasting = before;
        proc.lasting = handed.lasting;
        (void)fcntl(proc.lasting, F_SETFD, FD_CLOEXEC);
        return;
    }
    if (conf.requests || conf.expects_n) {
        proc.lasting = os_nameless_file();
        void *at = proc.lasting == -1 || ftruncate(proc.lasting, sizeof *lasting) == -1 ? MAP_FAILED
            : mmap(NULL, sizeof *lasting, PROT_READ | PROT_WRITE, MAP_SHARED, proc.lasting, 0);
        if (at == MAP_FAILED)
            die(errno, "starting");
        lasting = at;
    }
    if (lasting && before != MAP_FAILED) {
        lasting->answered = before->answered;
        for (unsigned i = 0; i < conf.expects_n; i++)
            for (unsigned k = 0; k < handed.expected_n; k++)
                if (strcmp(conf.expects[i].given, handed.expected[k]) == 0)
                    lasting->expected[i] = before->expected[k];
    }
    if (before != MAP_FAILED)
        (void)munmap(before, sizeof *before);
    if (handed.lasting != -1)
        (void)close(handed.lasting);
}

/* Have those before us finish; `replaced`: we go on. */
static void proc_drain_elders(bool replaced)
{
    struct control_message m = { .what = CONTROL_DRAIN, .arg = replaced };
    for (unsigned i = 0; i < proc.elders_n; i++)
        (void)!send(proc.elders[i].control, &m, sizeof m, MSG_NOSIGNAL | MSG_DONTWAIT);
    proc.elders_ms = conf.timeout[T_DRAIN] ? time_us() / 1000 + conf.timeout[T_DRAIN] + STUCK_MS : 0;
}

/* ---- start ---- */

/* A socket at an address: it listens; or is one of several that do; or only shows that nobody listens
 * there. */
enum bind_how { BIND_ALONE, BIND_SHARED, BIND_TRIAL };

/* Be the only one who shares a port, whatever the address, as addresses overlap; as os_claim. -2 also where another
 * listener of ours has claimed it, or it is not known yet. */
static int proc_claim(unsigned port)
{
    char name[64];
    struct text t = TEXT(name);
    for (unsigned i = 0; i < listeners_n; i++)
        if (listeners[i].addr.port == port && listeners[i].claim >= 0)
            return -2;
    for (struct handed_listener *h = handed.listeners; h < handed.listeners + handed.listeners_n; h++)
        if (h->fds_n && h->claim >= 0 && h->port == port) {     /* its listener is given up, for this one */
            int claim = h->claim;
            h->claim = -2;
            return claim;
        }
    text_str(&t, "proxy listens at port ");
    text_num(&t, port);
    return port ? os_claim(name, t.n) : -2;
}

/* -1: errno says why. */
static int proc_bind(const struct addr *a, bool both, enum bind_how how)
{
    struct sockaddr_storage ss;
    socklen_t n = addr_to_sockaddr(a, &ss);
    int one = 1, no = 0, fd = os_socket(ss.ss_family, SOCK_STREAM);
    if (fd == -1)
        return -1;
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);     /* accepted sockets inherit it */
    if (ss.ss_family == AF_INET6)
        (void)setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, both ? &no : &one, sizeof one);
    if (how == BIND_SHARED)
        (void)os_share_port(fd);
    if (bind(fd, (struct sockaddr *)&ss, n) == 0 && (how == BIND_TRIAL || listen(fd, 4096) == 0))
        return fd;
    int e = errno;
    (void)close(fd);
    errno = e;
    return -1;
}

/* Listen at path; a socket there that nobody serves is replaced. */
static int proc_bind_unix(const char *path)
{
    struct sockaddr_storage ss;
    struct stat st;
    socklen_t n = unix_to_sockaddr(path, &ss);
    int fd = os_socket(AF_UNIX, SOCK_STREAM);
    if (fd == -1)
        return -1;
    if (stat(path, &st) == 0 && !S_ISSOCK(st.st_mode)) {
        (void)close(fd);
        errno = EEXIST;
        return -1;
    }
    for (int tries = 0; tries < 2; tries++) {
        if (bind(fd, (struct sockaddr *)&ss, n) == 0 && listen(fd, 4096) == 0)
            return fd;
        if (errno != EADDRINUSE || tries || stat(path, &st) == -1 || !S_ISSOCK(st.st_mode))
            break;
        int other = os_socket(AF_UNIX, SOCK_STREAM);
        bool served = other != -1 && (connect(other, (struct sockaddr *)&ss, n) == 0 || errno != ECONNREFUSED);
        if (other != -1)
            (void)close(other);
        errno = EADDRINUSE;
        if (served || unlink(path) == -1)
            break;
    }
    int e = errno;
    (void)close(fd);
    errno = e;
    return -1;
}

/* A listening socket that was handed to us. */
static int proc_adopt(int fd, struct addr *a, bool *both, const char **path)
{
    struct sockaddr_storage ss = { .ss_family = AF_UNSPEC };
    socklen_t n = sizeof ss;
    int listening = 0;
    socklen_t size = sizeof listening;
    if (getsockname(fd, (struct sockaddr *)&ss, &n) == -1
        || getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == -1)
        return -1;
    if (!listening)
        die(0, "-l fd:%d: not a listening stream socket (under systemd: Accept=no)", fd);
    *a = addr_from_sockaddr((struct sockaddr *)&ss);
    int only = 1;
    size = sizeof only;
    *both = ss.ss_family == AF_INET6 && addr_classify(a) == ADDR_UNSPECIFIED
        && getsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &only, &size) == 0 && !only;
    if (a->kind == ADDR_UNIX) {
        struct sockaddr_un un;
        memcpy(&un, &ss, sizeof un);
        *path = must_copy((struct slice){ un.sun_path, strnlen(un.sun_path, sizeof un.sun_path) });
    }
    return os_own(fd);
}

/* A forward proxy that others can reach is not to be everybody's, and not everybody may say whose
 * connection a PROXY header is about. */
static void proc_check_listener(const struct listen_conf *l, const struct addr *at)
{
    const char *given = l->given;
    struct slice rule = { "", 0 }, limit = SLICE("from:private");
    if (l->admin || at->kind == ADDR_UNIX || addr_classify(at) == ADDR_LOOPBACK)
        return;
    if (l->proxy && !conf.trust_n && !conf.trust_private)
        usage("-l %s: anybody could claim any address in a PROXY header; say whose is believed: --trust CIDR", given);
    if (!conf.forward || conf.logins.n)
        return;
    const char *meant = conf.mitm ? "" : ", or that it is meant: -a all";
    if (!conf.allow.n)
        usage("-l %s: this would be an open proxy for everybody; limit its clients; say -a from:private or "
              "-u NAME:PASSWORD%s", given, meant);
    const bool open = !policy_meant_open(policy) && policy_open_allow(policy, &rule) != -1;
    for (size_t i = 0; i < conf.allow.n; i++)       /* what it says elsewhere is likely what it means here */
        if (slice_starts(slice_of(conf.allow.list[i]), SLICE("from:"))
            && !(open && slice_eq(rule, slice_of(conf.allow.list[i])))) {
            limit = slice_of(conf.allow.list[i]);
            break;
        }
    if (conf.mitm && policy_meant_open(policy))
        usage("-M: everybody could have what they say read by %s: limit its clients: -a from:private or "
              "-u NAME:PASSWORD", given);
    if (conf.report_only && !policy_meant_open(policy))
        usage("--report-only: -a alone limits who may use %s, and would no longer; add -u NAME:PASSWORD", given);
    if (open && slice_starts(rule, SLICE("from:")) && slice_find(rule, ',') == rule.n)
        usage("-l %s: this would be an open proxy: -a %.*s does not limit its clients; say -a %.*s%s", given,
              (int)rule.n, rule.p, (int)limit.n, limit.p, meant);
    if (open)
        usage("-l %s: this would be an open proxy: -a %.*s does not limit its clients; say -a %.*s,%.*s%s", given,
              (int)rule.n, rule.p, (int)limit.n, limit.p, (int)rule.n, rule.p, meant);
}

/* Give a listener its sockets: fd for all workers, or, where that was a trial, one for each. */
static void proc_share(struct listener *l, const struct listen_conf *lc, int fd, enum bind_how how)
{
    l->fds_n = how == BIND_TRIAL ? conf.workers : 1;
    l->fds = must_alloc(l->fds_n, sizeof *l->fds);
    l->fds[0] = fd;
    for (unsigned i = 0; i < l->fds_n && how == BIND_TRIAL; i++)
        if ((l->fds[i] = proc_bind(&l->addr, l->both, BIND_SHARED)) == -1)
            die(errno, "%s %s", lc->admin ? "-A" : "-l", lc->given);
    if (how == BIND_TRIAL)
        (void)close(fd);
}

enum { BIND_TRIES = 20, BIND_AGAIN_MS = 10 };   /* a predecessor that was killed takes a moment to go */

/* Can ports be shared on this system? */
static bool proc_can_share(void)
{
    int fd = os_socket(AF_INET, SOCK_STREAM);
    bool can = fd != -1 && os_share_port(fd);
    if (fd != -1)
        (void)close(fd);
    return can;
}

/* Is this what lc asks for: said in the same words, or the same address in others? */
static bool proc_is_handed(const struct handed_listener *h, const struct listen_conf *lc)
{
    struct addr at = lc->addr;
    bool both = false;
    const char *path = NULL;
    if (h->admin == lc->admin && strcmp(h->given, lc->given) == 0)
        return true;
    if (lc->fd != -1 || lc->path || !at.port || proc_adopt(h->fds[0], &at, &both, &path) == -1)
        return false;
    return at.kind == ADDR_IP && at.port == lc->addr.port && both == lc->both && (both || addr_same_ip(&at, &lc->addr));
}

/* Take over the sockets of this listener from the program before us. false: it had none. */
static bool proc_listen_handed(const struct listen_conf *lc)
{
    struct listener *l = &listeners[listeners_n];
    for (struct handed_listener *h = handed.listeners; h < handed.listeners + handed.listeners_n; h++) {
        const char *flag = lc->admin ? "-A" : "-l";
        if (!h->fds_n || !proc_is_handed(h, lc))
            continue;
        *l = (struct listener){ .addr = lc->addr, .proxy = lc->proxy, .tls = lc->tls,
            .redirect = lc->redirect, .admin = lc->admin, .host = lc->host, .path = lc->path,
            .dev = h->dev, .ino = h->ino, .claim = h->claim, .fds_n = h->fds_n, .fds = must_alloc(h->fds_n, sizeof(int)) };
        if (proc_adopt(h->fds[0], &l->addr, &l->both, &l->path) == -1)
            die(errno, "%s %s", flag, h->given);
        if (h->fds_n > 1 && h->fds_n != conf.workers)
            usage("-w %u: there are %u sockets for %s %s, a process each; stop the program and start it with another -w",
                  conf.workers, h->fds_n, flag, h->given);
        proc_check_listener(lc, &l->addr);
        memcpy(l->fds, h->fds, h->fds_n * sizeof(int));
        h->fds_n = 0;
        listeners_n++;
        return true;
    }
    return false;
}

/* Let go of those listeners of the program before us that an argument file no longer has. */
static void proc_drop_handed(void)
{
    struct stat st;
    for (struct handed_listener *h = handed.listeners; h < handed.listeners + handed.listeners_n; h++) {
        for (unsigned k = 0; k < h->fds_n; k++)
            (void)close(h->fds[k]);
        if (!h->fds_n)
            continue;
        if (h->claim >= 0)
            (void)close(h->claim);
        const char *path = strncmp(h->given, "unix:", 5) == 0 ? h->given + 5 : "";
        if (!handed.test && stat(path, &st) == 0 && st.st_dev == h->dev && st.st_ino == h->ino)
            (void)unlink(path);
    }
}

/* A socket where lc says; what is found out about it goes to *l. -1: errno says why. */
static int proc_listen_once(const struct listen_conf *lc, struct listener *l, enum bind_how how)
{
    struct stat st;
    int fd;
    if (lc->path) {
        fd = proc_bind_unix(lc->path);
        if (fd != -1 && stat(lc->path, &st) == 0) {
            l->dev = st.st_dev;
            l->ino = st.st_ino;
        }
        return fd;
    }
    if (lc->fd != -1) {
        fd = proc_adopt(lc->fd, &l->addr, &l->both, &l->path);
        if (fd != -1)
            proc_check_listener(lc, &l->addr);
        return fd;
    }
    fd = proc_bind(&l->addr, l->both, how);
    if (fd == -1 && l->both && errno != EADDRINUSE && errno != EACCES) {       /* a system without IPv6 */
        memcpy(l->addr.ip, addr_v4_prefix, sizeof addr_v4_prefix);
        l->both = false;
        fd = proc_bind(&l->addr, false, how);
    }
    return fd;
}

static void proc_listen(const struct listen_conf *lc)
{
    struct listener *l = &listeners[listeners_n];
    int fd = -1;
    enum bind_how how = conf.workers > 1 && !lc->path && lc->fd == -1 && proc_can_share() ? BIND_TRIAL : BIND_ALONE;
    *l = (struct listener){ .addr = lc->addr, .both = lc->both, .proxy = lc->proxy, .tls = lc->tls,
            .redirect = lc->redirect, .admin = lc->admin, .host = lc->host,
        .path = lc->path, .claim = how == BIND_TRIAL ? -1 : -2 };
    for (int tries = 0; tries < BIND_TRIES; tries++) {
        if (l->claim == -1)
            l->claim = proc_claim(l->addr.port);
        if (l->claim != -1)
            fd = proc_listen_once(lc, l, how);
        if (fd != -1 || errno != EADDRINUSE)
            break;
        (void)poll(NULL, 0, BIND_AGAIN_MS);
        errno = EADDRINUSE;
    }
    if (fd == -1)
        die(errno, "%s %s", lc->admin ? "-A" : "-l", lc->given);
    struct sockaddr_storage ss = { .ss_family = AF_UNSPEC };
    socklen_t n = sizeof ss;
    if (l->addr.kind == ADDR_IP && getsockname(fd, (struct sockaddr *)&ss, &n) == 0)
        l->addr.port = addr_from_sockaddr((struct sockaddr *)&ss).port;
    proc_share(l, lc, fd, how);
    listeners_n++;
}

static void proc_write_pidfile(void)
{
    char line[32];
    int n = snprintf(line, sizeof line, "%ld\n", (long)getpid());
    if (conf.pidfile && handed.pidfile != -1 && strcmp(conf.pidfile, handed.pidfile_path) == 0) {
        proc.pidfile = handed.pidfile;          /* we are the same process */
        return;
    }
    if (handed.pidfile != -1)
        (void)close(handed.pidfile);
    int fd = conf.pidfile ? open(conf.pidfile, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644) : -1;
    if (conf.pidfile && (fd == -1 || write(fd, line, (size_t)n) != n))
        die(errno, "-P %s", conf.pidfile);
    proc.pidfile = fd;
}

static void proc_print_urls(void)
{
    char line[256];
    for (unsigned i = 0; i < listeners_n; i++) {
        struct text t = TEXT(line);
        text_url(&t, listeners[i].addr, listeners[i].both, listeners[i].tls, listeners[i].path);
        text_char(&t, '\n');
        (void)!write(STDOUT_FILENO, t.p, t.n);
    }
}

/* ---- -M: its authority ---- */

static const char *const mitm_files[] = { "ca.pem", "ca-key.pem", "bundle.pem", "bundle.p12" };
enum { MITM_CERT, MITM_KEY, MITM_BUNDLE, MITM_STORE, MITM_FILES };

/* What is in a file of -M; its end *n. NULL: it is not there. */
static char *proc_read_mitm(int file, size_t *n)
{
    char path[PATH_MAX];
    struct stat st;
    (void)snprintf(path, sizeof path, "%s/%s", conf.mitm, mitm_files[file]);
    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
        die(0, "-M %s: it is no file", path);
    char *all = file_read(path, n);
    if (!all && errno != ENOENT)
        die(errno, "-M %s", path);
    return all;
}

/* Write one, so that it is seen whole or not at all. */
static void proc_write_mitm(int file, mode_t mode, struct slice content)
{
    char path[PATH_MAX], made[PATH_MAX];
    (void)snprintf(path, sizeof path, "%s/%s", conf.mitm, mitm_files[file]);
    if (snprintf(made, sizeof made, "%s.XXXXXX", path) >= (int)sizeof made)
        die(ENAMETOOLONG, "-M %s", conf.mitm);
    int fd = mkstemp(made);
    if (fd == -1 || fchmod(fd, mode) == -1 || write(fd, content.p, content.n) != (ssize_t)content.n || close(fd) == -1
        || rename(made, path) == -1) {
        int e = errno;
        if (fd != -1)
            (void)unlink(made);
        die(e, "-M %s", path);
    }
}

/* For programs that are told by one file whom to trust: the system's authorities, and ours. */
static void proc_write_bundle(struct slice own)
{
    size_t n = 0, old_n, store_n;
    char *all = NULL, *old = proc_read_mitm(MITM_BUNDLE, &old_n), *store = proc_read_mitm(MITM_STORE, &store_n);
    for (size_t i = 0; i < ANCHORS_USUAL && !all; i++)
        all = file_read(anchors_usual[i], &n);
    if (!all)
        warn(0, "-M %s: no authorities of this system were found, so bundle.pem has ours alone", conf.mitm);
    struct text t = { .cap = n + own.n + 1 };
    t.p = must_alloc(t.cap, 1);
    text_add(&t, all ? all : "", n);
    if (n && all[n - 1] != '\n')
        text_char(&t, '\n');
    text_slice(&t, own);
    if (!old || !store || !slice_eq((struct slice){ old, old_n }, text_all(&t))) {
        struct slice made = store_write(text_all(&t));
        if (!made.n)
            die(ENOMEM, "-M %s", conf.mitm);
        proc_write_mitm(MITM_STORE, 0644, made);
        proc_write_mitm(MITM_BUNDLE, 0644, text_all(&t));
        free((void *)(uintptr_t)made.p);
    }
    free(store);
    free(t.p);
    free(all);
    free(old);
}

/* Make the authority: its key is written first, so that where there is a certificate there is a key. */
static void proc_make_mitm(void)
{
    char pem[4096] = "", name[32];
    struct text t = { .p = pem, .cap = sizeof pem - 1 };
    struct slice called;
    uint32_t which;
    uint8_t digest[32];
    os_random(&which, sizeof which);
    (void)snprintf(name, sizeof name, "proxy CA %08x", (unsigned)which);
    called = slice_of(name);
    if (!cert_make(&t, &(struct plan){ .names = &called, .names_n = 1, .is_ca = true, .days = CA_DAYS }, digest))
        die(0, "-M %s: the authority could not be made", conf.mitm);
    const size_t n = (size_t)(strstr(pem, "-----BEGIN PRIVATE KEY") - pem);
    proc_write_mitm(MITM_KEY, 0600, slice_from(text_all(&t), n));
    proc_write_mitm(MITM_CERT, 0644, (struct slice){ pem, n });
    explicit_bzero(pem, sizeof pem);
    warn(0, "-M: an authority was made for you: have clients trust %s/ca.pem, and nobody read its key", conf.mitm);
}

/* Is there nothing in this directory? */
static bool proc_is_empty(int fd)
{
    int copy = dup(fd);
    DIR *d = copy == -1 ? NULL : fdopendir(copy);
    bool empty = true;
    for (const struct dirent *e; d && empty && (e = readdir(d));)
        empty = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0;
    if (d)
        (void)closedir(d);
    else if (copy != -1)
        (void)close(copy);
    return d && empty;
}

/* Read the authority of -M; one is made, if there is none. */
static void proc_start_mitm(void)
{
    struct stat st;
    size_t n, key_n;
    const char *given = conf.mitm;
    if (!given || (conf.dry_run && access(given, F_OK) == -1))
        return;
    if (mkdir(given, 0700) == -1 && errno != EEXIST)
        die(errno, "-M %s", given);
    int dir = open(given, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    char *path = dir == -1 ? NULL : realpath(given, NULL);
    if (!path || flock(dir, LOCK_EX) == -1 || fstat(dir, &st) == -1)    /* of several that begin at once one makes it */
        die(errno, "-M %s", given);
    conf.mitm = must_copy(slice_of(path));          /* COMMAND may go elsewhere */
    free(path);
    char *cert = proc_read_mitm(MITM_CERT, &n);
    if (!cert && !conf.dry_run) {
        if (!proc_is_empty(dir))
            die(0, "-M %s: there are other files and no ca.pem; say a directory of its own", given);
        proc_make_mitm();
        cert = proc_read_mitm(MITM_CERT, &n);
    }
    char *key = proc_read_mitm(MITM_KEY, &key_n);
    if (cert && (!key || !strstr(key, "PRIVATE KEY")))
        die(0, "-M %s: ca-key.pem has no key; remove ca.pem to have another authority made", given);
    if (cert && key) {
        struct text t = { .cap = n + key_n + 2 };
        t.p = must_alloc(t.cap, 1);
        text_add(&t, cert, n);
        text_char(&t, '\n');
        text_add(&t, key, key_n);
        const char *why = ca_take(text_all(&t));
        if (why)
            die(0, "-M %s: %s", given, why);
        explicit_bzero(t.p, t.cap);
        explicit_bzero(key, key_n);
        free(t.p);
        ca_pem = slice_of(must_copy((struct slice){ cert, n }));
        if (!conf.dry_run)
            proc_write_bundle(ca_pem);
    }
    char of_key[PATH_MAX];
    (void)snprintf(of_key, sizeof of_key, "%s/%s", conf.mitm, mitm_files[MITM_KEY]);
    if (stat(of_key, &st) == 0 && st.st_mode & (S_IROTH | S_IRGRP))
        warn(0, "-M %s: others may read this key, and could pose as any server; say chmod 600", of_key);
    free(cert);
    free(key);
    (void)close(dir);
}

/* ---- COMMAND ---- */

/* By which COMMAND, or what it runs, learns whom to trust (-M). */
static void proc_have_trusted(void)
{
    static const char *const variables[] = {
        "SSL_CERT_FILE",                        /* OpenSSL, Python, Go, Ruby, rustls-native-certs */
        "CURL_CA_BUNDLE", "GIT_SSL_CAINFO", "CARGO_HTTP_CAINFO", "DENO_CERT", "NIX_SSL_CERT_FILE",
        "REQUESTS_CA_BUNDLE", "PIP_CERT", "AWS_CA_BUNDLE",
    };
    char path[PATH_MAX];
    if (!conf.mitm)
        return;
    (void)snprintf(path, sizeof path, "%s/%s", conf.mitm, mitm_files[MITM_BUNDLE]);
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        (void)setenv(variables[i], path, 1);
    (void)snprintf(path, sizeof path, "%s/%s", conf.mitm, mitm_files[MITM_CERT]);
    (void)setenv("NODE_EXTRA_CA_CERTS", path, 1);       /* beside its own */
    const struct listener *l = &listeners[0];
    const char *before = getenv("JAVA_TOOL_OPTIONS");
    if (l->tls || l->addr.kind != ADDR_IP)              /* it knows no such proxies */
        return;
    char options[PATH_MAX + 1024], host[64];
    struct text h = { .p = host, .cap = sizeof host - 1 };
    struct addr at = l->addr;
    if (listener_is_wild(l))
        (void)addr_parse(SLICE("127.0.0.1"), &at);
    text_ip(&h, &at);
    host[h.n] = '\0';
    int n = snprintf(options, sizeof options, "%s%s-Dhttp.proxyHost=%s -Dhttp.proxyPort=%d -Dhttps.proxyHost=%s "
                   "-Dhttps.proxyPort=%d -Dhttp.nonProxyHosts= -Djavax.net.ssl.trustStoreType=PKCS12 "
                   "\"-Djavax.net.ssl.trustStore=%s/%s\"", before ? before : "", before ? " " : "", host, l->addr.port, host,
                   l->addr.port, conf.mitm, mitm_files[MITM_STORE]);
    if (n < (int)sizeof options)
        (void)setenv("JAVA_TOOL_OPTIONS", options, 1);
}

/* Run the COMMAND, told how to reach us. */
static void proc_run_command(void)
{
    static const char *const forward[] = { "http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY" };
    char url[128], admin[128];
    struct text t = { .p = url, .cap = sizeof url - 1 }, of_admin = { .p = admin, .cap = sizeof admin - 1 };
    struct sigaction sa = { .sa_handler = SIG_DFL };
    const struct listener *last = &listeners[listeners_n - 1];
    text_url(&t, listeners[0].addr, listeners[0].both, listeners[0].tls, listeners[0].path);
    url[t.n] = '\0';
    if (conf.forward && listeners[0].tls)
        warn(0, "-- %s: it is told of a proxy at %s, which most programs cannot reach; put -l 0 first", conf.command[0],
             url);
    text_url(&of_admin, last->addr, last->both, last->tls, last->path);
    admin[of_admin.n] = '\0';
    proc.command = proc_fork();
    if (proc.command == -1)
        die(errno, "-- %s", conf.command[0]);
    if (proc.command)
        return;
    proc_without_connections(-1, false);
    (void)setenv("PROXY_URL", url, 1);
    if (last->admin)
        (void)setenv("PROXY_ADMIN_URL", admin, 1);
    if (conf.forward) {
        for (size_t i = 0; i < sizeof forward / sizeof *forward; i++)
            (void)setenv(forward[i], url, 1);
        (void)setenv("NODE_USE_ENV_PROXY", "1", 1);
        proc_have_trusted();
        (void)unsetenv("no_proxy");
        (void)unsetenv("NO_PROXY");
    }
    (void)sigemptyset(&sa.sa_mask);
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) {
        sa.sa_handler = proc.came_ignored & 1U << i ? SIG_IGN : SIG_DFL;     /* as under nohup(1) */
        (void)sigaction(ours[i], &sa, NULL);
    }
    os_dump_core();
    (void)execvp(conf.command[0], conf.command);
    int e = errno;
    warn(e, "-- %s", conf.command[0]);
    _exit(e == ENOENT ? 127 : 126);
}

/* ---- --dry-run: names are looked up and files have been read; say what would run ---- */

/* The addresses a member's name has, or why none. */
static void dry_addresses(struct text *t, const struct target_conf *to)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *list = NULL;
    int error = getaddrinfo(to->at.host, NULL, &hints, &list);
    if (error)
        warn(0, "-r %s: %s", to->given, gai_strerror(error));
    text_printf(t, " (%s", error ? gai_strerror(error) : "");
    for (struct addrinfo *a = list; a; a = a->ai_next) {
        struct addr at = addr_from_sockaddr(a->ai_addr);
        text_str(t, a == list ? "" : " ");
        text_ip(t, &at);
    }
    text_char(t, ')');
    if (list)
        freeaddrinfo(list);
}

static void dry_target(struct text *t, const struct route_conf *r, const struct target_conf *to)
{
    text_str(t, "route ");
    text_slice(t, r->match.n ? r->match : SLICE("/"));
    text_printf(t, " -> %s", to->given);
    if (to->to == TO_SERVER && to->has_path) {
        text_str(t, " (");
        text_slice(t, r->path.n ? r->path : SLICE("/"));
        text_str(t, " becomes ");
        text_slice(t, to->path.n ? to->path : SLICE("/"));
        text_char(t, ')');
    }
    if (to->to == TO_SERVER && to->at.ip.kind == ADDR_NONE)
        dry_addresses(t, to);
    text_char(t, '\n');
}

static void dry_parent(struct text *t, const struct parent_conf *p)
{
    text_str(t, "parent ");
    if (p->whom == FOR_CIDR) {
        struct addr a = { .kind = ADDR_IP };
        memcpy(a.ip, p->cidr.ip, 16);
        text_ip(t, &a);
        text_printf(t, "/%d", addr_is_v4(&a) ? p->cidr.bits - 96 : p->cidr.bits);
    } else
        text_slice(t, p->whom == FOR_HOST ? p->host : p->whom == FOR_PRIVATE ? SLICE("private") : SLICE("*"));
    text_str(t, p->kind == PARENT_DIRECT ? " direct" : p->kind == PARENT_SOCKS ? " -> socks5://"
             : p->tls ? " -> https://" : " -> http://");
    if (p->kind != PARENT_DIRECT)
        text_authority(t, &p->at, 0);
    text_char(t, '\n');
}

/* The log is not made, but could it be? */
static void dry_log(struct text *t, const char *path)
{
    struct stat st;
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        die(EISDIR, "-o %s", path);
    const char *slash = strrchr(path, '/');
    struct slice dir = slash ? (struct slice){ path, (size_t)(slash - path) + 1 } : SLICE(".");
    if (access(path, W_OK) == -1 && (errno != ENOENT || access(must_copy(dir), W_OK | X_OK) == -1))
        die(errno, "-o %s", path);
    text_printf(t, "log %s\n", path);
}

/* Whether DIR could be used, without making it. */
static void dry_cache(struct text *t)
{
    static const char *const modes[] = { [CACHE_RECORD] = ", record", [CACHE_REPLAY] = ", replay", [CACHE_FILL] = ", fill" };
    const char *slash = strrchr(conf.cache_path, '/');
    struct slice above = slash ? (struct slice){ conf.cache_path, (size_t)(slash - conf.cache_path) + 1 } : SLICE(".");
    if (access(conf.cache_path, F_OK) == 0)
        (void)cache_examine();
    else if (conf.cache_mode == CACHE_REPLAY || access(must_copy(above), W_OK | X_OK) == -1)
        die(errno, "-C %s", conf.cache_path);
    text_printf(t, "cache %s, size %lld, object %lld%s\n", conf.cache_path, (long long)conf.cache_size,
                (long long)conf.cache_object, conf.cache_mode ? modes[conf.cache_mode] : "");
}

__attribute__((noreturn))
static void dry_run(void)
{
    char buffer[64 << 10];
    struct text t = TEXT(buffer);
    for (unsigned i = 0; i < conf.listens_n; i++) {
        text_str(&t, conf.listens[i].admin ? "admin " : "listen ");
        if (conf.listens[i].fd != -1)
            text_str(&t, conf.listens[i].given);
        else
            text_url(&t, conf.listens[i].addr, conf.listens[i].both, conf.listens[i].tls, conf.listens[i].path);
        text_str(&t, conf.listens[i].proxy ? ",proxy" : "");
        text_str(&t, conf.listens[i].redirect ? ",redirect\n" : "\n");
    }
    member_share();
    route_start();
    for (unsigned i = 0; i < routes_n; i++)
        for (unsigned m = 0; m < routes[i].conf->targets_n; m++)
            dry_target(&t, routes[i].conf, &routes[i].conf->targets[m]);
    if (conf.forward)
        text_str(&t, "forward\n");
    if (conf.mitm)
        text_printf(&t, "mitm %s", conf.mitm);
    for (unsigned i = 0; i < conf.excepts_n; i++)
        text_printf(&t, ",except=%.*s", (int)conf.excepts[i].n, conf.excepts[i].p);
    text_str(&t, conf.mitm ? "\n" : "");
    for (unsigned i = 0; i < conf.parents_n; i++)
        dry_parent(&t, &conf.parents[i]);
    for (size_t i = 0; i < conf.allow.n; i++)
        text_printf(&t, "allow %s\n", conf.allow.list[i]);
    for (size_t i = 0; i < conf.deny.n; i++)
        text_printf(&t, "deny %s\n", conf.deny.list[i]);
    if (conf.logins.n)
        text_str(&t, "logins required\n");
    if (conf.health.given)
        text_printf(&t, "health %s\n", conf.health.given);
    if (conf.mirror.targets_n)
        text_printf(&t, "mirror %s\n", conf.mirror.targets[0].given);
    if (conf.rate_ns)
        text_printf(&t, "rate %lld at once, one more each %lld us\n", (long long)conf.rate_burst, (long long)conf.rate_ns / 1000);
    if (conf.command)
        text_printf(&t, "run %s\n", conf.command[0]);
    if (conf.log_file)
        dry_log(&t, conf.log_file);
    if (conf.cache_path)
        dry_cache(&t);
    if (conf.workers > 1)
        text_printf(&t, "workers %u\n", conf.workers);
    if (conf.run_as.given)
        text_printf(&t, "run as %s\n", conf.run_as.given);
    opt_say(text_all(&t));
}

/* ---- --probe: a health check for images that have nothing else ---- */

enum { PROBE_S = 3 };

static void probe_late(int signal)
{
    char line[256];
    struct text t = { .p = line, .cap = sizeof line - 1 };
    (void)signal;
    text_str(&t, "proxy: --probe ");
    text_str(&t, conf.probe);
    text_str(&t, ": no answer within 3 s");
    t.cap = sizeof line;
    text_char(&t, '\n');
    (void)!write(STDERR_FILENO, line, t.n);
    _exit(1);
}

/* Connect, in the order of the look-up. What is wrong ends the program, here and below. */
static int probe_connect(const char *url, const struct authority *at)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
    char port[8];
    int fd = -1, e = 0, error = 0;
    (void)snprintf(port, sizeof port, "%d", at->port);
    bool here = label_is_localhost(authority_host(at));         /* known without a hosts file */
    for (int i = 0; i < (here ? 2 : 1) && fd == -1; i++) {
        struct addrinfo *list = NULL;
        if ((error = getaddrinfo(!here ? at->host : i ? "::1" : "127.0.0.1", port, &hints, &list)))
            break;
        for (struct addrinfo *a = list; a && fd == -1; a = a->ai_next) {
            fd = socket(a->ai_family, SOCK_STREAM, 0);
            if (fd == -1 || connect(fd, a->ai_addr, a->ai_addrlen) == -1) {
                e = errno;
                if (fd != -1)
                    (void)close(fd);
                fd = -1;
            }
        }
        freeaddrinfo(list);
    }
    if (error && !e)
        die(0, "--probe %s: %s", url, gai_strerror(error));
    if (fd == -1)
        die(e, "--probe %s", url);
    return fd;
}

/* The handshake; the socket blocks. */
static struct tls *probe_secure(const char *url, const struct authority *at, int fd)
{
    if (!conf.insecure && !anchors_found())
        die(0, "--probe %s: %s", url, whys[WHY_NO_ANCHORS].text);
    struct tls *tls = tls_connect(at, conf.insecure, NULL, NULL);
    for (ssize_t r = READ_AGAIN; tls && r == READ_AGAIN; time_read())
        if ((r = tls_shake(tls, fd, NULL)) == READ_FAILED)
            die(0, "--probe %s: %s%s", url, whys[tls_why(tls)].text,
                tls_why(tls) == WHY_TLS_UNTRUSTED ? "; say --ca FILE, or -k" : "");
    if (!tls)
        die(ENOMEM, "--probe %s", url);
    return tls;
}

__attribute__((noreturn))
static void probe_run(const char *url)
{
    struct slice rest = slice_from(slice_of(url), reference_scheme(slice_of(url), &conf.probe_tls));
    struct authority at = { .port = 0 };
    struct sigaction sa = { .sa_handler = probe_late };
    static struct head h;
    char head[TARGET_MAX];
    struct text t = TEXT(head);
    struct block *answer = block_get(HEAD_DEFAULT);
    size_t slash = slice_find(rest, '/');
    const unsigned usual = conf.probe_tls ? 443 : 80;
    if (!authority_parse((struct slice){ rest.p, slash }, &at))
        usage("--probe %s: not http://HOST[:PORT][/PATH]", url);
    at.port = at.port ? at.port : (uint16_t)usual;
    (void)sigemptyset(&sa.sa_mask);
    (void)sigaction(SIGALRM, &sa, NULL);
    (void)alarm(PROBE_S);
    time_read();
    int fd = probe_connect(url, &at);
    struct tls *tls = conf.probe_tls ? probe_secure(url, &at, fd) : NULL;
    text_str(&t, "GET ");
    text_slice(&t, slash < rest.n ? slice_from(rest, slash) : SLICE("/"));
    text_str(&t, " HTTP/1.1\r\nHost: ");
    text_authority(&t, &at, usual);
    text_str(&t, "\r\nUser-Agent: proxy-probe\r\nConnection: close\r\n\r\n");
    struct iovec v = { .iov_base = t.p, .iov_len = t.n };
    if (t.cut || !answer || (tls ? tls_write(tls, fd, &v, 1) : send(fd, t.p, t.n, MSG_NOSIGNAL)) != (ssize_t)t.n)
        die(errno, "--probe %s", url);
    for (;;) {                          /* the first head that is not of an interim answer */
        head_begin(&h);
        enum why why = head_parse(&h, HEAD_RESPONSE, answer->data + answer->r, answer->w - answer->r, answer->cap);
        if (!why && h.size && h.status >= 200)
            break;
        answer->r += h.size;
        if (!why && h.size)
            continue;
        ssize_t n = why || answer->w == answer->cap ? 0 : tls ? tls_read(tls, fd, answer)
            : recv(fd, answer->data + answer->w, answer->cap - answer->w, 0);
        if (n <= 0 && !(tls && n == READ_AGAIN))
            die(n == -1 ? errno : 0, "--probe %s: no answer of HTTP", url);
        answer->w += !tls ? (uint32_t)n : 0;
    }
    if (h.status >= 400)
        die(0, "--probe %s: status %d", url, h.status);
    if (tls)
        tls_end(tls);
    block_put(&answer);
    exit(0);
}

/* -U: what was bound and opened stays open; all else is given up, for good. */
static void proc_give_up(void)
{
    const char *given = conf.run_as.given;
    uid_t uid = conf.run_as.uid;
    gid_t gid = conf.run_as.gid;
    if (!given || handed.any)           /* who was here before us has given them up */
        return;
    if (conf.log_file && !logbook.may_block && fchown(logbook.fd, uid, gid) == -1)
        warn(errno, "-o %s", conf.log_file);        /* HUP could not open it again */
    for (unsigned i = 0; i < listeners_n; i++)
        if (listeners[i].ino && chown(listeners[i].path, uid, gid) == -1)
            warn(errno, "-l unix:%s", listeners[i].path);
    if (conf.cache_path && conf.cache_mode != CACHE_REPLAY && !cache_give(uid, gid))
        warn(errno, "-C %s", conf.cache_path);
    for (int i = 0; i <= MITM_FILES && conf.mitm; i++) {        /* USR2 reads it again */
        char path[PATH_MAX];
        struct stat st;
        (void)snprintf(path, sizeof path, "%s/%s", conf.mitm, i < MITM_FILES ? mitm_files[i] : "");
        if (i == MITM_FILES && stat(path, &st) == 0 && st.st_mode & 0077)
            continue;                                           /* others' files may be there, too */
        if (lchown(path, uid, gid) == -1)
            warn(errno, "-M %s", path);
    }
    if (conf.run_as.root) {
        struct addrinfo *list = NULL;
        if (getaddrinfo("localhost", NULL, NULL, &list) == 0)       /* has the resolver load its parts */
            freeaddrinfo(list);
        tzset();
    }
    if ((conf.run_as.user ? initgroups(conf.run_as.user, gid) : setgroups(1, &gid)) == -1)
        die(errno, "-U %s", given);
    if (conf.run_as.root && (chroot(conf.run_as.root) == -1 || chdir("/") == -1))
        die(errno, "-U %s", given);
    if (setgid(gid) == -1 || setuid(uid) == -1)
        die(errno, "-U %s", given);
    if (uid != 0 && (setuid(0) != -1 || getuid() != uid || geteuid() != uid || getegid() != gid))
        die(0, "-U %s: the privileges could not be given up", given);
}

/* Go to the background: what the parent waits for is written by proc_ready. Until then 's' says that
 * nothing can be said on standard error any more. */
static void proc_daemonise(void)
{
    int ready[2], null = open("/dev/null", O_RDWR | O_CLOEXEC);
    char c = 0;
    if (null == -1 || pipe(ready) == -1)
        die(errno, "-D");
    pid_t pid = fork();
    if (pid == -1)
        die(errno, "-D");
    proc.cleaner = pid > 0 ? 0 : getpid();
    if (pid > 0) {
        (void)close(ready[1]);
        ssize_t n;
        bool silent = false;
        do {
            n = read(ready[0], &c, 1);
            silent |= n == 1 && c == 's';
        } while ((n == -1 && errno == EINTR) || (n == 1 && c == 's'));
        if (n != 1 && silent)
            warn(0, "-D: it could not be started");
        if (n != 1)
            exit(1);
        proc_print_urls();
        exit(0);
    }
    (void)close(ready[0]);
    (void)fcntl(ready[1], F_SETFD, FD_CLOEXEC);
    (void)setsid();
    proc_write_pidfile();
    proc_give_up();
    (void)!write(ready[1], "s", 1);
    (void)dup2(null, STDIN_FILENO);
    (void)dup2(null, STDOUT_FILENO);
    logbook.is_stderr = conf.log_file;
    (void)dup2(conf.log_file ? logbook.fd : null, STDERR_FILENO);
    (void)close(null);
    proc.ready = ready[1];
}

/* All listeners accept connections: say so to whoever waits for it. */
static void proc_ready(void)
{
    if (handed.any) {
        proc_drain_elders(true);
        warn(0, "USR2: started anew, version " VERSION);
    } else if (conf.command)
        proc_run_command();
    else if (!conf.daemon)
        proc_print_urls();
    else {
        (void)!write(proc.ready, "x", 1);
        (void)close(proc.ready);
        proc.ready = -1;
    }
    proc_notify("READY=1");
}

/* A descriptor of ours must never be taken for standard input, output or error. */
static void proc_own_standard_files(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) == -1)
            (void)open("/dev/null", O_RDWR);
}

/* Rules and logins are compiled; what is wrong with them ends the program. */
static void proc_read_rules(void)
{
    char message[1024];
    struct text why = TEXT(message);
    if (conf.allow.n || conf.deny.n || conf.logins.n || conf.expects_n || conf.show.n) {
        if (!proc_read_policy(&proc.policy, &why)) {
            warn(0, "%.*s", (int)why.n, why.p);
            exit(lines_failed ? 1 : 2);
        }
        if (!(policy = policy_map(proc.policy.fd, proc.policy.size)))
            die(errno, "rules and logins");
    }
    if (policy_has(policy, HAS_USER) && !conf.logins.n)
        usage("-a or -d with user: there are no logins, so nobody is a user; add -u NAME:PASSWORD or -u @FILE");
    if (conf.logins.n && policy_dummy(policy).n == 0)
        usage("-u %s: there is no login in it, so nobody could use the proxy", conf.logins.list[0]);
}

/* ---- certificates: at the start ---- */

/* The one that was made for the program before us. */
static struct certs *proc_take_cert(void)
{
    unsigned which;
    const char *bad;
    made_cert.path = handed.made_path;
    made_cert.pem = slice_of(handed.made_pem);
    struct certs *made = certs_read(&made_cert.pem, 1, &which, &bad, false);
    if (!made)
        die(0, "USR2: the certificate that was made: %s", bad);
    return made;
}

/* For whom a certificate is made: the addresses of listeners, the hosts of routes, and this machine. */
static struct certs *proc_make_cert(void)
{
    static char pem[64 << 10], path[PATH_MAX];
    struct slice hosts[MADE_NAMES] = { SLICE("localhost") };
    struct addr addrs[LISTENERS_MAX + 2];
    unsigned hosts_n = 1, addrs_n = 0;
    uint8_t digest[32];
    struct text t = { .p = pem, .cap = sizeof pem - 1 };
    (void)addr_parse(SLICE("127.0.0.1"), &addrs[addrs_n++]);
    (void)addr_parse(SLICE("::1"), &addrs[addrs_n++]);
    for (unsigned i = 0; i < conf.listens_n; i++)
        if (conf.listens[i].tls && addr_classify(&conf.listens[i].addr) != ADDR_UNSPECIFIED
            && addr_classify(&conf.listens[i].addr) != ADDR_LOOPBACK)
            addrs[addrs_n++] = conf.listens[i].addr;
    for (unsigned r = 0; r < conf.routes_n; r++) {
        const struct route_conf *of = &conf.routes[r];
        char name[HOST_MAX + 4];
        struct addr ip;
        struct text n = TEXT(name);
        text_str(&n, of->below ? "*." : "");
        text_slice(&n, of->host);
        if (of->host.n && hosts_n < MADE_NAMES && !addr_parse(of->host, &ip))
            hosts[hosts_n++] = slice_of(must_copy(text_all(&n)));
    }
    const char *dir = getenv("TMPDIR");
    (void)snprintf(path, sizeof path, "%s/proxy-cert-XXXXXX", dir && *dir ? dir : "/tmp");
    struct plan plan = { .names = hosts, .addrs = addrs, .names_n = hosts_n, .addrs_n = addrs_n, .days = MADE_DAYS,
        .by = ca_cert() };
    if (!cert_make(&t, &plan, digest))
        die(0, "-l https://: a certificate for so many names could not be made; say -c FILE");
    unsigned which;
    const char *bad;
    made_cert.pem = text_all(&t);
    if (plan.by)                        /* clients know it by that authority */
        return certs_read(&made_cert.pem, 1, &which, &bad, false);
    size_t public_n = (size_t)(strstr(pem, "-----BEGIN PRIVATE KEY") - pem);
    int fd = mkstemp(path);
    if (fd == -1 || fchmod(fd, 0644) == -1 || write(fd, t.p, public_n) != (ssize_t)public_n || close(fd) == -1)
        die(errno, "%s", path);
    if (conf.run_as.given)
        (void)!chown(path, conf.run_as.uid, (gid_t)-1);     /* who removes it at the end */
    made_cert.path = path;
    char hex[3 * sizeof digest + 1];
    struct text h = TEXT(hex);
    for (size_t i = 0; i < sizeof digest; i++)
        text_printf(&h, "%s%02X", i ? ":" : "", digest[i]);
    warn(0, "https: a certificate was made: %s (curl --cacert), SHA-256 %.*s", path, (int)h.n, h.p);
    return certs_read(&made_cert.pem, 1, &which, &bad, false);
}

/* Read what listeners show, or make it, before anybody is served. */
static void proc_start_tls(void)
{
    char message[1024];
    struct text why = TEXT(message);
    bool tls = false;
    size_t size;
    for (unsigned i = 0; i < conf.listens_n; i++)
        tls |= conf.listens[i].tls;
    if (handed.made_path && !handed.test && (!tls || conf.certs_n || conf.mitm))
        (void)unlink(handed.made_path);
    proc_start_mitm();
    if ((tls || conf.mitm) && !session_share())
        die(errno, "starting");
    if (!tls)
        return;
    for (unsigned i = 0; i < conf.certs_n; i++) {
        struct stat st;
        const char *file = conf.certs[i].key ? conf.certs[i].key : conf.certs[i].file;
        if (stat(file, &st) == 0 && st.st_mode & S_IROTH)
            warn(0, "-c %s: everybody may read this key; say chmod 600", file);
    }
    for (unsigned i = 0; i < conf.listens_n; i++) {
        const char *file = conf.listens[i].client_ca, *bad = file ? anchors_of_clients(i, file) : NULL;
        if (bad)
            die(0, "-l %s: %s: %s", conf.listens[i].given, file, bad);
    }
    char *all = conf.certs_n ? proc_read_pems(&size, &why) : NULL;
    if (all) {
        certs = proc_certs_of(all, size, true, &why);
        explicit_bzero(all, size);
        free(all);
    } else if (!conf.certs_n)
        certs = conf.dry_run ? NULL : handed.made_pem && !conf.mitm ? proc_take_cert() : proc_make_cert();
    if (!certs && !(conf.dry_run && !conf.certs_n))
        die(0, "%.*s", (int)why.n, why.p);
}

/* Where a server that is named is reached with TLS, whom to trust is read before anything else can be missing. */
static void proc_start_trust(void)
{
    bool named = conf.ca || conf.mitm || (conf.mirror.targets_n && conf.mirror.targets[0].tls);
    for (unsigned i = 0; i < conf.parents_n; i++)
        named |= conf.parents[i].tls;
    parent_sessions = must_alloc(conf.parents_n, sizeof *parent_sessions);
    for (unsigned r = 0; r < conf.routes_n; r++)
        for (unsigned t = 0; t < conf.routes[r].targets_n; t++)
            named |= conf.routes[r].targets[t].tls;
    if (named && !conf.insecure && !anchors_found())
        die(0, conf.ca ? "--ca %s: nobody to trust was found there" : "https://: nobody to verify servers by was found%s; say --ca FILE",
            conf.ca ? conf.ca : "");
}

static void proc_listen_all(void)
{
    listeners = must_alloc(conf.listens_n, sizeof *listeners);
    for (unsigned i = 0; i < conf.listens_n; i++)
        if (!proc_listen_handed(&conf.listens[i]))
            proc_listen(&conf.listens[i]);
    proc_drop_handed();
    bool local = true;
    for (unsigned i = 0; i < listeners_n; i++)
        local = local && (listeners[i].admin || (listeners[i].addr.kind == ADDR_IP
                                                 && addr_classify(&listeners[i].addr) == ADDR_LOOPBACK));
    if (getpid() == 1 && local)
        warn(0, "listening on loopback only, which nobody outside this container reaches; to listen on all: -l :%d",
             listeners[0].addr.port);
}

/* The ways by which processes talk to each other. */
static void proc_connect(void)
{
    if (pipe(proc.signals) == -1 || pipe(proc.lifeline) == -1)
        die(errno, "starting");
    for (int i = 0; i < 2; i++) {
        (void)os_own(proc.signals[i]);
        (void)fcntl(proc.lifeline[i], F_SETFD, FD_CLOEXEC);
    }
    for (unsigned w = 0; w < conf.workers; w++) {
        proc.workers[w].control = -1;
        for (int k = 0; k < CALL_KINDS; k++) {
            int *pair = proc.workers[w].calls[k];
            if (socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) == -1)
                die(errno, "starting");
            (void)fcntl(pair[0], F_SETFD, FD_CLOEXEC);
            (void)fcntl(pair[1], F_SETFD, FD_CLOEXEC);
        }
    }
}

/* What all processes look at. */
static void proc_share_memory(void)
{
    if (!(shared = os_shared(sizeof *shared + conf.workers * sizeof *shared->slots)))
        die(errno, "starting");
    if (conf.rate_ns && !(rates = os_shared(RATE_CLIENTS * sizeof *rates)))
        die(errno, "starting");
    if (conf.logins.n && (!(guesses = os_shared(GUESSERS * sizeof *guesses)) || !login_share()))
        die(errno, "starting");
    proc_share_lasting();
    member_share();
    tally_share();
    shared->started_s = handed.any ? handed.started_s : now_s;
}

/* From the command line to serving: read, open, bind, go to the background, give up rights, start workers. */
static void proc_start(void)
{
    os_keep_secrets();
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) {
        struct sigaction was;
        if (sigaction(ours[i], NULL, &was) == 0 && was.sa_handler == SIG_IGN)
            proc.came_ignored |= 1U << i;
    }
    time_read();
    proc.started_ms = handed.any ? handed.started_ms : now_ms;
    if (handed.workers && conf.workers_auto && handed.workers <= WORKERS_MAX)
        conf.workers = (unsigned)handed.workers;    /* its sockets are so many */
    proc_read_rules();
    uint32_t name;
    os_random(&name, sizeof name);
    (void)snprintf(via, sizeof via, "proxy (%08x)", (unsigned)name);
    os_random(hash_key, sizeof hash_key);
    if (handed.cache != -1 && conf.cache_path && strcmp(conf.cache_path, handed.cache_path) == 0)
        cache_dir = handed.cache;
    else if (handed.cache != -1)
        (void)close(handed.cache);
    if (conf.cache_path && !conf.dry_run && (!handed.test || cache_dir != -1))
        cache_open();
    if (!conf.dry_run && !log_open())
        die(errno, "-o %s", conf.log_file);
    for (unsigned i = 0; i < conf.listens_n; i++)
        if (conf.listens[i].fd == -1)
            proc_check_listener(&conf.listens[i], &conf.listens[i].addr);
    proc_start_tls();
    proc_start_trust();
    if (conf.dry_run)
        dry_run();
    proc_share_memory();
    proc.cleaner = handed.test ? 0 : getpid();
    if (atexit(proc_clean_up) != 0)
        die(ENOMEM, "starting");
    proc_listen_all();
    if (handed.test)
        exit(0);
    proc_take_standings();
    proc_connect();
    proc_notify_open();
    if (handed.any && conf.daemon) {
        logbook.is_stderr = conf.log_file;
        if (conf.log_file)
            (void)dup2(logbook.fd, STDERR_FILENO);
    }
    if (conf.daemon && !handed.any)
        proc_daemonise();
    else {
        proc_write_pidfile();
        proc_give_up();
    }
    proc_signals(true);
    if (handed.any)
        proc_signals_let();
    if (conf.cache_path && conf.cache_mode != CACHE_REPLAY) {   /* what is there is found while we serve */
        pid_t pid = proc_fork();
        if (pid == 0) {
            proc_without_connections(-1, false);
            cache_scan();
            _exit(0);
        }
    }
    for (unsigned w = 0; w < conf.workers; w++)
        if (!proc_start_worker(w))
            die(errno, "starting");
    proc_ready();
}

/* ==== 14. main ==== main ==== */

int main(int argc, char **argv)
{
    char **given = argv;
    proc_own_standard_files();
    proc_take_over(&argc, &argv);
    proc_keep_arguments(argc, argv, given);
    conf_read(argc, argv);
    if (conf.probe)
        probe_run(conf.probe);
    proc_start();
    proc_supervise();
}
