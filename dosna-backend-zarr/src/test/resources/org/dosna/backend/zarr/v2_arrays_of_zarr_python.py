# Makes random Zarr v2 arrays and the same as .npy files: FOLDER COUNT SEED.
import sys, os, shutil, random, warnings
import numpy as np, zarr, numcodecs
warnings.simplefilter("ignore")
out=sys.argv[1]; n=int(sys.argv[2]); seed=int(sys.argv[3])
rnd=random.Random(seed); rng=np.random.default_rng(seed)
shutil.rmtree(out,ignore_errors=True); os.makedirs(out)
zarr.create_group(out+"/p",zarr_format=2)
DT=["bool","int8","<i2",">i2","<i4",">i4","<i8","uint8","<u2",">u4","<u8","<f2",">f2","<f4",">f4","<f8","<c8",">c8","<c16"]
def fill(d):
    k=d.kind
    if rnd.random()<.2: return None
    if k=='b': return rnd.choice([True,False])
    if k in 'iu': i=np.iinfo(d); return rnd.choice([0,int(i.min),int(i.max),7])
    if k=='f': return rnd.choice([0.0,-0.0,float('nan'),float('inf'),-float('inf'),0.1,-3.5])
    return rnd.choice([0j,1+2j,complex(float('nan'),-float('inf'))])
def compressor():
    x=rnd.randrange(9)
    if x==1: return numcodecs.GZip(level=rnd.randrange(10))
    if x==2: return numcodecs.Zlib(level=rnd.randrange(-1,10))
    if x==3: return numcodecs.Zstd(level=rnd.choice([-3,0,1,5]))
    if x==4: return numcodecs.LZ4(acceleration=rnd.choice([1,5]))
    if x==5: return numcodecs.BZ2(level=rnd.randrange(1,10))
    if x>5: return numcodecs.Blosc(cname=rnd.choice(["lz4","lz4hc","zstd","zlib","blosclz"]),clevel=rnd.randrange(10),shuffle=rnd.choice([-1,0,1,2]))
def filters(d):
    fl=[]
    x=rnd.randrange(12)
    order='<' if d.str[0]=='|' else d.str[0]
    if x==0: fl=[numcodecs.Shuffle(d.itemsize)]
    if x==1 and d.kind in 'iu': fl=[numcodecs.Delta(dtype=d.str)]
    if x==2 and d.kind in 'iu': fl=[numcodecs.Delta(dtype=d.str,astype=rnd.choice(['>i8','<i4','<u2']))]
    if x==3: fl=[numcodecs.Shuffle(rnd.choice([k for k in (1,2,4,8) if d.itemsize%k==0]))]
    if x==4 and d.kind in 'iuf' and d.itemsize>1: fl=[numcodecs.AsType(encode_dtype=rnd.choice(['<f4','>f8']),decode_dtype=d.str)]
    if x==5 and d.kind in 'iu': fl=[numcodecs.AsType(encode_dtype=rnd.choice(['|i1','>u2','<i8']),decode_dtype=d.str)]
    if x in (6,7) and d.kind=='f': fl=[numcodecs.FixedScaleOffset(offset=rnd.choice([0,-3,0.5]),scale=rnd.choice([1,10,0.3]),dtype=d.str,astype=rnd.choice(['<i4','>i2','<i8',d.str]))]
    if x==8 and d.kind=='i' and d.itemsize>2: fl=[numcodecs.FixedScaleOffset(offset=rnd.choice([2,1.5]),scale=rnd.choice([1,2]),dtype=d.str,astype=rnd.choice(['<f4','>f8',d.str]))]
    if rnd.random()<.1: fl=fl+[rnd.choice([numcodecs.CRC32C(),numcodecs.Fletcher32(),numcodecs.Zlib(1)])]
    return fl or None
# Their values stay in the range of each dtype: beyond, casts are the processor's.
def lossy(fl): return fl is not None and any(f.codec_id in ('astype','fixedscaleoffset') or f.codec_id=='delta' and f.astype!=f.dtype for f in fl)
for i in range(n):
    nd=rnd.choice([0,1,1,2,2,3,4])
    shape=tuple(rnd.choice([0,1,3,7,10,17]) if nd<4 else rnd.choice([1,3,5]) for _ in range(nd))
    chunks=tuple(rnd.choice([1,2,3,4,8,20]) for _ in range(nd))
    d=np.dtype(rnd.choice(DT))
    comp=compressor()
    fl=filters(d)
    a=zarr.create_array(store=out,name=f"p/g{i%3}/a{i}",shape=shape,chunks=chunks,dtype=d,fill_value=rnd.choice([0,7]) if lossy(fl) else fill(d),compressors=comp,filters=fl,order=rnd.choice("CF"),chunk_key_encoding={"name":"v2","separator":rnd.choice("./")},attributes={"i":i,"nested":{"a":[1,None]},**({"_ARRAY_DIMENSIONS":[f"x{k}" for k in range(nd)]} if i%4==1 else {})} if i%2 else {},zarr_format=2)
    v=np.frombuffer(rng.bytes(int(np.prod(shape))*d.itemsize),dtype='u1')
    v=(v[:int(np.prod(shape))]&1).view('?').reshape(shape) if d.kind=='b' else v.view(d).reshape(shape).copy()
    if d.kind!='b' and (lossy(fl) or rnd.random()<.5): v=(np.arange(int(np.prod(shape)))%97).reshape(shape).astype(d)
    if nd==0: a[()]=v
    elif rnd.random()<.7: a[...]=v
    else:
        full=np.full(shape,0 if a.fill_value is None else a.fill_value,dtype=d)
        sl=tuple(slice(rnd.randrange(0,s+1),None) for s in shape)
        a[sl]=v[sl]; full[sl]=v[sl]; v=full
    if lossy(fl): v=a[...]
    np.save(out+f"/p/g{i%3}/a{i}.npy", v.reshape(1) if nd==0 else v)
