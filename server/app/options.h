#pragma once
// What the command line says, and the parts every command opens.

#include <memory>
#include <string>

#include "access/access.h"
#include "store/store.h"

namespace niangjia::app {

struct CommonOptions {
  std::string db = "niangjia.db";
  std::string keys;          // key file; default: beside the database file, or in the state folder
  std::string realm;         // name of the federation
  std::string division;      // its division code
  std::string as;            // login of an account; empty: the machine's operator
  bool json = false;
  int node = -1;             // 0..1023; -1: drawn at start
};

// An open database with what acts need. Owns all of it.
struct OpenHouse {
  std::unique_ptr<store::Database> database;
  std::shared_ptr<Vault> vault;
  std::unique_ptr<IdMaker> ids;
  std::unique_ptr<House> house;
  Id realm_id = 0;           // of --realm, or the only one; 0: none stands yet
};
enum class Opening { read_write, must_exist };
Result<OpenHouse> open_house(const CommonOptions& options, Opening opening, int connections = 4);
// Makes the federation when none stands and a name is known.
Result<void> ensure_realm(OpenHouse& open, const CommonOptions& options, std::string_view name_from_file);
Result<Actor> acting(OpenHouse& open, const CommonOptions& options);

// Exit codes, documented in --help: 0 done, 1 refused or violations found, 2 wrong usage, 3 unavailable, 4 internal.
int exit_code_of(const Problem& problem);
int tell(const Problem& problem, bool json);   // prints the sentence; the exit code


}  // namespace niangjia::app
