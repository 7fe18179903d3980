DELETE FROM overlap_search
