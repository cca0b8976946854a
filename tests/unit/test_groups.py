"""Tests that read what is made once stay with one worker: the scheduler reads the group off their names."""

import pytest


@pytest.mark.xdist_group("told")
def test_a_group_that_a_test_names_stands_behind_its_name(request):
    assert request.node.nodeid.endswith("@told") == grouping(request.config)


@pytest.fixture(scope="module")
def made_once():
    return 1


def test_so_does_the_file_whose_fixture_it_asks_for(request, made_once):
    assert request.node.nodeid.endswith("@tests/unit/test_groups.py") == grouping(request.config)


def test_any_other_test_goes_to_whichever_worker_is_free(request):
    assert "@" not in request.node.nodeid


def grouping(config):
    return hasattr(config, "workerinput") and config.getvalue("loadgroup")
