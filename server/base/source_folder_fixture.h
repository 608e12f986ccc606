#pragma once
#include <filesystem>
#include <system_error>

namespace niangjia {

/// The folder of the checkout, for tests that read migrations, data and tables. Looked for above the test
/// program and above the working folder; what the compiler wrote down comes last, because a compiler cache
/// may have shortened it.
inline std::filesystem::path source_folder() {
  namespace fs = std::filesystem;
  std::error_code error;
  for (fs::path start : {fs::read_symlink("/proc/self/exe", error).parent_path(), fs::current_path(error)})
    for (fs::path at = start; at.has_relative_path(); at = at.parent_path())
      if (fs::exists(at / "migrations" / "0001_ground.sql", error)) return at;
  return fs::path(__FILE__).parent_path().parent_path().parent_path();
}

}  // namespace niangjia
