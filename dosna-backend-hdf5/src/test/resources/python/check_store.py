"""Reads a pool as both generations of the Python code do, and checks what Java wrote.

Arguments: the pool's folder, a folder with NAME.npy (elements) and NAME.fill.npy (fill value).
"""
import os
import subprocess

pool, expected = sys.argv[1:]


def bits(array):
    array = np.asarray(array)
    return array.astype(array.dtype.newbyteorder('=')).tobytes()


def read(folder, grid_key):
    """The original's read loop: a chunk that has no file is the fill value."""
    with h5py.File(os.path.join(folder, 'dataset.h5'), 'r') as f:
        shape = tuple(f.attrs['shape'])
        dtype = f.attrs['dtype']
        fillvalue = f.attrs['fillvalue']
        grid = f.attrs[grid_key]
        chunk_size = f.attrs['chunk_size']
    output = np.empty(shape, dtype=dtype)
    for idx in np.ndindex(*grid):
        where = tuple(slice(i * n, min((i + 1) * n, s))
                      for i, n, s in zip(idx, chunk_size, shape))
        part = tuple(slice(0, w.stop - w.start) for w in where)
        name = os.path.join(folder, 'chunk_{}.h5'.format('_'.join(map(str, idx))))
        if os.path.isfile(name):
            with h5py.File(name, 'r') as f:
                output[where] = f['data'][part]
        else:
            output[where] = fillvalue
    return output


def check_description(path, values, fill):
    with h5py.File(path, 'r') as f:
        assert list(f) == [], 'dataset.h5 has members'
        for key in 'shape', 'chunk_size', 'chunk_grid', 'chunks':
            attribute = f.attrs[key]
            assert attribute.dtype == np.int64 and attribute.shape == (values.ndim,), key
        assert tuple(f.attrs['shape']) == values.shape
        dtype = f.attrs['dtype']
        assert type(dtype) is str and np.dtype(dtype).str == dtype, dtype
        kind = f.attrs.get_id('dtype').get_type()
        assert kind.is_variable_str() and kind.get_cset() == h5py.h5t.CSET_UTF8
        assert f.attrs.get_id('fillvalue').shape == ()
        fillvalue = f.attrs['fillvalue']
        assert fillvalue.dtype == np.dtype(dtype).newbyteorder('='), fillvalue.dtype
        assert bits(fillvalue) == bits(fill), (fillvalue, fill)
        return np.dtype(dtype), tuple(f.attrs['chunk_size'])


def check_chunk(path, dtype, chunk_size, shape, fill):
    with h5py.File(path, 'r') as f:
        assert list(f) == ['data'] and len(f.attrs) == 0
        data = f['data']
        assert data.dtype == dtype and data.shape == chunk_size, data
        assert data.chunks is None and data.compression is None and data.maxshape == chunk_size
        assert data.id.get_create_plist().get_layout() == h5py.h5d.CONTIGUOUS
        assert bits(data.fillvalue) == bits(fill), (data.fillvalue, fill)
        index = [int(i) for i in os.path.basename(path)[6:-3].split('_')]
        elements = data[...]
        outside = np.ones(chunk_size, bool)
        outside[tuple(slice(0, max(0, s - i * n)) for i, n, s in zip(index, chunk_size, shape))] = 0
        padding = elements[outside]
        assert bits(padding) == bits(np.full(padding.shape, fill)), 'padding is not fill value'


def check_attributes(path):
    with h5py.File(path, 'r') as f:
        user = {key[5:]: f.attrs[key] for key in f.attrs if key.startswith('user.')}
    if not user:
        return False
    assert user['text'] == 'Grüße, 世界 🌍' and type(user['text']) is str
    assert list(user['texts']) == ['a', '', 'ü'] and user['texts'].dtype == object
    assert user['number'] == -2**63 and user['number'].dtype == np.int64
    assert user['numbers'].tolist() == [1, 2, 2**63 - 1] and user['numbers'].dtype == np.int64
    assert user['real'] == 0.1 and user['real'].dtype == np.float64
    assert np.array_equal(user['reals'], [1.5, np.nan, -np.inf], equal_nan=True)
    assert user['flag'] == True and user['flag'].dtype == np.bool_
    assert user['flags'].tolist() == [True, False] and user['flags'].dtype == np.bool_
    assert user['none'].shape == (0,) and user['none'].dtype == np.int64
    return True


files = []
with_attributes = 0
assert os.path.getsize(os.path.join(pool, '.dosna')) == 0
for name in sorted(os.listdir(pool)):
    if name == '.dosna':
        continue
    folder = os.path.join(pool, name)
    values = np.load(os.path.join(expected, name + '.npy'))
    fill = np.load(os.path.join(expected, name + '.fill.npy'))[()]
    description = os.path.join(folder, 'dataset.h5')
    try:
        dtype, chunk_size = check_description(description, values, fill)
        with_attributes += check_attributes(description)
        for file in sorted(os.listdir(folder)):
            files.append(os.path.join(folder, file))
            if file.startswith('chunk_'):
                check_chunk(files[-1], dtype, chunk_size, values.shape, fill)
        for grid_key in 'chunk_grid', 'chunks':
            found = read(folder, grid_key)
            assert found.dtype == dtype and bits(found) == bits(values), grid_key
    except Exception as e:
        raise AssertionError(folder) from e
files = [file for file in files if file.endswith('.h5')]
dump = subprocess.run(['h5dump'] + files, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
assert dump.returncode == 0 and dump.stdout.count(b'HDF5 "') == len(files), dump.stdout[-2000:]
assert with_attributes > 0
print('checked', len(files), 'files,', with_attributes, 'with attributes')
