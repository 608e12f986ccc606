#pragma once
// The commands of the program. Each answers the exit code of the process.

#include <optional>
#include <vector>

#include "app/options.h"

namespace niangjia::app {

struct ImportCommand {
  std::vector<std::string> files;
  std::string kind;
  std::string report_folder;   // where returned workbooks go; empty: beside the database
  bool dry_run = false;
};
int run_import(const CommonOptions& common, const ImportCommand& command);

struct FiguresCommand {
  std::string union_words, from, to, by;
};
int run_figures(const CommonOptions& common, const FiguresCommand& command);
int run_check(const CommonOptions& common);
int run_verify(const CommonOptions& common);
int run_backup(const CommonOptions& common, const std::string& target);
int run_restore(const CommonOptions& common, const std::string& source);

struct NoticesCommand {
  std::string to;  // a phone number or mail address; empty: all
  int limit = 50;
};
// What stands in the outbox, in full: for the operator, who holds the key file.
int run_notices(const CommonOptions& common, const NoticesCommand& command);

struct AccountCommand {
  std::string act;        // create, role, password, totp, unlock
  std::string login, name, password, role, union_words;
};
int run_account(const CommonOptions& common, const AccountCommand& command);

struct DemoCommand {
  std::string folder;
  std::int64_t members = 6000;
  std::uint64_t seed = 20211103;
};
int run_demo_data(const CommonOptions& common, const DemoCommand& command);

struct ServeCommand {
  std::string address = "127.0.0.1";
  int port = 8080;
  int threads = 4;
  bool demo = false;         // loads the demo county into an empty database
  std::int64_t demo_members = 6000;
  std::string site_address;  // https://… by which people reach it, for codes and messages
  std::string map_tiles, map_datum = "gcj02";
  bool is_behind_tls = false;  // a proxy in front speaks HTTPS: the session cookie travels by it only
};
int run_serve(const CommonOptions& common, const ServeCommand& command);

struct SiteCommand {
  std::string file;      // "-": what comes in
  double seconds = 0;    // 0: as the file says
  bool only_best = false, json = false, with_parent = false;
};
int run_site(const SiteCommand& command);

int print_openapi();
int print_typescript();

// Imports files in the order their kinds need (outlets before rosters, unions before members …); the answers come in the
// order of the files. Shared by the command line and the demo county.
struct FileAnswer {
  std::string file, kind, job, report, counts_json;
  std::optional<Problem> problem;
};
std::vector<FileAnswer> import_files(OpenHouse& open, const Actor& actor, const ImportCommand& command,
                                     const std::function<void(std::string_view, std::int64_t, std::int64_t)>& progress);

}  // namespace niangjia::app
