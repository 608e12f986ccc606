// Preloaded into the program by disks.py and clocks.py: a clock that can be set, and a disk that cannot be flushed. The
// test writes the wishes into a mapped file named by BAD_LUCK while the program runs.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <ctime>

namespace {

struct Wishes {
  std::int64_t clock_offset_s;
  std::int64_t flush_fails;
};

const volatile Wishes* wishes() {
  static const volatile Wishes* mapped = [] {
    static const Wishes none{};
    const char* path = std::getenv("BAD_LUCK");
    const int file = path ? ::open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return &none;
    void* at = ::mmap(nullptr, sizeof(Wishes), PROT_READ, MAP_SHARED, file, 0);
    ::close(file);
    return at == MAP_FAILED ? &none : static_cast<const Wishes*>(at);
  }();
  return mapped;
}

template <class F>
F* real(const char* name) {
  return reinterpret_cast<F*>(::dlsym(RTLD_NEXT, name));
}

int flush(const char* name, int file) {
  if (wishes()->flush_fails != 0) {
    errno = EIO;
    return -1;
  }
  return real<int(int)>(name)(file);
}

}  // namespace

extern "C" int clock_gettime(clockid_t clock, timespec* out) noexcept {
  static auto* const ask = real<int(clockid_t, timespec*)>("clock_gettime");
  const int answer = ask(clock, out);
  if (answer == 0 && clock == CLOCK_REALTIME) out->tv_sec += wishes()->clock_offset_s;
  return answer;
}

extern "C" int fsync(int file) { return flush("fsync", file); }
extern "C" int fdatasync(int file) { return flush("fdatasync", file); }
